"""Double coding: two people code an event, neither sees what the other decided until both are done.

What they decide is kept on a sheet of their own and is not in force. A reviewer who has seen
both sheets adjudicates, and that is.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select

from dateline.errors import NotHeld, UsageError
from dateline.store.connection import among
from dateline.store.corrections import check_correction
from dateline.store.effective import Record, Review, effective, status_of
from dateline.store.events import StoredEvent, event_of, select_events, stored_events
from dateline.store.ledger import Entry, Signature, append, canonical
from dateline.store.schema import adjudication, event, sheet, task
from dateline.store.standing import Changed, settle, undone
from dateline.store.tasks import CODERS, Task, settle_tasks, tasks_of

CODES = "code"  # what the ledger calls a line of a sheet
HIDDEN = {"hidden": "until both coders of the event are done"}
Salt = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one coder made of an event."""

    coder: str
    status: str  # accepted, corrected or rejected
    record: Record
    reviews: tuple[Review, ...]

    @property
    def accepts(self) -> bool:
        return self.status != "rejected"


@dataclass(frozen=True, slots=True)
class Unit:
    """One event and the sheets of those who are done with it, by their names."""

    event_id: str
    report_id: str
    machine: Record
    sheets: tuple[Sheet, ...]
    settled: bool

    @property
    def complete(self) -> bool:
        return len(self.sheets) >= CODERS


def double_of(connection: Connection, event_id: str) -> tuple[Task, ...]:
    """Who double codes an event that nobody has adjudicated yet."""
    found = tasks_of(connection, [event_id]).get(event_id, ())
    return tuple(each for each in found if each.kind == "double" and each.state != "settled")


def seen_by(connection: Connection, event_id: str, who: str) -> StoredEvent:
    """An event as somebody sees it: who codes it beside another sees their own sheet. NotHeld."""
    found = event_of(connection, event_id)
    if not any(each.assignee == who for each in double_of(connection, found.id)):
        return found
    own = _lines(connection, [found.id], who).get((found.id, who), ())
    record = effective(found.machine, own)
    return replace(found, record=record, reviews=own, status=status_of(own))


def keep_line(
    connection: Connection,
    found: StoredEvent,
    decision: tuple[str, str | None, Any],
    by: Signature,
    reason: str | None,
    salt: Salt,
) -> None:
    """Keep what one of the coders decides; `found` is the event as that coder sees it.

    Raises UsageError for anybody else, and once both are done.
    """
    coders = double_of(connection, found.id)
    names = " and ".join(each.assignee for each in coders)
    if by.who not in [each.assignee for each in coders]:
        raise UsageError(
            f"event {found.id} is double coded by {names}: adjudicate when both are done"
        )
    if is_complete(coders):
        raise UsageError(f"{names} are done with event {found.id}: a reviewer adjudicates")
    action, field, value = decision
    body: dict[str, Any] = {"action": action, "reason": reason, "of": found.reading}
    if action == "correct":
        check_correction(found.record, str(field), value)
        body |= {"field": field, "value": value}
    # Without it, whoever sees the hash of the entry could try what gives that hash.
    body["salt"] = salt()
    seq = append(connection, by, CODES, found.id, body, about=[found.report_id])
    row = {
        "seq": seq, "event_id": found.id, "action": action, "field": body.get("field"),
        "value": canonical(value) if action == "correct" else None,
        "who": by.who, "at": by.time, "reason": reason,
    }  # fmt: skip
    connection.execute(insert(sheet), row)
    settle_tasks(connection, [found.id])


def is_complete(coders: Sequence[Task]) -> bool:
    """Whether both are done."""
    return len(coders) >= CODERS and all(each.state != "open" for each in coders)


def units(connection: Connection, event_ids: Sequence[str] | None = None) -> tuple[Unit, ...]:
    """Every event that is or was double coded, as its coders who are done made it, in order."""
    chosen = select(task.c.event_id).where(task.c.kind == "double")
    if event_ids is not None:
        chosen = chosen.where(among(task.c.event_id, event_ids))
    # What a later coding no longer finds is still theirs: an adjudication keeps it in force.
    query = select_events().where(event.c.id.in_(chosen), event.c.status != "retracted")
    found = stored_events(connection, query.order_by(event.c.seq))
    ids = [each.id for each in found]
    tasks, lines = tasks_of(connection, ids), _lines(connection, ids)
    return tuple(_unit(each, tasks[each.id], lines) for each in found)


