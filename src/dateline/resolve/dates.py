"""Dates as phrases name them: days, months, years and their parts.

A reader takes the parts of the phrase and the clock it is read by, and gives days, or a
sentence that says why it cannot.
"""

from datetime import date

from dateline.resolve.calendar import (
    Days,
    make_date,
    month_of,
    nearest_date,
    one_day,
    part_of,
    season_of,
    spanning,
    walk,
    year_of,
    years,
)
from dateline.resolve.clock import (
    NO_CLOCK,
    Clock,
    Parts,
    amount_of,
    day_of,
    month_number,
    number_in,
    order_of,
    told,
    year_said,
)

_NEAR, _FAR = 65, 300  # days
_SOON = 3  # months ahead of which the present tells: "the case is heard in May"


def read_iso(parts: Parts, _: Clock) -> Days | str:
    """ "2014-08-31"."""
    return day_of(int(parts["year"]), int(parts["mm"]), int(parts["dd"]))


def read_numeric(parts: Parts, clock: Clock) -> Days | str:
    """ "24-09-2014", "9/24/2014": dots are day first, hyphens if both readings can be.

    With slashes only one reading may be possible, or within the month before publication.
    """
    year, first, second = int(parts["year"]), int(parts["dd"]), int(parts["dd2"])
    day_first, month_first = make_date(year, second, first), make_date(year, first, second)
    readings = [day_first] if parts["separator"] == "." else [day_first, month_first]
    days = {day for day in readings if day is not None}
    if len(days) > 1:
        days = _of_late(days, clock) or days
    if len(days) > 1 and day_first is not None and parts["separator"] == "-":
        return one_day(day_first)
    if len(days) == 1:
        return one_day(days.pop())
    return "day and month cannot be told apart" if days else "no such day"


def _of_late(days: set[date], clock: Clock) -> set[date]:
    """Those of the days that lie in the month before publication."""
    if clock.published is None or clock.ahead:
        return set()
    return {day for day in days if 0 <= (clock.published - day).days <= 31}


def read_date(parts: Parts, clock: Clock) -> Days | str:
    """A day of a month, with its year or the nearest: "March 3", "3 JAN 90"."""
    month, number = month_number(parts["month"], clock), number_in(parts["day"])
    year = year_said(parts, clock)
    if year is not None:
        return day_of(year, month, number)
    if clock.published is None:
        return NO_CLOCK
    found = _by_lead(parts, month, number, clock) or _nearest(month, number, clock)
    return one_day(found) if found else "no such day"


def _nearest(month: int, number: int, clock: Clock) -> date | None:
    """The last such day, or the next one for a verb in the future.

    Where the verb does not say, a day within weeks ahead is not one of last year.
    """
    if clock.published is None:
        return None
    back, ahead = (
        nearest_date(clock.published, month, number, ahead=ahead) for ahead in (False, True)
    )
    if back is None or ahead is None or clock.tense == "past":
        return back
    nearer = (ahead - clock.published).days, (clock.published - back).days
    if clock.ahead:
        return back if nearer[0] > _FAR and nearer[1] <= _NEAR else ahead
    return ahead if nearer[1] > _FAR and nearer[0] <= _NEAR else back


def _by_lead(parts: Parts, month: int, number: int, clock: Clock) -> date | None:
    """The year told by the word before: "Friday, May 6", "tomorrow, 1 June"."""
    lead = parts.get("lead", "").strip(" ,.([")
    if clock.published is None or not lead:
        return None
    if lead == "tomorrow":
        return nearest_date(clock.published, month, number, ahead=True)
    around = (
        nearest_date(clock.published, month, number, ahead=ahead)
        for ahead in (clock.ahead, not clock.ahead)
    )
    weekday = clock.words.weekdays.get(lead)
    return next((day for day in around if day and day.weekday() == weekday), None)


def read_days(parts: Parts, clock: Clock) -> Days | str:
    """Two days of one month: "20-21 November"."""
    last = read_date({**parts, "day": parts["day2"]}, clock)
    if isinstance(last, str) or last.latest is None:
        return last
    first = make_date(last.latest.year, last.latest.month, number_in(parts["day"]))
    return spanning(first, last.latest) if first and first <= last.latest else "no such days"


