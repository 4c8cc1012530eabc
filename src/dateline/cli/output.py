"""Where records go: standard output or a file, UTF-8 with plain line ends, a report at a time."""

import contextlib
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import typer

from dateline.errors import DatelineError, UsageError

FILE_WIDTH = 100  # columns, where no terminal says how wide it is


def refuse_terminal(name: str, binary: bool, output: Path | None) -> None:
    """Raise BadParameter where what is no text would go to a terminal."""
    if binary and output is None and sys.stdout.isatty():
        problem = f"{name} is no text: name a file with -o"
        raise typer.BadParameter(problem, param_hint="--format")


def look(to_standard_output: bool) -> dict[str, Any]:
    """Width and colour of text that goes to standard output, or to a file."""
    seen = to_standard_output and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if seen else FILE_WIDTH
    colour = seen and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return {"width": width, "colour": colour}


class OutputError(DatelineError):
    """The output cannot be written."""


class Output:
    """A stream that takes whole reports, each written at once and flushed."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self.name = name

    def write(self, text: str | bytes) -> None:
        """Write and flush. Raises OutputError; BrokenPipeError if the reader has gone."""
        if not text:
            return
        try:
            self._put(text)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"cannot write to {self.name}: {error.strerror}") from error

    def _put(self, text: str | bytes) -> None:
        if isinstance(text, str):
            self._stream.write(text)
            return
        self._stream.flush()
        self._stream.buffer.write(text)


@contextlib.contextmanager
def open_output(path: Path | None, inputs: list[str]) -> Iterator[Output]:
    """The output file, or standard output.

    Raises UsageError if the file is one of the inputs or lies in a folder that is read,
    OutputError if it cannot be opened.
    """
    if path is None:
        with _standard_output() as stream:
            yield Output(stream, "standard output")
        return
    refuse_input_as_output(path, inputs)
    try:
        stream = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write to {path}: {error.strerror}") from error
    with stream:
        yield Output(stream, str(path))


def _standard_output() -> contextlib.AbstractContextManager[TextIO]:
    """A stream of our own on standard output.

    Python's own is unbuffered where PYTHONUNBUFFERED is set, and then drops what is left
    of a write that a signal cuts short.
    """
    try:
        number = sys.stdout.fileno()
    except (AttributeError, OSError):
        return contextlib.nullcontext(sys.stdout)
    return open(
        number, "w", encoding="utf-8", errors="backslashreplace", newline="\n", closefd=False
    )


def refuse_input_as_output(path: Path, inputs: list[str]) -> None:
    """Raise UsageError where writing would overwrite a report or be read as one."""
    from dateline.ingest.inputs import KNOWN

    target = path.resolve()
    for given in inputs:
        source = Path(given).resolve()
        if source == target:
            raise UsageError(f"{path} is an input and would be overwritten: name another output")
        read = target.name.lower().endswith(KNOWN)
        if read and (source in target.parents or target.match(str(source))):
            raise UsageError(
                f"{path} lies where {given} looks for reports and would be read as one:"
                " write it elsewhere"
            )


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done, so no record is left half written.

    A second Ctrl-C is obeyed at once: whoever reads our output may never read on.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = False

    def hold(*_: Any) -> None:
        nonlocal held
        if held:
            raise KeyboardInterrupt
        held = True

    previous = signal.getsignal(signal.SIGINT)
    if previous is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
    if held:
        raise KeyboardInterrupt


def abandon_standard_output() -> None:
    """Let the interpreter end quietly after the reader of our standard output has gone."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
