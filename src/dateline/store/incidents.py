"""Incidents, one or a page of many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, or_, select

from dateline.errors import NotHeld, UsageError
from dateline.store.connection import AnyRow
from dateline.store.events import is_actor
from dateline.store.incident_rows import bodies_of
from dateline.store.pages import Page, after_of, page_of
from dateline.store.schema import event, event_actor, incident
from dateline.store.searching import matching_events

IncidentOrder = Literal["day", "accounts"]
_NO_DAY = "9999-99-99"


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """An incident: `body` is its record, dateline.incident/1; `unsure` wants a person's look."""

    id: str
    type: str
    family: str
    earliest: str | None
    latest: str | None
    country: str | None
    adm1: str | None
    place: str | None
    events: int
    accounts: int
    unsure: bool
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """Which incidents: all conditions hold together; `after` is a page's `next`.

    `accounts`: told by at least so many; `unsure`: only those a person should look at.
    """

    type: str | None = None
    family: str | None = None
    country: str | None = None
    actor: str | None = None
    text: str | None = None
    earliest: str | None = None
    latest: str | None = None
    accounts: int = 1
    unsure: bool = False
    order: IncidentOrder = "day"
    limit: int = 50
    after: str | None = None


def find_incidents(connection: Connection, query: IncidentQuery) -> Page[StoredIncident]:
    """A page of incidents. Raises UsageError for an order there is not."""
    conditions = _conditions(connection, query)
    counted = select(func.count()).select_from(incident).where(*conditions)
    total = connection.execute(counted).scalar() or 0
    if query.order not in ("day", "accounts"):
        raise UsageError(f"no order {query.order!r}: known are day, accounts")
    by_day = query.order == "day"
    key: Any = func.coalesce(incident.c.earliest, _NO_DAY) if by_day else -incident.c.accounts
    after = after_of(query.after, 2)
    if after:
        mark: Any = after[0] if by_day else int(after[0])
        conditions.append(or_(key > mark, (key == mark) & (incident.c.id > after[1])))
    order = (key, incident.c.id)
    # Sorted by themselves, the ids carry no bodies along.
    few = select(incident.c.id).where(*conditions).order_by(*order).limit(query.limit + 1)
    ordered = select(incident, key.label("key")).where(incident.c.id.in_(few)).order_by(*order)
    rows = connection.execute(ordered).all()
    bodies = bodies_of(connection, [row.body for row in rows])
    by_id = {row.id: body for row, body in zip(rows, bodies, strict=True)}

    def stored(row: AnyRow) -> StoredIncident:
        return _stored(row, by_id[row.id])

    return page_of(rows, query.limit, total, stored, lambda row: (str(row.key), row.id))


def incident_held(connection: Connection, id: str) -> StoredIncident:
    """The incident of an id, or of the only one that begins so. Raises NotHeld."""
    rows = connection.execute(select(incident).where(incident.c.id == id)).all()
    if not rows and len(id) > len("inc_"):
        upper = id[:-1] + chr(ord(id[-1]) + 1)
        begins = (incident.c.id >= id) & (incident.c.id < upper)
        rows = connection.execute(select(incident).where(begins).limit(2)).all()
    if not rows:
        raise NotHeld(
            f"the casefile holds no incident {id}: its id changes when accounts join or leave it"
        )
    if len(rows) > 1:
        raise NotHeld(f"several incidents begin with {id}: give more of it")
    return _stored(rows[0], *bodies_of(connection, [rows[0].body]))


def _conditions(connection: Connection, query: IncidentQuery) -> list[Any]:
    equal = {
        incident.c.type: query.type,
        incident.c.family: query.family,
        incident.c.country: query.country,
    }
    found: list[Any] = [column == value for column, value in equal.items() if value is not None]
    if query.accounts > 1:
        # Not the bare column: an index on it would be taken, and the rows looked up from it.
        found.append(func.coalesce(incident.c.accounts, 0) >= query.accounts)
    if query.unsure:
        found.append(incident.c.unsure)
    if query.earliest:
        found.append(func.coalesce(incident.c.latest, incident.c.earliest) >= query.earliest)
    if query.latest:
        found.append(func.coalesce(incident.c.earliest, incident.c.latest) <= query.latest)
    if query.actor:
        named = is_actor(connection, query.actor)
        told = select(event.c.incident_id).join(event_actor, event_actor.c.event_seq == event.c.seq)
        found.append(incident.c.id.in_(told.where(named)))
    if query.text:
        told = select(event.c.incident_id).where(
            event.c.seq.in_(matching_events(connection, query.text))
        )
        found.append(incident.c.id.in_(told))
    return found


def _stored(row: AnyRow, body: Mapping[str, Any]) -> StoredIncident:
    return StoredIncident(
        id=row.id,
        type=row.type,
        family=row.family,
        earliest=row.earliest,
        latest=row.latest,
        country=row.country,
        adm1=row.adm1,
        place=row.place,
        events=row.events,
        accounts=row.accounts,
        unsure=row.unsure,
        body=body,
    )
