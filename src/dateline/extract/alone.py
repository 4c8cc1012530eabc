"""A headline that is all of a report tells an event, if only by what came of it.

"About 30 casualties in Jisr al-Shughur" belongs to an event told before it; in a list of
headlines nothing stands before it, and the toll is all that is told of the happening.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.codebook.results import ResultWords
from dateline.extract.settle import is_backdrop
from dateline.model import Proposal, Reading
from dateline.syntax import is_lone_headline, path_up

BARE = "rules:result."  # how `settle` signs a toll that belongs to an event told before
ALONE = "rules:toll."


def stands(proposal: Proposal) -> bool:
    """Whether a mention can tell an event alone: "killed seven" can, "the toll" cannot."""
    if proposal.strength == "result":
        return not proposal.by.startswith(BARE)
    return proposal.strength == "strong"


def tolls_alone(
    reading: Reading, proposals: Sequence[Proposal], words: ResultWords
) -> tuple[Proposal, ...]:
    """The mentions that stand for an event in a headline of which otherwise none would.

    Weak ones with a toll ("eight soldiers killed in operation") before bare tolls; none for what
    is nobody's doing, or what only places another event in time ("after the death of ten").
    """
    if not is_lone_headline(reading) or any(map(stands, proposals)):
        return ()
    if any(token.lemma in words.natural | words.accidents for token in reading.tokens):
        return ()
    told = [p for p in proposals if _has_toll(p) and not _is_past(reading, p.head)]
    weak = [replace(p, strength="strong") for p in told if p.strength == "weak"]
    bare = [replace(p, by=p.by.replace(BARE, ALONE)) for p in told if p.strength == "result"]
    return tuple(weak or bare)


def _has_toll(proposal: Proposal) -> bool:
    tolls: Collection[str] = ("killed", "injured", "casualties")
    return any(a.role == "count" and a.measure in tolls for a in proposal.arguments)


def _is_past(reading: Reading, head: int) -> bool:
    return any(is_backdrop(reading, i) for i in path_up(reading, head))
