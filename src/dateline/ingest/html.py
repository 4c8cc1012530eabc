"""Web pages: the report's own words by trafilatura, and what the page says of itself."""

import re
from datetime import date
from typing import Any

from dateline.errors import ReportError, UnreadableReport
from dateline.ingest.decode import decode
from dateline.ingest.fields import Fields, check_text, read_published, with_identity
from dateline.ingest.formats import Found
from dateline.ingest.limits import LARGEST_PAGE, check_size
from dateline.ingest.linked_data import find_article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-\w{2,8})*)")
_FEWEST_WORDS = 5  # less is a menu, not a report
# Dates are read from the page's own markup only; without these bounds htmldate asks the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


def read_html(raw: bytes, where: str, stem: str, charset: str | None = None) -> Found:
    """A page is one report: its title, if the text lacks it, and all its paragraphs.

    `charset` is what the server said; what the page says of itself stands in its JSON-LD (an
    article's title, day, publisher, language), in its other metadata, and last in its text.
    """
    check_size(raw, where, LARGEST_PAGE)
    own = _CHARSET.search(raw, 0, 4096)
    page = decode(raw, where, declared=charset or (own[1].decode("ascii") if own else None))
    said = find_article(page)
    found = _extract(page, where)
    text = "\n\n".join((found.text or "").split("\n")) if found else ""
    if len(text.split()) < _FEWEST_WORDS:
        text = said.text or ""
    if len(text.split()) < _FEWEST_WORDS:
        why = "no report found in the page: save its words as .txt"
        raise UnreadableReport(where, why)
    title = said.title or (_line(found.title) if found else None)
    text = _with_headline(text, title)
    check_text(text, where)
    language = _LANGUAGE.search(page[:4096])
    fields = Fields(
        text,
        title=title,
        published=said.published or (_day(found.date) if found else None),
        published_by="metadata",
        source=said.source or (_line(found.sitename) if found else None),
        url=(_line(found.url) if found else None) or said.url,
        language=said.language or (language[1] if language else None),
    )
    yield with_identity(fields, stem=stem, raw=raw)


def _extract(page: str, where: str) -> Any:
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            page,
            include_comments=False,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    # Pages are hostile input: whatever the parsers trip over is this page's error, not the batch's.
    except Exception as error:
        raise UnreadableReport(where, f"the page cannot be parsed: {error!r:.120}") from error


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _with_headline(text: str, title: str | None) -> str:
    top = " ".join(text[:500].split()).casefold()
    return f"{title}\n\n{text}" if title and title.casefold() not in top else text


def _day(value: str | None) -> date | None:
    try:
        return read_published(value, "")
    except ReportError:
        return None
