"""The reading screen: a report, one of its events as a form, and what stands around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.desk.at_work import AtWork, at_work
from dateline.desk.form import RARE, Field, fields_of, spans_of
from dateline.desk.people import Person
from dateline.desk.pieces import pieces_of
from dateline.desk.queries import Asked
from dateline.desk.room import Room
from dateline.desk.told import Pair, beyond
from dateline.store import StoredEvent, StoredReport

BEFORE, AFTER = 4, 8  # events of the queue shown around this one


@dataclass(frozen=True, slots=True)
class Screen:
    """All that the page of an event shows."""

    event: StoredEvent
    report: StoredReport
    fields: tuple[Field, ...]
    rare: tuple[Field, ...]  # without a value: folded away
    pieces: tuple[tuple[str, bool], ...]
    marks: Mapping[str, Any]  # what the browser lights, in code points
    before: tuple[StoredEvent, ...]
    after: tuple[StoredEvent, ...]
    others: tuple[StoredEvent, ...]  # of the same report
    pair: Pair | None  # another account that may be of the same happening
    work: AtWork  # who is to look at it

    @property
    def previous(self) -> str | None:
        return self.before[-1].id if self.before else None

    @property
    def next(self) -> str | None:
        return self.after[0].id if self.after else None


def screen_of(room: Room, id: str, asked: Asked, person: Person) -> Screen:
    """What the page of an event shows to somebody. Raises NotHeld."""
    event = room.case.work.seen_by(id, person.name)
    report = room.case.report(event.report_id)
    fields = fields_of(event.record)
    around = room.case.around(asked.query(), event.id, before=BEFORE, after=AFTER)
    others = room.case.events(Asked(status="any", report=report.id, order="added").query(100))
    return Screen(
        event=event,
        report=report,
        fields=tuple(each for each in fields if each.values or each.name not in RARE),
        rare=tuple(each for each in fields if not each.values and each.name in RARE),
        pieces=pieces_of(report.text, event.record.get("mentions", ())),
        marks={"fields": spans_of(fields), "furniture": _furniture(report)},
        before=around.before,
        after=around.after,
        others=others.items,
        pair=next(iter(beyond(room, [event.id])), None),
        work=at_work(room, event, person),
    )


def _furniture(report: StoredReport) -> list[list[int]]:
    return [[each["start"], each["end"]] for each in report.details.get("furniture", ())]


def next_after(room: Room, id: str, asked: Asked) -> str | None:
    """The event of the queue that follows one; asked before it is decided and leaves the queue."""
    around = room.case.around(asked.query(), id, before=0, after=1)
    return around.after[0].id if around.after else None
