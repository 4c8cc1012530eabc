"""What is said to the person running the program: standard error, never among the records."""

import sys
from types import TracebackType
from typing import Any, Self

import typer


class Messages:
    """Names failures, shows progress on a terminal, and sums up at the end.

    `live` draws a line that counts reports; `quiet` leaves out all but failures.
    """

    def __init__(self, *, quiet: bool, live: bool) -> None:
        self.quiet = quiet
        self._progress = _progress_line() if live and not quiet else None
        self._task = self._progress.add_task("", total=None) if self._progress else None

    @property
    def live(self) -> bool:
        """Whether a line of progress is drawn."""
        return self._progress is not None

    def __enter__(self) -> Self:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress:
            self._progress.stop()

    def failure(self, text: str) -> None:
        """Name something that went wrong, whatever the verbosity."""
        if self._progress:
            self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(text, err=True)

    def say(self, text: str) -> None:
        """Where long work stands, or the last line; nothing if quiet."""
        if not self.quiet:
            typer.echo(text, err=True)

    def advance(self, text: str) -> None:
        """Show how far the batch is."""
        if self._progress and self._task is not None:
            self._progress.update(self._task, description=text, advance=1)


def shows_progress(writes_to_terminal: bool) -> bool:
    """A progress line only where it would not be drawn among the records."""
    return sys.stderr.isatty() and not writes_to_terminal


def _progress_line() -> Any:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
