"""What processes of a pool run in tests: cheap, and sometimes deadly."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from dateline.scale.pool import Given
from dateline.scale.setup import Refused, Setup


def shout(part: Sequence[Given], setup: Setup) -> list[str | Refused]:  # noqa: ARG001
    """Each report's text in capitals."""
    return [each if isinstance(each, Refused) else each.text.upper() for each in part]


def shout_or_die(part: Sequence[Given], setup: Setup) -> list[str | Refused]:
    """As shout, but "deadly" ends the process, and "once" does so the first time."""
    for each in part:
        words = "" if isinstance(each, Refused) else each.text
        mark = Path(str(setup.model))
        if words == "deadly" or (words == "once" and not mark.exists()):
            mark.write_text("died")
            os.kill(os.getpid(), signal.SIGKILL)
    return shout(part, setup)


def shout_slowly(part: Sequence[Given], setup: Setup) -> list[str | Refused]:
    """As shout_or_die, but slow, and each node that begins a part leaves a mark of it."""
    import ray

    node = ray.get_runtime_context().get_node_id()
    Path(str(setup.own_actors), f"{node} {part[0].id}").touch()
    time.sleep(0.5)
    return shout_or_die(part, setup)
