"""One reading of words of saying, before anyone asks what kind of source it names."""

from dataclasses import dataclass

from dateline.attribute.grammar import children
from dateline.model import Reading, Span, Token


@dataclass(frozen=True, slots=True)
class Saying:
    """One reading of a verb of saying, before its kind of source is judged."""

    source: Span
    head: int
    cue: Span
    content: tuple[Span, ...]
    group: str
    vouches: bool


def cue_span(reading: Reading, token: Token) -> Span:
    """The verb with the auxiliaries and the particle that touch it."""
    low = high = token.i
    kids = {kid.i for kid in children(reading, token.i, "aux", "auxpass", "neg", "prt", "advmod")}
    while low - 1 in kids:
        low -= 1
    while high + 1 in kids and reading.tokens[high + 1].dep == "prt":
        high += 1
    return Span(reading.tokens[low].start, reading.tokens[high].end)
