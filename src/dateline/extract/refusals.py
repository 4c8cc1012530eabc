"""What grammar offered for a role and the rules did not take, with what the words are."""

from collections.abc import Iterator

from dateline.extract.phrases import Senses, phrase_span
from dateline.extract.triggers import Match
from dateline.model import Proposal, Reading
from dateline.trace import Decision


def refused_arguments(
    reading: Reading, match: Match, proposal: Proposal, senses: Senses
) -> Iterator[Decision]:
    """The words in a trigger's slots that fill none of its roles."""
    used = {argument.head for argument in proposal.arguments} | set(match.words)
    for role, slots in match.rule.frame.items():
        filled = {a.by for a in proposal.arguments if a.role == role}
        for slot in slots:
            for head in match.slots[slot]:
                if head not in used:
                    first = bool(filled) and f"slot.{slot}" not in filled
                    yield Decision(
                        "argument",
                        role,
                        phrase_span(reading, head),
                        False,
                        _why(reading, head, slot, senses, first),
                        f"slot.{slot}",
                        match.span,
                    )


def _why(reading: Reading, head: int, slot: str, senses: Senses, first: bool) -> str:
    if first:
        return f"{slot}: an earlier slot of the frame fills the role already"
    return f"{slot}: {_what_it_is(reading, head, senses)} cannot stand in this role"


def _what_it_is(reading: Reading, head: int, senses: Senses) -> str:
    """The word in the terms in which roles are given out."""
    token = reading.tokens[head]
    if any(mention.span.overlaps(token.span) for mention in reading.of_kind("time")):
        return f"{token.text!r}, a time,"
    if senses.is_actor(head):
        return f"{token.text!r}, an actor,"
    if senses.is_place(head):
        return f"{token.text!r}, a place,"
    classes = [name for name in ("happening", "ground", "weapon") if senses.is_a(head, name)]
    return f"{token.text!r}, {classes[0]}," if classes else f"{token.text!r}, nobody who acts,"
