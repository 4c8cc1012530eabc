"""What stands around an event in a list that a query orders."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.store.events import (
    EventQuery,
    StoredEvent,
    conditions_of,
    order_of,
    select_among,
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
    conditions = conditions_of(connection, query)
    seq, same = event.c.seq, key == mark[0]
    further, nearer = key <= mark[0], key >= mark[0]
    if not falls:
        further, nearer = nearer, further
    follow = select(seq).where(*conditions, further, ~same | (seq > mark[1])).limit(after)
    forth = (key.desc() if falls else key, seq)
    precede = select(seq).where(*conditions, nearer, ~same | (seq < mark[1])).limit(before)
    back = (key if falls else key.desc(), seq.desc())
    return Around(
        stored_events(connection, select_among(precede.order_by(*back)).order_by(*forth)),
        stored_events(connection, select_among(follow.order_by(*forth)).order_by(*forth)),
    )
