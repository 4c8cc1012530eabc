"""Files to reports: the one place that opens anything."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from dateline.errors import NotEnglish, ReportError, UnreadableReport
from dateline.ingest import inputs as named
from dateline.ingest.docx import read_docx
from dateline.ingest.feeds import read_feed
from dateline.ingest.fetch import Rules
from dateline.ingest.fields import Fields, with_identity
from dateline.ingest.formats import Found, read_json, read_lines, read_table, read_text
from dateline.ingest.html import read_html
from dateline.ingest.inputs import Address, Sent
from dateline.ingest.language import other_language
from dateline.ingest.parquet import read_parquet
from dateline.ingest.pdf import read_pdf
from dateline.ingest.report import report_of_fields
from dateline.ingest.saved_page import read_mht
from dateline.ingest.stored import Stored
from dateline.ingest.web import read_address
from dateline.ingest.web_archive import read_wacz, read_warc
from dateline.model import Report

Kind = TypeVar("Kind")

_STDIN = "standard input"

Format = Callable[[bytes, str, str], Found]
Streamed = Callable[[BinaryIO, str], Found]

FORMATS: tuple[tuple[tuple[str, ...], Format], ...] = (
    (named.TEXT, read_text),
    (named.HTML, read_html),
    (named.JSON, read_json),
    (named.TABLE, read_table),
    (named.PDF, read_pdf),
    (named.DOCX, read_docx),
    (named.SAVED, read_mht),
    (named.FEED, read_feed),
)
# Read from the open file, a report at a time: an archive may be larger than the memory.
STREAMED: tuple[tuple[tuple[str, ...], Streamed], ...] = (
    (named.LINES, read_lines),
    (named.PARQUET, read_parquet),
    (named.WARC, read_warc),
    (named.WACZ, read_wacz),
)


def read_reports(
    inputs: Iterable[str],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    rules: Rules | None = None,
    any_language: bool = False,
) -> Iterator[Report | ReportError]:
    """Every report of files, folders, globs, web addresses and "-" (standard input), in order.

    What cannot be read is yielded as a ReportError that names the file, and the line of
    a row; nothing is raised. `published` is the publication day of reports whose file
    or row gives none. A file named twice is read once. Of several reports with one id
    the second is called "id~2", the third "id~3": no report is dropped. One that is surely not
    English is a NotEnglish error, unless `any_language`. `rules` bound what is fetched.
    """
    found = read_originals(
        inputs, published=published, stdin=stdin, any_language=any_language, rules=rules
    )
    for each in found:
        yield each if isinstance(each, ReportError) else each[0]


def read_originals(
    inputs: Iterable[str | Sent],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    any_language: bool = False,
    rules: Rules | None = None,
) -> Iterator[tuple[Report, bytes] | ReportError]:
    """As read_reports, each report with the bytes its SHA-256 is of: the file if it is all of it,
    else the text in UTF-8.
    """
    taken: set[str] = set()
    for found in named.find_files(inputs):
        for entry in _entries(found, stdin, rules or Rules()):
            if isinstance(entry, ReportError):
                yield entry
                continue
            try:
                report = report_of_entry(entry, published=published, any_language=any_language)
                yield replace(report, id=_unique(report.id, taken)), original_of(entry)
            except NotEnglish as error:
                yield error


def report_of_entry(
    entry: Fields, *, published: date | None = None, any_language: bool = False
) -> Report:
    """The report of what one reader gave. Raises NotEnglish if it surely is not."""
    fields = entry if entry.id else with_identity(entry)
    report = report_of_fields(fields, id=fields.id or "", published=published)
    language = None if any_language else other_language(report)
    if language is not None:
        why = f"it is in {language}, not English: skipped"
        raise NotEnglish(report.url or report.id, why)
    return report


def original_of(fields: Fields) -> bytes:
    """The bytes a report's SHA-256 is of."""
    return fields.text.encode("utf-8") if fields.raw is None else fields.raw


def _entries(found: named.Found, stdin: BinaryIO | None, rules: Rules) -> Found:
    if isinstance(found, ReportError):
        yield found
    elif isinstance(found, Address):
        yield from _guarded(lambda: read_address(found.text, rules), found.text)
    elif found == named.STDIN:
        yield from _guarded(lambda: _open_stdin(stdin), _STDIN)
    else:
        where = str(found) if isinstance(found, Path) else found.address
        yield from _guarded(lambda: _open(found, where), where)


def _unique(name: str, taken: set[str]) -> str:
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}~{number}"
    taken.add(unique)
    return unique


def _guarded(read: Callable[[], Found], where: str) -> Found:
    """What a reader gives; an error of the whole file is yielded in its place."""
    try:
        yield from read()
    except ReportError as error:
        yield error
    except OSError as error:
        yield UnreadableReport(where, f"cannot be opened: {error.strerror or error}")


def _open_stdin(stdin: BinaryIO | None) -> Found:
    raw = _read_stdin(stdin)
    yield from _sniff(raw)(raw, _STDIN, "stdin")


def _open(found: Path | Stored | Sent, where: str) -> Found:
    """The reports of one file."""
    with found.open("rb") if isinstance(found, Path) else found.open() as stream:
        streamed = _reader(STREAMED, found.name)
        if streamed is not None:
            yield from streamed(stream, where)
            return
        reader = _reader(FORMATS, found.name)
        assert reader is not None, "find_files gives only files of known formats"
        yield from reader(stream.read(), where, Path(found.name).stem)


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None:
        raise UnreadableReport(_STDIN, "there is nothing on it to read")
    return stdin.read()


def _reader(table: tuple[tuple[tuple[str, ...], Kind], ...], name: str) -> Kind | None:
    lower = name.lower()
    return next((reader for endings, reader in table if lower.endswith(endings)), None)


def _read_zip(raw: bytes, where: str, stem: str) -> Found:
    """A ZIP file without a name: a Word document, or a web archive."""
    if b"word/" in raw[:100_000] or b"word/document.xml" in raw[-100_000:]:
        return read_docx(raw, where, stem)
    return read_wacz(io.BytesIO(raw), where)


def _read_warc(raw: bytes, where: str, stem: str) -> Found:  # noqa: ARG001
    return read_warc(io.BytesIO(raw), where)


def _read_parquet(raw: bytes, where: str, stem: str) -> Found:  # noqa: ARG001
    return read_parquet(io.BytesIO(raw), where)


_MARKS: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", read_pdf),
    (b"PAR1", _read_parquet),
    (b"WARC/", _read_warc),
    (b"\x1f\x8b", _read_warc),
    (b"PK\x03\x04", _read_zip),
)


def _sniff(raw: bytes) -> Format:
    """The format of bytes without a name. JSON Lines are told from JSON by read_json."""
    packed = next((reader for mark, reader in _MARKS if raw.startswith(mark)), None)
    if packed is not None:
        return packed
    start = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<rss", b"<feed", b"<rdf:rdf")) or (
        start.startswith(b"<?xml") and re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", start)
    ):
        return read_feed
    if start.startswith((b"{", b"[{", b"[ {", b"[\n")):
        return read_json
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in start:
        return read_html
    return read_text
