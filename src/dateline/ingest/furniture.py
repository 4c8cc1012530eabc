"""Marks what is of the page and not of the report, by the patterns of furniture.yaml."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from dateline.codebook.furniture import FurnitureRule, compiled, load_furniture
from dateline.ingest.lines import Line
from dateline.model import Furniture, FurnitureKind, Span

_EDGE_WINDOW = 400  # characters at either end of the text in which `start` and `end` rules look
_LINKS_UNDER_HEADING = 10
_LONGEST_LINK = 140


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of furniture, with the outlet its words name, if they name one."""

    span: Span
    kind: FurnitureKind
    outlet: str | None = None


@dataclass(frozen=True)
class _Rule:
    rule: FurnitureRule

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Compiled when first asked for: most reports ask for few."""
        ending = r"(?:{})\s*\Z" if self.rule.scope == "end" else "{}"
        return tuple(compiled(ending.format(p)) for p in self.rule.patterns)

    @cached_property
    def together(self) -> re.Pattern[str]:
        """All patterns in one: most lines of a page match none, and one look tells."""
        return compiled("|".join(self.rule.patterns).replace("(?P<outlet>", "(?:"))

    def match_line(self, words: str) -> re.Match[str] | None:
        """The match of the first pattern that is all of a line."""
        if len(words) > self.rule.longest or not self.together.fullmatch(words):
            return None
        return next((m for pattern in self.patterns if (m := pattern.fullmatch(words))), None)


@cache
def _rules(scope: str) -> tuple[_Rule, ...]:
    return tuple(_Rule(rule) for rule in load_furniture().rules if rule.scope == scope)


def find_furniture(text: str, lines: list[Line]) -> tuple[Mark, ...]:
    """Furniture in text order, not overlapping; a whole line comes before a part of one."""
    marks: list[Mark] = []
    for mark in (
        *_line_marks(lines),
        *_start_marks(text),
        *_end_marks(text),
        *_inside_marks(text),
    ):
        _keep(mark, marks)
    return tuple(marks)


def as_furniture(marks: Iterable[Mark]) -> tuple[Furniture, ...]:
    """The marks as a report keeps them."""
    return tuple(Furniture(mark.span, mark.kind) for mark in marks)


def _keep(mark: Mark, marks: list[Mark]) -> None:
    """Adds a mark in its place unless another stands there."""
    at = bisect_left(marks, mark.span.start, key=lambda other: other.span.start)
    before = marks[at - 1].span.end if at else 0
    after = marks[at].span.start if at < len(marks) else mark.span.end
    if before <= mark.span.start and mark.span.end <= after:
        marks.insert(at, mark)


# --- whole lines -------------------------------------------------------------------


def _line_marks(lines: list[Line]) -> Iterator[Mark]:
    wrapped = _wrapped(lines)
    found = {
        i: mark
        for i, line in enumerate(lines)
        if i not in wrapped and (mark := _line_mark(line, ("any",))) is not None
    }
    found |= _captions_above(lines, found, wrapped)
    prose = [i for i, line in enumerate(lines) if i not in found and (line.prose or i in wrapped)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for i, line in enumerate(lines):
        where = "top" if i < first else "bottom" if i > last else None
        if where and i not in found and (mark := _line_mark(line, (where,))) is not None:
            found[i] = mark
    found |= _links_under_headings(lines, found, wrapped)
    yield from (found[i] for i in sorted(found))


def _line_mark(line: Line, places: tuple[str, ...]) -> Mark | None:
    for entry in _rules("line"):
        if entry.rule.where not in places:
            continue
        match = entry.match_line(line.words)
        if match:
            return Mark(Span(line.start, line.end), entry.rule.kind, _outlet(match))
    return None


def _outlet(match: re.Match[str]) -> str | None:
    return match.groupdict().get("outlet")


def _wrapped(lines: list[Line]) -> set[int]:
    """Lines of paragraphs that are broken at a fixed width: a line there is no unit."""
    found: set[int] = set()
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].gap:
            if i - start >= 3 and all(
                50 <= len(line.words) <= 100 for line in lines[start : i - 1]
            ):
                found.update(range(start, i))
            start = i
    return found


def _captions_above(
    lines: list[Line], found: dict[int, Mark], wrapped: set[int]
) -> dict[int, Mark]:
    """A short line right above a photo credit, alone in its paragraph, is its caption."""
    above: dict[int, Mark] = {}
    for i, mark in found.items():
        if mark.kind != "caption" or i == 0 or lines[i].gap or len(lines[i].words) > 60:
            continue
        line = lines[i - 1]
        if line.gap and i - 1 not in found and i - 1 not in wrapped and len(line.words) <= 200:
            above[i - 1] = Mark(Span(line.start, line.end), "caption")
    return above


def _links_under_headings(
    lines: list[Line], found: dict[int, Mark], wrapped: set[int]
) -> dict[int, Mark]:
    links: dict[int, Mark] = {}
    for i, mark in found.items():
        if mark.kind != "related" or not _heads(lines[i]):
            continue
        for j in range(i + 1, min(i + 1 + _LINKS_UNDER_HEADING, len(lines))):
            line = lines[j]
            if j in found or j in wrapped or line.prose or len(line.words) > _LONGEST_LINK:
                break
            links[j] = Mark(Span(line.start, line.end), "related")
    return links


def _heads(line: Line) -> bool:
    return any(
        pattern.fullmatch(line.words)
        for entry in _rules("line")
        if entry.rule.heads
        for pattern in entry.patterns
    )


# --- parts of lines ----------------------------------------------------------------


def _start_marks(text: str) -> Iterator[Mark]:
    """Furniture that the text begins with, piece after piece."""
    window = text[:_EDGE_WINDOW]
    here = len(window) - len(window.lstrip())
    while True:
        match = next(_matches_at(window, here), None)
        if match is None or match[1].end() <= here:
            return
        yield Mark(Span(here, match[1].end()), match[0].kind, _outlet(match[1]))
        here = match[1].end()
        here += len(window[here:]) - len(window[here:].lstrip())


def _matches_at(window: str, here: int) -> Iterator[tuple[FurnitureRule, re.Match[str]]]:
    for entry in _rules("start"):
        for pattern in entry.patterns:
            match = pattern.match(window, here)
            if match:
                yield entry.rule, match


def _end_marks(text: str) -> Iterator[Mark]:
    """Furniture that the text ends with, piece before piece."""
    offset = max(0, len(text) - _EDGE_WINDOW)
    window = text[offset:]
    while True:
        mark = next(_marks_ending(window, offset), None)
        if mark is None:
            return
        yield mark
        window = window[: mark.span.start - offset]


def _marks_ending(window: str, offset: int) -> Iterator[Mark]:
    for entry in _rules("end"):
        for pattern in entry.patterns:
            match = pattern.search(window)
            if match and match.group().strip():
                whole = match.group()
                start = offset + match.start() + len(whole) - len(whole.lstrip())
                end = offset + match.start() + len(whole.rstrip())
                yield Mark(Span(start, end), entry.rule.kind, _outlet(match))


def _inside_marks(text: str) -> Iterator[Mark]:
    for entry in _rules("inside"):
        for pattern in entry.patterns:
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    yield Mark(Span(*match.span()), entry.rule.kind)
