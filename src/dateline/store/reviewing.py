"""What people decide about events and reports: each decision a signed row, undone by another."""

import json
from typing import Any

from sqlalchemy import Connection, insert, select, union_all

from dateline.errors import NotHeld, UsageError
from dateline.store.connection import among
from dateline.store.corrections import check_correction
from dateline.store.effective import Action
from dateline.store.events import event_of
from dateline.store.ledger import Signature, append, canonical
from dateline.store.reports import report_of
from dateline.store.schema import event, judgement, ledger, retraction, review, undo
from dateline.store.standing import Changed, is_retracted, settle, undone

ACTIONS: tuple[Action, ...] = ("accept", "reject", "correct")
_TWOFOLD = ("judge", "split")  # decisions on pairs


def review_event(
    connection: Connection,
    event_id: str,
    decision: tuple[str, str | None, Any],
    by: Signature,
    reason: str | None,
) -> Changed:
    """Accept or reject an event, or correct a field: action, field and value.

    Raises NotHeld, and UsageError for a field or a value that an event cannot have.
    """
    action, field, value = decision
    found = event_of(connection, event_id)
    if action not in ACTIONS:
        raise UsageError(f"no decision {action!r}: known are {', '.join(ACTIONS)}, undo")
    body: dict[str, Any] = {"action": action, "reason": reason, "of": found.reading}
    if action == "correct":
        if not field:
            raise UsageError("a correction needs a field and its value: type killing")
        check_correction(found.record, field, value)
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

    Gives back the number of the entry taken back and the ids it was about. Raises NotHeld if
    there is nothing to undo.
    """
    seq = _last(connection, by, event_id)
    if seq is None:
        what = f"on event {event_id}" if event_id else f"of {by.who}"
        raise NotHeld(f"there is no decision {what} left to undo")
    about = _about(connection, seq)
    entry = append(connection, by, "undo", f"#{seq}", {"undoes": seq, "reason": reason}, about)
    row = {"seq": entry, "undoes": seq, "who": by.who, "at": by.time, "reason": reason}
    connection.execute(insert(undo), row)
    return seq, about


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
    about = _about(connection, found.undoes)
    body = {"undoes": found.seq, "reason": reason}
    entry = append(connection, by, "undo", f"#{found.seq}", body, about)
    row = {"seq": entry, "undoes": found.seq, "who": by.who, "at": by.time, "reason": reason}
    connection.execute(insert(undo), row)
    return found.undoes, about


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
    for table in (review, judgement, retraction):
        query = select(table.c.seq).where(~undone(table.c.seq))
        if event_id is None:
            query = query.where(table.c.who == by.who)
        elif table is review:
            query = query.where(table.c.event_id == event_id)
        else:
            continue
        decided.append(query.order_by(table.c.seq.desc()).limit(1).subquery())
    every = union_all(*(select(each.c.seq) for each in decided)).subquery()
    found: int | None = connection.execute(
        select(every.c.seq).order_by(every.c.seq.desc()).limit(1)
    ).scalar()
    return found


def _about(connection: Connection, seq: int) -> tuple[str, ...]:
    """The ids a decision was about: an event, a report, or the events of its pairs."""
    row = connection.execute(
        select(ledger.c.action, ledger.c.subject, ledger.c.body).where(ledger.c.seq == seq)
    ).one()
    if row.action not in _TWOFOLD:
        return (row.subject,)
    pairs = json.loads(row.body)["pairs"]
    return tuple(sorted({id for pair in pairs for id in pair}))
