"""Time phrases as closed intervals of days, against the publication date."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dateline.codebook.times import TimeJoin, TimeWords
from dateline.model import TimeInterval
from dateline.resolve.calendar import Days, spanning, week_of
from dateline.resolve.clock import Clock, Tense
from dateline.resolve.timeforms import READERS

_LEADING = re.compile(
    r"(?:on|in|at|by|during|over|until|till|through|throughout|within|of|from|around|about|after|before|also|back)\s+",
    re.IGNORECASE,
)
_OPEN = "not a time we can place"
_REMEMBERED = 256  # phrases: those of a report are asked for by each of its events


def read_time(
    phrase: str,
    *,
    published: date | None,
    words: TimeWords,
    tense: Tense | None = None,
    anchor: TimeInterval | None = None,
) -> TimeInterval | None:
    """Read the days a phrase speaks of, by the codebook's section on time.

    `tense` is that of the verb the phrase belongs to: in the future "Thursday" is the
    next one. `anchor` is the time told before it, for "two days later". Returns None if
    the phrase names no time; an interval without bounds, with a note, if it names one
    that cannot be placed ("recently", or "Monday" without a publication date).
    """
    told = Days(anchor.earliest, anchor.latest, anchor.precision) if anchor else None
    return _interval(phrase, Clock(words, published, tense, told))


def named_time(
    phrase: str,
    *,
    published: date | None,
    words: TimeWords,
    tense: Tense | None = None,
    anchor: TimeInterval | None = None,
) -> TimeInterval | None:
    """The calendar days a phrase names, whatever its preposition makes of them.

    "since early 2011" names the year 2011, "this week" the week to its Sunday. The values
    of mentions are these; events take read_time.
    """
    told = Days(anchor.earliest, anchor.latest, anchor.precision) if anchor else None
    return _interval(phrase, Clock(words, published, tense, told, whole=True))


def infer_from_publication(published: date) -> TimeInterval:
    """The publication day, for what a report tells as just happened."""
    return TimeInterval(published, published, "day", basis="inferred")


@lru_cache(maxsize=_REMEMBERED)
def _interval(phrase: str, clock: Clock) -> TimeInterval | None:
    text = " ".join(phrase.strip(" \t\n,.;:()[]\"'").split()).lower()
    days = _read(text, clock) if text else None
    if days is None:
        return None
    if isinstance(days, str):
        return TimeInterval(None, None, None, quote=phrase, note=days)
    return TimeInterval(days.earliest, days.latest, days.precision, quote=phrase)


def _read(text: str, clock: Clock) -> Days | str | None:
    """A whole phrase: a join of dates, one form, or either after a preposition."""
    dates = list(clock.words.finder.finditer(text))
    closed = bool(dates) and dates[-1].end() == len(text)
    for join in clock.words.joins if closed else ():
        joined = _read_join(text, dates, join, clock)
        if joined is not None:
            return joined
    read = _read_form(text, clock)
    if read is None and (leading := _LEADING.match(text)):
        return _read(text[leading.end() :], clock)
    return read


def _read_form(text: str, clock: Clock) -> Days | str | None:
    match = clock.words.finder.fullmatch(text)
    return None if match is None else _read_match(match, clock)


def _read_match(match: re.Match[str], clock: Clock) -> Days | str | None:
    reader = READERS.get(clock.words.form_of(match).name)
    return reader(clock.words.parts_of(match), clock) if reader else None


def _read_join(
    text: str, dates: list[re.Match[str]], join: TimeJoin, clock: Clock
) -> Days | str | None:
    size = 1 if join.middle is None else 2
    dates = dates[-size:]
    if len(dates) < size:
        return None
    if not join.before.fullmatch(text, 0, dates[0].start()):
        return None
    if join.middle and not join.middle.fullmatch(text, dates[0].end(), dates[1].start()):
        return None
    return _joined(join, dates, clock)


def _joined(join: TimeJoin, dates: list[re.Match[str]], clock: Clock) -> Days | str | None:
    if not all(clock.words.form_of(match).date for match in dates):
        return None
    first = _read_match(dates[0], clock)
    if first is None or len(dates) == 1:
        return _week(first) if join.name == "week_of" else _since(first, clock)
    return _between(first, dates, clock)


def _since(first: Days | str | None, clock: Clock) -> Days | str | None:
    if first is None or isinstance(first, str) or clock.whole or first.earliest is None:
        return first
    if clock.published is None:
        return Days(first.earliest, None, "longer")
    if first.earliest > clock.published:
        return _OPEN
    return spanning(first.earliest, clock.published)


def _week(first: Days | str | None) -> Days | str | None:
    if first is None or isinstance(first, str) or first.earliest is None:
        return first
    return week_of(first.earliest)


def _between(first: Days | str, dates: list[re.Match[str]], clock: Clock) -> Days | str | None:
    """From the first day of one to the last of the other, whose year the first may borrow."""
    second = _read_match(dates[1], clock)
    if second is None or isinstance(second, str) or second.latest is None:
        return second
    if isinstance(first, str) or first.earliest is None or first.earliest > second.latest:
        before = replace(clock, published=second.latest, tense="past")
        first = _read_match(dates[0], before) or first
    if isinstance(first, str) or first.earliest is None or first.earliest > second.latest:
        return first if isinstance(first, str) else _OPEN
    return spanning(first.earliest, second.latest)
