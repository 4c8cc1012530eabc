"""What a form of the reading screen asks to be changed -> the field and its new value.

A field is always set as a whole, so that a correction says all there is to say of it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel

from dateline.codebook import load_codebook
from dateline.codebook.actors import load_actors
from dateline.codebook.schema import Measure
from dateline.desk.form import SORTS
from dateline.desk.room import Room
from dateline.desk.selected import place_record, value_of_words
from dateline.errors import UsageError
from dateline.export.event_json import actor_json
from dateline.model import Certainty, Factuality, PlacePrecision, Relation, SourceKind
from dateline.resolve.places import geocode
from dateline.store import StoredEvent

Record = dict[str, Any]
_PRECISIONS = ((1, "day"), (7, "week"), (31, "month"), (366, "year"))


class Change(BaseModel):
    """The fields of all the forms there are; each form sends some of them."""

    field: str
    do: str  # "set", "add", "remove", "choose", "edit"
    number: int = 0
    start: int | None = None
    end: int | None = None
    words: str = ""
    choice: str = ""
    value: str = ""
    earliest: str = ""
    latest: str = ""
    measure: str = ""
    low: str = ""
    high: str = ""
    approx: bool = False
    kind: str = ""
    anonymous: bool = False
    certainty: str = ""
    rel: str = ""
    name: str = ""
    reason: str = ""


def lists() -> dict[str, tuple[str, ...]]:
    """What the lists of the forms offer."""
    return {
        "type": tuple(sorted(load_codebook().types)),
        "factuality": get_args(Factuality),
        "measure": get_args(Measure),
        "kind": get_args(SourceKind),
        "certainty": get_args(Certainty),
        "rel": get_args(Relation),
        "precision": get_args(PlacePrecision),
    }


def read_change(room: Room, event: StoredEvent, change: Change) -> tuple[str, Any]:
    """The field and its new value. Raises UsageError for what no event can have."""
    sort = SORTS.get(change.field)
    if change.field == "phase":
        return "phase", change.value or None
    if sort is None or change.do not in _DO:
        raise UsageError(f"the form of {change.field!r} cannot {change.do!r}")
    return _DO[change.do](room, event, change)


def _set(_: Room, event: StoredEvent, change: Change) -> tuple[str, Any]:
    if change.field == "time":
        return "time", _time(event.record.get("time"), change.earliest, change.latest)
    if SORTS[change.field] != "choice":
        raise UsageError(f"{change.field} is set by its words: select some")
    return change.field, change.value


def _add(room: Room, event: StoredEvent, change: Change) -> tuple[str, Any]:
    if change.field == "factuality":
        raise UsageError("whether it happened is chosen from the list, not by words")
    sort = "words" if change.field == "type" else SORTS[change.field]
    where = find_words(room.case.report(event.report_id).text, event.record, change)
    value = value_of_words(room, event, sort, where, change.measure)
    if change.field == "type":
        return "mentions", [*event.record["mentions"], {**value, "sentence": None, "by": ["desk"]}]
    if sort == "time":
        return "time", value
    return change.field, [*event.record[change.field], value]


def find_words(text: str, record: Mapping[str, Any], change: Change) -> tuple[int, int]:
    """Where the words stand: as selected, or as written, nearest to what names the event.

    Raises UsageError for words the report does not have.
    """
    if change.start is not None and change.end is not None:
        if not 0 <= change.start < change.end <= len(text):
            raise UsageError(f"[{change.start}, {change.end}) are no words of the report")
        return change.start, change.end
    words = change.words.strip()
    if not words:
        raise UsageError("select words in the report, or write them as they stand there")
    named = next((each["start"] for each in record.get("mentions", ()) if each["start"]), 0)
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if not starts:
        raise UsageError(f"the report does not say {words!r}")
    start = min(starts, key=lambda each: abs(each - named))
    return start, start + len(words)


def _remove(_: Room, event: StoredEvent, change: Change) -> tuple[str, Any]:
    if change.field == "time":
        return "time", None
    values = list(event.record["mentions" if change.field == "type" else change.field])
    _numbered(values, change)
    if change.field == "type" and len(values) == 1:
        raise UsageError("an event keeps at least one word that names it: reject the event instead")
    del values[change.number]
    return "mentions" if change.field == "type" else change.field, values


def _choose(room: Room, event: StoredEvent, change: Change) -> tuple[str, Any]:
    values = [dict(each) for each in event.record[change.field]]
    old = _numbered(values, change)
    chosen = _party if SORTS[change.field] == "party" else _place
    values[change.number] = chosen(room, old, change.choice)
    return change.field, values


def _edit(room: Room, event: StoredEvent, change: Change) -> tuple[str, Any]:
    values = [dict(each) for each in event.record[change.field]]
    old = _numbered(values, change)
    values[change.number] = _EDIT[SORTS[change.field]](room, old, change)
    return change.field, values


_DO: Mapping[str, Callable[[Room, StoredEvent, Change], tuple[str, Any]]] = {
    "set": _set,
    "add": _add,
    "remove": _remove,
    "choose": _choose,
    "edit": _edit,
}


def _numbered(values: list[Any], change: Change) -> Record:
    if not 0 <= change.number < len(values):
        raise UsageError(f"{change.field} has no value number {change.number}: load the page again")
    found: Record = values[change.number]
    return found


def _party(_: Room, old: Record, choice: str) -> Record:
    """The value with another actor; "" leaves it without one."""
    held = old.get("actor")
    candidates = held["candidates"] if held else old.get("candidates", [])
    if not choice:
        return {**old, "actor": None, "candidates": candidates}
    actor = load_actors().actor(choice)
    if actor is None:
        named = next((each for each in candidates if each["id"] == choice), None)
        if named is None:
            raise UsageError(
                f"the codebook has no actor {choice!r}: give its id, such as islamic-state"
            )
        known = {"id": choice, "name": named["label"], "kind": "person", "country": None}
        return {
            **old,
            "actor": {**known, "inter": None, "candidates": candidates},
            "candidates": [],
        }
    return {
        **old,
        "actor": {**(actor_json(actor, ()) or {}), "candidates": candidates},
        "candidates": [],
    }


def _place(room: Room, old: Record, choice: str) -> Record:
    """The value with another place of the gazetteer, by its number there."""
    entry = room.gazetteer.entry(int(choice)) if choice.lstrip("-").isdecimal() else None
    if entry is None:
        raise UsageError(f"the gazetteer has no place {choice!r}")
    found = geocode(entry.name, country=entry.country, gazetteer=room.gazetteer, limit=50)
    place = next((each for each in found if each.geonameid == int(choice)), None)
    if place is None:
        raise UsageError(f"the gazetteer has no place {choice!r} by the name of {entry.name}")
    kept = ("start", "end", "quote", "rel", "near", "candidates")
    return {**place_record(place), **{key: old[key] for key in kept if key in old}}


def _edit_party(room: Room, old: Record, change: Change) -> Record:
    value = _party(room, old, change.choice.strip()) if change.choice != _actor_id(old) else old
    return {**value, "certainty": change.certainty or old.get("certainty", "asserted")}


def _actor_id(value: Record) -> str:
    actor = value.get("actor")
    return actor["id"] if actor else ""


def _edit_place(room: Room, old: Record, change: Change) -> Record:
    """Another relation, and where another name is written, its likeliest place."""
    value = {**old, "rel": change.rel or old.get("rel", "at")}
    if not change.name.strip() or change.name.strip() == old.get("name"):
        return value
    found = geocode(change.name.strip(), gazetteer=room.gazetteer)
    if not found:
        raise UsageError(f"the gazetteer holds no {change.name.strip()!r}")
    best = place_record(found[0])
    kept = ("start", "end", "quote", "rel", "near")
    candidates = [
        {"id": str(each.geonameid), "label": _label(each), "score": round(each.score, 3),
         "reasons": list(each.reasons)}
        for each in found
    ]  # fmt: skip
    return {**best, **{key: value[key] for key in kept if key in value}, "candidates": candidates}


def _label(place: Any) -> str:
    return ", ".join(part for part in (place.name, place.adm1, place.country) if part)


def _edit_count(_: Room, old: Record, change: Change) -> Record:
    low, high = _number(change.low), _number(change.high)
    if low is None and high is None:
        raise UsageError("a count needs a lower or an upper bound")
    measure = change.measure or old["measure"]
    return {**old, "measure": measure, "low": low, "high": high, "approx": change.approx}


def _edit_source(_: Room, old: Record, change: Change) -> Record:
    return {**old, "kind": change.kind or old["kind"], "anonymous": change.anonymous}


_EDIT: Mapping[str, Callable[[Room, Record, Change], Record]] = {
    "party": _edit_party,
    "place": _edit_place,
    "count": _edit_count,
    "source": _edit_source,
    "words": lambda _, old, __: old,
}


def _number(written: str) -> int | None:
    if not written.strip():
        return None
    if not written.strip().isdecimal() or len(written.strip()) > 9:
        raise UsageError(f"{written!r} is no number of people")
    return int(written)


def _time(old: Record | None, earliest: str, latest: str) -> Record | None:
    """The days written; one alone is an open end. None without any."""
    first, last = _day(earliest), _day(latest)
    if first is None and last is None:
        return None
    if first and last and first > last:
        raise UsageError(f"{latest} is before {earliest}")
    length = (last - first).days + 1 if first and last else None
    precision = next((name for most, name in _PRECISIONS if length and length <= most), "longer")
    words = old or {"start": None, "end": None, "quote": None}
    return {
        **words,
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
        "precision": precision,
        "basis": "stated",
        "note": None,
    }


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()) if written.strip() else None
    except ValueError:
        raise UsageError(f"{written!r} is not a day: write 2016-03-07") from None
