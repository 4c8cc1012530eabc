"""What a format is, and the formats there are.

A format is text in three parts: `opening`, one stretch a report, `closing`. Each
report's stretch is complete when it is returned, so an output that is cut short
between reports only lacks its closing, and the closing can always be written.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from dateline.errors import UsageError
from dateline.model import Event, Report

MadeBy = Mapping[str, object]


class Format(Protocol):
    """How events become text."""

    def opening(self) -> str:
        """What stands before the first report; may be empty."""
        ...

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """All of one report's records, whole lines."""
        ...

    def closing(self) -> str:
        """What makes the output complete; may be empty."""
        ...


def make_format(name: str, made_by: MadeBy, **look: Any) -> Format:
    """The format of that name; `look` (width, colour) is for `table` alone.

    Raises UsageError naming the known formats.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}: known formats are {', '.join(FORMATS)}")
    return FORMATS[name](made_by, **look)


# Imported when asked for: the table needs Rich, the others do not.
def _table(made_by: MadeBy, **look: Any) -> Format:
    from dateline.export.table import TableFormat

    return TableFormat(made_by, **look)


def _jsonl(made_by: MadeBy, **_: Any) -> Format:
    from dateline.export.json_lines import JsonLines

    return JsonLines(made_by)


def _json(made_by: MadeBy, **_: Any) -> Format:
    from dateline.export.json_array import JsonArray

    return JsonArray(made_by)


def _csv(made_by: MadeBy, **_: Any) -> Format:
    from dateline.export.csv_rows import CsvRows

    return CsvRows(made_by)


def _geojson(made_by: MadeBy, **_: Any) -> Format:
    from dateline.export.geojson import GeoJson

    return GeoJson(made_by)


FORMATS: Mapping[str, Callable[..., Format]] = {
    "table": _table,
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "geojson": _geojson,
}
