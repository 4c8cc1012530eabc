"""What a time phrase is read by, and the parts it is made of."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.codebook.times import TimeWords
from dateline.resolve.calendar import (
    Days,
    make_date,
    month_of,
    one_day,
    walk,
    week_of,
    year_of,
    years,
)
from dateline.resolve.quantities import read_numeral

Tense = Literal["past", "present", "future"]
Parts = Mapping[str, str]

NO_CLOCK = "no publication date to count from"
NO_ANCHOR = "no earlier time in the text to count from"


@dataclass(frozen=True, slots=True)
class Clock:
    """What a time phrase is read by."""

    words: TimeWords
    published: date | None
    tense: Tense | None = None
    anchor: Days | None = None  # the time told just before, for "two days later"
    whole: bool = False  # the whole of what is named: "this week" to its Sunday

    @property
    def ahead(self) -> bool:
        """Whether the verb looks ahead."""
        return self.tense == "future"

    def unclipped(self) -> "Clock":
        """The same clock, reading all of a month or week rather than what has passed of it."""
        return replace(self, whole=True)


Reader = Callable[[Parts, Clock], Days | str]


def around(day: date, unit: str) -> Days:
    """The calendar unit that holds a day."""
    match unit:
        case "week" | "fortnight":
            return week_of(day)
        case "month":
            return month_of(day.year, day.month)
        case "year":
            return year_of(day.year)
        case "decade" | "century":
            size = 10 if unit == "decade" else 100
            first = max(day.year // size * size, 1)
            return years(first, min(first + size - 1, 9999))
        case _:
            return one_day(day)


def told(days: Days, clock: Clock) -> Days:
    """What has passed of a stretch by publication, for a report tells what has happened."""
    published = clock.published
    if clock.whole or published is None or days.earliest is None or days.latest is None:
        return days
    if days.earliest <= published < days.latest:
        return Days(days.earliest, published, days.precision)
    return days


def day_of(year: int, month: int, day: int) -> Days | str:
    """A day, or a sentence that there is none."""
    found = make_date(year, month, day)
    return one_day(found) if found else "no such day"


def month_number(text: str, clock: Clock) -> int:
    """The number of a month's name."""
    return clock.words.months[text.rstrip(".")]


def number_in(text: str) -> int:
    """The first number in a text, 0 if there is none."""
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits else 0


def year_said(parts: Parts, clock: Clock) -> int | None:
    """The year of a date: in full, in short (41 to 99 are 1941 to 1999), or by "last year"."""
    if "year" in parts:
        return int(parts["year"])
    if "yy" in parts:
        short = number_in(parts["yy"])
        return 1900 + short if short > 40 else 2000 + short
    if "of_year" in parts and clock.published is not None:
        return clock.published.year + steps_of(parts["of_year"].removesuffix(" year"))
    return None


def steps_of(which: str) -> int:
    """How many units a word like last, this or next goes: -1, 0 or 1."""
    word = which.removeprefix("the ")
    back, ahead = ("last", "past", "previous", "this past"), ("next", "coming", "following")
    return -1 if word in back else 1 if word in ahead else 0


def unit_of(text: str) -> str:
    """A unit in the singular."""
    return {"centuries": "century"}.get(text, text.rstrip("s"))


def place_of(text: str) -> int:
    """How many days before its last a run of days began: "second" is one."""
    names = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return names.index(text) if text in names else max(number_in(text) - 1, 0)


def order_of(ordinal: str) -> int:
    """The place an ordinal names, from 0; -1 for the last."""
    places = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3}
    return places.get(ordinal, -1)


def amount_of(text: str | None, clock: Clock) -> int | None:
    """How many units, None if the words leave it open ("few")."""
    if text is None:
        return None
    if text in ("a", "an"):
        return 1
    value = read_numeral(text, clock.words.numbers)
    return value.low if value is not None and value.low == value.high else None


def reach_of(parts: Parts, unit: str, clock: Clock) -> int:
    """How many units a stretch reaches: the number said, or the codebook's for vague words."""
    if "n" not in parts and "unit" in parts and not parts["unit"].endswith(("s", "ies")):
        return 1
    amount = amount_of(parts.get("n"), clock)
    return amount if amount is not None else clock.words.recent.get(unit, 1)


def days_back(day: date, amount: int, unit: str) -> date:
    """A day some units before; hours count as the days they fill, a day at least."""
    if unit == "hour":
        return walk(day, -max(1, amount // 24) if amount >= 0 else max(1, -amount // 24), "day")
    return walk(day, -amount, unit)
