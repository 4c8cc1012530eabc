"""What a format is, and the formats there are.

A format is written in three parts: `opening`, one stretch a report, `closing`. Each
report's stretch is complete when it is returned, so an output that is cut short
between reports only lacks its closing, and the closing can always be written. A format
that is no text (a ZIP file, Parquet) gives all of it as bytes in its closing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, get_args

from dateline.errors import UsageError
from dateline.export.losses import Losses
from dateline.model import Event, Factuality, Report

MadeBy = Mapping[str, object]
FACTUALITIES: tuple[str, ...] = get_args(Factuality)
ASSERTED = frozenset({"asserted"})


class Format(Protocol):
    """How events become text."""

    def opening(self) -> str:
        """What stands before the first report; may be empty."""
        ...

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """All of one report's records, whole lines."""
        ...

    def closing(self) -> str | bytes:
        """What makes the output complete; may be empty."""
        ...


@dataclass
class Chosen:
    """A format that is given only events of some factualities, and what it left out or lost."""

    name: str
    format: Format
    losses: Losses
    factualities: Collection[str] = field(default_factory=lambda: FACTUALITIES)

    def opening(self) -> str:
        return self.format.opening()

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """The records of those events of a report that are wanted."""
        kept = tuple(event for event in events if self.takes(event.factuality))
        return self.format.report(report, kept)

    def takes(self, factuality: str) -> bool:
        """Whether an event told so is wanted; one that is not is counted."""
        if factuality not in self.factualities:
            self.losses.leave_out(f"told as {factuality} (--factuality all takes them)")
            return False
        return True

    def closing(self) -> str | bytes:
        return self.format.closing()


def make_format(
    name: str, made_by: MadeBy, *, factualities: Collection[str] | None = None, **look: Any
) -> Chosen:
    """The format of that name; `look` (width, colour) is for `table` alone.

    Without `factualities`, our own formats hold every event and say how it is told, those of
    other codebooks only what is asserted. Raises UsageError naming the known formats.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}: known formats are {', '.join(FORMATS)}")
    entry, losses = FORMATS[name], Losses()
    wanted = factualities or (FACTUALITIES if entry.says_factuality else ASSERTED)
    return Chosen(name, entry.make(made_by, losses, look), losses, wanted)


# Imported when asked for: the table needs Rich, Parquet needs PyArrow, the others neither.
def _table(made_by: MadeBy, _: Losses, look: Mapping[str, Any]) -> Format:
    from dateline.export.table import TableFormat

    return TableFormat(made_by, **look)


def _jsonl(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.json_lines import JsonLines

    return JsonLines(made_by)


def _json(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.json_array import JsonArray

    return JsonArray(made_by)


def _csv(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.csv_rows import CsvRows

    return CsvRows(made_by)


def _geojson(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.geojson import GeoJson

    return GeoJson(made_by)


def _acled(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.acled import AcledScheme
    from dateline.export.coded_rows import CodedRows

    return CodedRows(AcledScheme(), losses)


def _ged(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.coded_rows import CodedRows
    from dateline.export.ged import GedScheme

    return CodedRows(GedScheme(), losses)


def _plover(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.plover import PloverRows

    return PloverRows(losses)


def _gdelt(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.gdelt import GdeltZip

    return GdeltZip(losses)


def _hxl(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.hxl import HxlRows

    return HxlRows(losses)


def _followthemoney(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.followthemoney import FollowTheMoney

    return FollowTheMoney(losses)


def _annotations(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.annotations import Annotations

    return Annotations(made_by)


def _timemap(_: MadeBy, losses: Losses, __: Any) -> Format:
    from dateline.export.timemap import Timemap

    return Timemap(losses)


def _parquet(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.parquet import Parquet

    return Parquet(made_by)


def _datapackage(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.datapackage import DataPackage

    return DataPackage(made_by)


def _html(made_by: MadeBy, *_: Any) -> Format:
    from dateline.export.html_report import HtmlReport

    return HtmlReport(made_by)


@dataclass(frozen=True, slots=True)
class FormatEntry:
    """How a format is made; its files' suffix; whether a record of it says how it is told."""

    make: Callable[[MadeBy, Losses, Mapping[str, Any]], Format]
    suffix: str
    says_factuality: bool = True
    binary: bool = False


FORMATS: Mapping[str, FormatEntry] = {
    "table": FormatEntry(_table, ".txt"),
    "jsonl": FormatEntry(_jsonl, ".jsonl"),
    "json": FormatEntry(_json, ".json"),
    "csv": FormatEntry(_csv, ".csv"),
    "geojson": FormatEntry(_geojson, ".geojson"),
    "parquet": FormatEntry(_parquet, ".parquet", binary=True),
    "annotations": FormatEntry(_annotations, ".jsonld"),
    "datapackage": FormatEntry(_datapackage, ".zip", binary=True),
    "html": FormatEntry(_html, ".html"),
    "acled": FormatEntry(_acled, ".csv", says_factuality=False),
    "ged": FormatEntry(_ged, ".csv", says_factuality=False),
    "plover": FormatEntry(_plover, ".tsv", says_factuality=False),
    "gdelt": FormatEntry(_gdelt, ".zip", says_factuality=False, binary=True),
    "hxl": FormatEntry(_hxl, ".csv", says_factuality=False),
    "followthemoney": FormatEntry(_followthemoney, ".jsonl", says_factuality=False),
    "timemap": FormatEntry(_timemap, ".json", says_factuality=False),
}
