"""`dateline merge`: events of many reports in, incidents out."""

import glob
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline import __version__
from dateline.cli.batch import Tally, counted, guarded
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import Output, Quiet, format_option, read_format
from dateline.cli.output import look, open_output, uninterrupted

if TYPE_CHECKING:
    from dateline.merge import EventRecord, Line
    from dateline.merge.judge import Judgement
    from dateline.merge.merging import Prepared

FORMAT_NAMES = ("table", "jsonl", "json", "csv")
_SHOWN_EVERY = 500  # pairs

Events = Annotated[
    list[str],
    typer.Argument(
        metavar="EVENTS...",
        help="Events as `dateline code --format jsonl` writes them; - reads standard input.",
        show_default=False,
    ),
]
FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]
Reports = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        metavar="FILE",
        help="The reports' texts, as `dateline code --reports` wrote them: reprints are then told "
        "by the whole text, not only by what the records quote.",
    ),
]


@dataclass
class MergeTally(Tally):
    """How many events were read and incidents made, how many lines were not read."""

    events: int = 0

    def text(self, noun: str) -> str:
        """The tally as a sentence."""
        unread = f", {counted(self.unread, 'line')} not read" if self.unread else ""
        return f"{counted(self.events, 'event')}, {counted(self.records, noun)}{unread}"


def merge(
    events: Events,
    format: FormatName = None,
    output: Output = None,
    reports: Reports = None,
    quiet: Quiet = False,
) -> None:
    """Merge the events of many reports into incidents, keeping every account.

    \b
    Examples:
      dateline merge events.jsonl -o incidents.jsonl
      dateline merge monday.jsonl tuesday.jsonl --format csv > incidents.csv
      dateline code reports/ -o events.jsonl --reports texts.jsonl
      dateline merge events.jsonl --reports texts.jsonl
      cat events.jsonl | dateline merge - --format jsonl

    \b
    The order of events and files makes no difference. Accounts are joined only
    by judgements that stand in the incident with their reasons; figures that
    disagree stay side by side. A line that cannot be read is named and left out
    (exit code 3).
    """
    name = read_format(format, output, FORMAT_NAMES)
    tally = MergeTally()
    to_terminal = output is None and sys.stdout.isatty()
    with Messages(quiet=quiet, live=shows_progress(to_terminal)) as messages:
        order = _Order(events, name, output, reports, tally, messages)
        status = guarded(order.run, tally, "incident", messages)
    raise typer.Exit(status)


@dataclass
class _Order:
    """One run of `dateline merge`: what it was asked for, and where it stands."""

    inputs: list[str]
    format: str
    output: Path | None
    reports: Path | None
    tally: MergeTally
    messages: Messages

    def run(self) -> None:
        """Read all, judge all, then write an incident at a time."""
        from dateline.codebook.merging import load_merging
        from dateline.codebook.traits import load_traits
        from dateline.merge import prepare

        inputs = [*self.inputs, *([str(self.reports)] if self.reports else [])]
        with open_output(self.output, inputs) as out:
            events, texts = list(self._events()), self._texts()
            if not events:
                self.messages.failure("nothing to merge: no event was read")
            prepared = prepare(events, load_merging(), load_traits(), texts)
            self._write(out.write, prepared, list(self._judged(prepared)))

    def _write(
        self, write: Callable[[str], None], prepared: "Prepared", judged: "Sequence[Judgement]"
    ) -> None:
        from dateline.export.incident_formats import make_incident_format
        from dateline.merge import gather

        made_by = _made_by(prepared, self.reports is not None)
        shape = make_incident_format(self.format, made_by, **look(self.output is None))
        write(shape.opening())
        try:
            for incident in gather(prepared, judged):
                with uninterrupted():
                    write(shape.incident(incident))
                    self.tally.records += 1
                self.messages.advance(self.tally.text("incident"))
        finally:
            write(shape.closing())

    def _events(self) -> "Iterator[EventRecord]":
        from dateline.merge import BadLine, read_events

        for found in read_events(self._lines(self.inputs)):
            if isinstance(found, BadLine):
                self._refuse(str(found))
            else:
                self.tally.events += 1
                self.messages.advance(self.tally.text("incident"))
                yield found

    def _texts(self) -> Mapping[str, str]:
        from dateline.merge import BadLine, read_texts

        texts: dict[str, str] = {}
        if self.reports is not None:
            for found in read_texts(self._lines([str(self.reports)])):
                if isinstance(found, BadLine):
                    self._refuse(str(found))
                else:
                    texts[found.doc_id] = found.text
        return texts

    def _judged(self, prepared: "Prepared") -> "Iterator[Judgement]":
        from dateline.merge import judge

        for number, judgement in enumerate(judge(prepared), 1):
            if number % _SHOWN_EVERY == 0:
                pairs = counted(len(prepared.pairs), "pair")
                self.messages.advance(f"{number} of {pairs} compared")
            yield judgement

    def _lines(self, inputs: Iterable[str]) -> "Iterator[Line]":
        from dateline.merge import Line

        for name in _names(inputs):
            try:
                with _opened(name) as stream:
                    called = "standard input" if name == "-" else name
                    for number, content in enumerate(stream, 1):
                        yield Line(f"{called}:{number}", content)
            except OSError as error:
                self._refuse(f"{name}: cannot be opened: {error.strerror or error}")

    def _refuse(self, text: str) -> None:
        self.tally.unread += 1
        self.messages.failure(f"not read: {text}")


def _names(inputs: Iterable[str]) -> Iterator[str]:
    """Each file named, once; a pattern in quotation marks is a file for each that fits it."""
    found: dict[str, None] = {}
    for name in inputs:
        fits = sorted(glob.glob(name)) if glob.has_magic(name) and not Path(name).exists() else []
        found.update(dict.fromkeys(fits or [name]))
    yield from found


def _opened(name: str) -> BinaryIO:
    return open(0, "rb", closefd=False) if name == "-" else open(name, "rb")


def _made_by(prepared: "Prepared", by_texts: bool) -> Mapping[str, object]:
    from dateline.codebook.loader import VERSION

    return {
        "dateline": __version__,
        "codebook": VERSION,
        "merge": prepared.setting.merging.version,
        "compared_by": "texts" if by_texts else "records",
    }
