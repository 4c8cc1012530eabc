"""How the events of a report stand: worked out from what came in and what was decided.

Nothing else writes the tables `event`, `event_actor` and `event_place`, so they can be worked
out again at any time, and a decision taken back leaves no trace in them.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, select

from dateline.store.connection import AnyRow, among, any_of
from dateline.store.effective import IN_FORCE, Review, Status, effective, status_of
from dateline.store.listing import Listed, list_events
from dateline.store.schema import (
    adjudication,
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
    """The reviews of events, in the order they were made, those taken back marked.

    An adjudication is as many reviews as it decides things, all of one ledger entry.
    """
    found: dict[str, list[Review]] = defaultdict(list)
    for row in connection.execute(_reviews_of(), {"ids": list(event_ids)}):
        value = json.loads(row.value) if row.value is not None else None
        found[row.event_id].append(
            Review(
                row.seq, row.event_id, row.action, row.field, value, row.who, row.at, row.reason,
                bool(row.undone),
            )
        )  # fmt: skip
    for each in _adjudged(connection, event_ids):
        found[each.event_id].append(each)
    return {id: tuple(sorted(reviews, key=lambda each: each.seq)) for id, reviews in found.items()}


def _adjudged(connection: Connection, event_ids: Sequence[str]) -> Iterator[Review]:
    """What adjudications decided of events that two people had coded."""
    taken_back = undone(adjudication.c.seq)
    query = select(adjudication, taken_back.label("undone")).where(
        among(adjudication.c.event_id, event_ids)
    )
    for row in connection.execute(query.order_by(adjudication.c.seq)):
        for action, field, value in json.loads(row.decisions):
            yield Review(
                row.seq, row.event_id, action, field, value, row.who, row.at, row.reason,
                bool(row.undone),
            )  # fmt: skip


@cache
def _reviews_of() -> Any:
    taken_back = undone(review.c.seq).label("undone")
    query = select(review, taken_back).where(any_of(review.c.event_id, "ids"))
    return query.order_by(review.c.seq)


def undone(seq: Any) -> Any:
    """Whether a ledger entry is taken back, as a column. An undo may itself be taken back."""
    again = undo.alias("again")
    standing = ~exists(select(again.c.seq).where(again.c.undoes == undo.c.seq))
    return exists(select(undo.c.seq).where(undo.c.undoes == seq, standing))


def is_retracted(connection: Connection, report_id: str) -> bool:
    """Whether a retraction of the report stands."""
    return connection.execute(_retractions(), {"report_id": report_id}).first() is not None


@cache
def _retractions() -> Any:
    of_report = retraction.c.report_id == bindparam("report_id")
    return select(retraction.c.seq).where(of_report, ~undone(retraction.c.seq))


def _newest(connection: Connection, report_id: str) -> Sequence[AnyRow]:
    """The newest version of each event that any reading of the report has found."""
    return connection.execute(_newest_versions(), {"report_id": report_id}).all()


@cache
def _newest_versions() -> Any:
    of_report = reading.c.report_id == bindparam("report_id")
    latest: Select[Any] = (
        select(version.c.event_id, func.max(reading.c.number).label("number"))
        .join(reading, reading.c.id == version.c.reading_id)
        .where(of_report, version.c.record != "")  # "": it was erased
        .group_by(version.c.event_id)
    )
    last = latest.subquery()
    return (
        select(version.c.id, version.c.event_id, version.c.record, reading.c.number)
        .join(reading, reading.c.id == version.c.reading_id)
        .join(
            last,
            (last.c.event_id == version.c.event_id) & (last.c.number == reading.c.number),
        )
        .where(of_report)
        .order_by(version.c.id)
    )


def _status(reviews: Sequence[Review], retracted: bool, superseded: bool) -> Status:
    if retracted:
        return "retracted"
    status = status_of(reviews)
    return "superseded" if superseded and status == "unreviewed" else status
