"""What people decide about events and reports: each decision a signed row, undone by another."""

import json
from typing import Any

from sqlalchemy import Connection, insert, select, union_all

from dateline.errors import NotHeld, UsageError
from dateline.store.connection import among
from dateline.store.corrections import check_correction
from dateline.store.double import Salt, double_of, is_complete, keep_line, seen_by
from dateline.store.effective import Action
from dateline.store.ledger import Signature, append, canonical
from dateline.store.reports import report_of
from dateline.store.schema import (
    adjudication,
    answer,
    assignment,
    event,
    handback,
    judgement,
    ledger,
    retraction,
    review,
    sendback,
    sheet,
    undo,
)
from dateline.store.standing import NOTHING, Changed, is_retracted, settle, undone
from dateline.store.tasks import settle_tasks

ACTIONS: tuple[Action, ...] = ("accept", "reject", "correct")
_TWOFOLD = ("judge", "split")  # decisions on pairs
_OF_EVENTS = ("review", "adjudicate", "retract", *_TWOFOLD)  # those that change what is in force
_DECIDED = (
    review, judgement, retraction, assignment, handback, sheet, sendback, answer, adjudication,
)  # fmt: skip


def review_event(
    connection: Connection,
    event_id: str,
    decision: tuple[str, str | None, Any],
    by: Signature,
    reason: str | None,
    salt: Salt,
) -> Changed:
    """Accept or reject an event, or correct a field: action, field and value.

    What one of two coders decides of an event is kept on their sheet, with a salt. Raises
    NotHeld, and UsageError for a field or a value that an event cannot have.
    """
    action, field, value = decision
    found = seen_by(connection, event_id, by.who)
    if action not in ACTIONS:
        raise UsageError(f"no decision {action!r}: known are {', '.join(ACTIONS)}, undo")
    if action == "correct" and not field:
        raise UsageError("a correction needs a field and its value: type killing")
    if double_of(connection, found.id):
        keep_line(connection, found, decision, by, reason, salt)
        return NOTHING
    body: dict[str, Any] = {"action": action, "reason": reason, "of": found.reading}
    if action == "correct":
        check_correction(found.record, str(field), value)
        body |= {"field": field, "value": value}
    seq = append(connection, by, "review", found.id, body, about=[found.report_id])
    row = {
        "seq": seq,
        "event_id": found.id,
        "action": action,
        "field": body.get("field"),
        "value": canonical(value) if action == "correct" else None,
        "who": by.who,
        "at": by.time,
        "reason": reason,
    }
    connection.execute(insert(review), row)
    settle_tasks(connection, [found.id])
    return settle(connection, found.report_id)


def retract_report(connection: Connection, id: str, by: Signature, reason: str) -> Changed:
    """Take a report and its events out of force; they are kept and shown as retracted.

    Raises NotHeld, and UsageError without a reason or where it is retracted already.
    """
    found = report_of(connection, id)
    if not reason.strip():
        raise UsageError("a retraction needs a reason")
    found.refuse_erased()
    if is_retracted(connection, found.id):
        raise UsageError(f"report {found.id} is retracted already: {found.retracted}")
    seq = append(connection, by, "retract", found.id, {"reason": reason})
    row = {"seq": seq, "report_id": found.id, "who": by.who, "at": by.time, "reason": reason}
    connection.execute(insert(retraction), row)
    return settle(connection, found.id)


def take_back(
    connection: Connection, by: Signature, reason: str | None, event_id: str | None = None
) -> tuple[int, tuple[str, ...]]:
    """Undo the last decision of `by`, or the last on an event whoever made it.

    Gives back the number of the entry taken back and the ids of which something changes. Raises
    NotHeld if there is nothing to undo, and UsageError for what both coders of an event know.
    """
    seq = _last(connection, by, event_id)
    if seq is None:
        what = f"on event {event_id}" if event_id else f"of {by.who}"
        raise NotHeld(f"there is no decision {what} left to undo")
    action, ids = _about(connection, seq)
    if action == "code" and is_complete(double_of(connection, ids[0])):
        raise UsageError(f"both coders are done with event {ids[0]}: a reviewer adjudicates")
    return seq, _turn(connection, seq, seq, by, reason)


def undo_an_undo(
    connection: Connection, by: Signature, reason: str | None
) -> tuple[int, tuple[str, ...]]:
    """Redo what `by` undid last, unless something was decided since by the same person."""
    newest = select(undo.c.seq, undo.c.undoes).where(undo.c.who == by.who)
    found = connection.execute(
        newest.where(~_redone(), ~_is_redo()).order_by(undo.c.seq.desc()).limit(1)
    ).first()
    later = _last(connection, by, None)
    if found is None or (later is not None and later > found.seq):
        raise NotHeld(f"there is nothing that {by.who} undid last: nothing to redo")
    return found.undoes, _turn(connection, found.seq, found.undoes, by, reason)


def _turn(
    connection: Connection, undoes: int, first: int, by: Signature, reason: str | None
) -> tuple[str, ...]:
    """Take an entry back, `first` being the decision that all is about."""
    action, ids = _about(connection, first)
    body = {"undoes": undoes, "reason": reason}
    entry = append(connection, by, "undo", f"#{undoes}", body, ids)
    row = {"seq": entry, "undoes": undoes, "who": by.who, "at": by.time, "reason": reason}
    connection.execute(insert(undo), row)
    settle_tasks(connection, ids)
    return ids if action in _OF_EVENTS else ()


def reports_about(connection: Connection, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The reports of these events, and those of the ids that are reports."""
    found = connection.execute(select(event.c.report_id).where(among(event.c.id, ids)).distinct())
    reports = {row.report_id for row in found} | {id for id in ids if id.startswith("rep_")}
    return tuple(sorted(reports))


def _redone() -> Any:
    again = undo.alias("again")
    return select(again.c.seq).where(again.c.undoes == undo.c.seq).exists()


def _is_redo() -> Any:
    first = undo.alias("first")
    return select(first.c.seq).where(first.c.seq == undo.c.undoes).exists()


def _last(connection: Connection, by: Signature, event_id: str | None) -> int | None:
    """The newest decision that stands."""
    decided = []
    for table in _DECIDED:
        query = select(table.c.seq).where(~undone(table.c.seq))
        if event_id is None:
            query = query.where(table.c.who == by.who)
        elif table in (review, adjudication):
            query = query.where(table.c.event_id == event_id)
        else:
            continue
        decided.append(query.order_by(table.c.seq.desc()).limit(1).subquery())
    every = union_all(*(select(each.c.seq) for each in decided)).subquery()
    found: int | None = connection.execute(
        select(every.c.seq).order_by(every.c.seq.desc()).limit(1)
    ).scalar()
    return found


def _about(connection: Connection, seq: int) -> tuple[str, tuple[str, ...]]:
    """What a decision was, and the ids it was about: an event, a report, events of its pairs."""
    row = connection.execute(
        select(ledger.c.action, ledger.c.subject, ledger.c.body).where(ledger.c.seq == seq)
    ).one()
    body = json.loads(row.body)
    match row.action:
        case "judge" | "split":
            ids = {id for pair in body["pairs"] for id in pair}
        case "assign" | "give back":
            ids = {id for each in (body.get("to") or body["from"]).values() for id in each}
        case "adjudicate":
            ids = set(body["decisions"])
        case _:
            ids = {row.subject}
    return row.action, tuple(sorted(ids))
