"""How far a side holds together: strands of its events in time, and the people they tell of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.codebook.cohesion import Strand, Telling, load_cohesion
from dateline.desk.periods import Period, Timeline, Unit, interval_of, number_of, timeline_of
from dateline.desk.room import Room
from dateline.store import Casefile, Days, EventQuery

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class People:
    """At least so many people, of what is sure; at most so many of all possible, None: open."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class _Account:
    """What a strand keeps of an event: its days, and bounds of the people it tells of."""

    days: Days
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
        _told(strand, room.counted(_accounts, room.case, query, actor, strand), unit, across)
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


def _accounts(
    case: Casefile, query: EventQuery, actor: str, strand: Strand
) -> tuple[_Account, ...]:
    """Each event once, however many ways of telling it fits."""
    found: dict[str, Record] = {}
    for telling in strand.told:
        asked = replace(query, types=telling.types or None)
        words = telling.words if telling.within == "sentence" else ()
        for record in case.records(asked, actor, telling.roles, words):
            if belongs(record, actor, telling):
                found[record["id"]] = record
    return tuple(_account(found[id], strand.measure) for id in sorted(found))


def _own(record: Record, actor: str, role: str) -> list[Record]:
    return [each for each in record[role] if (each.get("actor") or {}).get("id") == actor]


def _account(record: Record, measure: str | None) -> _Account:
    time = record["time"] or {}
    days = Days(time.get("earliest"), time.get("latest"), record["factuality"], 1)
    return _Account(days, *_bounds(record, measure))


def _told(
    strand: Strand, accounts: Sequence[_Account], unit: Unit, across: Sequence[Period]
) -> Told:
    timeline = timeline_of([each.days for each in accounts], unit, across)
    facts = [each for each in accounts if each.days.factuality == "asserted"]
    people = tuple(_people(facts, timeline)) if strand.measure else ()
    return Told(strand, timeline, people, len(facts), len(accounts) - len(facts))


def _people(facts: Sequence[_Account], timeline: Timeline) -> Iterator[People]:
    within: dict[int, list[tuple[bool, _Account]]] = defaultdict(list)
    for each in facts:
        ends = interval_of(each.days)
        if ends is not None:
            first, last = (number_of(day, timeline.unit) for day in ends)
            for number in range(first, last + 1):
                within[number].append((first == last, each))
    for period in timeline.periods:
        may = within[number_of(period.first, timeline.unit)]
        highs = [each.high for _, each in may]
        closed = [high for high in highs if high is not None]
        yield People(
            sum(each.low for sure, each in may if sure),
            sum(closed) if len(closed) == len(highs) else None,
        )


def _bounds(record: Record, measure: str | None) -> tuple[int, int | None]:
    """The lowest and the highest number told; nobody is counted where no number is."""
    counts = [each for each in record["counts"] if each["measure"] == measure]
    lows = [each["low"] for each in counts if each["low"] is not None]
    highs = [each["high"] for each in counts]
    if any(high is None for high in highs):
        return min(lows, default=0), None
    return min(lows, default=0), max(highs, default=0)
