"""How likely two mentions of a report speak of one happening.

Codebook section 1: headline, lead and later paragraphs about the same happening are one
event; another place, day, pair of actors or count of a different happening is another.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import Traits
from dateline.extract.pair_features import own_features, shared_features
from dateline.extract.profile import Profile
from dateline.model import Proposal

Described = tuple[Proposal, Profile]
REACH = 50  # mentions of events from one to another that are compared: some 1,000 words


def likeness(
    left: Described,
    right: Described,
    between: int,
    weights: PairWeights,
    traits: Traits,
) -> float:
    """0 to 1, rounded so that every machine decides alike; 0 where the types forbid it.

    `left` stands before `right` in the text, with `between` mentions between them that may
    be of either's happening.
    """
    kinship = kinship_of(left[0], right[0], traits)
    if kinship is None:
        return 0.0
    own = own_weight("left", left, kinship, weights) + own_weight("right", right, kinship, weights)
    return likeness_of_kin(left, right, between, kinship, own, weights)


def own_weight(side: str, told: Described, kinship: str, weights: PairWeights) -> float:
    """What one mention gives to the likeness of every pair of a kinship in which it is."""
    return sum([weights.weights.get(name, 0.0) for name in own_features(side, told, kinship)])


def likeness_of_kin(
    left: Described,
    right: Described,
    between: int,
    kinship: str,
    own: float,
    weights: PairWeights,
) -> float:
    """The likeness of two whose types may be of one happening; `own` is what each gives alone."""
    table, shared = weights.weights, shared_features(left, right, between, kinship)
    total = own + sum([table.get(name, 0.0) for name in shared])
    return round(1 / (1 + math.exp(-total)), 4)


def exclude_each_other(left: Profile, right: Profile) -> bool:
    """Whether two mentions differ in so much that they are two happenings whatever else is alike.

    Codebook section 1: another place and another count (or day) is another event. A
    headline sums up and excludes nothing; each item of a list is a happening of its own, and
    so is "another attack" and each of two coordinated deeds.
    """
    return why_apart(left, right) is not None


def why_apart(left: Profile, right: Profile) -> str | None:
    """Why two mentions cannot speak of one happening; None where they can."""
    if (left.item or right.item) and left.lemma == right.lemma and left.sentence != right.sentence:
        return "items of a list, each a happening of its own"
    if left.war != right.war and not (left.battle and right.battle):
        return "the dead of a whole war, and an event of it"
    if left.headline:
        return None
    if right.other:
        return "the later is said to be another than those told before"
    if _are_two_deeds(left, right):
        return "two deeds told one beside the other, each with an object of its own"
    if _are_two_gains(left, right):
        return "a gain of one side, and of another"
    if right.headline or not _apart(left.places, right.places):
        return None
    other = _apart(left.counts, right.counts) or _apart(left.times, right.times)
    return "other places, and other counts or days" if other else None


def _are_two_deeds(left: Profile, right: Profile) -> bool:
    """ "Attacked a village and abducted ten women": two verbs, each with an object of its own."""
    return right.beside in left.above


def _are_two_gains(left: Profile, right: Profile) -> bool:
    """ "Recaptured the town, which rebels had seized": each side's own gain of a place."""
    here = left.gain and right.gain and left.sentence == right.sentence
    return here and _apart(left.agents, right.agents)


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


def kinships(described: Sequence[Described], traits: Traits) -> dict[tuple[int, int], str]:
    """How the types of each two mentions stand to each other, by their places in the text.

    Mentions more than REACH apart are not asked: a long report would take the square of its
    length. What tells one event throughout is joined by way of the mentions between.
    """
    found: dict[tuple[int, int], str] = {}
    for i, (left, _) in enumerate(described):
        for j in range(i + 1, min(len(described), i + 1 + REACH)):
            kinship = kinship_of(left, described[j][0], traits)
            if kinship is not None:
                found[i, j] = kinship
    return found


def relations(pairs: Iterable[tuple[int, int]], size: int) -> list[int]:
    """For each mention, as the bits of a number, those it makes a pair with."""
    bits = [0] * size
    for i, j in pairs:
        bits[i] |= 1 << j
        bits[j] |= 1 << i
    return bits


def kin_between(related: Sequence[int], i: int, j: int) -> int:
    """How many mentions between two others may be of either's happening."""
    between = (1 << j) - (1 << i + 1)
    return ((related[i] | related[j]) & between).bit_count()
