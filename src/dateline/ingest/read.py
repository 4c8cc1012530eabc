"""Files to reports: the one place that opens anything."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.errors import ReportError, UnreadableReport
from dateline.ingest import inputs as named
from dateline.ingest.fields import Fields
from dateline.ingest.formats import Found, read_json, read_lines, read_table, read_text
from dateline.ingest.html import read_html
from dateline.ingest.report import report_of_fields
from dateline.model import Report

Format = Callable[[bytes, str, str], Found]

FORMATS: tuple[tuple[tuple[str, ...], Format], ...] = (
    (named.TEXT, read_text),
    (named.HTML, read_html),
    (named.JSON, read_json),
    (named.LINES, read_lines),
    (named.TABLE, read_table),
)


def read_reports(
    inputs: Iterable[str],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | ReportError]:
    """Every report of files, folders, globs and "-" (standard input), in order.

    What cannot be read is yielded as a ReportError that names the file, and the line of
    a row; nothing is raised. `published` is the publication day of reports whose file
    or row gives none. A file named twice is read once. Of several reports with one id
    the second is called "id~2", the third "id~3": no report is dropped.
    """
    for found in read_originals(inputs, published=published, stdin=stdin):
        yield found if isinstance(found, ReportError) else found[0]


def read_originals(
    inputs: Iterable[str],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[tuple[Report, bytes] | ReportError]:
    """As read_reports, each report with the bytes its SHA-256 is of: the file if it is all of it,
    else the text in UTF-8.
    """
    taken: set[str] = set()
    for found in named.find_files(inputs):
        entries = iter((found,)) if isinstance(found, ReportError) else _open(found, stdin)
        for entry in entries:
            if isinstance(entry, ReportError):
                yield entry
            else:
                original = entry.text.encode("utf-8") if entry.raw is None else entry.raw
                yield _report(entry, published, taken), original


def _report(fields: Fields, published: date | None, taken: set[str]) -> Report:
    name = _unique(fields.id or "", taken)
    return report_of_fields(fields, id=name, published=published)


def _unique(name: str, taken: set[str]) -> str:
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}~{number}"
    taken.add(unique)
    return unique


def _open(path: Path, stdin: BinaryIO | None) -> Found:
    """The reports of one file; an error of the whole file is yielded in its place."""
    where = "standard input" if path == named.STDIN else str(path)
    try:
        raw = _read_stdin(stdin) if path == named.STDIN else path.read_bytes()
        stem = "stdin" if path == named.STDIN else path.stem
        reader = _sniff(raw) if path == named.STDIN else _format_of(path)
        yield from reader(raw, where, stem)
    except ReportError as error:
        yield error
    except OSError as error:
        yield UnreadableReport(where, f"cannot be opened: {error.strerror or error}")


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None:
        raise UnreadableReport("standard input", "there is nothing on it to read")
    return stdin.read()


def _format_of(path: Path) -> Format:
    lower = path.name.lower()
    return next(reader for endings, reader in FORMATS if lower.endswith(endings))


def _sniff(raw: bytes) -> Format:
    """The format of bytes without a name. JSON Lines are told from JSON by read_json."""
    start = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"{", b"[{", b"[ {", b"[\n")):
        return read_json
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in start:
        return read_html
    return read_text
