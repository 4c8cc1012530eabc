"""Days, weeks, months and years as closed intervals, and walking along them."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from dateline.model import TimePrecision


class Days(NamedTuple):
    """Days from `earliest` to `latest`, both included; None is open."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision | None


_EARLY = {"early", "beginning", "start"}
_LATE = {"late", "end"}


def one_day(day: date) -> Days:
    """A single day."""
    return Days(day, day, "day")


def week_of(day: date) -> Days:
    """Monday to Sunday."""
    monday = walk(day, -day.weekday(), "day")
    return Days(monday, walk(monday, 6, "day"), "week")


def weekend_of(day: date) -> Days:
    """Saturday and Sunday of the week of a day."""
    monday = walk(day, -day.weekday(), "day")
    return Days(walk(monday, 5, "day"), walk(monday, 6, "day"), "day")


def month_of(year: int, month: int) -> Days:
    """A month. Month 13 is January of the next year, month 0 December of the last."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, MINYEAR), MAXYEAR)
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def year_of(year: int) -> Days:
    """January to December of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def years(first: int, last: int) -> Days:
    """Whole years from first to last."""
    return Days(date(first, 1, 1), date(last, 12, 31), "longer" if last > first else "year")


def season_of(year: int, month: int) -> Days:
    """Three months from a season's first; winter runs into the next year."""
    return Days(date(year, month, 1), month_of(year, month + 2).latest, "longer")


def part_of(whole: Days, part: str) -> Days:
    """The early, middle or late part of a month (ten days) or a year (four, four, three months)."""
    if whole.earliest is None or whole.latest is None:
        return whole
    first, last = whole.earliest, whole.latest
    kind = _kind(part)
    if whole.precision == "month":
        thirds = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}
        start, end = thirds[kind]
        return Days(first.replace(day=start), first.replace(day=end), "week")
    if whole.precision == "year":
        months = {"early": (1, 4), "mid": (5, 8), "late": (10, 12)}
        start, end = months[kind]
        return Days(date(first.year, start, 1), month_of(first.year, end).latest, "longer")
    return _third(first, last, kind)


def _kind(part: str) -> str:
    words = set(part.split())
    return "early" if words & _EARLY else "late" if words & _LATE else "mid"


def _third(first: date, last: date, kind: str) -> Days:
    length = (last - first).days
    cuts = {"early": (0, length // 3), "mid": (length // 3, 2 * length // 3)}
    start, end = cuts.get(kind, (2 * length // 3, length))
    return spanning(walk(first, start, "day"), walk(first, end, "day"))


def walk(day: date, steps: int, unit: str) -> date:
    """A day some units away; the end of a short month stands in for a day it lacks."""
    if unit in ("day", "week", "fortnight", "night"):
        days = steps * {"week": 7, "fortnight": 14}.get(unit, 1)
        return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
    months = steps * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    target = month_of(day.year + months // 12, day.month + months % 12)
    last = target.latest or day
    return last.replace(day=min(day.day, last.day))


def spanning(earliest: date, latest: date) -> Days:
    """An interval whose precision is its length."""
    return Days(earliest, latest, length_precision(latest - earliest))


def length_precision(length: timedelta) -> TimePrecision:
    """The precision of a stretch of that length."""
    limits: tuple[tuple[int, TimePrecision], ...] = ((2, "day"), (14, "week"), (45, "month"))
    return next((name for days, name in limits if length.days <= days), "longer")


def nearest_weekday(day: date, weekday: int, *, ahead: bool = False) -> date:
    """The last such weekday on or before a day, or the next on or after it."""
    if ahead:
        return walk(day, (weekday - day.weekday()) % 7, "day")
    return walk(day, -((day.weekday() - weekday) % 7), "day")


def nearest_date(day: date, month: int, number: int, *, ahead: bool = False) -> date | None:
    """The last such day of the year on or before a day, or the next. None: 30 February."""
    # Eight years, so that 29 February is found across 1900 and 2100.
    for step in range(9):
        year = day.year + (step if ahead else -step)
        found = make_date(year, month, number)
        if found is not None and (found >= day if ahead else found <= day):
            return found
    return None


def weekday_of_month(year: int, month: int, weekday: int, which: int) -> date:
    """The fourth Thursday of November; `which` -1 is the last. Monday is 0."""
    if which < 0:
        return nearest_weekday(month_of(year, month).latest or date(year, month, 1), weekday)
    first = nearest_weekday(date(year, month, 1), weekday, ahead=True)
    return walk(first, 7 * (which - 1), "day")


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
