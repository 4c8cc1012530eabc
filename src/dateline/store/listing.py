"""Events as they stand, written where they are looked up: with their actors, places and words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.export.json_text import json_line
from dateline.store.connection import AnyRow, among
from dateline.store.effective import IN_FORCE, Record, Status
from dateline.store.facts import actors_of, facts_of, places_of, words_of
from dateline.store.schema import event, event_actor, event_place
from dateline.store.searching import put_events


@dataclass(frozen=True, slots=True)
class Listed:
    """How an event stands: its record in force, and the version that it comes from."""

    id: str
    version_id: int
    record: Record
    status: Status

    @property
    def corrected(self) -> str | None:
        """The record where people have had a say in it."""
        return json_line(self.record) if "review" in self.record else None


def list_events(connection: Connection, report_id: str, standing: Sequence[Listed]) -> list[Listed]:
    """Write how the events of a report stand; gives back those that merging must look at again."""
    held = _held(connection, report_id)
    new = [each for each in standing if each.id not in held]
    other = [each for each in standing if each.id in held and not _same(each, held[each.id])]
    seqs = {row.id: row.seq for row in held.values()} | _insert(connection, report_id, new)
    for each in other:
        connection.execute(update(event).where(event.c.id == each.id).values(**_columns(each)))
    told = [each for each in other if not _same_words(each, held[each.id])]
    _take_out(connection, [each.id for each in told])
    _put_parts(connection, [*new, *told])
    put_events(connection, {seqs[each.id]: words_of(each.record) for each in new}, renew=False)
    put_events(connection, {seqs[each.id]: words_of(each.record) for each in told}, renew=True)
    entering = [each for each in other if each not in told and _enters(each, held[each.id])]
    return [*new, *told, *entering]


def _held(connection: Connection, report_id: str) -> Mapping[str, AnyRow]:
    columns = (event.c.id, event.c.seq, event.c.version_id, event.c.corrected, event.c.status)
    found = connection.execute(select(*columns).where(event.c.report_id == report_id))
    return {row.id: row for row in found}


def _same_words(each: Listed, before: AnyRow) -> bool:
    return (before.version_id, before.corrected) == (each.version_id, each.corrected)


def _same(each: Listed, before: AnyRow) -> bool:
    return _same_words(each, before) and bool(before.status == each.status)


def _enters(each: Listed, before: AnyRow) -> bool:
    """Whether it comes into force, or goes out of it."""
    return (before.status in IN_FORCE) != (each.status in IN_FORCE)


def _insert(connection: Connection, report_id: str, new: Sequence[Listed]) -> dict[str, int]:
    """Rows of events not listed before, numbered on: there is one writer at a time."""
    if not new:
        return {}
    last = connection.execute(select(func.max(event.c.seq))).scalar() or 0
    seqs = {each.id: last + number for number, each in enumerate(new, 1)}
    rows = [
        {"seq": seqs[each.id], "id": each.id, "report_id": report_id, **_columns(each)}
        for each in new
    ]
    connection.execute(insert(event), rows)
    return seqs


def _columns(each: Listed) -> dict[str, Any]:
    facts = facts_of(each.record)
    how = {"version_id": each.version_id, "corrected": each.corrected, "status": each.status}
    return {**how, **facts}


def _take_out(connection: Connection, ids: Sequence[str]) -> None:
    if ids:
        for table in (event_actor, event_place):
            connection.execute(delete(table).where(among(table.c.event_id, ids)))


def _put_parts(connection: Connection, events: Iterable[Listed]) -> None:
    every = list(events)
    for table, parts in ((event_actor, actors_of), (event_place, places_of)):
        rows = [{"event_id": each.id, **row} for each in every for row in parts(each.record)]
        if rows:
            connection.execute(insert(table), rows)
