"""Which accounts are compared at all: those filed under a key in common.

A key is a window of days and something else that two accounts of one happening would share: a
place, an actor, a figure, a rare word, or a rare name however it is spelt. Keys depend on the
account alone, so that a store can index them, and there is no limit on how many accounts stand
under one: whether two are compared never depends on a third. That is why none is so wide as "a
country on a day".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dateline.merge.findings import LARGE, Setting, day_of
from dateline.merge.profile import Profile
from dateline.merge.spelling import by_sound

_SPARE_WORDS = 12  # of the rarest words of an account
_MOST_WINDOWS = 12  # a happening dated to a year is compared with those near its start


def keys_of(profile: Profile, setting: Setting) -> frozenset[str]:
    """The keys an account is filed under, each a line of text such as "245893|place|atma|idlib"."""
    windows, anchors = tuple(_windows(profile, setting)), set(_anchors(profile, setting))
    shared = {"|".join((window, *anchor)).lower() for window in windows for anchor in anchors}
    return frozenset(shared | {_report_key(profile.doc_id)})


def sought_by(profile: Profile, setting: Setting) -> frozenset[str]:
    """The keys under which accounts to compare with this one stand: its own, and its copies'."""
    return keys_of(profile, setting) | keys_of_copies(profile)


def keys_of_copies(profile: Profile) -> frozenset[str]:
    """The keys under which all accounts of its copies stand."""
    return frozenset(map(_report_key, profile.copies))


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


def _windows(profile: Profile, setting: Setting) -> Iterator[str]:
    """Overlapping windows: any two accounts at most `apart_days` apart share one of them."""
    day = day_of(profile)
    if day is None:
        yield "no day"
        return
    width = setting.merging.limits.apart_days
    last = profile.days.latest if profile.days else day
    first = day.toordinal() // width
    until = min((last + timedelta(days=width)).toordinal() // width, first + _MOST_WINDOWS)
    yield from (str(window) for window in range(first, until + 1))


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
