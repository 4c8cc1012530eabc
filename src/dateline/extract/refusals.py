"""What the rules saw and did not take: words offered for a role, and mentions of no event."""

from collections.abc import Iterator, Sequence

from dateline.codebook.slot_wording import slot_words
from dateline.extract.phrases import Senses, phrase_span
from dateline.extract.triggers import Match
from dateline.model import Proposal, Reading
from dateline.syntax import is_infinitive
from dateline.trace import Decision

PURPOSE = "what the event above it is for, not an act of its own"
TOLD_AS_TOLL = "it tells what came of another event of the sentence, and counts for that"
OUT_OF_SCOPE = "the report tells of ordinary crime, which is out of scope"


def set_aside(
    before: Sequence[Proposal], after: Sequence[Proposal], why: str
) -> Iterator[Decision]:
    """The mentions that one step of the rules has dropped."""
    kept = {proposal.head for proposal in after}
    for each in before:
        if each.head not in kept:
            span = each.trigger
            yield Decision("settling", each.type, span, False, why, each.by, span)


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
        return f"{slot_words(slot)}: an earlier slot of the frame fills the role already"
    return f"{slot_words(slot)}: {_what_it_is(reading, head, senses)} cannot stand in this role"


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


def without_purposes(reading: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """ "an offensive to retake the city" is the offensive alone."""
    heads = {proposal.head for proposal in proposals}

    def is_purpose(proposal: Proposal) -> bool:
        token = reading.tokens[proposal.head]
        return (
            is_infinitive(reading, token.i)
            and token.dep in ("acl", "relcl", "advcl")
            and token.head in heads
        )

    return tuple(proposal for proposal in proposals if not is_purpose(proposal))


def without_threats(reading: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """ "Warned the rebels to surrender", "threatened to shell it": the threat alone."""
    threats = {proposal.head for proposal in proposals if proposal.type == "threat"}

    def is_threatened(proposal: Proposal) -> bool:
        token = reading.tokens[proposal.head]
        while token.dep == "conj" and token.head != token.i:
            token = reading.tokens[token.head]
        return token.dep in ("xcomp", "ccomp") and token.head in threats

    return tuple(proposal for proposal in proposals if not is_threatened(proposal))
