"""How far a side holds together: strands of its events in time, and the people they tell of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.codebook.cohesion import Strand, Telling, load_cohesion
from dateline.desk.periods import Period, Timeline, Unit, number_of, timeline_of
from dateline.desk.room import Room
from dateline.store import Days, EventQuery

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class People:
    """At least so many people, of what is sure; at most so many of all possible, None: open."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A strand as it was told. `people` of each period, () where none are counted."""

    strand: Strand
    timeline: Timeline
    people: tuple[People, ...]
    total: int  # told as fact
    apart: int  # told otherwise: uncertain, denied, planned ...


def cohesion_of(
    room: Room, query: EventQuery, actor: str, unit: Unit, across: Sequence[Period]
) -> tuple[Told, ...]:
    """Every strand of an actor, over the same periods."""
    return tuple(
        _told(strand, _records(room, query, actor, strand), unit, across)
        for strand in load_cohesion()
    )


def belongs(record: Record, actor: str, telling: Telling) -> bool:
    """Whether a record, in which the actor has one of the roles, fits what a strand asks."""
    own = {role: _own(record, actor, role) for role in telling.roles}
    if telling.both and not all(own.values()):
        return False
    if not telling.words:
        return True
    said = [each.get("quote") or "" for parties in own.values() for each in parties]
    if telling.within == "sentence":
        said = [each["quote"] for each in record.get("sentences", ())]
    return any(word in text.lower() for text in said for word in telling.words)


def _records(room: Room, query: EventQuery, actor: str, strand: Strand) -> dict[str, Record]:
    """Each event once, however many ways of telling it fits."""
    found: dict[str, Record] = {}
    for telling in strand.told:
        asked = replace(query, types=telling.types or None)
        words = telling.words if telling.within == "sentence" else ()
        for record in room.case.records(asked, actor, telling.roles, words):
            if belongs(record, actor, telling):
                found[record["id"]] = record
    return found


def _own(record: Record, actor: str, role: str) -> list[Record]:
    return [each for each in record[role] if (each.get("actor") or {}).get("id") == actor]


def _told(
    strand: Strand, records: Mapping[str, Record], unit: Unit, across: Sequence[Period]
) -> Told:
    days = [_days(each) for each in records.values()]
    timeline = timeline_of(days, unit, across)
    facts = [each for each in records.values() if each["factuality"] == "asserted"]
    people = tuple(_people(facts, strand.measure, timeline)) if strand.measure else ()
    return Told(strand, timeline, people, len(facts), len(records) - len(facts))


def _days(record: Record) -> Days:
    time = record["time"] or {}
    return Days(time.get("earliest"), time.get("latest"), record["factuality"], 1)


def _people(facts: Sequence[Record], measure: str, timeline: Timeline) -> Iterator[People]:
    dated = [each for each in facts if _is_dated(each)]
    bounds = [_bounds(each, measure) for each in dated]
    spans = [tuple(number_of(day, timeline.unit) for day in _interval(each)) for each in dated]
    for period in timeline.periods:
        here = number_of(period.first, timeline.unit)
        may = [
            (a == b, *bound) for (a, b), bound in zip(spans, bounds, strict=True) if a <= here <= b
        ]
        highs = [high for _, _, high in may]
        closed = [high for high in highs if high is not None]
        yield People(
            sum(low for sure, low, _ in may if sure),
            sum(closed) if len(closed) == len(highs) else None,
        )


def _is_dated(record: Record) -> bool:
    time = record["time"] or {}
    return bool(time.get("earliest") and time.get("latest"))


def _interval(record: Record) -> tuple[Any, Any]:
    time = record["time"]
    return date.fromisoformat(time["earliest"]), date.fromisoformat(time["latest"])


def _bounds(record: Record, measure: str) -> tuple[int, int | None]:
    """The lowest and the highest number told; nobody is counted where no number is."""
    counts = [each for each in record["counts"] if each["measure"] == measure]
    lows = [each["low"] for each in counts if each["low"] is not None]
    highs = [each["high"] for each in counts]
    if any(high is None for high in highs):
        return min(lows, default=0), None
    return min(lows, default=0), max(highs, default=0)
