"""CSV: one event a row, flat, for spreadsheets and statistics packages.

Several values of one field stand in one cell, separated by "; ". The first place of
the event has columns of its own, the others stand in `other_places`.
"""

import csv
import io

from dateline.export.csv_columns import COLUMNS, Cell
from dateline.export.formats import MadeBy
from dateline.model import Event, Report

# A spreadsheet runs a cell that starts so as a formula; the text is somebody else's.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvRows:
    """One header row, then one row an event."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by

    def opening(self) -> str:
        """The header."""
        return csv_row([name for name, _ in COLUMNS])

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """A row for each event."""
        return "".join(csv_row([read(event) for _, read in COLUMNS]) for event in events)

    def closing(self) -> str:
        """Nothing: every row stands for itself."""
        return ""


def csv_row(cells: list[Cell]) -> str:
    """Cells as one line; what a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_plain(cell) for cell in cells])
    return out.getvalue()


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell
