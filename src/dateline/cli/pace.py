"""How far a long run is: reports read, reports a second, the time left."""

import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path


class Pace:
    """The standing of a run that began when this was made."""

    def __init__(self, expected: Callable[[], int | None], begun_with: int = 0) -> None:
        """`expected`: reports of the input, where that is known, not asked before the first
        standing; `begun_with`: read before."""
        self._find_expected, self._begun_with = expected, begun_with
        self._began = time.monotonic()

    @cached_property
    def _expected(self) -> int | None:
        return self._find_expected()

    def standing(self, read: int) -> str:
        """Reports read, reports a second, and the time left where the input's size is known."""
        rate = (read - self._begun_with) / max(time.monotonic() - self._began, 1e-6)
        of = f" of {self._expected:,}" if self._expected else ""
        left = ""
        if self._expected and rate > 0:
            left = f", {time_in_words((self._expected - read) / rate)} left"
        return f"{read:,}{of} reports, {rate:.1f} a second{left}"


def time_in_words(seconds: float) -> str:
    """Minutes and seconds, or hours and minutes."""
    minutes, rest = divmod(round(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def expected_reports(inputs: Iterable[str]) -> int | None:
    """How many reports files hold that are JSON Lines or Parquet; None if others are among them.

    Nothing but line ends is looked at: a broken line counts, as it will when it is refused.
    """
    from dateline.ingest.inputs import LINES, PARQUET, find_files

    total = 0
    for found in find_files(inputs):
        name = found.name.lower() if isinstance(found, Path) else ""
        if isinstance(found, Path) and name.endswith(LINES):
            total += sum(1 for _ in _lines(found))
        elif isinstance(found, Path) and name.endswith(PARQUET):
            rows = _rows(found)
            if rows is None:
                return None
            total += rows
        else:
            return None
    return total


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from (line for line in stream if line.strip())


def _rows(path: Path) -> int | None:
    """The rows a Parquet file says it has; None if it cannot be asked."""
    try:
        from pyarrow.parquet import read_metadata

        return int(read_metadata(path).num_rows)
    # Whatever PyArrow trips over is told where the file is read.
    except Exception:
        return None
