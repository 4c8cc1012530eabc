"""What two mentions share and where they differ, as names the pair model has weights for.

"left" stands before "right" in the text. `pair_weights.json` holds a weight for each name
that was seen often enough; a name it lacks weighs nothing.
"""

from collections.abc import Iterator, Sequence

from dateline.extract.profile import Profile
from dateline.model import Proposal

# What a number is called, from 0 on; the last is for all beyond.
BETWEEN = (
    "next between_1 between_2" + 2 * " between_3_4" + 4 * " between_5_8" + " between_many"
).split()
GAPS = ("gap_0 gap_1 gap_2" + 3 * " gap_3_5" + 5 * " gap_6_10" + " gap_far").split()
COMPARED = tuple("places times years agents targets groups counts means modifiers".split())
MANY_NAMES = 4
NEAR = 3  # steps in the parse


def features(
    left: tuple[Proposal, Profile],
    right: tuple[Proposal, Profile],
    between: int,
    kinship: str,
) -> Iterator[str]:
    """The names of the features a pair has; some also once by kinship or by distance."""
    yield from shared_features(left, right, between, kinship)
    for side, told in (("left", left), ("right", right)):
        yield from own_features(side, told, kinship)


def own_features(side: str, told: tuple[Proposal, Profile], kinship: str) -> Iterator[str]:
    """Those that one mention gives, whatever the other is: it is the "left" or the "right" one."""
    proposal, profile = told
    yield f"{kinship}:{side}_{proposal.strength}"
    yield from (f"{side}_{name}" for name in _alone(proposal, profile))


def shared_features(
    left: tuple[Proposal, Profile],
    right: tuple[Proposal, Profile],
    between: int,
    kinship: str,
) -> Iterator[str]:
    """Those that the two give together."""
    (earlier, before), (later, after) = left, right
    gap = _called(abs(after.sentence - before.sentence), GAPS)
    yield "bias"
    yield from _types(earlier, later, kinship)
    by_kinship = (gap, _called(between, BETWEEN), *_compared(before, after))
    for name in by_kinship:
        yield name
        yield f"{kinship}:{name}"
    yield from _together(before, after)
    yield from _pointing_back(after, gap)
    yield from _wording(earlier, before, later, after, gap)
    if before.sentence == after.sentence:
        yield f"{kinship}:{_tie(before, after)}"
    else:
        yield from _settings(before, after)


def _called(value: int, names: Sequence[str]) -> str:
    return names[min(value, len(names) - 1)]


def _types(earlier: Proposal, later: Proposal, kinship: str) -> Iterator[str]:
    yield f"kin_{kinship}"
    if kinship == "kin":
        yield "kin:" + "|".join(sorted((earlier.type, later.type)))
    else:
        told = later if earlier.strength == "result" else earlier
        yield f"{kinship}:{told.type}"


def _alone(proposal: Proposal, profile: Profile) -> Iterator[str]:
    """What one mention is, wherever the other stands."""
    yield proposal.strength
    yield profile.introduced
    yield profile.tense
    yield f"told_{min(profile.told, 4)}"
    if profile.headline:
        yield "headline"
    if profile.lead:
        yield "lead"
    if profile.plural:
        yield "plural"


def _together(before: Profile, after: Profile) -> Iterator[str]:
    yield f"tenses:{before.tense}|{after.tense}"
    yield f"plurals:{before.plural:d}{after.plural:d}"
    yield f"verbs:{before.introduced == 'verb':d}{after.introduced == 'verb':d}"
    if before.headline or after.headline:
        yield "headline_to_lead" if before.lead or after.lead else "headline_to_body"
    if before.paragraph == after.paragraph:
        yield "one_paragraph"


def _pointing_back(after: Profile, gap: str) -> Iterator[str]:
    """ "the attack", saying nothing new, speaks of the one told before; "another" does not."""
    if after.introduced == "definite":
        yield "definite_" + ("saying_more" if after.told else "saying_no_more")
        yield f"definite:{gap}"
    if after.introduced == "fresh":
        yield f"fresh:{gap}"
    if not after.told:
        yield f"saying_no_more:{gap}"


def _wording(
    earlier: Proposal, before: Profile, later: Proposal, after: Profile, gap: str
) -> Iterator[str]:
    if before.lemma == after.lemma:
        yield "lemma_shared"
        yield f"lemma_shared:{gap}"
        yield f"lemma_shared:{before.introduced}|{after.introduced}"
    elif before.lemma[:4] == after.lemma[:4]:  # "kill" and "killing"
        yield "stem_shared"
    if earlier.phase != later.phase:
        yield "phases_apart"
    spans = {(a.role, a.span) for a in earlier.arguments}
    if any((a.role, a.span) in spans for a in later.arguments):
        yield "argument_shared"


def _tie(before: Profile, after: Profile) -> str:
    """How grammar ties two mentions of one sentence."""
    for name, low, high in (("above", after, before), ("below", before, after)):
        if high.head in low.above:
            near = low.above.index(high.head) < NEAR
            return f"left_{name}" if near else f"left_far_{name}"
    return "aside"


def _compared(before: Profile, after: Profile) -> Iterator[str]:
    for name in COMPARED:
        ours, theirs = getattr(before, name), getattr(after, name)
        if ours & theirs:
            yield f"{name}_shared"
            if ours == theirs:
                yield f"{name}_equal"
        elif ours and theirs:
            yield f"{name}_apart"
            if name in ("agents", "targets") and _names(ours) and _names(theirs):
                yield f"{name}_named_apart"
        elif ours or theirs:
            yield f"{name}_{'left' if ours else 'right'}"
    if before.agents & after.targets or before.targets & after.agents:
        yield "sides_swapped"
    if _measures(before) & _measures(after) and not before.counts & after.counts:
        yield "measure_apart"


def _names(side: frozenset[str]) -> bool:
    return any(key.startswith("id:") for key in side)


def _measures(profile: Profile) -> set[str]:
    return {measure for measure, _ in profile.counts}


def _settings(before: Profile, after: Profile) -> Iterator[str]:
    """Names, places, days and numbers of the two sentences, whichever event they belong to."""
    yield f"names_{min(len(before.names & after.names), MANY_NAMES)}"
    if after.turning:
        yield "turning"
    if after.turns - after.turning > before.turns:
        yield "turned_between"
    if before.headline or before.lead:
        yield f"from_top:{after.introduced}"
    for name in ("around", "dated", "days", "figures"):
        ours, theirs = getattr(before, name), getattr(after, name)
        if ours & theirs:
            yield f"{name}_shared"
        elif ours or theirs:
            yield f"{name}_apart" if ours and theirs else f"{name}_one"
