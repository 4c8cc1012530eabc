"""GeoParquet 1.1: the columns of the CSV with types, a point of the first place, and the record.

Counts are numbers here: the lowest and the highest bound told; the whole record, with every
total and every word, stands in `record` as JSON.
"""

import io
import json
import struct
from datetime import date
from typing import Any

from dateline.errors import UsageError
from dateline.export.column_meanings import column_meanings
from dateline.export.csv_columns import COLUMNS
from dateline.export.event_json import event_json
from dateline.export.formats import MadeBy
from dateline.export.json_text import json_line
from dateline.export.told import scene, toll
from dateline.model import Event, Report

MISSING = "writing Parquet needs PyArrow: pip install 'dateline[parquet]'"
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_BATCH = 5000  # events of one row group


class Parquet:
    """One Parquet file, complete when its closing is."""

    def __init__(self, made_by: MadeBy) -> None:
        try:
            import pyarrow.parquet
        except ImportError as error:
            raise UsageError(MISSING) from error
        self.made_by = made_by
        self._arrow = pyarrow
        self._meanings = column_meanings()
        self._schema = self._made_schema()
        self._rows: list[dict[str, Any]] = []
        self._out = io.BytesIO()
        self._writer = pyarrow.parquet.ParquetWriter(self._out, self._schema, compression="zstd")

    def opening(self) -> str:
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """Nothing yet: a Parquet file ends with its index."""
        self._rows += [self._row(event) for event in events]
        if len(self._rows) >= _BATCH:
            self._flush()
        return ""

    def closing(self) -> bytes:
        """The file."""
        self._flush()
        self._writer.close()
        return self._out.getvalue()

    def _flush(self) -> None:
        if self._rows:
            table = self._arrow.Table.from_pylist(self._rows, schema=self._schema)
            self._writer.write_table(table)
            self._rows = []

    def _made_schema(self) -> Any:
        arrow = self._arrow
        known = {
            "string": arrow.string(),
            "number": arrow.float64(),
            "integer": arrow.int64(),
            "date": arrow.date32(),
        }
        fields = [
            (name, arrow.int64() if _measure(name) else known[self._meanings[name].type])
            for name, _ in COLUMNS
        ]
        fields += [("geometry", arrow.binary()), ("record", arrow.string())]
        about = {"geo": json.dumps(GEO), "made_by": json.dumps(dict(self.made_by))}
        return arrow.schema(fields, metadata=about)

    def _row(self, event: Event) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for name, read in COLUMNS:
            cell = _bound(event, name) if _measure(name) else read(event)
            row[name] = _typed(cell, self._meanings[name].type)
        where = event.places[0] if event.places else scene(event)
        located = where is not None and where.lat is not None and where.lon is not None
        point = wkb_point(where.lon, where.lat) if where is not None and located else None  # type: ignore[arg-type]
        return {**row, "geometry": point, "record": json_line(event_json(event, self.made_by))}


def wkb_point(lon: float, lat: float) -> bytes:
    """A point as well-known binary, little endian."""
    return struct.pack("<BIdd", 1, 1, lon, lat)


def _measure(column: str) -> str | None:
    stem, _, end = column.rpartition("_")
    return stem if end in ("low", "high") else None


def _bound(event: Event, column: str) -> int | None:
    told = toll(event, _measure(column) or "")
    if told is None:
        return None
    given = any(count.quantity.low is not None for count in event.counts)
    if column.endswith("_low"):
        return told.low if given else None
    return told.high


def _typed(cell: Any, type: str) -> Any:
    if cell == "" or cell is None:
        return None
    return date.fromisoformat(cell) if type == "date" else cell
