"""Which accounts are compared at all: those filed under a key that the other seeks.

A key is a window of days and something else that two accounts of one happening would share: a
place, an actor, a figure, a rare word, or a rare name however it is spelt. An account is filed
under the windows it may lie in, and seeks those and the ones beside them: looking up is cheaper
than filing. Keys depend on the account alone, so that a store can index them, and there is no
limit on how many accounts stand under one: whether two are compared never depends on a third.
That is why none is so wide as "a country on a day".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.merge.findings import LARGE, Setting, day_of
from dateline.merge.profile import Profile
from dateline.merge.spelling import by_sound

_SPARE_WORDS = 12  # of the rarest words of an account
_MOST_WINDOWS = (
    11  # beside the first: a happening dated to a year is compared with those near its start
)


def keys_of(profile: Profile, setting: Setting) -> frozenset[str]:
    """The keys an account is filed under, each a line of text such as "245893|place|atma|idlib"."""
    return _keys(profile, setting, 0) | {_report_key(profile.doc_id)}


def sought_by(profile: Profile, setting: Setting) -> frozenset[str]:
    """The keys under which accounts to compare with this one stand, and all of its copies.

    Of two accounts each seeks a key of the other, or neither does.
    """
    return _keys(profile, setting, 1) | frozenset(map(_report_key, profile.copies))


def window_of(key: str) -> int:
    """The number of a key's window: keys of days close together have numbers close together.

    0 for keys that have none.
    """
    window = key.partition("|")[0]
    return int(window) if window.isdigit() else 0


def _keys(profile: Profile, setting: Setting, beside: int) -> frozenset[str]:
    windows = tuple(_windows(profile, setting, beside))
    anchors = {"|".join(anchor) for anchor in _anchors(profile, setting)}
    return frozenset(f"{window}|{anchor}".lower() for window in windows for anchor in anchors)


def _report_key(doc_id: str) -> str:
    return f"report|{doc_id}"


def pairs_to_compare(profiles: Sequence[Profile], setting: Setting) -> list[tuple[str, str]]:
    """Ids of accounts of two reports to be compared, the smaller first, in order."""
    filed: dict[str, list[str]] = defaultdict(list)
    report = {each.id: each.doc_id for each in profiles}
    for each in profiles:
        for key in keys_of(each, setting):
            filed[key].append(each.id)
    found = {
        (min(each.id, other), max(each.id, other))
        for each in profiles
        for key in sought_by(each, setting)
        for other in filed.get(key, ())
        if report[other] != each.doc_id
    }
    return sorted(found)


def _windows(profile: Profile, setting: Setting, beside: int) -> Iterator[str]:
    """The windows an account may lie in, and so many beside them.

    With one beside them, any two accounts at most `apart_days` apart meet in one.
    """
    day = day_of(profile)
    if day is None:
        yield "no day"
        return
    width = setting.merging.limits.apart_days
    last = profile.days.latest if profile.days else day
    first = day.toordinal() // width
    until = min(last.toordinal() // width, first + _MOST_WINDOWS)
    yield from (str(window) for window in range(first - beside, until + beside + 1))


def _anchors(profile: Profile, setting: Setting) -> Iterator[tuple[str, ...]]:
    """What two accounts of one happening would share beside the day."""
    for place in profile.places:
        yield "place", place.name or place.quote or "", place.adm1 or ""
        yield "province", place.adm1 or "", place.country or ""
    for actor in sorted(frozenset().union(*profile.actors.values())):
        yield "actor", actor
    for word in setting.rarity.rarest(profile.words)[:_SPARE_WORDS]:
        yield "word", word
    names = frozenset(setting.rarity.rarest(profile.named)) - setting.rarity.ordinary
    for sound in by_sound(names, setting.merging.spellings):
        yield "name", sound
    for count in profile.event.counts:
        if count.low is not None and count.low >= LARGE:
            yield "count", count.measure, str(count.low)
