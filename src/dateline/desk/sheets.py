"""Two sheets of one event side by side: the fields in which they differ, in words."""

from collections.abc import Callable, Mapping, Sequence
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
    """One event, and where its coders differ. `judged`: who looks may adjudicate."""

    unit: Unit
    apart: tuple[Apart, ...]
    judged: bool

    @property
    def status_differs(self) -> bool:
        return len({each.accepts for each in self.unit.sheets}) > 1


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """All that the page of agreement shows."""

    measured: Measured
    differ: tuple[Compared, ...]
    agree: tuple[Unit, ...]  # in all, and wait for somebody to put that in force
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


def double_coded(room: Room, name: str) -> DoubleCoded:
    """What both coders are done with, as somebody of that name may judge it."""
    units = room.case.work.units()
    waiting = [each for each in units if each.complete and not each.settled]
    compared = [Compared(each, apart(each), name not in _coders(each)) for each in waiting]
    return DoubleCoded(
        room.counted(measured, room),
        tuple(each for each in compared if each.apart or each.status_differs),
        tuple(each.unit for each in compared if not each.apart and not each.status_differs),
        sum(each.settled for each in units),
    )


def measured(room: Room) -> Measured:
    """How far all coders agree."""
    return measure([each.sheets for each in room.case.work.units()])


def agreed(found: DoubleCoded, name: str) -> dict[str, dict[str, str]]:
    """The choice that puts in force what both coders say, where somebody else than they looks."""
    units: Sequence[Unit] = [each for each in found.agree if name not in _coders(each)]
    return {each.event_id: {"": each.sheets[0].coder} for each in units}


def _coders(unit: Unit) -> tuple[str, ...]:
    return tuple(each.coder for each in unit.sheets)
