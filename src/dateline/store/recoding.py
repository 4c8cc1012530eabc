"""A report coded again: a new version of its events beside the old, and what changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from dateline.store.adding import Coding, keep_coding, last_number
from dateline.store.ledger import Signature, canonical
from dateline.store.schema import event, reading, report, version
from dateline.store.standing import Changed, settle

Record = Mapping[str, Any]
# What a coding may say otherwise of the same event, and the part of a value that names it.
COMPARED = (
    "type", "factuality", "phase", "agent", "target", "from_group", "to_group", "supporter",
    "places", "time", "counts", "sources", "instrument",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """How an event of the old coding stands in the new one.

    found: it is new; lost: it is no longer read, and goes out of force unless somebody accepted
    or corrected it (`kept`); changed: `fields` says from what to what.
    """

    kind: Literal["found", "lost", "changed"]
    event_id: str
    type: str
    quote: str
    fields: tuple[tuple[str, str, str], ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Recoded:
    """What coding a report again made of it; `number` is that of the new coding."""

    report_id: str
    number: int
    differences: tuple[Difference, ...]
    changed: Changed


def needs_coding(connection: Connection, made_by: Mapping[str, Any]) -> Sequence[str]:
    """Ids of the coded reports whose newest coding was made by something else, in order."""
    wanted = canonical(dict(made_by))
    rows = connection.execute(
        select(report.c.id, reading.c.made_by)
        .join(reading, reading.c.report_id == report.c.id)
        .where(report.c.text != "")  # those erased have nothing to code
        .order_by(report.c.seq, reading.c.number)
    )
    newest = {row.id: row.made_by for row in rows}
    return [id for id, maker in newest.items() if maker != wanted]


def recode_report(connection: Connection, report_id: str, coding: Coding, by: Signature) -> Recoded:
    """Keep a new coding of a report. Its events of before stay, with their reviews."""
    before = newest_records(connection, report_id)
    keep_coding(connection, report_id, coding, by, action="recode", body={})
    changed = settle(connection, report_id)
    after = {record["id"]: record for record in coding.records}
    kept = _in_force(connection, report_id)
    found = tuple(differences(before, after, kept))
    return Recoded(report_id, last_number(connection, report_id), found, changed)


def newest_records(connection: Connection, report_id: str) -> dict[str, Record]:
    """The records of a report's newest coding, by event."""
    number = last_number(connection, report_id)
    rows = connection.execute(
        select(version.c.event_id, version.c.record)
        .join(reading, reading.c.id == version.c.reading_id)
        .where(reading.c.report_id == report_id, reading.c.number == number)
        .order_by(version.c.id)
    )
    return {row.event_id: json.loads(row.record) for row in rows}


def differences(
    before: Mapping[str, Record], after: Mapping[str, Record], kept: frozenset[str]
) -> Iterator[Difference]:
    """What of a report's events is lost, changed and found, each in the order of its coding."""
    for id, record in before.items():
        if id not in after:
            yield Difference("lost", id, record["type"], _quote(record), kept=id in kept)
        elif fields := tuple(_changed(record, after[id])):
            yield Difference("changed", id, record["type"], _quote(record), fields)
    for id, record in after.items():
        if id not in before:
            yield Difference("found", id, record["type"], _quote(record))


def _in_force(connection: Connection, report_id: str) -> frozenset[str]:
    reviewed = ("accepted", "corrected")
    query = select(event.c.id).where(event.c.report_id == report_id, event.c.status.in_(reviewed))
    return frozenset(row.id for row in connection.execute(query))


def _changed(before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    for field in COMPARED:
        old, new = value_text(before.get(field)), value_text(after.get(field))
        if old != new:
            yield field, old, new


def value_text(value: Any) -> str:
    """A field as a reader compares it: names, days and numbers, without offsets and reasons."""
    if isinstance(value, list):
        return "; ".join(value_text(each) for each in value) or "nothing"
    if not isinstance(value, dict):
        return "nothing" if value is None else str(value)
    if "measure" in value:
        low, high = (value.get(name) for name in ("low", "high"))
        bounds = str(low) if low == high else f"{low or ''}..{high or ''}"
        return f"{value['measure']} {bounds}"
    if "earliest" in value:
        days = (value["earliest"], value["latest"])
        return str(days[0]) if days[0] == days[1] else f"{days[0] or '?'} to {days[1] or '?'}"
    named = (value.get("actor") or {}).get("name") or value.get("name") or value.get("quote")
    precision = f" ({value['precision']})" if value.get("precision") else ""
    return f"{named}{precision}"


def _quote(record: Record) -> str:
    return next((each["quote"] for each in record["mentions"] if each.get("quote")), "")
