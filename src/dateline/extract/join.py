"""Which mentions of a report speak of one happening: average linkage over likely pairs."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import Traits
from dateline.extract.alone import stands
from dateline.extract.pairs import (
    Described,
    exclude_each_other,
    kin_between,
    kinships,
    likeness,
    relations,
)
from dateline.extract.profile import profiles_of
from dateline.model import Argument, Happening, Proposal, Reading


def join_proposals(
    reading: Reading, proposals: tuple[Proposal, ...], traits: Traits, weights: PairWeights
) -> tuple[Happening, ...]:
    """Happenings in the order of their first mention.

    Weak mentions ("the incident") and bare tolls that belong to nothing are left out.
    """
    described = list(zip(proposals, profiles_of(reading, proposals), strict=True))
    groups = cluster(described, traits, weights)
    kept = [group for group in groups if any(stands(proposal) for proposal, _ in group)]
    return tuple(_happening(group, traits) for group in kept)


def cluster(
    described: list[Described], traits: Traits, weights: PairWeights
) -> list[list[Described]]:
    """Groups of mentions, each in text order; the likeliest two groups are joined first.

    Two groups are as alike as their mentions are on average, and nothing alike where two
    of these exclude each other. Ties go to the earlier pair.
    """
    alike = _likenesses(described, traits, weights)
    groups = {i: [i] for i in range(len(described))}
    bearable = relations(alike, len(described))
    scores = {pair: score for pair, score in alike.items() if score >= weights.threshold}
    queue = [(-score, pair) for pair, score in scores.items()]
    heapify(queue)
    while queue:
        score, (a, b) = heappop(queue)
        if scores.get((a, b)) != -score:  # one of the two has grown since
            continue
        groups[a] = sorted(groups[a] + groups.pop(b))
        scored = [*_bits(bearable[a]), *_bits(bearable[b])]
        bearable[a] &= bearable[b]
        for other in scored:
            for each in (a, b):
                scores.pop(_ordered(each, other), None)
        for other in _bits(bearable[a]):
            group = groups.get(other, ())
            if group and all(bearable[a] >> i & 1 for i in group):
                linked = _linkage(groups[a], group, alike)
                if linked >= weights.threshold:
                    scores[_ordered(a, other)] = linked
                    heappush(queue, (-linked, _ordered(a, other)))
    return [[described[i] for i in group] for group in sorted(groups.values())]


def _bits(number: int) -> Iterator[int]:
    """The places of the ones in a number, the lowest first."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _likenesses(
    described: list[Described], traits: Traits, weights: PairWeights
) -> dict[tuple[int, int], float]:
    """The likeness of each pair that may be one happening; a pair that is not held is barred."""
    kin = kinships(described, traits)
    related = relations(kin, len(described))
    return {
        (i, j): likeness(described[i], described[j], kin_between(related, i, j), weights, traits)
        for i, j in kin
        if not exclude_each_other(described[i][1], described[j][1])
    }


def _linkage(left: list[int], right: list[int], alike: Mapping[tuple[int, int], float]) -> float:
    """How alike two groups are, none of whose pairs is barred."""
    total = sum(alike[_ordered(i, j)] for i in left for j in right)
    return total / (len(left) * len(right))


def _happening(group: Iterable[Described], traits: Traits) -> Happening:
    proposals = tuple(sorted((p for p, _ in group), key=lambda p: p.trigger))
    phase = next((p.phase for p in proposals if p.phase), None)
    return Happening(_type_of(proposals, traits), proposals, _pooled(proposals), phase)


def _type_of(proposals: tuple[Proposal, ...], traits: Traits) -> str:
    """The most telling type: strong mentions before tolls, a finer grain before a coarser."""
    telling = [p.type for p in proposals if p.strength == "strong"]
    telling = telling or [p.type for p in proposals if stands(p)]
    best = telling[0]
    for other in telling[1:]:
        best = traits.grain.get((best, other), best)
    return best


def _pooled(proposals: tuple[Proposal, ...]) -> tuple[Argument, ...]:
    """All arguments, each span once a role, in the order the mentions give them."""
    found: dict[tuple[str, object], Argument] = {}
    for proposal in proposals:
        for argument in proposal.arguments:
            found.setdefault((argument.role, argument.span), argument)
    return tuple(found.values())
