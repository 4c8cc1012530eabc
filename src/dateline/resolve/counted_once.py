"""Whose a number is that several events were given: it counts once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Argument, Happening, Proposal, Reading, Span
from dateline.syntax import distance, path_up

Key = tuple[Span, str | None]


def count_once(happenings: Sequence[Happening], reading: Reading) -> tuple[Happening, ...]:
    """The happenings, each number of a measure left to that whose words stand nearest to it.

    "Strikes killed ten after rockets had killed two": the two are the rockets' alone. As near as
    each other, all keep it.
    """
    nearest: dict[Key, dict[int, tuple[bool, int]]] = defaultdict(dict)
    for at, happening in enumerate(happenings):
        for proposal in happening.proposals:
            for argument in proposal.arguments:
                if argument.role == "count":
                    here = nearest[argument.span, argument.measure]
                    far = _far(argument, proposal, reading)
                    here[at] = min(here.get(at, far), far)
    lost = {
        (at, key)
        for key, here in nearest.items()
        for at, far in here.items()
        if far > min(here.values())
    }
    return tuple(
        replace(happening, proposals=tuple(_without(p, at, lost) for p in happening.proposals))
        if any(each == at for each, _ in lost)
        else happening
        for at, happening in enumerate(happenings)
    )


def _far(argument: Argument, proposal: Proposal, reading: Reading) -> tuple[bool, int]:
    """Whether a number stands in another sentence than a mention, and how far above it."""
    apart = reading.tokens[argument.head].sentence != reading.tokens[proposal.head].sentence
    if apart:
        return True, 0
    return False, distance(reading, path_up(reading, argument.head), proposal.head)


def _without(proposal: Proposal, at: int, lost: set[tuple[int, Key]]) -> Proposal:
    kept = tuple(
        a for a in proposal.arguments if a.role != "count" or (at, (a.span, a.measure)) not in lost
    )
    return replace(proposal, arguments=kept)
