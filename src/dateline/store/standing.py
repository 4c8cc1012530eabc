"""How the events of a report stand: worked out from what came in and what was decided.

Nothing else writes the tables `event`, `event_actor` and `event_place`, so they can be worked
out again at any time, and a decision taken back leaves no trace in them.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from dateline.store.connection import AnyRow, among
from dateline.store.effective import IN_FORCE, Review, Status, effective, status_of
from dateline.store.listing import Listed, list_events
from dateline.store.schema import (
    reading,
    retraction,
    review,
    undo,
    version,
)


@dataclass(frozen=True, slots=True)
class Changed:
    """Events whose accounts must be compared anew, and those that are no longer in force."""

    fresh: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


NOTHING = Changed()


def settle(connection: Connection, report_id: str) -> Changed:
    """Work out how every event of a report stands now; gives back what changed."""
    newest = _newest(connection, report_id)
    last = max((row.number for row in newest), default=0)
    retracted = is_retracted(connection, report_id)
    reviews = reviews_of(connection, [row.event_id for row in newest])
    standing = []
    for row in newest:
        decided = reviews.get(row.event_id, ())
        status = _status(decided, retracted, superseded=row.number < last)
        record = effective(json.loads(row.record), decided)
        standing.append(Listed(row.event_id, row.id, record, status))
    changed = list_events(connection, report_id, standing)
    fresh = tuple(each.id for each in changed if each.status in IN_FORCE)
    return Changed(fresh, tuple(each.id for each in changed if each.status not in IN_FORCE))


def reviews_of(
    connection: Connection, event_ids: Sequence[str]
) -> Mapping[str, tuple[Review, ...]]:
    """The reviews of events, in the order they were made, those taken back marked."""
    taken_back = undone(review.c.seq)
    query = (
        select(review, taken_back.label("undone"))
        .where(among(review.c.event_id, event_ids))
        .order_by(review.c.seq)
    )
    found: dict[str, list[Review]] = defaultdict(list)
    for row in connection.execute(query):
        value = json.loads(row.value) if row.value is not None else None
        found[row.event_id].append(
            Review(
                row.seq, row.event_id, row.action, row.field, value, row.who, row.at, row.reason,
                bool(row.undone),
            )
        )  # fmt: skip
    return {id: tuple(reviews) for id, reviews in found.items()}


def undone(seq: Any) -> Any:
    """Whether a ledger entry is taken back, as a column. An undo may itself be taken back."""
    again = undo.alias("again")
    standing = ~exists(select(again.c.seq).where(again.c.undoes == undo.c.seq))
    return exists(select(undo.c.seq).where(undo.c.undoes == seq, standing))


def is_retracted(connection: Connection, report_id: str) -> bool:
    """Whether a retraction of the report stands."""
    query = select(retraction.c.seq).where(
        retraction.c.report_id == report_id, ~undone(retraction.c.seq)
    )
    return connection.execute(query).first() is not None


def _newest(connection: Connection, report_id: str) -> Sequence[AnyRow]:
    """The newest version of each event that any reading of the report has found."""
    latest: Select[Any] = (
        select(version.c.event_id, func.max(reading.c.number).label("number"))
        .join(reading, reading.c.id == version.c.reading_id)
        .where(reading.c.report_id == report_id, version.c.record != "")  # "": it was erased
        .group_by(version.c.event_id)
    )
    last = latest.subquery()
    query = (
        select(version.c.id, version.c.event_id, version.c.record, reading.c.number)
        .join(reading, reading.c.id == version.c.reading_id)
        .join(
            last,
            (last.c.event_id == version.c.event_id) & (last.c.number == reading.c.number),
        )
        .where(reading.c.report_id == report_id)
        .order_by(version.c.id)
    )
    return connection.execute(query).all()


def _status(reviews: Sequence[Review], retracted: bool, superseded: bool) -> Status:
    if retracted:
        return "retracted"
    status = status_of(reviews)
    return "superseded" if superseded and status == "unreviewed" else status
