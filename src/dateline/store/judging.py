"""What people decide about pairs of events: one happening, two, or nobody knows."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, insert, select

from dateline.errors import NotHeld, UsageError
from dateline.merge import split
from dateline.store.events import event_of
from dateline.store.incidents import incident_held
from dateline.store.ledger import Signature, append
from dateline.store.schema import event, judgement

VERDICTS = ("same", "different", "unsure")


def judge_events(
    connection: Connection, pair: tuple[str, str], verdict: str, by: Signature, reason: str | None
) -> tuple[str, str]:
    """Rule on two events; gives back their ids. Raises NotHeld, and UsageError for one alone."""
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict!r}: known are {', '.join(VERDICTS)}")
    left, right = sorted(event_of(connection, id).id for id in pair)
    if left == right:
        raise UsageError(f"a verdict is on two events, not on {left} alone")
    _keep(connection, "judge", left, [(left, right)], verdict, by, reason)
    return left, right


def split_incident(
    connection: Connection,
    incident_id: str,
    event_ids: Collection[str],
    by: Signature,
    reason: str | None,
) -> tuple[str, ...]:
    """Take these events out of an incident; without any, every event goes its own way.

    Gives back the ids of all events of the incident. Raises NotHeld, UsageError.
    """
    found = incident_held(connection, incident_id)
    members = [
        row.id
        for row in connection.execute(
            select(event.c.id).where(event.c.incident_id == found.id).order_by(event.c.id)
        )
    ]
    chosen = sorted({event_of(connection, id).id for id in event_ids})
    strange = [id for id in chosen if id not in members]
    if strange:
        raise NotHeld(f"incident {found.id} does not hold event {strange[0]}")
    rest = [id for id in members if id not in chosen]
    if len(members) < 2 or not rest:
        raise UsageError(f"nothing would be taken apart in {found.id}: name some of its events")
    parts = [chosen, rest] if chosen else [[id] for id in members]
    pairs = [each.pair for each in split(parts, by.who)]
    _keep(connection, "split", found.id, pairs, "different", by, reason)
    return tuple(members)


def _keep(
    connection: Connection,
    action: str,
    subject: str,
    pairs: Sequence[tuple[str, str]],
    verdict: str,
    by: Signature,
    reason: str | None,
) -> None:
    body = {"pairs": [list(pair) for pair in pairs], "verdict": verdict, "reason": reason}
    about = {id for pair in pairs for id in pair}
    seq = append(connection, by, action, subject, body, about)
    signed = {"seq": seq, "verdict": verdict, "who": by.who, "at": by.time, "reason": reason}
    rows = [{**signed, "left_id": left, "right_id": right} for left, right in pairs]
    connection.execute(insert(judgement), rows)
