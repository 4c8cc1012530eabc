"""Reports coded by several processes, in the order they came.

A process that is killed (too little memory, say) takes no report with it: what it was given is
coded again, a report at a time, and only a report that ends a process twice is refused.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from dateline.errors import ReportError
from dateline.loading import loading
from dateline.model import Report
from dateline.scale.setup import Coded, Refused, Setup

if TYPE_CHECKING:
    from dateline.scale.coding import Coder

TOGETHER = 8  # reports handed to a process at once
AHEAD = 3  # such handfuls waiting for each process

Given = Report | Refused
Result = TypeVar("Result")
Run = Callable[[Sequence[Given], Setup], list[Result | Refused]]


class Runner(Protocol):
    """What runs a function on each part of the reports; results in the order of the parts."""

    def __call__(
        self, parts: Iterable[list[Given]], run: Run[Result], setup: Setup
    ) -> Iterator[list[Result | Refused]]: ...


_coders: list["Coder"] = []  # the one of this process


def code_in_order(
    reports: Iterable[Report | ReportError], setup: Setup, workers: int
) -> Iterator[Coded | Refused]:
    """What comes of each report, in the order of the reports, whatever the number of workers.

    Reports are read as they are wanted: no more than a few handfuls are held.
    """
    for results in run_in_order(handfuls(reports), code_part, setup, workers):
        yield from results


def handfuls(reports: Iterable[Report | ReportError]) -> Iterator[list[Given]]:
    """The reports, some at a time."""
    left = iter(reports)
    while part := [_plain(each) for each in islice(left, TOGETHER)]:
        yield part


def code_part(part: Sequence[Given], setup: Setup) -> list[Coded | Refused]:
    """What comes of some reports, with the tools of this process."""
    coder = coder_of_process(setup)
    return [coder.code(each) for each in part]


def coder_of_process(setup: Setup) -> "Coder":
    """This process's coder, loaded when first asked for; of one thread: all cores are busy."""
    if not _coders:
        with loading():
            from dateline.scale.coding import Coder, load

            _coders.append(Coder(load(setup, threads=1), public=setup.public))
    return _coders[0]


def processes(workers: int) -> Runner:
    """So many processes of this machine."""
    return partial(run_in_order, workers=workers)


def run_in_order(
    parts: Iterable[list[Given]],
    run: Run[Result],
    setup: Setup,
    workers: int,
) -> Iterator[list[Result | Refused]]:
    """`run` on each part, by so many processes; results in the order of the parts."""
    waiting: deque[tuple[list[Given], Future[list[Result | Refused]] | None]] = deque()
    left = iter(parts)
    while True:
        with _processes(workers) as pool:
            try:
                for _ in range(workers):  # each loads its tools while we read the first reports
                    pool.submit(run, [], setup)
                waiting = deque((part, pool.submit(run, part, setup)) for part, _ in waiting)
                for part in left:
                    waiting.append((part, None))
                    waiting[-1] = (part, pool.submit(run, part, setup))
                    while len(waiting) > AHEAD * workers:
                        yield list(_first(waiting))
                        waiting.popleft()
                while waiting:
                    yield list(_first(waiting))
                    waiting.popleft()
                return
            except BrokenProcessPool:
                pass
        yield [each for one in waiting.popleft()[0] for each in _alone(one, run, setup)]


def _first(
    waiting: deque[tuple[list[Given], Future[list[Result | Refused]] | None]],
) -> list[Result | Refused]:
    future = waiting[0][1]
    if future is None:
        raise BrokenProcessPool("not handed over")
    return future.result()


def _alone(one: Given, run: Run[Result], setup: Setup) -> list[Result | Refused]:
    """A report in a process of its own, after it was among those that ended one."""
    with _processes(1) as pool:
        try:
            return list(pool.submit(run, [one], setup).result())
        except BrokenProcessPool:
            return [ended_twice(one)]


def ended_twice(one: Given) -> Refused:
    """The refusal of a report that no process survives."""
    name = one.id if isinstance(one, Report) else one.where
    return Refused(name, "the process that read it was ended, twice")


@contextmanager
def _processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes leave Ctrl-C to us; what is not begun when we leave is dropped."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_ignore_interrupt)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _plain(report: Report | ReportError) -> Given:
    return Refused(report.where, report.why) if isinstance(report, ReportError) else report
