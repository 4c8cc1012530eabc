"""Events as they stand, one or a page of many."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, exists, func, or_, select

from dateline.errors import NotHeld, UsageError
from dateline.store.connection import AnyRow, among
from dateline.store.effective import IN_FORCE, STATUSES, Record, Review, Status, effective
from dateline.store.pages import Page, after_of, page_of
from dateline.store.schema import event, event_actor, event_place, reading, version
from dateline.store.searching import matching_events
from dateline.store.standing import reviews_of
from dateline.store.tasks import to_do

Order = Literal["priority", "day", "added"]
ORDERS: tuple[Order, ...] = ("priority", "day", "added")
MARKED = ("site", "town", "district")  # how near a place is known that has a mark on a map


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it stands. `record` is in force, `machine` what the last coding gave."""

    id: str
    record: Record
    machine: Record
    reviews: tuple[Review, ...]
    status: Status
    priority: float
    report_id: str
    incident_id: str | None
    reading: int  # the number of the coding it comes from


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events: all conditions hold together; `after` is a page's `next`.

    Days are ISO dates; an event fits if some day of it may lie between the two. `actor` is an
    actor's id, or words of its name. `status` is one, "in force" (all but those rejected,
    superseded or retracted) or "any". `adm1` is the division its scene lies in, and with
    `scene` the country is that of the scene alone; `box` holds the scene: south, west, north,
    east. `once` takes of each incident only the first account that fits. `unmapped` are those
    that no map can show: `all`, or those `nowhere` known, not even to a country. `work` is a
    person's name: what waits for them; "(nobody)": what waits for none.
    """

    type: str | None = None
    family: str | None = None
    factuality: str | None = None
    text: str | None = None
    country: str | None = None
    actor: str | None = None
    status: str = "in force"
    earliest: str | None = None
    latest: str | None = None
    report: str | None = None
    incident: str | None = None
    ids: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    reports: tuple[str, ...] | None = None
    adm1: str | None = None
    scene: bool = False
    box: tuple[float, float, float, float] | None = None
    once: bool = False
    unmapped: Literal["all", "nowhere"] | None = None
    work: str | None = None
    order: Order = "priority"
    limit: int = 50
    after: str | None = None


def find_events(
    connection: Connection, query: EventQuery, total: int | None = None
) -> Page[StoredEvent]:
    """A page of events, counted unless the total is known.

    Raises UsageError for a status or an order there is not.
    """
    conditions = conditions_of(connection, query)
    if total is None:
        counted = select(func.count()).select_from(event).where(*conditions)
        total = connection.execute(counted).scalar() or 0
    key, backwards = order_of(query.order)
    after = after_of(query.after, 2)
    if after:
        conditions.append(_beyond(key, backwards, after))
    order = (key.desc() if backwards else key, event.c.seq)
    few = select(event.c.seq).where(*conditions).order_by(*order).limit(query.limit + 1)
    ordered = select_among(few).add_columns(key.label("key")).order_by(*order)
    rows = connection.execute(ordered).all()
    reviewed = [row.id for row in rows[: query.limit] if row.status != "unreviewed"]
    reviews = reviews_of(connection, reviewed)
    return page_of(
        rows,
        query.limit,
        total,
        lambda row: _stored(row, reviews.get(row.id, ())),
        lambda row: (repr(row.key) if backwards else str(row.key), str(row.seq)),
    )


def event_of(connection: Connection, id: str) -> StoredEvent:
    """The event of an id, or of the only one that begins so. Raises NotHeld."""
    rows = connection.execute(select_events().where(event.c.id == id)).all()
    if not rows and id.startswith("ev_") and len(id) > len("ev_"):
        upper = id[:-1] + chr(ord(id[-1]) + 1)
        begins = (event.c.id >= id) & (event.c.id < upper)
        rows = connection.execute(select_events().where(begins).limit(2)).all()
    if not rows:
        raise NotHeld(f"the casefile holds no event {id}")
    if len(rows) > 1:
        raise NotHeld(f"several events begin with {id}: give more of it")
    reviews = reviews_of(connection, [rows[0].id])
    return _stored(rows[0], reviews.get(rows[0].id, ()))


def stored_events(connection: Connection, query: Any) -> tuple[StoredEvent, ...]:
    """The events of a query that `select_events` or `select_among` began."""
    rows = connection.execute(query).all()
    reviews = reviews_of(connection, [row.id for row in rows if row.status != "unreviewed"])
    return tuple(_stored(row, reviews.get(row.id, ())) for row in rows)


def versions_of(connection: Connection, event_id: str) -> Sequence[tuple[int, Mapping[str, Any]]]:
    """Every coding's record of an event, with the number of the coding."""
    query = (
        select(reading.c.number, version.c.record)
        .join(reading, reading.c.id == version.c.reading_id)
        .where(version.c.event_id == event_id)
        .order_by(reading.c.number)
    )
    return [(row.number, json.loads(row.record)) for row in connection.execute(query)]


def select_among(few: Any) -> Any:
    """The events of a query for some `seq`: sorted by itself, it carries no records along."""
    return select_events().where(event.c.seq.in_(few))


def select_events() -> Any:
    """Events with the record of their version and the number of its coding."""
    return (
        select(event, version.c.record, reading.c.number)
        .join(version, version.c.id == event.c.version_id)
        .join(reading, reading.c.id == version.c.reading_id)
    )


def ids_of(connection: Connection, report_id: str) -> Sequence[str]:
    """Ids of the events listed of a report, in their order."""
    asked = select(event.c.id).where(event.c.report_id == report_id).order_by(event.c.seq)
    return connection.execute(asked).scalars().all()


