"""How well joined happenings agree with a coder's events, without any file of either.

Two are comparable when a trigger of one stands in a sentence with a trigger of the other,
and alike when their triggers overlap; pairs are one to one, the likest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Happening, Reading, Span
from dateline.training.labels import LabelledMention, LabelledReading


@dataclass(frozen=True)
class Agreement:
    """Events of the coder, happenings found, and pairs of equal type; F is of those pairs."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def f(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(self.gold + other.gold, self.found + other.found, self.right + other.right)


def agreement(labelled: LabelledReading, happenings: Sequence[Happening]) -> Agreement:
    """What one report adds."""
    events: dict[int, list[LabelledMention]] = {}
    for mention in labelled.mentions:
        events.setdefault(mention.event, []).append(mention)
    pairs = sorted(
        (-_likeness(labelled.reading, mentions, happening), number, place)
        for number, mentions in events.items()
        for place, happening in enumerate(happenings)
        if _likeness(labelled.reading, mentions, happening)
    )
    paired, used = set(), set()
    for _, number, place in pairs:
        if number not in paired and place not in used:
            paired.add(number)
            used.add(place)
    return Agreement(len(events), len(happenings), len(paired))


def _likeness(reading: Reading, mentions: Sequence[LabelledMention], happening: Happening) -> int:
    """0 for another type or other sentences, 2 for overlapping triggers, else 1."""
    if happening.type not in (mentions[0].type, *mentions[0].alternatives):
        return 0
    theirs = [mention.span for mention in mentions]
    ours = [proposal.trigger for proposal in happening.proposals]
    if any(left.overlaps(right) for left in theirs for right in ours):
        return 2
    return int(not _sentences(reading, theirs).isdisjoint(_sentences(reading, ours)))


def _sentences(reading: Reading, spans: Iterable[Span]) -> set[int]:
    found = (reading.sentence_at(span.start) for span in spans)
    return {sentence.i for sentence in found if sentence is not None}
