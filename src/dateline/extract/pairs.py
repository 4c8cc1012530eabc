"""How likely two mentions of a report speak of one happening.

Codebook section 1: headline, lead and later paragraphs about the same happening are one
event; another place, day, pair of actors or count of a different happening is another.
"""

import math
from collections.abc import Iterator
from typing import Any

from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import Traits
from dateline.extract.profile import Profile
from dateline.model import Proposal

BETWEEN = ((0, "next"), (1, "between_1"), (3, "between_2_3"), (9**9, "between_many"))
GAPS = ((0, "gap_0"), (1, "gap_1"), (2, "gap_2"), (5, "gap_3_5"), (10, "gap_6_10"))


def likeness(
    left: tuple[Proposal, Profile],
    right: tuple[Proposal, Profile],
    between: int,
    weights: PairWeights,
    traits: Traits,
) -> float:
    """0 to 1, rounded so that every machine decides alike; 0 where the types forbid it.

    `left` stands before `right` in the text, with `between` other mentions between them.
    """
    kinship = kinship_of(left[0], right[0], traits)
    if kinship is None:
        return 0.0
    total = sum(weights.weights.get(name, 0.0) for name in features(left, right, between, kinship))
    return round(1 / (1 + math.exp(-total)), 4)


def exclude_each_other(left: Profile, right: Profile) -> bool:
    """Whether two mentions differ in so much that they are two happenings whatever else is alike.

    Codebook section 1: another place and another count (or day) is another event. A
    headline sums up and excludes nothing.
    """
    if left.headline or right.headline or not _apart(left.places, right.places):
        return False
    return _apart(left.counts, right.counts) or _apart(left.times, right.times)


def _apart(left: frozenset[Any], right: frozenset[Any]) -> bool:
    return bool(left and right and not left & right)


def kinship_of(left: Proposal, right: Proposal, traits: Traits) -> str | None:
    """How two mentions' types stand to each other; None: they cannot be one happening."""
    if left.type == right.type:
        return "same"
    if "result" in (left.strength, right.strength):
        other = right if left.strength == "result" else left
        return "toll" if other.type in traits.harms else None
    return "kin" if (left.type, right.type) in traits.grain else None


def features(
    left: tuple[Proposal, Profile],
    right: tuple[Proposal, Profile],
    between: int,
    kinship: str,
) -> Iterator[str]:
    """The names of the features a pair has; each also once by kinship where that matters."""
    (earlier, before), (later, after) = left, right
    yield "bias"
    yield f"kin_{kinship}"
    if kinship == "kin":
        yield "kin:" + "|".join(sorted((earlier.type, later.type)))
    order = next(name for most, name in BETWEEN if between <= most)
    for name in (order, *_gap(before, after), *_compared(before, after)):
        yield name
        yield f"{kinship}:{name}"
    for side, proposal, profile in (("l", earlier, before), ("r", later, after)):
        yield f"{side}_{proposal.strength}"
        yield f"{kinship}:{side}_{proposal.strength}"
        if profile.definite:
            yield f"{side}_definite"
        if profile.headline:
            yield f"{side}_headline"
        if profile.verbal:
            yield f"{side}_verbal"
        if profile.plural:
            yield f"{side}_plural"


def _gap(before: Profile, after: Profile) -> Iterator[str]:
    gap = abs(after.sentence - before.sentence)
    yield next((name for most, name in GAPS if gap <= most), "gap_far")
    if before.paragraph == after.paragraph:
        yield "one_paragraph"


def _compared(before: Profile, after: Profile) -> Iterator[str]:
    if before.lemma == after.lemma:
        yield "lemma_shared"
    for name in ("places", "times", "agents", "targets", "groups", "counts"):
        ours, theirs = getattr(before, name), getattr(after, name)
        if ours & theirs:
            yield f"{name}_shared"
        elif ours and theirs:
            named = all(_names(side) for side in (ours, theirs))
            yield f"{name}_apart"
            if named and name in ("agents", "targets"):
                yield f"{name}_named_apart"
        elif ours or theirs:
            yield f"{name}_one"


def _names(side: frozenset[str]) -> bool:
    return any(isinstance(key, str) and key.startswith("id:") for key in side)
