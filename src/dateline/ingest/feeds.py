"""RSS and Atom: each entry of a feed is a report."""

from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from dateline.errors import EmptyReport, ReportError, UnreadableReport
from dateline.ingest.fields import Fields, check_text, with_identity
from dateline.ingest.formats import Found
from dateline.ingest.limits import MOST_ITEMS, check_size
from dateline.ingest.markup import text_of_markup
from dateline.ingest.xml_tree import local_name, read_xml

_ROOTS = ("rss", "feed", "RDF")
_ENTRIES = ("item", "entry")
_BODIES = ("encoded", "content", "description", "summary")  # the fullest first
_DAYS = ("pubDate", "published", "date", "issued", "updated", "modified")


def read_feed(raw: bytes, where: str, stem: str) -> Found:  # noqa: ARG001
    """The entries of a feed, each with its title, day and address.

    An entry without words is an error in its place, and the others are read.
    """
    check_size(raw, where)
    root = read_xml(raw, where, forgiving=True)
    if local_name(root) not in _ROOTS:
        why = f"its root is <{local_name(root)}>: of XML only feeds are read, RSS and Atom"
        raise UnreadableReport(where, why)
    found = 0
    entries = (each for each in root.iter() if local_name(each) in _ENTRIES)
    source, language = _title_of_feed(root), _language(root)
    for found, entry in enumerate(islice(entries, MOST_ITEMS), 1):
        try:
            yield _fields(entry, source, language, f"{where}, entry {found}")
        except ReportError as error:
            yield error
    if not found:
        raise EmptyReport(where, "the feed has no entry")
    if found == MOST_ITEMS and next(entries, None) is not None:
        why = f"it has more than {MOST_ITEMS} entries: the rest is not read"
        yield UnreadableReport(where, why)


def _fields(entry: Any, source: str | None, language: str | None, where: str) -> Fields:
    title = text_of_markup(_words(entry, "title") or "").replace("\n", " ") or None
    body = next((text for name in _BODIES if (text := _body(entry, name))), "")
    apart = title is not None and body and not body.startswith(title)
    text = f"{title}\n\n{body}" if apart else body or title or ""
    check_text(text, where)
    fields = Fields(
        text,
        title=title,
        published=next((day for name in _DAYS if (day := _day(_words(entry, name)))), None),
        published_by="metadata",
        source=source,
        url=_link(entry),
        language=language,
    )
    return with_identity(fields)


def _body(entry: Any, name: str) -> str:
    """The longest element of that name, as text: Atom's XHTML is an element, RSS's is escaped."""
    found = [
        text_of_markup("".join(each.itertext()) if len(each) else each.text or "")
        for each in entry
        if local_name(each) == name
    ]
    return max(found, key=len, default="")


def _words(element: Any, name: str) -> str | None:
    found = next((each for each in element if local_name(each) == name), None)
    words = "".join(found.itertext()).strip() if found is not None else ""
    return words or None


def _link(entry: Any) -> str | None:
    """The entry's page: Atom's link of no relation or "alternate", RSS's link or guid."""
    for each in (each for each in entry if local_name(each) == "link"):
        address = each.get("href") or (each.text or "").strip()
        if address and each.get("rel", "alternate") == "alternate":
            return str(address)
    guid = _words(entry, "guid") or _words(entry, "id")
    return guid if guid and guid.startswith(("http://", "https://")) else None


def _title_of_feed(root: Any) -> str | None:
    heads = [root, *(each for each in root if local_name(each) == "channel")]
    return next((title for head in heads if (title := _words(head, "title"))), None)


def _language(root: Any) -> str | None:
    said = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    told = [words for each in _channels(root) if (words := _words(each, "language"))]
    return said or next(iter(told), None)


def _channels(root: Any) -> Iterator[Any]:
    return (each for each in root if local_name(each) == "channel")


def _day(words: str | None) -> date | None:
    """A day as RSS (RFC 822) or Atom (ISO) writes it, as written, in its own time zone."""
    if words is None:
        return None
    try:
        return datetime.fromisoformat(words.strip()).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return None
