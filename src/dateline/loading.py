"""What a process loads before it codes its first report, and how it looks for garbage then."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (20_000, 20, 20)  # new objects; then times that these were looked through


def collect_seldom() -> None:
    """Look for garbage seldom: what a report makes is mostly dropped at once, without help.

    Looking as often as Python does took a twentieth of the time of coding, and a quarter of that
    of adding to a casefile of 100,000 events.
    """
    gc.set_threshold(*_SELDOM)


@contextmanager
def loading() -> Iterator[None]:
    """Nothing that is loaded inside is garbage, so nobody looks for it there, then or later."""
    # NumPy's library starts a thread for each core, which we never use; read when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_seldom()
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
