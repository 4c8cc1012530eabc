"""What a page says of itself as an article in JSON-LD (schema.org NewsArticle and its kin)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

_SCRIPT = re.compile(
    r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
_MOST_SCRIPTS, _MOST_CHARACTERS, _MOST_THINGS = 20, 500_000, 2000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Article:
    """The article's fields; each None where the page does not say."""

    title: str | None = None
    text: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


def find_article(page: str) -> Article:
    """The first article among a page's JSON-LD; empty if there is none. Broken JSON is no error."""
    for number, script in enumerate(_SCRIPT.finditer(page)):
        if number >= _MOST_SCRIPTS or len(script[1]) > _MOST_CHARACTERS:
            break
        try:
            value = json.loads(script[1], strict=False)
        except (ValueError, RecursionError):
            continue
        found = next((thing for thing in _things(value) if _is_article(thing)), None)
        if found is not None:
            return _article(found)
    return Article()


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Every object, those outside first; a graph's members stand in "@graph"."""
    waiting = [value]
    for _ in range(_MOST_THINGS):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, dict):
            yield thing
            waiting += [thing[key] for key in ("@graph", "mainEntity") if key in thing]
        elif isinstance(thing, list):
            waiting += thing


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "BlogPosting")) for kind in named
    )


def _article(thing: dict[str, Any]) -> Article:
    publisher = thing.get("publisher")
    outlet = publisher[0] if isinstance(publisher, list) and publisher else publisher
    return Article(
        title=_words(thing.get("headline")),
        text=_body(thing.get("articleBody")),
        published=_day(thing.get("datePublished")),
        source=_words(outlet.get("name") if isinstance(outlet, dict) else outlet),
        url=_address(thing.get("url")),
        language=_words(thing.get("inLanguage")),
    )


def _words(value: Any) -> str | None:
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _body(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _address(value: Any) -> str | None:
    web = isinstance(value, str) and value.startswith(("http://", "https://"))
    return value.strip() if web else None


def _day(value: Any) -> date | None:
    """The day as written, in the outlet's own time zone."""
    if not isinstance(value, str) or not _DAY.match(value.strip()):
        return None
    try:
        return datetime.fromisoformat(value.strip()[:10]).date()
    except ValueError:
        return None
