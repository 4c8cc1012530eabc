"""Where the headline stands in the text, if it does."""

import re

from dateline.ingest.lines import Line
from dateline.model import Furniture, Span

_LONGEST = 160
_LONGEST_ALONE = 300  # wire services and monitors write headlines of three lines
_STOP = re.compile(r"\w{3}[.!?…]\s")  # no stop after "U.S." and "Gen"
_SUFFIX = re.compile(r"\s(?:[-–—|:]|::|»)\s.{1,60}$")


def find_headline(
    text: str, lines: list[Line], furniture: tuple[Furniture, ...], title: str | None
) -> Span | None:
    """The title's words if the text opens with them, else a first or only line that reads as one.

    `lines` are those that are no furniture; they may hold a dateline, which no headline does.
    """
    if not lines:
        return None
    start = _first_free(lines[0].start, text, furniture)
    for name in _forms(title):
        found = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE).match(
            text, start
        )
        if found:
            return Span(*found.span())
    return _first_line(lines, furniture)


def _first_free(start: int, text: str, furniture: tuple[Furniture, ...]) -> int:
    """The first character at or after `start` that is neither blank nor marked."""
    for piece in furniture:
        if piece.span.start <= start < piece.span.end:
            start = piece.span.end
            while start < len(text) and text[start].isspace():
                start += 1
    return start


def _forms(title: str | None) -> list[str]:
    """The title, and the title without the site's name after a dash or bar."""
    if not title or not title.strip():
        return []
    forms = [title]
    while (shorter := _SUFFIX.sub("", forms[-1])) != forms[-1] and len(shorter.split()) >= 3:
        forms.append(shorter)
    return forms


def _first_line(lines: list[Line], furniture: tuple[Furniture, ...]) -> Span | None:
    first = lines[0]
    dateline = next((piece.span for piece in furniture if piece.kind == "dateline"), None)
    if dateline and first.start < dateline.start < first.end:
        return Span(
            first.start, first.start + len(first.words[: dateline.start - first.start].rstrip())
        )
    if dateline and dateline.start <= first.start:
        return None
    if len(lines) == 1:
        return Span(first.start, first.end) if _stands_alone(first.words) else None
    if len(first.words) > _LONGEST or not _reads_as_headline(first.words):
        return None
    stands_apart = lines[1].gap or len(lines[1].words) > 100 or _parted(first, lines[1], furniture)
    return Span(first.start, first.end) if stands_apart else None


def _reads_as_headline(words: str) -> bool:
    return words.count(" ") >= 2 and not words.endswith((".", ":", ",", ";", "...", "…"))


def _stands_alone(words: str) -> bool:
    """A report that is a headline and nothing else: a list of headlines was read in."""
    short = len(words) <= _LONGEST_ALONE and _STOP.search(words) is None
    return short and _reads_as_headline(words)


def _parted(first: Line, second: Line, furniture: tuple[Furniture, ...]) -> bool:
    return any(first.end <= piece.span.start <= second.start for piece in furniture)
