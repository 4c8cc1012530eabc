"""Why two mentions were joined or kept apart: the pair model's score, taken apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import Traits
from dateline.extract.pair_features import features
from dateline.extract.pairs import kinship_of, likeness, why_apart
from dateline.extract.profile import profile_of
from dateline.model import Proposal, Reading


@dataclass(frozen=True, slots=True)
class PairFinding:
    """How alike two mentions are. `weights` sum to the score's logit, weightiest first."""

    left: Proposal
    right: Proposal
    score: float
    barred: str | None  # why no score could join them
    weights: tuple[tuple[str, float], ...]  # what they share or differ in, and what it counts


def weigh_pair(
    reading: Reading,
    pair: tuple[Proposal, Proposal],
    others: Sequence[Proposal],
    weights: PairWeights,
    traits: Traits,
) -> PairFinding:
    """The finding on two mentions in text order; `others` stand between them."""
    left, right = ((proposal, profile_of(reading, proposal)) for proposal in pair)
    kinship = kinship_of(left[0], right[0], traits)
    if kinship is None:
        return PairFinding(*pair, 0.0, f"{pair[0].type} and {pair[1].type} are never one event", ())
    between = sum(
        kinship_of(pair[0], other, traits) is not None
        or kinship_of(other, pair[1], traits) is not None
        for other in others
    )
    barred = why_apart(left[1], right[1])
    names = features(left, right, between, kinship)
    weighed = [(name, weights.weights[name]) for name in names if name in weights.weights]
    told = tuple(sorted(weighed, key=lambda item: (-abs(item[1]), item[0])))
    score = likeness(left, right, between, weights, traits)
    return PairFinding(*pair, score, barred, told)
