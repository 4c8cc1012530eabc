"""The words and shapes of time phrases: one pattern to find them, one a form to read them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.numbers import NumberWords, any_of, load_number_words
from dateline.errors import CodebookError

Label = Literal["date", "period", "duration", "recurrent", "none"]

_SETS = (
    "plans", "modals", "set_for", "reaching", "extends", "ahead", "ambiguous", "leads",
    "year_leads", "name_tails", "of_a_day", "goes_on", "opinions",
)  # fmt: skip

_WHOLE = ("may", "june", "july")  # short, but no abbreviations

_NAME = re.compile(r"\{([a-z_]+)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FormEntry(_Strict):
    """A shape of time phrase.

    `date`: it names days, so a join ("since", "between") may stand before it. `day`: a
    time of day may stand before or after it.
    """

    form: str
    label: Label
    patterns: list[str]
    date: bool = False
    day: bool = False


class JoinEntry(_Strict):
    """Words that make a stretch of the date after them, or of two dates."""

    form: Literal["between", "since", "week_of"]
    before: str
    middle: str | None = None


class TimeFile(_Strict):
    """The shape of codebook/data/times.yaml."""

    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    feasts: dict[str, tuple[int, int]]
    weekday_feasts: dict[str, tuple[int, int, int]]
    named_days: dict[str, date]
    lunar: list[str]
    hijri: dict[str, tuple[int, int, int]]
    recent: dict[str, int]
    ago: dict[str, tuple[int, int]]
    plans: list[str]
    set_for: list[str]
    modals: list[str]
    reaching: list[str]
    extends: list[str]
    ahead: list[str]
    of_a_day: list[str]
    goes_on: list[str]
    opinions: list[str]
    ambiguous: list[str]
    leads: list[str]
    year_leads: list[str]
    name_tails: list[str]
    anchors: list[str]
    parts: dict[str, str]
    before_day: str
    after_day: str
    joins: list[JoinEntry]
    forms: list[FormEntry]


@dataclass(frozen=True)
class TimeForm:
    """A form by its place in the finder."""

    name: str
    label: Label
    date: bool
    wording: str = ""  # a pattern in which each part is a group

    def parts_of(self, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """The name and the text of each part, in the order of the pattern."""
        start, end = match.span()
        if end == match.endpos:
            again = self._pattern.fullmatch(match.string, start, end)
        else:
            again = self._pattern.match(match.string, start, match.endpos)
        for group, text in again.groupdict().items() if again else ():
            if text is not None:
                yield group.rsplit("_", 1)[0], text

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Groups make a pattern slow: the finder has one for each form, and none for the parts.
        return _alone(self.wording)


@dataclass(frozen=True)
class TimeJoin:
    """Words that make a stretch of dates: what stands before, and between two of them."""

    name: str
    before: re.Pattern[str]  # to the end of the text before the first date
    middle: re.Pattern[str] | None


@dataclass(frozen=True, eq=False)
class TimeWords:
    """Time words by what they do; keys are lower case."""

    weekdays: Mapping[str, int]  # Monday is 0
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    feasts: Mapping[str, tuple[int, int]]
    weekday_feasts: Mapping[str, tuple[int, int, int]]  # month, weekday, which of the month
    named_days: Mapping[str, date]
    hijri: Mapping[str, tuple[int, int, int]]  # month, first and last day of the Islamic year
    recent: Mapping[str, int]
    ago: Mapping[str, tuple[int, int]]
    plans: frozenset[str]
    set_for: frozenset[str]
    modals: frozenset[str]
    reaching: frozenset[str]
    extends: frozenset[str]
    ahead: frozenset[str]
    of_a_day: frozenset[str]  # event types
    goes_on: frozenset[str]
    opinions: frozenset[str]
    ambiguous: frozenset[str]
    leads: frozenset[str]
    year_leads: frozenset[str]
    name_tails: frozenset[str]
    numbers: NumberWords
    joins: tuple[TimeJoin, ...]
    forms: tuple[TimeForm, ...]
    anchor: re.Pattern[str]  # of lower-case text; what no time phrase is without
    finder: re.Pattern[str]  # of lower-case text; group f3 is forms[3]

    def form_of(self, match: re.Match[str]) -> TimeForm:
        """The form that matched."""
        return self.forms[int((match.lastgroup or "f0")[1:])]

    def parts_of(self, match: re.Match[str]) -> dict[str, str]:
        """What the parts of a form hold, by name: {"day": "3", "month": "march"}."""
        found: dict[str, str] = {}
        for part, text in self.form_of(match).parts_of(match):
            found[f"{part}2" if part in found else part] = " ".join(text.split())
        return found


@cache
def load_time_words() -> TimeWords:
    """The time words as shipped. Raises CodebookError if times.yaml is wrong."""
    path = DATA / "times.yaml"
    try:
        entry = TimeFile.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CodebookError(f"{path}:1: {error}") from error
    numbers = load_number_words()
    try:
        parts = _parts(entry, numbers)
        finder = _finder(entry, parts)
        joins = tuple(_join(join) for join in entry.joins)
    except (KeyError, re.error) as error:
        raise CodebookError(f"{path}:1: a form cannot be built: {error}") from error
    return TimeWords(
        weekdays={**entry.weekdays, **entry.weekday_abbreviations},
        months=entry.months,
        seasons=entry.seasons,
        feasts=entry.feasts,
        weekday_feasts=entry.weekday_feasts,
        named_days=entry.named_days,
        hijri=entry.hijri,
        recent=entry.recent,
        ago=entry.ago,
        **{name: frozenset(getattr(entry, name)) for name in _SETS},
        numbers=numbers,
        joins=joins,
        forms=tuple(
            TimeForm(
                form.form, form.label, form.date, _fill(_wrapped(form, entry), parts, grouped=True)
            )
            for form in entry.forms
        ),
        anchor=_anchor(entry),
        finder=finder,
    )


def _parts(entry: TimeFile, numbers: NumberWords) -> dict[str, str]:
    """Every {name} a form may use, as a pattern without groups of its own."""
    small = any_of(numbers.cardinals)
    short_months = [word for word in entry.months if len(word) <= 4 and word not in _WHOLE]
    long_months = [word for word in entry.months if word not in short_months and word != "may"]
    # "15 may have died" names no month.
    may = r"may(?!\s+(?:have|be|not|also|well|no|now|yet))"
    month = rf"(?:{may}|{any_of(long_months)}|{any_of(short_months)}\b\.?)"
    weekday = any_of(entry.weekdays)
    short = rf"(?:{any_of([*entry.weekdays, *entry.weekday_abbreviations])}\.?)"
    built = {
        "weekday": weekday,
        "month": month,
        "n": rf"\d{{1,3}}(?:\.5)?|{small}(?:[-\s]{small})?|a couple of|a couple|a few|few|several"
        r"|many|an?|half an?",
        "lead": rf"(?:(?:{short}|today|tomorrow|yesterday)[\s,(\[]+)?",
        "feast": any_of([*entry.feasts, *entry.weekday_feasts]),
        "lunar": any_of(entry.lunar),
        "hijri": any_of(entry.hijri),
        "named_day": any_of(entry.named_days),
    }
    return {**entry.parts, **built}


def _join(join: JoinEntry) -> TimeJoin:
    before, middle = (_spaced(text or "") for text in (join.before, join.middle))
    return TimeJoin(
        join.form,
        re.compile(rf"(?<!\w)(?:{before})\s+$"),
        re.compile(rf"\s*(?:{middle})\s*") if middle else None,
    )


def _wrapped(form: FormEntry, entry: TimeFile) -> str:
    """A form's patterns as one, each with room for a time of day if it names a day."""
    before, after = (
        (f"(?:{entry.before_day})?", f"(?:{entry.after_day})?") if form.day else ("", "")
    )
    return f"{before}(?:{'|'.join(form.patterns)}){after}"


