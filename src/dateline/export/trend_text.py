"""Counts as a table for reading and as CSV."""

from collections.abc import Sequence

from dateline.export.csv_rows import csv_row
from dateline.export.table_words import plain
from dateline.trends import Row

COLUMNS = ("by", "key", "sure", "possible", "killed_low", "killed_high")


def trend_csv(by: str, rows: Sequence[Row]) -> str:
    """A row a line of the count; `killed_high` is empty where there is no upper bound."""
    cells = [[by, r.key, r.sure, r.possible, r.killed_low, r.killed_high] for r in rows]
    return csv_row(list(COLUMNS)) + "".join(csv_row(list(row)) for row in cells)


def trend_table(by: str, rows: Sequence[Row]) -> str:
    """Columns with blanks between: how many surely and possibly, and how many were killed."""
    lines = [(by, "happened", "killed")]
    lines += [(plain(row.key), between(row.sure, row.possible), _killed(row)) for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(3)]
    return "".join(
        f"{key:<{widths[0]}}  {happened:>{widths[1]}}  {killed:>{widths[2]}}".rstrip() + "\n"
        for key, happened, killed in lines
    )


def between(low: int, high: int | None) -> str:
    """Bounds as words: "3", "3 to 5", "3 or more"."""
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _killed(row: Row) -> str:
    return between(row.killed_low, row.killed_high) if row.killed_high != 0 else ""
