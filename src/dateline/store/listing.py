"""Events as they stand, written where they are looked up: with their actors, places and words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from dateline.export.json_text import json_line
from dateline.store.connection import AnyRow, among
from dateline.store.effective import IN_FORCE, Record, Status
from dateline.store.facts import actors_of, facts_of, places_of, words_of
from dateline.store.schema import event, event_actor, event_place, version
from dateline.store.searching import put_events
from dateline.store.strands import put_strands

# What a row of `event_actor` has of its event, and the status.
CARRIED = ("factuality", "type", "family", "country", "adm1", "earliest", "latest")


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
    told = [each for each in other if _is_retold(connection, each, held[each.id])]
    for each in other:
        # Merging looks at those told otherwise, and places them in incidents again.
        columns = _columns(each) | (_alone(each) if each in told else {})
        connection.execute(update(event).where(event.c.id == each.id).values(**columns))
    put_parts(connection, {seqs[each.id]: each for each in (*new, *other)})
    put_events(connection, {seqs[each.id]: words_of(each.record) for each in new}, renew=False)
    put_events(connection, {seqs[each.id]: words_of(each.record) for each in told}, renew=True)
    entering = [each for each in other if each not in told and _enters(each, held[each.id])]
    return [*new, *told, *entering]


def _held(connection: Connection, report_id: str) -> Mapping[str, AnyRow]:
    found = connection.execute(_listed(), {"of": report_id})
    return {row.id: row for row in found}


@cache
def _listed() -> Any:
    columns = (event.c.id, event.c.seq, event.c.version_id, event.c.corrected, event.c.status)
    return select(*columns).where(event.c.report_id == bindparam("of"))


def _same_words(each: Listed, before: AnyRow) -> bool:
    return (before.version_id, before.corrected) == (each.version_id, each.corrected)


def _same(each: Listed, before: AnyRow) -> bool:
    return _same_words(each, before) and bool(before.status == each.status)


def _is_retold(connection: Connection, each: Listed, before: AnyRow) -> bool:
    """Whether its record tells something else now, who reviewed it apart."""
    if _same_words(each, before):
        return False
    told = before.corrected
    if told is None:
        asked = select(version.c.record).where(version.c.id == before.version_id)
        told = connection.execute(asked).scalar_one()
    return _unreviewed(json.loads(told)) != _unreviewed(each.record)


def _unreviewed(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "review"}


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
        {"seq": seqs[each.id], "id": each.id, "report_id": report_id, **_columns(each),
         **_alone(each)}
        for each in new
    ]  # fmt: skip
    connection.execute(insert(event), rows)
    return seqs


def _columns(each: Listed) -> dict[str, Any]:
    facts = facts_of(each.record)
    how = {"version_id": each.version_id, "corrected": each.corrected, "status": each.status}
    return {**how, **facts}


def _alone(each: Listed) -> dict[str, Any]:
    """How an event stands that is in no incident."""
    facts = facts_of(each.record)
    return {"nth": 0, "since": facts["earliest"], "until": facts["latest"]}


def put_parts(connection: Connection, events: Mapping[int, Listed]) -> None:
    """Write the actors, places and strands of events anew; by the number of the event."""
    ids = [each.id for each in events.values()]
    for table, rows in (
        (event_actor, [row for seq, each in events.items() for row in _actors(seq, each)]),
        (event_place, [{"event_id": each.id, **row} for each in events.values()
                       for row in places_of(each.record)]),
    ):  # fmt: skip
        connection.execute(delete(table).where(among(table.c.event_id, ids)))
        if rows:
            connection.execute(insert(table), rows)
    put_strands(connection, {seq: each.record for seq, each in events.items()})


def _actors(seq: int, each: Listed) -> Iterator[dict[str, Any]]:
    facts = facts_of(each.record)
    carried = {"event_seq": seq, "status": each.status} | {key: facts[key] for key in CARRIED}
    return ({"event_id": each.id, **row, **carried} for row in actors_of(each.record))
