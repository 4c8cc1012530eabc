"""A report as it is read, and where words of it stand: what `dateline.model` builds on.

Offsets are 0-based Unicode code points of Report.text, end exclusive.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Literal

FurnitureKind = Literal[
    "caption",
    "byline",
    "credit",
    "share",
    "related",
    "comment",
    "captcha",
    "dateline",
    "date",
    "page",  # a printed page's header, footer or number
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of one report's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs forward and is not empty: [{self.start}, {self.end})")

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def quote(self, text: str) -> str:
        return text[self.start : self.end]


class Spans:
    """Stretches of a text among which others are looked up, without a look at each."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._furthest = list(accumulate((span.end for span in ordered), max))

    def overlap(self, span: Span) -> bool:
        """Whether one of them shares a character with a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start


_END = re.compile(r"[.!?][\"'”’]?\s|\n")


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that holds characters [start, end), told by stops and line ends alone.

    For who has the text and no parse; `Reading.sentences` knows better.
    """
    first = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
    stop = _END.search(text, end)
    return Span(first, max(stop.start() if stop else len(text), end))


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words of the page that are not the report: a caption, a byline, a share bar."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the reporter was, and when: "QAMISHLI -", "SAN SALVADOR, 3 JAN 90 --"."""

    span: Span  # all of it, with its dash
    place: Span | None = None  # the place words alone
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text, read once and never edited again."""

    id: str
    text: str  # every Span points here
    sha256: str  # of the bytes as given
    title: str | None = None
    source: str | None = None
    published: date | None = None
    published_by: str | None = None  # "given", "metadata", "dateline", "date line"
    dated: date | None = None  # by its own date line, where that differs from `published`
    url: str | None = None
    language: str | None = None  # BCP 47
    dateline: Dateline | None = None
    furniture: tuple[Furniture, ...] = ()  # in text order, not overlapping
    headline: Span | None = None  # where the headline stands in text, if it does

    @property
    def day(self) -> date | None:
        """The day from which its "Monday" counts: a page printed again keeps its date line."""
        return self.dated or self.published