def adjudicate(
    connection: Connection,
    choices: Mapping[str, Mapping[str, str]],
    by: Signature,
    reason: str | None,
) -> list[Changed]:
    """Put in force what a reviewer chose: for each event, field by field, whose sheet holds.

    The key "" stands for all fields that are not named, and for whether it is accepted. Raises
    NotHeld, and UsageError where not both are done or who chooses is one of the two.
    """
    held = {each.event_id: each for each in units(connection, sorted(choices))}
    decisions = {id: _decisions(held.get(id), id, choices[id], by.who) for id in sorted(choices)}
    if not decisions:
        raise UsageError("there is nothing to adjudicate")
    ids = sorted(decisions)
    subject = ids[0] if len(ids) == 1 else "events"
    chosen = {id: dict(choices[id]) for id in ids}
    body = {"choices": chosen, "decisions": decisions, "reason": reason}
    reports = {held[id].report_id for id in ids}
    seq = append(connection, by, "adjudicate", subject, body, about=[*ids, *reports])
    signed = {"seq": seq, "who": by.who, "at": by.time, "reason": reason}
    rows = [{**signed, "event_id": id, "decisions": canonical(decisions[id])} for id in ids]
    connection.execute(insert(adjudication), rows)
    settle_tasks(connection, ids)
    return [settle(connection, each) for each in sorted(reports)]


def veiled(
    connection: Connection, entries: Iterable[Entry], who: str, oversees: bool
) -> tuple[Entry, ...]:
    """Entries as somebody may read them: what is on a sheet is hidden until both are done.

    A coder sees their own sheet; who oversees (a reviewer) all but those of events they code.
    """
    told = tuple(entries)
    asked = sorted({each.subject for each in told if each.action == CODES and each.who != who})
    tasks = tasks_of(connection, asked)
    hidden = {id for id in asked if _is_blind(tasks.get(id, ()), who, oversees)}
    return tuple(
        replace(each, body=HIDDEN)
        if each.action == CODES and each.subject in hidden and each.who != who
        else each
        for each in told
    )


def _is_blind(tasks: Sequence[Task], who: str, oversees: bool) -> bool:
    double = [each for each in tasks if each.kind == "double"]
    if is_complete(double):
        return False
    return not oversees or who in [each.assignee for each in double]


def _unit(found: StoredEvent, tasks: Sequence[Task], lines: Mapping[Any, Any]) -> Unit:
    double = [each for each in tasks if each.kind == "double"]
    done = [each.assignee for each in double if each.state != "open"]
    sheets = [_sheet(name, found.machine, lines.get((found.id, name), ())) for name in done]
    settled = bool(double) and all(each.state == "settled" for each in double)
    return Unit(found.id, found.report_id, found.machine, tuple(sheets), settled)


def _sheet(coder: str, machine: Record, lines: tuple[Review, ...]) -> Sheet:
    record = effective(machine, lines)
    record.pop("review", None)
    return Sheet(coder, status_of(lines), record, lines)


def _decisions(unit: Unit | None, id: str, choice: Mapping[str, str], who: str) -> list[list[Any]]:
    """Action, field and value of all that a choice makes of an event."""
    if unit is None or not unit.complete:
        raise NotHeld(f"not both coders are done with event {id}, or it is not double coded")
    by_name = {each.coder: each for each in unit.sheets}
    if who in by_name:
        raise UsageError(f"{who} coded event {id}: another has to adjudicate")
    if unit.settled:
        raise UsageError(f"event {id} is adjudicated already: undo that first")
    strange = [name for name in choice.values() if name not in by_name]
    if strange or "" not in choice:
        names = ", ".join(by_name)
        raise UsageError(f"say whose sheet of event {id} holds: {names}")
    whole = by_name[choice[""]]
    if not whole.accepts:
        return [["reject", None, None]]
    fields = sorted({line.field.split(".")[0] for each in unit.sheets for line in each.reviews
                     if line.field and not line.undone})  # fmt: skip
    # The type first: the family and other codebooks' codes follow from it.
    fields.sort(key=lambda field: field != "type")
    values = {field: by_name[choice.get(field, choice[""])].record[field] for field in fields}
    changed = [["correct", field, value] for field, value in values.items()
               if value != unit.machine.get(field)]  # fmt: skip
    return [*changed, ["accept", None, None]]


def _lines(
    connection: Connection, event_ids: Sequence[str], who: str | None = None
) -> Mapping[tuple[str, str], tuple[Review, ...]]:
    """The lines of the sheets of events, by event and coder; those taken back are left out."""
    query = select(sheet).where(among(sheet.c.event_id, event_ids), ~undone(sheet.c.seq))
    if who is not None:
        query = query.where(sheet.c.who == who)
    found: dict[tuple[str, str], tuple[Review, ...]] = {}
    for row in connection.execute(query.order_by(sheet.c.seq)):
        value = json.loads(row.value) if row.value is not None else None
        line = Review(
            row.seq, row.event_id, row.action, row.field, value, row.who, row.at, row.reason
        )
        key = row.event_id, row.who
        found[key] = (*found.get(key, ()), line)
    return found
