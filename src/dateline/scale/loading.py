"""What a process loads before it codes its first report."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Nothing that is loaded inside is garbage, so nobody looks for it there, then or later."""
    # NumPy's library starts a thread for each core, which we never use; read when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
