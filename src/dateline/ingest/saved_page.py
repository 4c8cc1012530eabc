"""Pages a browser saved in one file (.mht, .mhtml): a message whose first page is the report."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from dateline.errors import ReportError, UnreadableReport
from dateline.ingest.fields import Fields
from dateline.ingest.formats import Found
from dateline.ingest.html import read_html
from dateline.ingest.limits import LARGEST_PAGE, check_size


def read_mht(raw: bytes, where: str, stem: str) -> Found:
    """The page of the message; its day of saving is no day of publication."""
    check_size(raw, where)
    try:
        message = message_from_bytes(raw)
        page = next(_pages(message), None)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableReport(where, f"not a saved page: {error!s:.100}") from error
    if page is None:
        raise UnreadableReport(where, "there is no HTML page in it")
    body = page.get_payload(decode=True)
    content = body if isinstance(body, bytes) else b""
    check_size(content, where, LARGEST_PAGE)
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    for found in read_html(content, where, stem, charset=page.get_content_charset()):
        yield found if isinstance(found, ReportError) else _with_address(found, address)


def _pages(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_type() == "text/html")


def _with_address(fields: Fields, address: str | None) -> Fields:
    web = address if address and address.startswith(("http://", "https://")) else None
    return replace(fields, url=fields.url or web)
