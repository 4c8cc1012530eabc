"""Two sheets of one event side by side: the fields in which they differ, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.agreement import Measured, measure
from dateline.desk import wording
from dateline.desk.room import Room
from dateline.store import Unit

Record = Mapping[str, Any]
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Apart:
    """A field in which two sheets differ: what each says, in the order of the sheets."""

    field: str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One event, and where its coders differ."""

    unit: Unit
    apart: tuple[Apart, ...]

    @property
    def status_differs(self) -> bool:
        return len({each.accepts for each in self.unit.sheets}) > 1

    @property
    def coders(self) -> tuple[str, ...]:
        return tuple(each.coder for each in self.unit.sheets)


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """All that the page of agreement shows; of what differs the first few, of `differing`."""

    measured: Measured
    differ: tuple[Compared, ...]
    differing: int
    agree: tuple[tuple[str, tuple[str, ...]], ...]  # event and coders: alike in all, not in force
    settled: int


def _quotes(part: str) -> Callable[[Record], str]:
    return lambda record: ", ".join(f"“{each.get('quote') or '?'}”" for each in record[part])


def _parties(role: str) -> Callable[[Record], str]:
    return lambda record: wording.parties(record, role)


# Field of the record, its label, what a record says there.
_FIELDS: tuple[tuple[str, str, Callable[[Record], str]], ...] = (
    ("type", "Type", lambda record: wording.plain(record["type"])),
    ("mentions", "Named by", _quotes("mentions")),
    ("agent", "Who did it", _parties("agent")),
    ("target", "To whom", _parties("target")),
    ("places", "Where", wording.places),
    ("time", "When", lambda record: wording.days(record["time"]) if record["time"] else ""),
    ("counts", "How many", wording.counts),
    ("sources", "According to", wording.sources),
    ("factuality", "Did it happen", lambda record: record["factuality"]),
    ("phase", "Phase", lambda record: record.get("phase") or ""),
    ("instrument", "By what means", _quotes("instrument")),
    ("from_group", "Left", _parties("from_group")),
    ("to_group", "Joined", _parties("to_group")),
    ("supporter", "With support of", _parties("supporter")),
)


def apart(unit: Unit) -> tuple[Apart, ...]:
    """The fields in which the sheets of an event differ; of a rejected event there is none."""
    if not all(each.accepts for each in unit.sheets):
        return ()
    rows = (
        Apart(field, label, tuple(say(each.record) or NOTHING for each in unit.sheets))
        for field, label, say in _FIELDS
    )
    return tuple(row for row in rows if len(set(row.cells)) > 1)


def double_coded(room: Room, most: int) -> DoubleCoded:
    """What both coders are done with, with so many of the events in which they differ."""
    return room.counted(_double_coded, room, most)


def _double_coded(room: Room, most: int) -> DoubleCoded:
    units = room.case.work.units()
    waiting = [each for each in units if each.complete and not each.settled]
    compared = [Compared(each, apart(each)) for each in waiting]
    differ = [each for each in compared if each.apart or each.status_differs]
    agree = [each for each in compared if not each.apart and not each.status_differs]
    return DoubleCoded(
        measure([each.sheets for each in units]),
        tuple(differ[:most]),
        len(differ),
        tuple((each.unit.event_id, each.coders) for each in agree),
        sum(each.settled for each in units),
    )


def measured(room: Room) -> Measured:
    """How far all coders agree."""
    return measure([each.sheets for each in room.case.work.units()])


def agreed(found: DoubleCoded, name: str) -> dict[str, dict[str, str]]:
    """The choice that puts in force what both coders say, where somebody else than they looks."""
    return {id: {"": coders[0]} for id, coders in found.agree if name not in coders}
