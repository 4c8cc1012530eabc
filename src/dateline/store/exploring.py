"""Events counted by day and by place, as maps and timelines show them: the database counts."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from dateline.store.connection import AnyRow
from dateline.store.events import EventQuery, conditions_of
from dateline.store.schema import event, event_actor, incident, version

# As whom an actor takes part: who acts, and to whom something is done.
SIDES = (("agent", ("agent", "supporter", "from_group", "to_group")), ("target", ("target",)))


@dataclass(frozen=True, slots=True)
class Days:
    """So many events with one interval of days, told with one factuality."""

    earliest: str | None
    latest: str | None
    factuality: str
    number: int


@dataclass(frozen=True, slots=True)
class Scene:
    """So many events at one place. Without `country` and `name` they are nowhere known."""

    country: str | None
    adm1: str | None
    precision: str | None
    name: str | None
    lat: float | None
    lon: float | None
    near: bool
    number: int


@dataclass(frozen=True, slots=True)
class TakingPart:
    """An actor and in how many events it takes part: as agent, and as target."""

    id: str
    name: str
    kind: str | None
    agent: int
    target: int


def count_days(connection: Connection, query: EventQuery) -> Sequence[Days]:
    """How many events have each interval of days; an incident has its own."""
    columns: list[Any] = [event.c.earliest, event.c.latest]
    source: Any = event
    if query.once:
        source = event.join(incident, incident.c.id == event.c.incident_id, isouter=True)
        columns = [
            func.coalesce(incident.c.earliest, event.c.earliest),
            func.coalesce(incident.c.latest, event.c.latest),
        ]
    found: Counter[tuple[Any, ...]] = Counter()
    for row in _grouped(connection, query, columns, source):
        found[row[2], row[3], row[0]] += row[-1]
    return [Days(first, last, told, number) for (first, last, told), number in found.items()]


def count_scenes(connection: Connection, query: EventQuery) -> Sequence[Scene]:
    """How many events happened at each place, those of most events first."""
    columns = [
        event.c.country, event.c.adm1, event.c.precision, event.c.place, event.c.lat, event.c.lon,
        event.c.near,
    ]  # fmt: skip
    found: Counter[tuple[Any, ...]] = Counter()
    for row in _grouped(connection, query, columns, event):
        found[tuple(row[2:-1])] += row[-1]
    return [_scene(key, number) for key, number in found.most_common()]


def _grouped(
    connection: Connection, query: EventQuery, columns: Sequence[Any], source: Any
) -> Iterable[AnyRow]:
    """Counts by factuality, status and columns: in this order there is an index to count in."""
    by = (event.c.factuality, event.c.status, *columns)
    asked = select(*by, func.count()).select_from(source)
    return connection.execute(asked.where(*conditions_of(connection, query)).group_by(*by))


def _scene(key: tuple[Any, ...], number: int) -> Scene:
    country, adm1, precision, name, lat, lon, near = key
    return Scene(country, adm1, precision, name, lat, lon, bool(near), number)


def count_sides(
    connection: Connection, query: EventQuery, actor_id: str
) -> dict[str, Sequence[Days]]:
    """The days of an actor's events, by the side on which it stands in them."""
    found: dict[str, Sequence[Days]] = {}
    for side, roles in SIDES:
        told = select(event_actor.c.event_id).where(
            event_actor.c.actor_id == actor_id, event_actor.c.role.in_(roles)
        )
        columns = (event.c.earliest, event.c.latest, event.c.factuality)
        conditions = [*conditions_of(connection, query), event.c.id.in_(told)]
        asked = select(*columns, func.count()).where(*conditions).group_by(*columns)
        found[side] = [Days(*row) for row in connection.execute(asked)]
    return found


def count_actors(
    connection: Connection, query: EventQuery, words: str = "", limit: int = 100
) -> Sequence[TakingPart]:
    """Named actors by in how many events they take part; `words` are part of a name."""
    targets = func.count(case((event_actor.c.role == "target", 1)))
    acts = func.count(case((event_actor.c.role != "target", 1)))
    asked = (
        select(
            event_actor.c.actor_id, func.min(event_actor.c.name), func.min(event_actor.c.kind),
            acts, targets,
        )
        .join(event, event.c.id == event_actor.c.event_id)
        .where(event_actor.c.actor_id.is_not(None), *conditions_of(connection, query))
        .group_by(event_actor.c.actor_id)
        .order_by(func.count().desc(), event_actor.c.actor_id)
        .limit(limit)
    )  # fmt: skip
    if words:
        asked = asked.where(event_actor.c.name.icontains(words, autoescape=True))
    return [TakingPart(*row) for row in connection.execute(asked)]


def records_of(
    connection: Connection,
    query: EventQuery,
    actor_id: str,
    roles: Sequence[str],
    words: Sequence[str] = (),
) -> Sequence[Mapping[str, Any]]:
    """The records in force of events in which an actor has one of the roles.

    With `words`, those in whose record one of them stands anywhere.
    """
    stands = func.coalesce(event.c.corrected, version.c.record)
    asked = select(event.c.id, stands).select_from(event_actor)
    asked = asked.join(event, event.c.id == event_actor.c.event_id)
    asked = asked.join(version, version.c.id == event.c.version_id).where(
        event_actor.c.actor_id == actor_id,
        event_actor.c.role.in_(roles),
        *conditions_of(connection, query),
    )
    if words:
        asked = asked.where(or_(*(stands.icontains(word, autoescape=True) for word in words)))
    # It may have several roles in one event.
    lines = {row[0]: row[1] for row in connection.execute(asked)}
    return [json.loads(lines[id]) for id in sorted(lines)]
