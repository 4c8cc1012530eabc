"""Reports in, records out: the loop that `code` and `mentions` share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dateline.cli.messages import Messages
from dateline.cli.output import Output, abandon_standard_output, uninterrupted
from dateline.cli.pace import Pace
from dateline.errors import Damaged, DatelineError, ReportError, UsageError, program_fault

ALL_READ, FAILED, USAGE, SOME_UNREAD, UNSOUND = 0, 1, 2, 3, 4
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 + the signal's number, as shells have it


@dataclass(frozen=True, slots=True)
class Rendered:
    """One report's records as text, for each output that takes them."""

    records: int
    texts: tuple[tuple[Output, str], ...]
    passed_over: bool = False  # about other things, so not parsed


class Named(Protocol):
    """A report, or what came of one."""

    @property
    def id(self) -> str: ...


Given = TypeVar("Given", bound=Named)


@dataclass
class Tally:
    """How many reports were coded, how many records they gave, how many reports were not read.

    Of the reports coded some were `passed_over`: their words were not those of what we code.
    """

    reports: int = 0
    records: int = 0
    unread: int = 0
    passed_over: int = 0

    def text(self, noun: str) -> str:
        """The tally as a sentence."""
        records = counted(self.records, noun)
        unread = f", {counted(self.unread, 'report')} not read" if self.unread else ""
        others = f" ({self.passed_over} about other things)" if self.passed_over else ""
        return f"{counted(self.reports, 'report')}{others}, {records}{unread}"


def run_batch(
    reports: Iterable[Given | ReportError],
    render: Callable[[Given], Rendered],
    *,
    tally: Tally,
    limit: int | None,
    messages: Messages,
    pace: Pace | None = None,
) -> None:
    """Write each report's records as soon as they are ready; name what cannot be read and go on."""
    for report in reports:
        if isinstance(report, ReportError):
            _refuse(str(report), tally, messages)
            continue
        rendered = _render(report, render, tally, messages)
        if rendered is None:
            continue
        with uninterrupted():
            for out, text in rendered.texts:
                out.write(text)
            tally.reports += 1
            tally.records += rendered.records
            tally.passed_over += rendered.passed_over
        messages.advance(_standing(tally, pace))
        if limit is not None and tally.reports >= limit:
            return


def _standing(tally: Tally, pace: Pace | None) -> str:
    text = tally.text("record")
    return text if pace is None else f"{text}: {pace.standing(tally.reports + tally.unread)}"


def guarded(run: Callable[[], None], tally: Tally, noun: str, messages: Messages) -> int:
    """Run a batch and turn how it ended into an exit code and a last line."""
    status = ended(run, lambda: f"{tally.text(noun)}; what is written is complete", messages)
    if status != ALL_READ:
        return status
    messages.say(tally.text(noun))
    return SOME_UNREAD if tally.unread else ALL_READ


def ended(run: Callable[[], None], done: Callable[[], str], messages: Messages) -> int:
    """Run something and turn how it ended into an exit code; `done` says what was finished."""
    try:
        run()
    except KeyboardInterrupt:
        messages.failure(f"interrupted: {done()}")
        return INTERRUPTED
    except BrokenPipeError:
        abandon_standard_output()
        return PIPE_CLOSED
    except DatelineError as error:
        messages.failure(f"dateline: {error}")
        return code_of(error)
    # Closing a full disk's file fails once more, in place of the error that named the file.
    except OSError as error:
        messages.failure(f"dateline: cannot write: {error.strerror}")
        return FAILED
    return ALL_READ


def code_of(error: DatelineError) -> int:
    """The exit code of what went wrong."""
    if isinstance(error, UsageError):
        return USAGE
    return UNSOUND if isinstance(error, Damaged) else FAILED


def _render(
    report: Given, render: Callable[[Given], Rendered], tally: Tally, messages: Messages
) -> Rendered | None:
    try:
        return render(report)
    except ReportError as error:
        _refuse(str(error), tally, messages)
    except DatelineError:
        raise
    # Whatever a report trips over in the program, the batch goes on and the report is named.
    except Exception as error:
        _refuse(f"{report.id}: {program_fault(error)}", tally, messages)
    return None


def _refuse(text: str, tally: Tally, messages: Messages) -> None:
    tally.unread += 1
    messages.failure(f"not read: {text}")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "3 events"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
