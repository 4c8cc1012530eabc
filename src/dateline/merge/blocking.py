"""Which accounts are compared at all: those that some block holds together.

A block is a day and something else two accounts of one happening would share: a place, a
province, an actor, a large figure or a rare word. Work grows with the sum of the squares of
the blocks' sizes, so a block that grows too large (a day's news of one province) is dropped:
its accounts still meet in the blocks of their towns, actors and words.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from dateline.merge.findings import LARGE, Setting, day_of
from dateline.merge.profile import Profile

Key = tuple[str, ...]
_SPARE_WORDS = 6  # of the rarest words of an account


def pairs_to_compare(profiles: Sequence[Profile], setting: Setting) -> list[tuple[str, str]]:
    """Ids of accounts of two reports to be compared, the smaller first, in order."""
    blocks = _blocks(profiles, setting)
    found: set[tuple[str, str]] = set()
    report = {each.id: each.event.doc_id for each in profiles}
    for ids in blocks.values():
        if len(ids) > setting.merging.limits.block:
            continue
        for at, left in enumerate(ids):
            for right in ids[at + 1 :]:
                if report[left] != report[right]:
                    found.add((left, right) if left < right else (right, left))
    return sorted(found)


def _blocks(profiles: Sequence[Profile], setting: Setting) -> Mapping[Key, list[str]]:
    blocks: dict[Key, list[str]] = defaultdict(list)
    for each in profiles:
        for key in sorted(
            {(day, *rest) for day in _days(each, setting) for rest in _anchors(each, setting)}
        ):
            blocks[key].append(each.id)
    return blocks


def _days(profile: Profile, setting: Setting) -> Iterator[str]:
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


_MOST_WINDOWS = 12  # a happening dated to a year is compared with those near its start


def _anchors(profile: Profile, setting: Setting) -> Iterator[Key]:
    """What two accounts of one happening would share beside the day."""
    for place in profile.places:
        yield ("place", place.name or (place.quote or "").lower(), place.adm1 or "")
        yield ("province", place.adm1 or "", place.country or "")
        yield ("country", place.country or "")
    if not profile.places:
        yield ("nowhere",)
    for actor in sorted(frozenset().union(*profile.actors.values())):
        yield ("actor", actor)
        yield ("actor", actor, profile.event.type)
    for word in setting.rarity.rarest(profile.words)[:_SPARE_WORDS]:
        yield ("word", word)
    for count in profile.event.counts:
        if count.low is not None and count.low >= LARGE:
            yield ("count", count.measure, str(count.low))
    yield ("account", profile.account)
