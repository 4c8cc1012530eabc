"""Days as pages and datelines write them: "3 March 2016", "3 JAN 90", "Apr 232017"."""

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ]{MONTH}\.?(?:,?[ ](?:\d{{4}}|\d{{2}})\b)?"
    rf"|{MONTH}\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?[ ]\d{{4}})?"
    rf"|{MONTH}\.?[ ]\d{{2}}20\d{{2}}\b"
    r"|\d{4}-\d{2}-\d{2})"
)
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{MONTH})\b\.?(?:,? (?P<y>\d{{4}}|\d{{2}})\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<m>{MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>\d{{4}})\b)?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<m>{MONTH})\b\.? (?P<d>\d{{2}})(?P<y>20\d{{2}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<d>\d{1,2})(?P<by>[./-])(?P<m>\d{1,2})(?P=by)(?P<y>\d{4})\b"),
)
# Two-digit years: the wire services that wrote them fell silent before 2050.
_CENTURY_TURNS = 50
# A dateline's day lies within these days of the report's publication.
_BEFORE, _AFTER = timedelta(days=45), timedelta(days=3)


def find_day(words: str, *, near: date | None = None) -> date | None:
    """The first full date in some words, days before months.

    A day without a year takes its year from `near`, if it then lies close to it. None if
    there is no date, no year, or if day and month cannot be told apart (03/04/2016).
    """
    matches = [match for form in _FORMS if (match := form.search(words))]
    for match in sorted(matches, key=lambda match: match.start()):
        day = _day_of(match, near)
        if day is not None:
            return day
    return None


def _day_of(match: re.Match[str], near: date | None) -> date | None:
    day, month = int(match["d"]), _month(match["m"])
    if match.groupdict().get("by") and not match["m"].isalpha():
        settled = _settle(day, month, match["by"])
        if settled is None:
            return None
        day, month = settled
    if match["y"] is None:
        return _year_from(near, month, day) if near else None
    return _date(_year(match["y"]), month, day)


def _month(words: str) -> int:
    return int(words) if words.isdigit() else MONTHS.index(words[:3].lower()) + 1


def _settle(first: int, second: int, by: str) -> tuple[int, int] | None:
    """Day and month of two numbers. Dots are day-first by custom; else one must exceed 12."""
    if second > 12:
        return second, first
    if first > 12 or first == second or by == ".":
        return first, second
    return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _year_from(near: date, month: int, day: int) -> date | None:
    for year in (near.year, near.year - 1, near.year + 1):
        found = _date(year, month, day)
        if found and near - _BEFORE <= found <= near + _AFTER:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
