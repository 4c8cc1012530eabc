"""The terminal's view: a report's header, then each event with the words that carry every value.

Readable without colour: quotes stand in quotation marks under their value, and
nothing is said by colour alone.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export.console import new_console, printed
from dateline.export.formats import MadeBy
from dateline.export.sure_words import sure_word
from dateline.export.table_words import (
    Row,
    codes_text,
    event_rows,
    plain,
    report_facts,
)
from dateline.model import Event, Report

MIN_WIDTH = 40
_LABEL_WIDTH = 12
_STYLES = {"value": "", "quote": "dim italic", "note": "yellow"}


class TableFormat:
    """Events laid out for reading, wrapped to `width` columns."""

    def __init__(self, made_by: MadeBy, *, width: int = 100, colour: bool = False) -> None:
        self.made_by = made_by
        self.width = max(width, MIN_WIDTH)
        self.colour = colour

    def opening(self) -> str:
        """Nothing: each report has its own header."""
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """The report's header and its events, in the order they are told."""
        console = new_console(self.width, self.colour)
        _print_header(console, report, len(events))
        for number, event in enumerate(events, 1):
            _print_event(console, number, event)
        return printed(console)

    def closing(self) -> str:
        """Nothing."""
        return ""


def _print_header(console: Console, report: Report, events: int) -> None:
    title = plain(report.title) if report.title else ""
    console.rule(style="dim", characters="─")
    console.print(Text(" - ".join(part for part in (plain(report.id), title) if part), "bold"))
    for fact in report_facts(report):
        console.print(Text(fact, "dim"))
    if not events:
        console.print(Text("no event read in this report", "dim"))
    console.print()


def _print_event(console: Console, number: int, event: Event) -> None:
    console.print(_heading(number, event))
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL_WIDTH, style="cyan", no_wrap=False)
    grid.add_column(overflow="fold")
    for label, text in _lines(event):
        grid.add_row(label, text)
    console.print(Padding(grid, (0, 0, 1, 3)))


def _heading(number: int, event: Event) -> Text:
    text = Text(f"{number:>2} ")
    text.append(event.type, "bold")
    if event.phase:
        text.append(f" ({event.phase})")
    if event.alt_types:
        text.append(f" or {', '.join(event.alt_types)}")
    text.append(f" | {event.factuality}", "" if event.factuality == "asserted" else "magenta")
    text.append(f" | confidence {event.confidence:.2f} ({sure_word(event.confidence)})")
    text.append(f" | {event.id}", "dim")
    return text


def _lines(event: Event) -> Iterator[tuple[str, Text]]:
    """Label and text of each line; a label is given once for the rows that share it."""
    last = ""
    for row in (*event_rows(event), Row("codes", codes_text(event), None)):
        if not row.value and not row.quote:
            continue
        label = row.label if row.label != last else ""
        last = row.label
        yield label, _row_text(row)


def _row_text(row: Row) -> Text:
    text = Text(row.value, _STYLES["note"] if row.label == "note" else _STYLES["value"])
    if row.quote:
        text.append(("\n" if row.value else "") + f"“{row.quote}”", _STYLES["quote"])
    return text


def labelled(lines: list[tuple[str, str]], width: int, colour: bool) -> str:
    """A heading, the first line, and under it a grid of labels and texts."""
    console = new_console(max(width, MIN_WIDTH), colour)
    console.print(Text(lines[0][1], "bold"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL_WIDTH, style="cyan", no_wrap=False)
    grid.add_column(overflow="fold")
    for label, text in lines[1:]:
        grid.add_row(label, Text(text))
    console.print(Padding(grid, (0, 0, 1, 3)))
    return printed(console)
