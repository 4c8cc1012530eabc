"""The same work on a Ray cluster: each handful of reports is a task.

Ray keeps its processes between tasks, so each loads the tools once. The work of a process or node
that is lost is done again elsewhere; a report that ends its process twice is refused, as in the
pool.
"""

import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from dateline.errors import UsageError
from dateline.scale.pool import AHEAD, Given, Result, Run, Runner, ended_twice
from dateline.scale.setup import Refused, Setup

MISSING = "Ray is not installed: pip install 'dateline[cluster]'"
UNLIKE = "a node of the cluster has no Dateline of this version: install it on every node"
_AGAIN = 3  # times a handful is given out again, however its process or node was lost


@contextmanager
def on_ray(address: str | None) -> Iterator[Runner]:
    """A cluster that is running, or one of this machine alone if none is named.

    Raises UsageError if Ray is not installed or nothing answers at the address.
    """
    try:
        import ray
    except ImportError as error:
        raise UsageError(MISSING) from error
    # Ray reports on its use over the network unless told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        _knock(address)
        ray.init(address=address or "local", log_to_driver=False, logging_level="ERROR")
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"no Ray cluster answers at {address}: {error!s:.150}") from error
    try:
        yield partial(run_on_ray, ray=ray)
    finally:
        ray.shutdown()


def _knock(address: str | None) -> None:
    """Raise OSError where nothing listens at host:port: Ray itself would wait for minutes."""
    host, _, port = (address or "").rpartition(":")
    if "/" not in host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()


def run_on_ray(
    parts: Iterable[list[Given]], run: Run[Result], setup: Setup, ray: Any
) -> Iterator[list[Result | Refused]]:
    """`run` on each part, by the cores of the cluster; results in the order of the parts.

    No more parts are held than a few for each core, of which there may be more or fewer later.
    """
    remote = ray.remote(run)
    task, alone = (remote.options(num_cpus=1, max_retries=again) for again in (_AGAIN, 1))
    waiting: deque[tuple[list[Given], Any]] = deque()
    for part in parts:
        waiting.append((part, task.remote(part, setup)))
        if len(waiting) > AHEAD * _cores(ray):
            yield _result(*waiting.popleft(), alone, setup, ray)
    while waiting:
        yield _result(*waiting.popleft(), alone, setup, ray)


def _cores(ray: Any) -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _result(
    part: list[Given], given: Any, alone: Any, setup: Setup, ray: Any
) -> list[Result | Refused]:
    found: list[Result | Refused] | None = _told(given, ray)
    if found is not None:
        return found
    each = [(one, _told(alone.remote([one], setup), ray)) for one in part]
    return [result for one, told in each for result in (told or [ended_twice(one)])]


def _told(given: Any, ray: Any) -> Any:
    """What a task gave back; None if its process was lost as often as it was begun."""
    try:
        return ray.get(given)
    except ray.exceptions.RayTaskError as error:
        if "failed to import on the worker" in str(error.cause):
            raise UsageError(UNLIKE) from error
        raise error.cause from None
    except ray.exceptions.RayError:
        return None
