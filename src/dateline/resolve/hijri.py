"""The Islamic year by the tabular calendar.

Months begin where the crescent is sighted: a country may stand a day apart from the table, and
days are given with one to spare on either side.
"""

from datetime import date

from dateline.resolve.calendar import Days, spanning, walk

_EPOCH = 227014  # the ordinal of 1 Muharram of the year 1
_YEAR = 354.367  # days
_APART = 1  # days a sighting may stand from the table


def hijri_year_of(day: date) -> int:
    """The Islamic year that holds a day."""
    year = max(int((day.toordinal() - _EPOCH) / _YEAR), 1)
    while _ordinal(year + 1, 1, 1) <= day.toordinal():
        year += 1
    return year


def hijri_days(year: int, month: int, first: int, last: int) -> Days:
    """Days of an Islamic month; a last day it lacks is its end."""
    end = _ordinal(year, month + 1, 1) - 1 if month < 12 else _ordinal(year + 1, 1, 1) - 1
    start = min(_ordinal(year, month, first), end)
    days = (start, min(start + last - first, end))
    earliest, latest = (date.fromordinal(day) for day in days)
    return spanning(walk(earliest, -_APART, "day"), walk(latest, _APART, "day"))


def _ordinal(year: int, month: int, day: int) -> int:
    """Months of 30 and 29 days in turn, and 11 leap days in 30 years."""
    leaps = (3 + 11 * year) // 30
    return _EPOCH - 1 + day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + leaps
