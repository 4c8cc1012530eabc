"""Events set out in time, by weeks where that can be read, else by months or years.

What may have happened in a period is kept apart from what surely did.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.store import Days

Unit = Literal["week", "month", "year"]
MOST: tuple[tuple[Unit, int], ...] = (("week", 160), ("month", 160), ("year", 2000))
LONGEST = 366  # days an interval may span and still be set out


@dataclass(frozen=True, slots=True)
class Period:
    """A week, a month or a year, both days included, and how many events it has.

    sure: told as fact and surely in it; possible: those, and all told as fact that may be;
    apart: not told as fact (uncertain, denied, planned ...) that may be.
    """

    first: date
    last: date
    sure: int = 0
    possible: int = 0
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods without a gap, and how many events no period can be given for."""

    unit: Unit
    periods: tuple[Period, ...]
    undated: int  # no day known, or only one end of the interval
    vague: int  # an interval longer than LONGEST
    total: int  # those of no period among them


def timeline_of(
    days: Sequence[Days], unit: Unit | None = None, across: Iterable[Period] = ()
) -> Timeline:
    """Set events out in periods; the finest unit that gives few enough unless one is given.

    Those of `across` are among them, so that several timelines can be read side by side.
    """
    set_out = [(interval_of(each), each) for each in days]
    short = [(*ends, each) for ends, each in set_out if ends is not None]
    undated = sum(each.number for each in days if not each.earliest or not each.latest)
    total = sum(each.number for each in days)
    vague = total - undated - sum(each.number for *_, each in short)
    unit = unit or _unit(short)
    also = [number_of(period.first, unit) for period in across]
    return Timeline(unit, tuple(_periods(short, unit, also)), undated, vague, total)


def interval_of(days: Days) -> tuple[date, date] | None:
    """The interval, if it has both ends and can be set out."""
    if not days.earliest or not days.latest:
        return None
    first, last = date.fromisoformat(days.earliest), date.fromisoformat(days.latest)
    return (first, last) if (last - first).days < LONGEST else None


def number_of(day: date, unit: Unit) -> int:
    """The number of the period a day lies in, counted from the year 1."""
    if unit == "week":
        return (day.toordinal() - 1) // 7
    return day.year * 12 + day.month - 1 if unit == "month" else day.year


def first_of(number: int, unit: Unit) -> date:
    """The first day of a period."""
    if unit == "week":
        return date.fromordinal(7 * number + 1)
    return date(number // 12, number % 12 + 1, 1) if unit == "month" else date(number, 1, 1)


Span = tuple[date, date, Days]


def _unit(spans: Sequence[Span]) -> Unit:
    if not spans:
        return "week"
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    for unit, most in MOST:
        if number_of(last, unit) - number_of(first, unit) < most:
            return unit
    return MOST[-1][0]


def _periods(spans: Sequence[Span], unit: Unit, also: Sequence[int]) -> Iterable[Period]:
    if not spans and not also:
        return
    placed = [(number_of(a, unit), number_of(b, unit), each) for a, b, each in spans]
    ends = [*also, *(each[0] for each in placed), *(each[1] for each in placed)]
    start, end = min(ends), max(ends)
    size = end - start + 1
    asserted = [(a - start, b - start, each) for a, b, each in placed if _is_fact(each)]
    others = [(a - start, b - start, each) for a, b, each in placed if not _is_fact(each)]
    sure = _spread((each for each in asserted if each[0] == each[1]), size)
    possible, apart = _spread(asserted, size), _spread(others, size)
    for i in range(size):
        first = first_of(start + i, unit)
        last = first_of(start + i + 1, unit) - timedelta(days=1)
        yield Period(first, last, sure[i], possible[i], apart[i])


def _is_fact(days: Days) -> bool:
    return days.factuality == "asserted"


def _spread(spans: Iterable[tuple[int, int, Days]], size: int) -> list[int]:
    """How many spans cover each place, in one pass: where they begin, and where they are over."""
    steps = [0] * (size + 1)
    for first, last, each in spans:
        steps[first] += each.number
        steps[last + 1] -= each.number
    found, here = [], 0
    for step in steps[:size]:
        here += step
        found.append(here)
    return found
