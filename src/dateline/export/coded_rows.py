"""Events as rows of another codebook's columns: what such formats share.

A scheme says which events it takes and what the cells of one are; cells of text have no
line ends or tabs in them. What a scheme loses of an event is a note, not a guess.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from dateline.export.csv_columns import Cell
from dateline.export.csv_rows import csv_row
from dateline.export.losses import Losses
from dateline.export.told import one_line
from dateline.model import Event, Report

Cells = Mapping[str, Cell]
Notes = list[str]


class Scheme(Protocol):
    """One codebook's table."""

    columns: Sequence[str]

    def refuses(self, event: Event) -> str | None:
        """Why the scheme does not take an event, None if it does."""
        ...

    def cells(self, event: Event, notes: Notes) -> Cells:
        """The event's cells by column; a column not given is empty. Notes what is lost."""
        ...


class CodedRows:
    """CSV in a scheme's columns, a header first."""

    def __init__(self, scheme: Scheme, losses: Losses) -> None:
        self.scheme = scheme
        self.losses = losses

    def opening(self) -> str:
        return csv_row(list(self.scheme.columns))

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """A row for each event the scheme takes."""
        return "".join(csv_row(row) for row in coded(self.scheme, events, self.losses))

    def closing(self) -> str:
        return ""


def coded(scheme: Scheme, events: Sequence[Event], losses: Losses) -> list[list[Cell]]:
    """The rows of those events that the scheme takes; what is left out or lost is kept."""
    rows = []
    for event in events:
        why = scheme.refuses(event)
        if why is not None:
            losses.leave_out(why)
            continue
        notes: Notes = []
        cells = scheme.cells(event, notes)
        losses.note(event.id, *notes)
        rows.append([flat(cells.get(column)) for column in scheme.columns])
    return rows


def flat(cell: Cell) -> Cell:
    """A cell without line ends and tabs."""
    return one_line(cell) if isinstance(cell, str) else cell


def number_of(event_id: str) -> int:
    """A whole number for an event, the same from run to run: its id is a hash already."""
    digits = re.fullmatch(r"ev_([0-9a-f]{8,})", event_id)
    found = digits[1] if digits else hashlib.sha256(event_id.encode()).hexdigest()
    return int(found[:12], 16)


def note_places(event: Event, notes: Notes) -> None:
    """A row has room for one place."""
    if len(event.places) > 1:
        others = len(event.places) - 1
        notes.append(f"{others} more place{'s' * (others > 1)} of the event left out")


def note_uncertain(event: Event, notes: Notes) -> None:
    """A row cannot say that somebody else says who did it, or that it may not have happened."""
    if event.factuality != "asserted":
        notes.append(f"the event is told as {event.factuality}")
    if certainties := sorted({each.certainty for each in event.agent} - {"asserted"}):
        notes.append(f"who did it is only {' or '.join(certainties)}")
