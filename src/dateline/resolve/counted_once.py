"""Whose a number is that several events were given: it counts once."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.model import Argument, Happening, Proposal, Reading, Span
from dateline.syntax import distance, path_up

Key = tuple[Span, str | None]


def count_once(happenings: Sequence[Happening], reading: Reading) -> tuple[Happening, ...]:
    """The happenings, each number of a measure left to that whose words stand nearest to it.

    "Strikes killed ten after rockets had killed two": the two are the rockets' alone. As near as
    each other, all keep it.
    """
    told: dict[Key, dict[int, list[tuple[Argument, Proposal]]]] = defaultdict(dict)
    for at, happening in enumerate(happenings):
        for proposal in happening.proposals:
            for argument in proposal.arguments:
                if argument.role == "count":
                    here = told[argument.span, argument.measure]
                    here.setdefault(at, []).append((argument, proposal))
    lost: dict[int, set[Key]] = defaultdict(set)
    for key, here in told.items():
        if len(here) > 1:
            for at in _farther(here, reading):
                lost[at].add(key)
    return tuple(
        replace(happening, proposals=tuple(_without(p, lost[at]) for p in happening.proposals))
        if at in lost
        else happening
        for at, happening in enumerate(happenings)
    )


def _farther(
    here: Mapping[int, Sequence[tuple[Argument, Proposal]]], reading: Reading
) -> Iterator[int]:
    """Of the happenings that a number was given to, those that others stand nearer to."""
    far = {at: min(_far(a, p, reading) for a, p in told) for at, told in here.items()}
    nearest = min(far.values())
    return (at for at, each in far.items() if each > nearest)


def _far(argument: Argument, proposal: Proposal, reading: Reading) -> tuple[bool, int]:
    """Whether a number stands in another sentence than a mention, and how far above it."""
    apart = reading.tokens[argument.head].sentence != reading.tokens[proposal.head].sentence
    if apart:
        return True, 0
    return False, distance(reading, path_up(reading, argument.head), proposal.head)


def _without(proposal: Proposal, lost: Container[Key]) -> Proposal:
    kept = (a for a in proposal.arguments if a.role != "count" or (a.span, a.measure) not in lost)
    return replace(proposal, arguments=tuple(kept))