def conditions_of(connection: Connection, query: EventQuery) -> list[Any]:
    """What a query asks for. Raises UsageError for a status there is not."""
    found = _conditions(connection, query, event)
    off = [off_the_map(nowhere=query.unmapped == "nowhere")] if query.unmapped else []
    if not query.once:
        return [*found, *off]
    # Most are the first of their incident, so that nothing has to be looked up for them.
    other = event.alias("other")
    before = (other.c.incident_id == event.c.incident_id) & (other.c.nth < event.c.nth)
    another = exists().where(before, *_conditions(connection, query, other))
    return [*found, or_(event.c.nth == 0, ~another), *off]


def _conditions(connection: Connection, query: EventQuery, told: Any) -> list[Any]:
    """The same of `event`, or of an alias of it."""
    # Where few are looked up, the index on the status would be taken in place of theirs.
    few = bool(query.actor or query.text or query.ids is not None)
    found = plain_conditions(query, told.c, scan=few)
    equal = {told.c.report_id: query.report, told.c.incident_id: query.incident}
    found += [column == value for column, value in equal.items() if value is not None]
    if query.ids is not None:
        found.append(among(told.c.id, query.ids))
    if query.reports is not None:
        found.append(among(told.c.report_id, query.reports))
    if query.box:
        south, west, north, east = query.box
        found += [told.c.lat.between(south, north), told.c.lon.between(west, east)]
        # The middle of a country is not where it happened.
        found.append(told.c.precision.not_in(("country", "region")))
    if query.country and not query.scene:
        there = told.c.abroad & _is_in(query.country, told)
        found.append(or_(told.c.country == query.country, there))
    if query.actor:
        named = is_actor(connection, query.actor)
        found.append(told.c.seq.in_(select(event_actor.c.event_seq).where(named)))
    if query.work:
        found += to_do(query.work, told)
    if query.text:
        found.append(told.c.seq.in_(matching_events(connection, query.text)))
    return found


def off_the_map(*, nowhere: bool) -> Any:
    """Neither at a place that a map can mark, nor in a province; `nowhere`: nor in a country."""
    marked = (
        event.c.lat.is_not(None)
        & event.c.lon.is_not(None)
        & func.coalesce(event.c.precision, "").in_(MARKED)
    )
    country, province = func.coalesce(event.c.country, ""), func.coalesce(event.c.adm1, "")
    off = ~marked & ((country == "") | (province == ""))
    return off & (country == "") if nowhere else off


def plain_conditions(query: EventQuery, told: Any, *, scan: bool = False) -> list[Any]:
    """What a query asks of columns that the tables `event` and `event_actor` both have.

    With `scan` none of them is looked up in an index.
    """
    equal = {"type": query.type, "family": query.family, "adm1": query.adm1}
    found: list[Any] = [told[name] == value for name, value in equal.items() if value is not None]
    found += _of_status(query.status, func.coalesce(told.status, "") if scan else told.status)
    if query.factuality:
        # Not the bare column: an index on it would be taken, and all it finds sorted.
        found.append(func.coalesce(told.factuality, "") == query.factuality)
    if query.types is not None:
        found.append(told.type.in_(query.types))
    if query.country and query.scene:
        found.append(told.country == query.country)
    if query.earliest:
        found.append(func.coalesce(told.latest, told.earliest) >= query.earliest)
    if query.latest:
        found.append(func.coalesce(told.earliest, told.latest) <= query.latest)
    return found


def _is_in(country: str, told: Any) -> Any:
    """Whether some place of an event lies in a country."""
    # Looked up from the event: from the country it would be all its places each time.
    return exists().where(
        event_place.c.event_id == told.c.id,
        func.coalesce(event_place.c.country, "") == country,
    )


def is_actor(connection: Connection, actor: str) -> Any:
    """Whether a row of `event_actor` is meant: by its id if any has that, else by its name.

    Names are read through from end to end, which takes a while; ids are looked up.
    """
    by_id = event_actor.c.actor_id == actor
    if connection.execute(select(event_actor.c.event_id).where(by_id).limit(1)).first():
        return by_id
    return event_actor.c.name.icontains(actor, autoescape=True)


def _of_status(status: str, column: Any) -> list[Any]:
    if status == "any":
        return []
    if status == "in force":
        return [column.not_in([each for each in STATUSES if each not in IN_FORCE])]
    if status not in STATUSES:
        known = ", ".join((*STATUSES, "in force", "any"))
        raise UsageError(f"no status {status!r}: known are {known}")
    return [column == status]


def order_of(order: str) -> tuple[Any, bool]:
    """The column to sort by, and whether the largest comes first. Raises UsageError."""
    if order == "priority":
        return event.c.priority, True
    if order == "day":
        return event.c.day, False
    if order == "added":
        return event.c.seq, False
    raise UsageError(f"no order {order!r}: known are {', '.join(ORDERS)}")


def _beyond(key: Any, backwards: bool, after: tuple[str, ...]) -> Any:
    mark, seq = after
    value: Any = float(mark) if backwards else int(mark) if key is event.c.seq else mark
    further = key < value if backwards else key > value
    return or_(further, (key == value) & (event.c.seq > int(seq)))


def _stored(row: AnyRow, reviews: tuple[Review, ...]) -> StoredEvent:
    machine = json.loads(row.record)
    return StoredEvent(
        id=row.id,
        record=effective(machine, reviews),
        machine=machine,
        reviews=reviews,
        status=row.status,
        priority=row.priority,
        report_id=row.report_id,
        incident_id=row.incident_id,
        reading=row.number,
    )