def _fill(template: str, parts: dict[str, str], *, grouped: bool) -> str:
    """Put the parts into a template; `grouped`: each in a group of its own, day_1, month_2."""
    count = 0

    def filled(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        name = f"?P<{match[1]}_{count}>" if grouped else "?:"
        return f"({name}{parts[match[1]]})"

    return _NAME.sub(filled, _spaced(template))


def _spaced(template: str) -> str:
    """A space typed in a pattern, or the fold of a long line, is any white space."""
    return re.sub(r"\s+", r"\\s+", template)


def _anchor(entry: TimeFile) -> re.Pattern[str]:
    starts = [
        *entry.anchors, *entry.weekdays, *entry.weekday_abbreviations, *entry.months,
        *entry.feasts, *entry.weekday_feasts, *entry.lunar, *entry.hijri,
        *entry.parts["daypart"].split("|"),
    ]  # fmt: skip
    return re.compile(rf"(?<![a-z])(?:{any_of(starts)}|\d{{4}}|\d[./-]\d|\d\d['’]?s\b)")


def _finder(entry: TimeFile, parts: dict[str, str]) -> re.Pattern[str]:
    forms = (
        f"(?P<f{at}>{_fill(_wrapped(form, entry), parts, grouped=False)})"
        for at, form in enumerate(entry.forms)
    )
    return _alone("|".join(forms))


def _alone(wording: str) -> re.Pattern[str]:
    """What reads so and is no piece of a longer word, sum or date."""
    return re.compile(rf"(?<![\w$£€])(?=[\w'])(?<!\d[-.,:/])(?:{wording})(?![\w]|[-.,:/]\d)")
