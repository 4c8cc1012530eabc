"""The dead of a whole war: "more than 280,000 people have been killed" tells one battle.

Codebook section 4: a whole war's toll is one battle with that count. It is not the toll of
any single event beside it, however the report runs on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Proposal, Reading
from dateline.syntax import children

TOLLS = ("battle", "killing", "armed_attack")
# Ten thousand or more, in figures or words.
_MANY = re.compile(
    r"\b\d{2,3}[ ,.]?000\b|\b\d{2,3},\d{3}\b|\b\d{5,}\b"
    r"|\b(?:tens|hundreds) of thousands\b|\bmillions?\b",
    re.IGNORECASE,
)


def counts_a_war(reading: Reading, proposal: Proposal) -> bool:
    """Whether a mention counts more dead than any single event leaves."""
    return proposal.type in TOLLS and any(
        argument.role == "count"
        and argument.measure == "killed"
        and _MANY.search(reading.quote(argument.span)) is not None
        for argument in proposal.arguments
    )


def tell_wars(reading: Reading, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The mentions; the toll of a war that nobody in particular exacted is a battle."""
    return tuple(_as_war(each) if _is_of_a_war(reading, each) else each for each in proposals)


def _as_war(proposal: Proposal) -> Proposal:
    """A battle of its own; those who died in the war are no side of it."""
    if proposal.type == "battle":
        return replace(proposal, strength="strong")
    told = tuple(each for each in proposal.arguments if each.role != "target")
    return replace(proposal, type="battle", strength="strong", arguments=told)


def _is_of_a_war(reading: Reading, proposal: Proposal) -> bool:
    told = any(argument.role == "agent" for argument in proposal.arguments)
    bare = proposal.strength == "result" and not _is_done_by(reading, proposal.head)
    return (proposal.type == "battle" or bare) and not told and counts_a_war(reading, proposal)


def _is_done_by(reading: Reading, head: int) -> bool:
    """ "An earthquake killed 20,000": something else did it."""
    return all(children(reading, head, link) for link in ("nsubj", "dobj"))
