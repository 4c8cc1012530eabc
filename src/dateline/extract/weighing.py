"""What the network made of mentions and arguments, as decisions for who asks."""

from collections.abc import Collection, Iterator, Sequence

from dateline.model import Argument, Proposal, Span
from dateline.trace import Decision


def unjudged(proposal: Proposal, by: str) -> Decision:
    """A mention of the rules that stands without the network."""
    why = "not shown to the network: a bare toll, a headline, or a type it never learned"
    return Decision("network", proposal.type, proposal.trigger, True, why, by, proposal.trigger)


def judged(proposal: Proposal, score: float, least: float, by: str) -> Decision:
    """A mention of the rules that stands if the network finds something in its words."""
    why = f"the rules propose it; the network must find at least {least:g} in these words"
    span = proposal.trigger
    return Decision("network", proposal.type, span, score >= least, why, by, span, score)


def proposed(kind: str, span: Span, score: float, least: float, by: str) -> Decision:
    """A mention the network proposes by itself."""
    why = f"the network proposes it; it needs {least:g}"
    return Decision("network", kind, span, True, why, by, span, score)


def superfluous(kind: str, span: Span, score: float, barred: bool, by: str) -> Decision:
    """A mention of the network that does not stand beside the rules."""
    why = "the codebook bars these words in this sense" if barred else "the rules have these words"
    return Decision("network", kind, span, False, why, by, span, score)


def lost_arguments(
    merged: Proposal,
    rules: Sequence[Argument],
    network: Sequence[Argument],
    unowned: Collection[Argument],
    declared: Collection[str],
) -> Iterator[Decision]:
    """Arguments of either reader that a merged mention does not have.

    `unowned` are those of the network that grammar gives to no other event, `declared` the
    roles the event may have.
    """
    filled = {(argument.role, argument.span) for argument in merged.arguments}
    for each in (*rules, *network):
        if (each.role, each.span) in filled:
            continue
        if each.role not in declared:
            why = f"{merged.type} has no role {each.role}"
        elif each in network and each not in unowned:
            why = "grammar gives these words to another event"
        elif any(argument.role == each.role for argument in merged.arguments):
            why = "the other reader's words are taken for this role"
        elif each.role == "time":
            why = "grammar gives this time to another event"
        else:
            why = "it counts nobody the event names and stands far from its word"
        span = merged.trigger
        yield Decision("argument", each.role, each.span, False, why, each.by, span, each.score)
