"""One reader a format: the bytes of a file to the fields of its reports."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.errors import EmptyReport, ReportError, UnreadableReport
from dateline.ingest.decode import decode
from dateline.ingest.fields import Fields, check_text, read_fields, with_identity
from dateline.ingest.numbered_lines import numbered_lines

Found = Iterator[Fields | ReportError]


def read_text(raw: bytes, where: str, stem: str) -> Found:
    """A plain text file is one report; its name is its id."""
    text = decode(raw, where)
    check_text(text, where)
    yield with_identity(Fields(text), stem=stem, raw=raw)


def read_json(raw: bytes, where: str, stem: str) -> Found:
    """One report, a list of reports, or {"reports": [...]}; JSON Lines by another name too."""
    text = decode(raw, where)
    if not text.strip():
        raise EmptyReport(where, "the file holds only white space")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _is_lines(text):
            yield from read_lines(io.BytesIO(raw), where)
            return
        raise UnreadableReport(where, f"not JSON: {_say(error)}") from error
    if isinstance(value, dict) and "text" not in value and isinstance(value.get("reports"), list):
        value = value["reports"]
    if isinstance(value, list):
        yield from _read_list(value, where)
    else:
        yield with_identity(_read_row(value, where), stem=stem, raw=raw)


def _read_list(rows: list[Any], where: str) -> Found:
    if not rows:
        raise EmptyReport(where, "the list of reports is empty")
    for number, row in enumerate(rows, start=1):
        try:
            yield with_identity(_read_row(row, f"{where}, report {number}"))
        except ReportError as error:
            yield error


def _read_row(value: Any, where: str) -> Fields:
    if not isinstance(value, dict):
        raise UnreadableReport(where, 'a report is an object: {"id": ..., "text": ...}')
    return read_fields(value, where)


def _is_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_lines(stream: BinaryIO, where: str) -> Found:
    """JSON Lines: a report a line; a broken line is an error and the others are read."""
    read = 0
    for number, line in numbered_lines(stream, where):
        here = f"{where}:{number}"
        read += 1
        try:
            if isinstance(line, ReportError):
                raise line
            yield with_identity(_read_line(line, here))
        except ReportError as error:
            yield error
    if not read:
        raise EmptyReport(where, "the file holds no line that is a report")


def _read_line(line: str, where: str) -> Fields:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableReport(where, f"not JSON: {_say(error)}") from error
    return _read_row(value, where)


def _say(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)[:200]


def read_table(raw: bytes, where: str, stem: str) -> Found:  # noqa: ARG001
    """CSV with a header row that names a "text" column; commas, semicolons or tabs."""
    text = decode(raw, where)
    # A report is often longer than the csv module's own limit of 131072 characters.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    names, rows = _open_table(text, where)
    last = rows.line_num
    read = 0
    while True:
        line, last = last + 1, 0
        try:
            row = next(rows, None)
            last = rows.line_num
            if row is None:
                break
            if any(cell.strip() for cell in row):
                read += 1
                yield with_identity(read_fields(_named(names, row), f"{where}:{line}"))
        except ReportError as error:
            yield error
        except csv.Error as error:
            read, last = read + 1, rows.line_num
            yield UnreadableReport(f"{where}:{line}", f"not CSV: {error}")
    if not read:
        raise EmptyReport(where, "the table has a header but no report")


def _open_table(text: str, where: str) -> tuple[list[str], Any]:
    for mark in ",;\t":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        try:
            names = [name.strip().lower() for name in next(rows, [])]
        except csv.Error:
            continue
        if "text" in names:
            return names, rows
    first = text.strip().split("\n", 1)[0][:80]
    raise UnreadableReport(where, f'no column "text" in the header row: it reads {first!r}')


def _named(names: list[str], row: list[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(names, row, strict=False) if name}