def read_month(parts: Parts, clock: Clock) -> Days | str:
    """ "August 2013", "last August"; without a year the last one that has begun."""
    month, year = month_number(parts["month"], clock), year_said(parts, clock)
    if year is not None:
        return month_of(year, month)
    published = clock.published
    if published is None:
        return NO_CLOCK
    begins = clock.tense == "present" and 0 < month - published.month <= _SOON
    ahead = (
        (clock.ahead or begins)
        if "which" not in parts
        else parts["which"] in ("next", "this coming")
    )
    strict = parts.get("which") in ("last", "past", "previous")
    year = published.year + ((month < published.month) if ahead else -(month > published.month))
    if strict and month == published.month:
        year -= 1
    found = month_of(year, month)
    return found if ahead else told(found, clock)


def read_month_part(parts: Parts, clock: Clock) -> Days | str:
    """ "late February"."""
    month = read_month({**parts}, clock.unclipped())
    return month if isinstance(month, str) or clock.whole else part_of(month, parts["part"])


def read_year(parts: Parts, _: Clock) -> Days | str:
    """ "2014"."""
    return year_of(int(parts["year"]))


def read_year_part(parts: Parts, clock: Clock) -> Days | str:
    """ "early 2014"."""
    year = year_of(int(parts["year"]))
    return year if clock.whole else part_of(year, parts["part"])


def read_years(parts: Parts, _: Clock) -> Days | str:
    """ "1995-1996", "between 1962 and 1975"."""
    first, last = int(parts["year"]), int(parts["year2"])
    return years(first, last) if first <= last else "the years run backward"


def read_decade(parts: Parts, clock: Clock) -> Days | str:
    """ "the 1990s", "the early 1990s"."""
    first = number_in(parts["decade"])
    whole = years(first, first + 9)
    return whole if clock.whole or "part" not in parts else part_of(whole, parts["part"])


def read_decades(parts: Parts, _: Clock) -> Days | str:
    """ "the 1970s and 1980s"."""
    first, last = number_in(parts["decade"]), number_in(parts["decade2"])
    return years(first, last + 9) if first <= last else "the decades run backward"


def read_century(parts: Parts, clock: Clock) -> Days | str:
    """ "the 19th century": 1801 to 1900."""
    if parts["nth"] != "last":
        number = number_in(parts["nth"])
    elif clock.published is None:
        return NO_CLOCK
    else:
        number = (clock.published.year - 1) // 100
    if not 1 <= number <= 99:
        return "no such century"
    return years(number * 100 - 99, number * 100)


def read_season(parts: Parts, clock: Clock) -> Days | str:
    """ "last spring", "the summer of 2012", of the northern half of the world."""
    month = clock.words.seasons[parts["season"]]
    if "year" in parts:
        return season_of(int(parts["year"]), month)
    if clock.published is None:
        return NO_CLOCK
    year = clock.published.year
    if parts["which"] == "this":
        return told(season_of(year, month), clock)
    if parts["which"] in ("next", "coming", "this coming"):
        return season_of(year + (month <= clock.published.month), month)
    over = season_of(year, month).latest
    return season_of(year - (over is None or over >= clock.published), month)


def read_ordinal(parts: Parts, clock: Clock) -> Days | str:
    """ "the first six months of 2016", "the last week of July"."""
    whole = _whole_of(parts, clock)
    if isinstance(whole, str) or whole.earliest is None or whole.latest is None:
        return whole
    stretch, at = parts["stretch"].rstrip("s"), order_of(parts["ordinal"])
    if stretch in ("half", "quarter"):
        months, count = (6, 2) if stretch == "half" else (3, 4)
        place = at if at >= 0 else count - 1
        if whole.precision != "year" or place >= count:
            return "no such part"
        start = month_of(whole.earliest.year, place * months + 1)
        return Days(
            start.earliest, month_of(whole.earliest.year, (place + 1) * months).latest, "longer"
        )
    size = amount_of(parts.get("n"), clock) or 1
    if at < 0:
        return spanning(walk(walk(whole.latest, 1, "day"), -size, stretch), whole.latest)
    start_day = walk(whole.earliest, at * size, stretch)
    end_day = walk(walk(start_day, size, stretch), -1, "day")
    return spanning(start_day, end_day) if end_day <= whole.latest else "no such part"


def _whole_of(parts: Parts, clock: Clock) -> Days | str:
    if "month" in parts:
        return read_month(parts, clock.unclipped())
    if "year" in parts:
        return year_of(int(parts["year"]))
    year = year_said({"of_year": parts.get("of_year", "this year")}, clock)
    return year_of(year) if year is not None else NO_CLOCK
