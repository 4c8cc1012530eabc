"""Which mentions of a report speak of one happening: average linkage over likely pairs."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from heapq import heapify, heappop, heappush

from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import Traits
from dateline.extract.alone import stands
from dateline.extract.pairs import (
    REACH,
    Described,
    exclude_each_other,
    kin_between,
    kinships,
    likeness_of_kin,
    own_weight,
    relations,
)
from dateline.extract.profile import profiles_of
from dateline.model import Argument, Happening, Proposal, Reading

Pair = tuple[int, int]  # places of two mentions in the text, the earlier first
POINTS = 10_000  # likenesses have four digits


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

    Two groups are as alike as their mentions are on average, as far as these were compared, and
    nothing alike where two of these exclude each other. Ties go to the earlier pair.
    """
    linkage = _Linkage(len(described), _likenesses(described, traits, weights), weights.threshold)
    while linkage.queue:
        linkage.join_next()
    return [[described[i] for i in group] for group in sorted(linkage.groups.values())]


class _Linkage:
    """Groups under way, each called by its first mention, and how alike those that touch are.

    Likenesses are added as whole numbers, in ten-thousandths: the order makes no difference.
    """

    def __init__(self, size: int, alike: Mapping[Pair, float], least: float) -> None:
        self.groups = {i: [i] for i in range(size)}
        self._least = least * POINTS
        # Of each group as the bits of a number: its mentions, and those that none of it bears.
        self._held = {i: 1 << i for i in range(size)}
        self._barred = _barred(size, alike)
        # Of two groups the sum of their pairs' likenesses, and how many pairs were compared.
        self._near: dict[int, dict[int, tuple[int, int]]] = {i: {} for i in range(size)}
        for (i, j), score in alike.items():
            self._near[i][j] = self._near[j][i] = round(score * POINTS), 1
        self.queue = [(-mean, (i, j)) for i, j in alike if (mean := self._mean(i, j)) is not None]
        heapify(self.queue)

    def _mean(self, a: int, b: int) -> float | None:
        """How alike two groups are; None where it is too little, or two of them are barred."""
        total, pairs = self._near[a][b]
        likely = total >= self._least * pairs and not self._barred[a] & self._held[b]
        return total / pairs if likely else None

    def join_next(self) -> None:
        """Make one of the likeliest two groups, under the earlier's name."""
        score, (a, b) = heappop(self.queue)
        if a not in self.groups or b not in self.groups or self._mean(a, b) != -score:
            return  # one of the two has grown since
        self.groups[a] = sorted(self.groups[a] + self.groups.pop(b))
        self._held[a] |= self._held.pop(b)
        self._barred[a] |= self._barred.pop(b)
        near = self._near[a]
        del near[b]
        for other, (total, pairs) in self._near.pop(b).items():
            if other != a:
                known, counted = near.get(other, (0, 0))
                near[other] = self._near[other][a] = total + known, pairs + counted
                del self._near[other][b]
        for other in near:
            mean = self._mean(a, other)
            if mean is not None:
                heappush(self.queue, (-mean, (min(a, other), max(a, other))))


def _barred(size: int, alike: Container[Pair]) -> dict[int, int]:
    """Of each mention, as bits, those it was compared with that cannot be of its happening."""
    found = dict.fromkeys(range(size), 0)
    for i in range(size):
        for j in range(i + 1, min(size, i + 1 + REACH)):
            if (i, j) not in alike:
                found[i] |= 1 << j
                found[j] |= 1 << i
    return found


def _likenesses(
    described: list[Described], traits: Traits, weights: PairWeights
) -> dict[Pair, float]:
    """The likeness of each pair that may be one happening; others in reach are barred."""
    kin = kinships(described, traits)
    related = relations(kin, len(described))

    @cache  # asked for with each of the mentions around
    def own(side: str, i: int, kinship: str) -> float:
        return own_weight(side, described[i], kinship, weights)

    return {
        (i, j): likeness_of_kin(
            described[i],
            described[j],
            kin_between(related, i, j),
            kinship,
            own("left", i, kinship) + own("right", j, kinship),
            weights,
        )
        for (i, j), kinship in kin.items()
        if not exclude_each_other(described[i][1], described[j][1])
    }


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
