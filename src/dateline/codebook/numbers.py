"""The words of number phrases, and one pattern that finds such a phrase in running text."""

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.errors import CodebookError

Sense = Literal["over", "at_least", "up_to", "under", "about"]

_SETS = (
    "nothing", "measures", "money", "numbered", "zero_nouns", "unsaid", "one_pronouns",
    "collective", "not_one_before", "not_one_after", "strong", "elided",
)  # fmt: skip

DIGITS = r"\d{1,3}(?:[,\u202f ]\d{3})+(?!\d)|\d+(?:\.\d+)?"


class NumberFile(BaseModel):
    """The shape of codebook/data/numbers.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cardinals: dict[str, int]
    scales: dict[str, int]
    loose_scales: dict[str, int]
    plural_times: int
    elided: list[str]
    vague: dict[str, int]
    vague_alone: dict[str, int]
    exact: dict[str, int]
    fractions: dict[str, float]
    nothing: list[str]
    modifiers: dict[Sense, list[str]]
    fillers: list[str]
    after: dict[Literal["at_least", "about"], list[str]]
    measures: list[str]
    money: list[str]
    numbered: list[str]
    zero_nouns: list[str]
    unsaid: list[str]
    one_pronouns: list[str]
    collective: list[str]
    joiners: list[str]
    parts: list[str]
    not_one_before: list[str]
    not_one_after: list[str]
    strong: list[str]


@dataclass(frozen=True, eq=False)
class NumberWords:
    """Number words by what they do. All keys are lower case, single-spaced."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    loose_scales: Mapping[str, int]
    plurals: Mapping[str, int]  # "dozens": the least they can be
    elided: frozenset[str]  # scales that stand for their plurals before "of"
    vague: Mapping[str, int]
    alone: Mapping[str, int]  # "several" with no scale: the least it can be
    exact: Mapping[str, int]
    fractions: Mapping[str, float]
    senses: Mapping[str, Sense]  # of the words before and after a number
    nothing: frozenset[str]
    measures: frozenset[str]
    money: frozenset[str]
    numbered: frozenset[str]
    zero_nouns: frozenset[str]
    unsaid: frozenset[str]
    one_pronouns: frozenset[str]
    collective: frozenset[str]
    not_one_before: frozenset[str]
    not_one_after: frozenset[str]
    strong: frozenset[str]
    phrase: re.Pattern[str]  # of lowered text; groups: between, before, first, joint, second, after
    joiner: re.Pattern[str]
    part: re.Pattern[str]  # what stands before a number that is a part of another
    numeral: str  # one numeral, without groups or bounds


@cache
def load_number_words() -> NumberWords:
    """The number words as shipped. Raises CodebookError if numbers.yaml is wrong."""
    path = DATA / "numbers.yaml"
    try:
        entry = NumberFile.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CodebookError(f"{path}:1: {error}") from error
    return _words(entry)


def _words(entry: NumberFile) -> NumberWords:
    bundles = {**entry.loose_scales, **entry.scales}
    numeral = _numeral(entry)
    return NumberWords(
        cardinals=entry.cardinals,
        scales=entry.scales,
        loose_scales=entry.loose_scales,
        plurals={f"{word}s": size * entry.plural_times for word, size in bundles.items()},
        vague=entry.vague,
        alone=entry.vague_alone,
        exact=entry.exact,
        fractions=entry.fractions,
        senses=_senses(entry),
        **{name: frozenset(getattr(entry, name)) for name in _SETS},
        phrase=_phrase(entry, numeral),
        joiner=re.compile(rf"\b{any_of(entry.joiners)}\b"),
        part=re.compile(rf"\b{any_of(entry.parts)}[\s,]*$"),
        numeral=numeral,
    )


def _senses(entry: NumberFile) -> dict[str, Sense]:
    before = {word: sense for sense, words in entry.modifiers.items() for word in words}
    after: dict[str, Sense] = {word: s for s, words in entry.after.items() for word in words}
    return {**after, **before}


def _numeral(entry: NumberFile) -> str:
    """One numeral: digits, words, a vague plural, a fraction of a scale."""
    bundles = any_of([*entry.scales, *entry.loose_scales])
    plurals = any_of(f"{word}s" for word in [*entry.scales, *entry.loose_scales])
    elided = any_of(entry.elided)
    scale = any_of(entry.scales)
    tens = any_of(word for word, value in entry.cardinals.items() if value >= 20)
    small = rf"(?:{tens}(?:[-\s]+{any_of(entry.cardinals)})?|{any_of(entry.cardinals)})"
    join = r"[-\s]+"
    forms = (
        rf"(?:{DIGITS})(?:{join}{bundles}\b)*",
        rf"(?:(?:many|several)\s+)?{plurals}(?:\s+of\s+(?:{plurals}|{elided}))?",
        rf"{elided}\s+of(?:\s+{plurals})?",
        rf"(?:a\s+)?{any_of(entry.vague)}\s+{bundles}(?:{join}{scale})*",
        rf"(?:a\s+)?{any_of(entry.fractions)}\s+(?:(?:of\s+)?an?\s+)?{bundles}",
        rf"{small}\s+and\s+a\s+half\s+{scale}",
        rf"(?:{small}|an?){join}{bundles}(?:(?:\s+and\s+|{join})(?:{small}|{scale}))*",
        small,
        any_of(entry.exact),
        any_of(entry.vague_alone),
    )
    return rf"(?:{'|'.join(forms)})"


def _phrase(entry: NumberFile, numeral: str) -> re.Pattern[str]:
    modifiers = any_of(word for words in entry.modifiers.values() for word in words)
    after = any_of(word for words in entry.after.values() for word in words)
    filler = rf"(?:{any_of(entry.fillers)}\s+)*"
    # "near the city.Three others", "another 15.Twenty": a page may lose the space after a stop
    edge = r"(?<![\w,:/$£€#+\-–])(?:(?<!\.)|(?<=[a-z0-9]\.)(?=[a-z]))"
    stop = r"(?![\w]|[.,:/]\d)"
    return re.compile(
        rf"{edge}{filler}(?P<between>between\s+)?(?P<before>(?:{modifiers}\s+{filler})*)"
        rf"(?P<first>{numeral}){stop}"
        rf"(?:(?P<joint>\s*[-–]\s*|(?<=\d)\s(?=\d{{1,2}}(?:\s|$))|\s+to\s+|\s+or\s+|(?(between)\s+and\s+|(?!)))"
        rf"(?P<second>{numeral}){stop})?"
        rf"(?P<after>\s+{after}(?!\w)|\+)?"
    )


_LOWER = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


def lowered(text: str) -> str:
    """Text in lower case with every character in its place, which str.lower() does not promise."""
    return text.translate(_LOWER)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some phrases, longest first; a space is any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"
