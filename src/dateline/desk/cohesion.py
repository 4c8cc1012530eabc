"""How far a side holds together: strands of its events in time, and the people they tell of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook.cohesion import Strand, load_cohesion
from dateline.desk.periods import Period, Timeline, Unit, interval_of, number_of, timeline_of
from dateline.desk.room import Room
from dateline.store import Account, EventQuery


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
        _told(strand, room.counted(room.case.strand, query, actor, strand), unit, across)
        for strand in load_cohesion()
    )


def _told(
    strand: Strand, accounts: Sequence[Account], unit: Unit, across: Sequence[Period]
) -> Told:
    timeline = timeline_of([each.days for each in accounts], unit, across)
    facts = [each for each in accounts if each.days.factuality == "asserted"]
    people = tuple(_people(facts, timeline)) if strand.measure else ()
    return Told(strand, timeline, people, len(facts), len(accounts) - len(facts))


def _people(facts: Sequence[Account], timeline: Timeline) -> Iterator[People]:
    within: dict[int, list[tuple[bool, Account]]] = defaultdict(list)
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
