"""Web addresses as input: a page is fetched and read as a file of its kind would be."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from dateline.errors import ReportError
from dateline.ingest.feeds import read_feed
from dateline.ingest.fetch import Answer, FetchError, Rules, fetch
from dateline.ingest.fields import Fields
from dateline.ingest.formats import Found, read_text
from dateline.ingest.html import read_html
from dateline.ingest.pdf import read_pdf

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
_OK = 200


def read_address(address: str, rules: Rules) -> Found:
    """The report, or the reports of a feed, at an address."""
    answer = fetch(address, rules)
    if answer.status != _OK:
        raise FetchError(address, f"the server answers {answer.status}")
    yield from read_answer(answer, address)


def read_answer(answer: Answer, where: str) -> Iterator[Fields | ReportError]:
    """The reports of what a server gave; each keeps the address it was fetched from."""
    stem = unquote(urlsplit(answer.address).path.rstrip("/").rpartition("/")[2]) or "page"
    for found in _reports(answer, where, stem.partition(".")[0]):
        yield found if isinstance(found, ReportError) else _with_address(found, answer)


def _with_address(fields: Fields, answer: Answer) -> Fields:
    return replace(fields, url=fields.url or answer.address)


def _reports(answer: Answer, where: str, stem: str) -> Found:
    if answer.kind == "application/pdf" or answer.content.startswith(b"%PDF-"):
        return read_pdf(answer.content, where, stem)
    if answer.kind in _FEEDS:
        return read_feed(answer.content, where, stem)
    if answer.kind == "text/plain":
        return read_text(answer.content, where, stem)
    return read_html(answer.content, where, stem, charset=answer.charset)
