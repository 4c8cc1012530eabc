"""What stands around an event in a list that a query orders."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.store.events import (
    EventQuery,
    StoredEvent,
    conditions_of,
    order_of,
    select_events,
    stored_events,
)
from dateline.store.schema import event


@dataclass(frozen=True, slots=True)
class Around:
    """The events just before and just after one, in the list's order."""

    before: tuple[StoredEvent, ...]
    after: tuple[StoredEvent, ...]


def events_around(
    connection: Connection, query: EventQuery, id: str, before: int, after: int
) -> Around:
    """So many events on either side of one, which itself need not fit the query.

    Its own place is where it would stand. Nothing for an event that is not held.
    """
    key, falls = order_of(query.order)
    mark = connection.execute(select(key, event.c.seq).where(event.c.id == id)).first()
    if mark is None:
        return Around((), ())
    asked = select_events().where(*conditions_of(connection, query))
    further = key < mark[0] if falls else key > mark[0]
    nearer = key > mark[0] if falls else key < mark[0]
    same = key == mark[0]
    follow = asked.where(further | (same & (event.c.seq > mark[1])))
    follow = follow.order_by(key.desc() if falls else key, event.c.seq)
    precede = asked.where(nearer | (same & (event.c.seq < mark[1])))
    precede = precede.order_by(key if falls else key.desc(), event.c.seq.desc())
    return Around(
        stored_events(connection, precede.limit(before))[::-1],
        stored_events(connection, follow.limit(after)),
    )
