"""Parquet: a report a row, as in CSV, read a few rows at a time."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from dateline.errors import EmptyReport, ReportError, UnreadableReport
from dateline.ingest.fields import read_fields, with_identity
from dateline.ingest.formats import Found

MISSING = "reading Parquet needs PyArrow: pip install 'dateline[parquet]'"
_COLUMNS = ("text", "id", "doc_id", "title", "published", "source", "url", "language")
_ROWS = 100  # read at once


def read_parquet(stream: BinaryIO, where: str) -> Found:
    """The rows of a table that has a "text" column; the columns are those of CSV."""
    number = 0
    for number, row in enumerate(_rows(stream, where), 1):
        try:
            yield with_identity(read_fields(row, f"{where}, row {number}"))
        except ReportError as error:
            yield error
    if not number:
        raise EmptyReport(where, "the table has no row")


def _rows(stream: BinaryIO, where: str) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableReport(where, MISSING) from error
    # Whatever its parser trips over is this file's error, not the batch's.
    try:
        table = ParquetFile(stream)
        names = [name for name in table.schema_arrow.names if name.lower() in _COLUMNS]
        if "text" not in map(str.lower, names):
            known = ", ".join(table.schema_arrow.names[:8])
            raise UnreadableReport(where, f'no column "text": it has {known}')
        for batch in table.iter_batches(batch_size=_ROWS, columns=names):
            for row in batch.to_pylist():
                yield {name.lower(): _plain(value) for name, value in row.items()}
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableReport(where, f"not Parquet that can be read: {error!s:.150}") from error


def _plain(value: Any) -> Any:
    """Days as words: a table may hold them as days or moments."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
