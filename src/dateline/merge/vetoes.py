"""What no likeness can outweigh: two accounts that cannot be of one happening."""

from collections.abc import Callable

from dateline.merge.distance import fine, label
from dateline.merge.findings import Setting, closest, gap_days, told
from dateline.merge.profile import Profile

SURE = 0.5  # of a place, how surely it is the one


def of_one_report(left: Profile, right: Profile, _: Setting) -> str | None:
    """A report tells each happening once: it told these two apart itself."""
    if left.event.doc_id == right.event.doc_id:
        return "one report tells them as two events"
    return None


def no_common_day(left: Profile, right: Profile, _: Setting) -> str | None:
    """Both reports say when, and no day fits both."""
    if left.days is None or right.days is None or not (left.days.stated and right.days.stated):
        return None
    if gap_days(left.days, right.days) <= 0:
        return None
    return f"no day in common: {told(left.days)} and {told(right.days)}, both as stated"


def other_countries(left: Profile, right: Profile, setting: Setting) -> str | None:
    """All places of one lie in other countries than all of the other; namesakes may be one."""
    mine, theirs = _countries(left), _countries(right)
    if not mine or not theirs or mine & theirs:
        return None
    found = closest(left, right, setting.merging.limits.near_km)
    if found is not None and found.kinship in ("same", "named"):
        return None
    return f"other countries: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}"


def _countries(profile: Profile) -> set[str]:
    """Countries of the places that were found, not of those a country was guessed for."""
    return {p.country for p in profile.places if p.country and p.name and p.score >= SURE}


def far_apart(left: Profile, right: Profile, setting: Setting) -> str | None:
    """All places are known to the town, and even the closest two lie far apart."""
    limits = setting.merging.limits
    if not left.places or not all(map(fine, (*left.places, *right.places))):
        return None
    found = closest(left, right, limits.near_km)
    if found is None or found.km is None or found.km <= limits.far_km:
        return None
    return f"{found.km:.0f} km apart: {label(found.left)} and {label(found.right)}"


def other_kind(left: Profile, right: Profile, setting: Setting) -> str | None:
    """Types that are never said of one happening: a protest and a meeting."""
    one, other = sorted((left.event.type, right.event.type))
    harms = setting.traits.harms
    if one == other or left.event.family == right.event.family or {one, other} <= harms:
        return None
    if (one, other) in setting.traits.grain:
        return None
    if {one, other} & {*left.event.alt_types, *right.event.alt_types}:
        return None
    return f"{one} and {other} are never one event"


VETOES: tuple[Callable[[Profile, Profile, Setting], str | None], ...] = (
    of_one_report, other_kind, no_common_day, other_countries, far_apart,
)  # fmt: skip


def veto(left: Profile, right: Profile, setting: Setting) -> str | None:
    """The first reason why two accounts cannot be of one happening; None if they can."""
    for ask in VETOES:
        why = ask(left, right, setting)
        if why:
            return why
    return None
