"""Web archives: WARC and WACZ, each page that was answered with success a report.

A page is read as a file of its kind would be. What is no page (pictures, scripts, styles)
is passed over; a page that cannot be read is an error, and the others are read.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from dateline.errors import EmptyReport, ReportError, UnreadableReport
from dateline.ingest.fields import Fields
from dateline.ingest.formats import Found, read_text
from dateline.ingest.html import read_html
from dateline.ingest.limits import UNPACKING, read_at_most
from dateline.ingest.pdf import read_pdf

_HTML = ("text/html", "application/xhtml+xml")
_KINDS = (*_HTML, "application/pdf", "text/plain")
_RECORDS = ("response", "resource")


def read_warc(stream: IO[bytes], where: str) -> Found:
    """The pages of a WARC file, plain or gzip-compressed, a record at a time."""
    found = 0
    for found, entry in enumerate(_pages(stream, where), 1):  # noqa: B007
        yield entry
    if not found:
        raise EmptyReport(where, "there is no page in this archive")


def read_wacz(stream: IO[bytes], where: str) -> Found:
    """The pages of every WARC file inside a WACZ file."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableReport(where, f"not a WACZ file: {error!s:.100}") from error
    with archive:
        names = [each for each in archive.namelist() if each.endswith((".warc", ".warc.gz"))]
        if not names:
            raise UnreadableReport(where, "there is no WARC file inside")
        for name in names:
            try:
                with archive.open(name) as member:
                    yield from read_warc(member, f"{where}:{name}")
            except ReportError as error:
                yield error
            except UNPACKING as error:
                yield UnreadableReport(f"{where}:{name}", f"cannot be unpacked: {error!s:.100}")


def _pages(stream: IO[bytes], where: str) -> Iterator[Fields | ReportError]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type in _RECORDS and _is_answer(record):
                yield from _read_record(record, where)
    except (ArchiveLoadFailed, ValueError, IndexError, *UNPACKING) as error:
        yield UnreadableReport(where, f"the archive breaks off or is broken: {error!s:.100}")


def _is_answer(record: Any) -> bool:
    """Whether a record holds a page that the server gave."""
    headers = record.http_headers
    given = headers is None or headers.get_statuscode() == "200"
    return given and _kind(record) in _KINDS


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _charset(record: Any) -> str | None:
    headers = record.http_headers or record.rec_headers
    said = str(headers.get_header("Content-Type") or "").lower().partition("charset=")[2]
    return said.strip("\"' ").partition(";")[0] or None


def _read_record(record: Any, where: str) -> Iterator[Fields | ReportError]:
    address = record.rec_headers.get_header("WARC-Target-URI") or "a page without address"
    here = f"{where}: {address}"
    try:
        raw = read_at_most(record.content_stream(), here)
        kind = _kind(record)
        if kind in _HTML:
            found = read_html(raw, here, "", charset=_charset(record))
        else:
            found = (
                read_pdf(raw, here, "") if kind == "application/pdf" else read_text(raw, here, "")
            )
        for each in found:
            yield each if isinstance(each, ReportError) else _with_address(each, address)
    except ReportError as error:
        yield error


def _with_address(fields: Fields, address: str) -> Fields:
    web = address if address.startswith(("http://", "https://")) else None
    return replace(fields, url=fields.url or web)
