"""The shape of a codebook event type file (codebook/data/types/*.yaml).

A type file is written by people who know the field; see codebook/README.md for a guide.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from dateline.codebook.files import Lined

Family = Literal[
    "fighting", "remote", "violence", "coercion", "dissent", "cohesion", "people", "politics"
]
Role = Literal["agent", "target", "from_group", "to_group", "supporter", "instrument"]
Measure = Literal[
    "killed",
    "injured",
    "casualties",
    "detained",
    "abducted",
    "released",
    "escaped",
    "displaced",
    "defected",
    "surrendered",
    "recruited",
    "missing",
    "participants",
]

_BOUNDS = re.compile(r"(?P<approx>~)?(?P<low>\d+)?(?P<rest>\+|\.\.(?P<high>\d+)?)?$")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_listed)]


class Strict(BaseModel):
    """A codebook value: no unknown keys, and the line it stands on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: int = 0

    @model_validator(mode="before")
    @classmethod
    def _keep_line(cls, value: Any) -> Any:
        return {**value, "line": value.line} if isinstance(value, Lined) else value


class TriggerEntry(Strict):
    """A word or phrase that names an event of the type.

    Exactly one of `verb`, `noun`, `phrase`. `verb` is a lemma, or a lemma and the words
    that must go with it ("open fire", "carry out strike"); `noun` one or more lemmas that
    stand together ("car bomb"); `phrase` literal lower-case words of any part of speech.
    `frame` adds to or replaces slots of the type's frame. `needs` and `bars` say what a
    slot's head must or must not be: names of classes.yaml, or literal lemmas.
    """

    verb: str | None = None
    noun: str | None = None
    phrase: str | None = None
    frame: dict[str, Words] = {}
    needs: dict[str, Words] = {}
    bars: dict[str, Words] = {}
    measure: dict[str, Measure] | None = None
    phase: Literal["ended"] | None = None
    weak: bool = False  # names the event only beside a stronger word, or back-refers to it

    @model_validator(mode="after")
    def _one_form(self) -> "TriggerEntry":
        if sum(form is not None for form in (self.verb, self.noun, self.phrase)) != 1:
            raise ValueError("a trigger is exactly one of verb, noun, phrase")
        return self

    @property
    def words(self) -> str:
        return self.verb or self.noun or self.phrase or ""


class Codes(BaseModel):
    """What other codebooks call the type. `null` where they have no word for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    acled: dict[Literal["event_type", "sub_event_type"], str] | None
    plover: dict[Literal["type", "mode"], str | None] | None
    cameo: str | None
    ucdp: str | None  # GED type of violence it may be part of: "1", "1|2", "3"; null: not lethal


class CodeRule(Strict):
    """Codes that differ by what the event says; every condition of `when` must hold.

    `agent`, `target`: kinds (kinds.yaml) of somebody in the role. `instrument`, `trigger`:
    words in its quotes. `factuality`: its values. `met_by`: kinds of those who act on the
    event's own people in an event told beside it ("police detained 30 of the protesters").
    """

    when: dict[Literal["agent", "target", "instrument", "trigger", "factuality", "met_by"], Words]
    acled: dict[Literal["event_type", "sub_event_type"], str] | None = None
    plover: dict[Literal["type", "mode"], str | None] | None = None
    cameo: str | None = None
    ucdp: str | None = None


class Example(Strict):
    """A sentence and the one event of this type it must give.

    Roles are quotes from `text` (or lists of them); a role given as [] must be empty; a
    role not given is not checked. `counts` maps a measure to bounds: "3", "201+",
    "..50", "~50", "14..16".
    """

    text: str
    published: str | None = None
    mention: str | None = None
    agent: Words | None = None
    target: Words | None = None
    from_group: Words | None = None
    to_group: Words | None = None
    supporter: Words | None = None
    instrument: Words | None = None
    places: Words | None = None
    sources: Words | None = None
    counts: dict[Measure, Annotated[str, BeforeValidator(str)]] = {}
    factuality: Literal["asserted", "uncertain", "denied", "planned", "hypothetical", "foiled"] = (
        "asserted"
    )
    phase: Literal["ended"] | None = None


class CounterExample(Strict):
    """A sentence that must give no event of this type, and why."""

    text: str
    why: str
    published: str | None = None


class EventType(Strict):
    """One event type: what it is, the words that name it, and sentences that prove it."""

    id: str
    family: Family
    label: str
    definition: str
    roles: dict[Role, str]
    measure: dict[str, Measure] = {}
    frames: dict[Literal["verb", "noun", "phrase"], dict[str, Words]] = {}
    triggers: list[TriggerEntry] = Field(min_length=1)
    codes: Codes
    code_rules: list[CodeRule] = []
    examples: list[Example] = Field(min_length=6)
    counter_examples: list[CounterExample] = Field(min_length=3)


def read_bounds(text: str) -> tuple[int | None, int | None, bool]:
    """Bounds as examples write them: "3", "201+", "..50", "~50", "14..16"."""
    match = _BOUNDS.match(text.strip())
    if match is None or not text.strip():
        raise ValueError(f"{text!r} is not a bound: write 3, 201+, ..50, ~50 or 14..16")
    low = int(match["low"]) if match["low"] else None
    top = int(match["high"]) if match["high"] else None
    high = low if match["rest"] is None else top
    return low, high, bool(match["approx"])
