"""Which mentions of a report speak of one happening: average linkage over likely pairs."""

from collections.abc import Iterable, Mapping

from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import Traits
from dateline.extract.pairs import exclude_each_other, kinship_of, likeness
from dateline.extract.profile import Profile, profile_of
from dateline.model import Argument, Happening, Proposal, Reading

BARRED = float("-inf")  # carries through any average
Described = tuple[Proposal, Profile]


def join_proposals(
    reading: Reading, proposals: tuple[Proposal, ...], traits: Traits, weights: PairWeights
) -> tuple[Happening, ...]:
    """Happenings in the order of their first mention.

    Weak mentions ("the incident") and bare tolls that belong to nothing are left out.
    """
    described = [(proposal, profile_of(reading, proposal)) for proposal in proposals]
    groups = cluster(described, traits, weights)
    kept = [group for group in groups if any(_stands(proposal) for proposal, _ in group)]
    return tuple(_happening(group, traits) for group in kept)


def cluster(
    described: list[Described], traits: Traits, weights: PairWeights
) -> list[list[Described]]:
    """Groups of mentions, each in text order; the likeliest two groups are joined first.

    Two groups are as alike as their mentions are on average, and nothing alike where two
    of these exclude each other. Ties go to the earlier pair.
    """
    alike = {
        (i, j): _likeness(described, i, j, traits, weights)
        for i in range(len(described))
        for j in range(i + 1, len(described))
    }
    groups = [[i] for i in range(len(described))]
    scores = {(a, b): alike[a, b] for a, b in alike if alike[a, b] >= weights.threshold}
    while scores:
        a, b = min(scores, key=lambda pair: (-scores[pair], pair))
        groups[a] = sorted(groups[a] + groups[b])
        groups[b] = []
        scores = {pair: score for pair, score in scores.items() if b not in pair and a not in pair}
        for other in range(len(groups)):
            if other != a and groups[other]:
                score = _linkage(groups[a], groups[other], alike)
                if score >= weights.threshold:
                    scores[min(a, other), max(a, other)] = score
    return [[described[i] for i in group] for group in sorted(filter(None, groups))]


def _likeness(
    described: list[Described], i: int, j: int, traits: Traits, weights: PairWeights
) -> float:
    left, right = described[i], described[j]
    if kinship_of(left[0], right[0], traits) is None or exclude_each_other(left[1], right[1]):
        return BARRED
    return likeness(left, right, j - i - 1, weights, traits)


def _linkage(left: list[int], right: list[int], alike: Mapping[tuple[int, int], float]) -> float:
    total = sum(alike[min(i, j), max(i, j)] for i in left for j in right)
    return total / (len(left) * len(right))


def _stands(proposal: Proposal) -> bool:
    """Whether a mention can tell an event alone: "killed seven" can, "the toll" cannot."""
    if proposal.strength == "result":
        return not proposal.by.startswith("rules:result")
    return proposal.strength == "strong"


def _happening(group: Iterable[Described], traits: Traits) -> Happening:
    proposals = tuple(sorted((p for p, _ in group), key=lambda p: p.trigger))
    phase = next((p.phase for p in proposals if p.phase), None)
    return Happening(_type_of(proposals, traits), proposals, _pooled(proposals), phase)


def _type_of(proposals: tuple[Proposal, ...], traits: Traits) -> str:
    """The most telling type: strong mentions before tolls, a finer grain before a coarser."""
    telling = [p.type for p in proposals if p.strength == "strong"]
    telling = telling or [p.type for p in proposals if _stands(p)]
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
