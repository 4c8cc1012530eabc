"""An event as the form beside the report shows it: fields in order, each with its words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.desk import wording

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate: what it is, how likely, why."""

    id: str
    label: str
    score: float
    reasons: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of a field: its words in the report, what they were read as, and why."""

    number: int
    text: str
    about: str
    quote: str | None
    span: tuple[int, int] | None
    choices: tuple[Choice, ...]
    reasons: tuple[str, ...]
    raw: Record


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form. `key` is what one presses to reach it; `sure` that it is right."""

    key: str | None
    name: str
    label: str
    sort: str  # "choice", "party", "words", "place", "time", "count", "source"
    values: tuple[Shown, ...]
    sure: float | None
    corrected: bool

    @property
    def spans(self) -> list[list[int]]:
        return [list(value.span) for value in self.values if value.span]

    @property
    def many(self) -> bool:
        return self.sort not in ("choice", "time")


# Key, name in the record, label, sort of value; "9" is the first of the rarer parties.
LAYOUT = (
    ("1", "type", "What happened", "choice"),
    ("2", "agent", "Who did it", "party"),
    ("3", "target", "To whom", "party"),
    ("4", "places", "Where", "place"),
    ("5", "time", "When", "time"),
    ("6", "counts", "How many", "count"),
    ("7", "sources", "According to", "source"),
    ("8", "factuality", "Did it happen", "choice"),
    ("9", "instrument", "By what means", "words"),
    (None, "from_group", "Left", "party"),
    (None, "to_group", "Joined", "party"),
    (None, "supporter", "With support of", "party"),
)
RARE = ("instrument", "from_group", "to_group", "supporter")
SORTS = {name: sort for _, name, _, sort in LAYOUT}


def fields_of(record: Record) -> tuple[Field, ...]:
    """The form of an event."""
    changed = {name.split(".")[0] for name in record.get("review", {}).get("fields", ())}
    sure = record.get("confidences") or {}
    return tuple(
        Field(key, name, label, sort, tuple(_values(record, name, sort)), sure.get(name),
              name in changed)
        for key, name, label, sort in LAYOUT
    )  # fmt: skip


def spans_of(fields: Iterable[Field]) -> dict[str, list[list[int]]]:
    """The words of every field, in code points of the report's text."""
    return {field.name: field.spans for field in fields if field.spans}


def _values(record: Record, name: str, sort: str) -> Iterable[Shown]:
    if name == "type":
        words = list(record.get("mentions") or [{}])
        yield _shown(0, words[0], wording.plain(record["type"]), wording.plain(record["family"]))
        for number, mention in enumerate(words[1:], 1):
            yield _shown(number, mention, "", "told again")
    elif sort == "choice":
        yield _shown(0, {}, wording.plain(record[name]), wording.plain(record.get("phase")))
    elif sort == "time":
        if record.get("time"):
            yield _time(record["time"])
    else:
        for number, value in enumerate(record.get(name, ())):
            yield _MAKE[sort](number, value)


def _time(value: Record) -> Shown:
    about = [wording.plain(value.get("precision")), wording.plain(value.get("basis"))]
    reasons = (value["note"],) if value.get("note") else ()
    return _shown(0, value, wording.days(value), ", ".join(filter(None, about)), reasons=reasons)


def _party(number: int, value: Record) -> Shown:
    actor = value.get("actor")
    found = actor["candidates"] if actor else value.get("candidates", ())
    choices = _choices(found, actor["id"] if actor else None)
    about = wording.actor_kind(actor) if actor else "not identified"
    return _shown(number, value, wording.party(value), about, choices=choices)


def _place(number: int, value: Record) -> Shown:
    choices = _choices(value.get("candidates", ()), str(value.get("geonameid")))
    about = [wording.plain(value.get("precision"))]
    about += [value["basis"]] if value.get("basis", "stated") != "stated" else []
    return _shown(
        number, value, wording.place(value), ", ".join(filter(None, about)),
        choices=choices, reasons=tuple(value.get("reasons", ())),
    )  # fmt: skip


def _count(number: int, value: Record) -> Shown:
    return _shown(number, value, wording.counted(value), "")


def _source(number: int, value: Record) -> Shown:
    return _shown(number, value, wording.source(value), value.get("cue") or "")


def _words(number: int, value: Record) -> Shown:
    return _shown(number, value, value.get("quote") or "", "")


_MAKE: Mapping[str, Callable[[int, Record], Shown]] = {
    "party": _party,
    "place": _place,
    "count": _count,
    "source": _source,
    "words": _words,
}


def _shown(
    number: int,
    value: Record,
    text: str,
    about: str,
    choices: tuple[Choice, ...] = (),
    reasons: tuple[str, ...] = (),
) -> Shown:
    start, end = value.get("start"), value.get("end")
    span = (start, end) if start is not None and end is not None else None
    return Shown(number, text, about, value.get("quote"), span, choices, reasons, value)


def _choices(found: Iterable[Record], chosen: str | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(each["id"], each["label"], each.get("score", 0.0), tuple(each.get("reasons", ())),
               each["id"] == chosen)
        for each in found
    )  # fmt: skip
