"""Quotations: where the words between quotation marks stand."""

import re
from functools import lru_cache

from dateline.model import Reading, Span

_OPEN = {"“": "”", '"': '"', "„": "”", "«": "»", "``": "''", "''": "''"}
_MARK = re.compile(r"[“”\"„«»]|``|''")
SHORTEST = 3  # words; shorter quotations are names and scare quotes


@lru_cache(maxsize=8)
def _marks(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for block in re.finditer(r"[^\n]+", text):
        found.extend(_in_block(text, block.start(), block.end()))
    return tuple(found)


def _in_block(text: str, start: int, end: int) -> list[Span]:
    """Quotations of one paragraph.

    One that opens the paragraph and is not closed runs to its end if the next goes on with
    a quotation mark; any other unclosed mark is a slip.
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            if sign in _OPEN and _can_open(text, mark.start(), sign):
                opened = (mark.start(), _OPEN[sign])
        elif sign == opened[1] and _can_close(text, mark.start(), sign):
            found.append(Span(opened[0], mark.end()))
            opened = None
    if opened is not None and opened[0] == start and text[end:].lstrip()[:1] in _OPEN:
        found.append(Span(start, end))
    return found


def _can_open(text: str, at: int, sign: str) -> bool:
    if sign == "''":  # also a doubled apostrophe: "the party''s leader"
        return not text[max(at - 1, 0) : at].isalnum()
    after = text[at + 1 : at + 2]
    return sign != '"' or bool(after.strip()) or text[at - 1 : at].isspace() or at == 0


def _can_close(text: str, at: int, sign: str) -> bool:
    if sign == "''":
        return not text[at + 2 : at + 3].isalnum()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return sign != '"' or not before.isspace() or not after.strip()


def find_quotes(reading: Reading) -> tuple[Span, ...]:
    """Quotations of at least three words, marks included, in text order."""
    text = reading.report.text
    return tuple(span for span in _marks(text) if len(span.quote(text).split()) >= SHORTEST)
