"""Datelines: where the reporter was and when. "QAMISHLI –", "SAN SALVADOR, 3 JAN 90 (AFP) --"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.codebook.furniture import load_furniture
from dateline.ingest.dates import DAY, find_day
from dateline.ingest.lines import Line
from dateline.model import Dateline, Span

_WORD = r"[^\W\d_][\w.'’-]*"
_PLACE = rf"{_WORD}(?:/{_WORD})?(?: {_WORD}){{0,3}}"
_PAREN = r"(?:,? ?[(\[][^()\n]{2,60}\))"
_DASH = r"(?:\s{0,3}(?:--+|[–—―])|\s{0,3}-(?=\s)|:(?=\s))"
_TAGS = r"(?:\s{0,3}\[[^\[\]]{2,100}\]){0,5}"
# A headline run into its dateline: "... in AfghanistanKANDAHAR, Oct. 3 (Xinhua) --".
_GLUED = re.compile(
    rf"(?<=[a-z0-9.!?])\s{{0,3}}(?P<start>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){{0,3}}"
    rf"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?(?i:,? {DAY})?"
    r" ?\( ?[A-Za-z][\w /-]{1,40}\) ?(?:--|[–—-]))"
)
_ONLY_TAGS = re.compile(r"(?P<tags>(?:\s{0,3}\[[^\[\]]{2,100}\]){1,5})")
_LINES_TRIED = 5  # a dateline stands in the first paragraphs: a headline and a summary may precede
_WINDOW = 300  # characters from the start of a line that may hold a dateline
_GLUED_WINDOW = 500


@dataclass(frozen=True)
class _Words:
    agencies: frozenset[str]
    agency_start: re.Pattern[str]
    full: re.Pattern[str]
    places: frozenset[str]
    not_places: frozenset[str]
    no_place: frozenset[str]
    tags: tuple[str, ...]


@cache
def _words() -> _Words:
    words = load_furniture()
    names = "|".join(re.escape(name) for name in sorted(words.agencies, key=len, reverse=True))
    return _Words(
        agencies=frozenset(name.casefold() for name in words.agencies),
        agency_start=re.compile(rf"(?:\((?i:{names})\)|(?:{names}))(?:{_DASH})"),
        full=_full_pattern(names),
        places=frozenset(name.casefold() for name in words.dateline_places),
        not_places=frozenset(name.casefold() for name in words.not_places),
        no_place=frozenset(name.casefold() for name in words.no_place),
        tags=tuple(tag.casefold() for tag in words.wire_tags),
    )


def _full_pattern(agencies: str) -> re.Pattern[str]:
    more = rf"(?:(?:,? (?:{agencies})|, {_WORD}(?: {_WORD}){{0,2}}?)?{_PAREN}?)"
    return re.compile(
        rf"(?P<place>{_PLACE}?)(?P<region>(?:, {_PLACE}?){{0,2}}?)(?P<parens>{_PAREN}?)"
        rf"(?P<day>(?:,? {DAY})?)(?P<more>{more})(?P<dash>{_DASH})(?P<tags>{_TAGS})",
        re.IGNORECASE,
    )


def find_dateline(text: str, lines: list[Line], *, near: date | None) -> Dateline | None:
    """The report's dateline, None if it has none.

    `lines` are those that are no furniture. A day without a year takes it from `near`.
    """
    for line in lines[:_LINES_TRIED]:
        found = _at_line(text, line, near)
        if found is not None:
            return found
    return _glued(text, near)


def _at_line(text: str, line: Line, near: date | None) -> Dateline | None:
    window = text[line.start : line.start + _WINDOW]
    for found in (_full(window, line.start, near), _agency(window, line), _bare(window, line)):
        if found is not None:
            return found
    match = _ONLY_TAGS.match(window)
    end = _end_of_tags(match["tags"]) if match else 0
    return Dateline(Span(line.start, line.start + end)) if end else None


def _full(window: str, offset: int, near: date | None) -> Dateline | None:
    match = _words().full.match(window)
    if match is None or not _is_dateline(match, window):
        return None
    dash = match.end("dash")
    end = dash + _end_of_tags(match["tags"])
    day = find_day(match["day"], near=near) if match["day"] else None
    return Dateline(Span(offset, offset + end), _place_of(match, offset), day)


def _is_dateline(match: re.Match[str], window: str) -> bool:
    """Capitals, an agency, a day or a known place tell a dateline from any words and a dash."""
    words, place, rest = _words(), match["place"], window[match.end() :].lstrip()
    if place.casefold() in words.not_places or not rest or not _reads_as_place(place):
        return False
    signed = bool(match["day"]) or any(_agencies_in(match))
    known = _known(place) or place.casefold() in words.no_place
    if place.islower() or match["dash"].startswith(":"):
        return known and (place.islower() == window[:200].islower())
    if not match["dash"][0].isspace() and match["dash"] == "-":
        return known or signed
    capitals = place.isupper() and len(place) >= 4 and not _is_capitals(rest)
    return signed or known or (capitals and not match["more"] and rest[0] not in "-–—")


def _reads_as_place(place: str) -> bool:
    """Each word has a capital, or none has: "Rio de Janeiro", "new delhi", not "two die in Rio"."""
    if re.search(r"[a-z][A-Z]{2}", place) or place.casefold().startswith("by "):
        return False
    long = [word for word in place.split() if len(word) > 3]
    return place.islower() or all(word[0].isupper() for word in long)


def _known(place: str) -> bool:
    return any(part.strip().casefold() in _words().places for part in place.split("/"))


def _is_capitals(words: str) -> bool:
    return not any(character.islower() for character in words[:80])


def _agencies_in(match: re.Match[str]) -> Iterator[str]:
    """The known agencies among what follows the place: in brackets, or after a comma."""
    agencies = _words().agencies
    for part in (match["parens"], match["more"], match["region"]):
        for name in re.split(r"[,()\[/]", part):
            if name.strip().casefold() in agencies:
                yield name.strip()


def _place_of(match: re.Match[str], offset: int) -> Span | None:
    """The place words; what stands in brackets after "NO CITY" is the place."""
    start, end = match.span("place")
    if match["place"].casefold() in _words().no_place:
        inner = re.search(r"\(([^()]+)\)", match["parens"])
        if inner is None or inner[1].casefold() in _words().agencies:
            return None
        at = match.start("parens")
        return Span(offset + at + inner.start(1), offset + at + inner.end(1))
    end = start + len(match["place"].split("/", 1)[0])
    return Span(offset + start, offset + end)


def _end_of_tags(tags: str) -> int:
    """How far bracketed tags run: to the last that is a tag of a monitoring service."""
    end = 0
    for match in re.finditer(r"\[([^\[\]]+)\]", tags):
        if " ".join(match[1].split()).casefold().startswith(_words().tags):
            end = match.end()
    return end


def _agency(window: str, line: Line) -> Dateline | None:
    """ "(Reuters) - U.S. forces": signed, but without a place."""
    match = _words().agency_start.match(window)
    return Dateline(Span(line.start, line.start + match.end())) if match else None


def _bare(window: str, line: Line) -> Dateline | None:
    """ "BEIRUT A Russian air strike": a known place in capitals whose dash was lost."""
    match = re.match(r"([A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,2})(?= (?:[A-Z][a-z]|A ))", window)
    if match is None or match[1].casefold() not in _words().places or _is_capitals(window):
        return None
    span = Span(line.start, line.start + match.end())
    return Dateline(span, place=span)


def _glued(text: str, near: date | None) -> Dateline | None:
    match = _GLUED.search(text[:_GLUED_WINDOW])
    return (
        _full(text[match.start("start") :][:_WINDOW], match.start("start"), near) if match else None
    )
