"""What two accounts share and where they differ, one comparator a question.

Each gives a finding: a name that merge_weights.json weighs, and a sentence that a reviewer
can check against both records. What a record does not say speaks neither for nor against.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from dateline.codebook.merging import Merging
from dateline.codebook.traits import Traits
from dateline.merge.distance import ORDER, PlacePair, fine, label, pair_of
from dateline.merge.profile import Days, Profile, are_copies
from dateline.merge.rarity import Rarity, rarity_of
from dateline.merge.record import CountRecord
from dateline.merge.spelling import by_sound, have_sounds_in_common

LIKENESSES = ((0.6, "most"), (0.4, "much"), (0.25, "some"), (0.12, "little"))
BEYOND = 4.0  # nats
_RAREST = 7  # nats; what tells more is as rare
BANDS = ((14.0, "most"), (9.0, "much"), (5.5, "some"), (2.5, "little"))  # nats
HEDGED = frozenset({"planned", "hypothetical", "foiled"})


class Finding(NamedTuple):
    """The answer to one question about two accounts. `name` is its entry in the weights.

    The sentence is put together when it is asked for: of most pairs nobody reads it.
    """

    name: str
    say: Callable[[], str]

    @property
    def said(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class Setting:
    """What comparators look things up in."""

    merging: Merging
    traits: Traits
    rarity: Rarity


def setting_of(merging: Merging, traits: Traits) -> Setting:
    """The setting in which accounts are compared, the same for every pair."""
    return Setting(merging, traits, rarity_of(merging))


def kinds_of_event(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """Can both types be said of one happening?"""
    one, other = sorted((left.event.type, right.event.type))
    if one == other:
        yield Finding("type.same", lambda: f"both are {one}")
    elif {one, other} & {*right.event.alt_types, *left.event.alt_types}:
        yield Finding(
            "type.alternative", lambda: f"the words of one allow {one} as well as {other}"
        )
    elif (one, other) in setting.traits.grain:
        yield Finding("type.grain", lambda: f"{one} and {other} may be said of one happening")
    elif {one, other} <= setting.traits.harms:
        yield Finding("type.harm", lambda: f"{one} and {other}: people may be hurt in both")
    elif left.event.family == right.event.family:
        yield Finding("type.family", lambda: f"{one} and {other} are of one family")
    else:
        yield Finding("type.other", lambda: f"{one} and {other} are seldom said of one happening")


def days(left: Profile, right: Profile, _: Setting) -> Iterator[Finding]:
    """May both have happened on the same day?"""
    yield from _published(left, right)
    mine, theirs = left.days, right.days
    if mine is None or theirs is None:
        return
    gap = gap_days(mine, theirs)
    basis = "stated" if mine.stated and theirs.stated else "inferred"
    if gap > 0:
        name = f"day.{min(gap, 2)}" if gap < 4 else "day.far"
        lie = f"{_plural(gap, 'day')} lie between"
        yield Finding(name, lambda: f"{lie} {told(mine)} and {told(theirs)}")
    elif mine.one and theirs.one:
        yield Finding("day.same", lambda: f"both on {mine.earliest} ({basis})")
    else:
        yield Finding("day.shared", lambda: f"{told(mine)} and {told(theirs)} have days in common")


def _published(left: Profile, right: Profile) -> Iterator[Finding]:
    if left.published is None or right.published is None:
        return
    gap = abs((left.published - right.published).days)
    said = f"published {_plural(gap, 'day')} apart" if gap else "published on one day"
    yield Finding(f"published.{_since(gap)}", lambda: said)


def _since(days: int) -> str:
    return str(days) if days < 2 else "2" if days < 4 else "far"


def places(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """The same place, as far as the coarser one is known?"""
    found = closest(left, right, setting.merging.limits.near_km)
    if found is None:
        return
    grade = _grade(found)
    match found.kinship:
        case "same" | "province" | "apart":
            name = f"place.{found.kinship}.{grade}"
        case "within":
            name = "place.within.country" if grade == "country" else "place.within"
        case _:
            name = f"place.{found.kinship}"
    yield Finding(name, lambda: _how_placed(found))


def _how_placed(found: PlacePair) -> str:
    one, other = label(found.left), label(found.right)
    apart = f", {found.km:.0f} km apart" if found.km is not None else ""
    match found.kinship:
        case "same":
            return f"the same place: {one}"
        case "named":
            return f"called alike: {one} and {other}"
        case "near":
            return f"{one} and {other} lie close together{apart}"
        case "within":
            return f"{one} and {other}: one lies in the other"
        case "province":
            return f"{one} and {other}: one province{apart}"
        case "apart":
            return f"{one} and {other}: two provinces{apart}"
        case "open" | "country" | "countries":
            return f"{one} and {other}"


def _grade(pair: PlacePair) -> str:
    """How closely the coarser of two places is known."""
    if fine(pair.left) and fine(pair.right):
        return "fine"
    wide = {"country", "region"} & {pair.left.precision, pair.right.precision}
    return "country" if wide else "coarse"


def closest(left: Profile, right: Profile, near_km: float) -> PlacePair | None:
    """Of all pairs of places the one that speaks most for one scene; None without places."""
    pairs = [pair_of(a, b, near_km) for a in left.places for b in right.places]
    if len(pairs) < 2:
        return pairs[0] if pairs else None
    ranks = [_rank(each) for each in pairs]
    best = min(ranks)
    return min((each for each, rank in zip(pairs, ranks, strict=True) if rank == best), key=_labels)


def _rank(pair: PlacePair) -> tuple[int, bool, float]:
    exact = fine(pair.left) and fine(pair.right)
    far = pair.km if pair.km is not None else 0.0
    return ORDER.index(pair.kinship), not exact, far


def _labels(pair: PlacePair) -> str:
    return "|".join(sorted((label(pair.left), label(pair.right))))


def doers(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """Do the same actors take part, in the same roles?"""
    for role in ("agent", "target"):
        mine, theirs = left.actors[role], right.actors[role]
        shared = mine & theirs
        if shared:
            yield _shared(role, shared, left, setting)
        elif mine and theirs:
            crossed = (mine & _of(right)) | (theirs & _of(left))
            name = "crossed" if crossed else "other"
            said = partial(_against, role, (left, mine), (right, theirs))
            yield Finding(f"{role}.{name}", said)


def _against(role: str, *sides: tuple[Profile, frozenset[str]]) -> str:
    return f"{role}: {' against '.join(_names(*side) for side in sides)}"


def _shared(role: str, shared: frozenset[str], left: Profile, setting: Setting) -> Finding:
    general = all(left.kinds[actor] in setting.merging.general_kinds for actor in shared)
    grade = "general" if general else "named"
    return Finding(f"{role}.same.{grade}", lambda: f"the same {role}: {_names(left, shared)}")


def _of(profile: Profile) -> frozenset[str]:
    return frozenset().union(*profile.actors.values())


def _names(profile: Profile, actors: frozenset[str]) -> str:
    return ", ".join(sorted(profile.names[actor] for actor in actors))


def counts(left: Profile, right: Profile, _: Setting) -> Iterator[Finding]:
    """Do the figures agree? One finding, of the measure on which they agree best."""
    found = [
        (_agreement(a, b), a, b)
        for a in left.event.counts
        for b in right.event.counts
        if a.measure == b.measure
    ]
    if found:
        grade, a, b = min(found, key=lambda each: (_GRADES.index(each[0]), each[1].measure))
        yield Finding(f"count.{grade}", lambda: f"{a.measure}: {figure(a)} against {figure(b)}")


_GRADES = ("equal.large", "equal.small", "compatible", "close", "incompatible")
LARGE, _CLOSE = 5, 1.5  # people; ratio of two figures


def _agreement(a: CountRecord, b: CountRecord) -> str:
    if (a.low, a.high) == (b.low, b.high) and a.low is not None and a.low == a.high:
        return "equal.large" if a.low >= LARGE else "equal.small"
    low, high = max(a.low or 0, b.low or 0), min(_top(a), _top(b))
    if low <= high:
        return "compatible"
    return "close" if low <= max(high, 1) * _CLOSE else "incompatible"


def _top(count: CountRecord) -> float:
    return float("inf") if count.high is None else count.high


def figure(count: CountRecord) -> str:
    """A figure with its bounds: "12", "12 or more", "up to 50", "14 to 16"."""
    if count.low is not None and count.low == count.high:
        return f"about {count.low}" if count.approx else f"{count.low}"
    if count.high is None:
        return "some" if count.low is None else f"{count.low} or more"
    return f"up to {count.high}" if count.low is None else f"{count.low} to {count.high}"


def wording(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """Do they share words, and telling ones? Places are compared as places."""
    rarity = setting.rarity
    shared = left.words & right.words
    told = rarity.told(shared)
    yield from _alike(told, left, right, setting)
    if not shared:
        return
    yield from _rarest(shared, setting)
    triggers = left.triggers & right.triggers
    if told >= BEYOND and (not triggers or rarity.told(shared - triggers) >= BEYOND):
        yield Finding("words.beyond", lambda: "alike in more than the words for the event itself")
    placed = shared & (left.placed | right.placed)
    names = shared - placed - rarity.ordinary
    yield from _telling("place.rare", placed, setting)
    yield from _telling("names", names, setting)
    yield from _telling("words", shared - placed - names, setting)


def _alike(told: float, left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    if left.words and right.words:
        share = setting.rarity.share(told, left.words, right.words)
        grade = next((name for least, name in LIKENESSES if share >= least), "none")
        yield Finding(f"alike.{grade}", lambda: f"{share:.0%} of what the shorter tells is in both")


def _telling(name: str, shared: frozenset[str], setting: Setting) -> Iterator[Finding]:
    """What they share, banded by how much it tells altogether."""
    rarity = setting.rarity
    told = rarity.told(shared) if shared else 0.0
    grade = next((grade for least, grade in BANDS if told >= least), None)
    if grade:
        yield Finding(
            f"{name}.{grade}", lambda: f"both have {', '.join(rarity.ranked(shared)[:4])}"
        )


def _rarest(shared: frozenset[str], setting: Setting) -> Iterator[Finding]:
    """How much the one word tells that tells most."""
    rarity = setting.rarity
    told = min(int(rarity.most(shared)), _RAREST)
    if told:
        yield Finding(
            f"rarest.{told}",
            lambda: f"of the words in both “{rarity.ranked(shared)[0]}” is the rarest",
        )


def spelling(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """Do they have names that are spelt differently and heard alike?"""
    ordinary, spellings = setting.rarity.ordinary, setting.merging.spellings
    if not have_sounds_in_common(left.named, right.named, spellings):
        return
    own = left.named - right.named - right.words - ordinary
    others = right.named - left.named - left.words - ordinary
    if not own or not others:
        return
    mine, theirs = by_sound(own, spellings), by_sound(others, spellings)
    alike = [f"{mine[sound]} and {theirs[sound]}" for sound in sorted(mine.keys() & theirs.keys())]
    if alike:
        yield Finding(
            "names.spelt", lambda: f"spelt differently, heard alike: {', '.join(alike[:3])}"
        )


def rising(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """Is one a later account, of a toll that has grown since?"""
    if left.published is None or right.published is None:
        return
    told = [not setting.merging.rising.isdisjoint(each.words) for each in (left, right)]
    if any(told):
        who, name = ("both tell", "both") if all(told) else ("one tells", "one")
        gap = _since(abs((left.published - right.published).days))
        yield Finding(f"rising.{name}.{gap}", lambda: f"{who} of a toll that grows")


def sides(left: Profile, right: Profile, setting: Setting) -> Iterator[Finding]:
    """North or south of it? What is not said speaks neither way."""
    mine, theirs = _sides(left, setting), _sides(right, setting)
    if mine and theirs:
        shared = mine & theirs
        told = f"sides named: {', '.join(sorted(mine))} against {', '.join(sorted(theirs))}"
        yield Finding("side.same" if shared else "side.other", lambda: told)


def _sides(profile: Profile, setting: Setting) -> frozenset[str]:
    named = setting.merging.sides
    if profile.words.isdisjoint(named):
        return frozenset()
    return frozenset().union(*(named[word] for word in profile.words if word in named))


def numbers(left: Profile, right: Profile, _: Setting) -> Iterator[Finding]:
    """Do their sentences have figures in common, whatever they count?"""
    shared = left.numbers & right.numbers
    if shared:
        yield Finding(
            "number.shared", lambda: f"both have the figure {', '.join(sorted(shared)[:3])}"
        )
    elif left.numbers and right.numbers:
        yield Finding("number.none", lambda: "no figure of their sentences is in both")


def firmness(left: Profile, right: Profile, _: Setting) -> Iterator[Finding]:
    """Is it told as fact by one, and as plan or failure by the other?"""
    one, other = sorted((left.event.factuality, right.event.factuality))
    if (one in HEDGED) != (other in HEDGED):
        yield Finding("factuality.other", lambda: f"{one} by one report, {other} by the other")
    if (left.event.phase == "ended") != (right.event.phase == "ended"):
        yield Finding("phase.other", lambda: "begun or going on in one, ended in the other")


def outlets(left: Profile, right: Profile, _: Setting) -> Iterator[Finding]:
    """Who reports: copies of one text, or one outlet twice?"""
    if are_copies(left, right):
        yield Finding("report.copy", lambda: "the two reports are copies of one text")
    elif left.event.report.source and left.event.report.source == right.event.report.source:
        yield Finding("report.outlet", lambda: f"both by {left.event.report.source}")


# Without one of these two accounts have no more in common than a day and a type.
ANCHORS = frozenset(
    "place.same.fine place.same.coarse place.near place.named place.within"
    " place.rare.little place.rare.some place.rare.much place.rare.most"
    " agent.same.named target.same.named count.equal.large report.copy"
    " names.little names.some names.much names.most names.spelt words.beyond".split()
)

COMPARATORS: tuple[Callable[[Profile, Profile, Setting], Iterator[Finding]], ...] = (
    kinds_of_event, days, places, doers, counts, wording, spelling, rising, sides, numbers,
    firmness, outlets,
)  # fmt: skip


def findings(left: Profile, right: Profile, setting: Setting) -> tuple[Finding, ...]:
    """All that is found about two accounts, question by question."""
    found: list[Finding] = []
    for ask in COMPARATORS:
        found.extend(ask(left, right, setting))
    return tuple(found)


def gap_days(left: Days, right: Days) -> int:
    """Days between two stretches; 0 or less where they have a day in common."""
    return (max(left.earliest, right.earliest) - min(left.latest, right.latest)).days


def told(days: Days) -> str:
    """A stretch of days in words."""
    return str(days.earliest) if days.one else f"{days.earliest} to {days.latest}"


def day_of(profile: Profile) -> date | None:
    """The day an account is filed under: its first possible day, else that of publication."""
    return profile.days.earliest if profile.days else profile.published


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
