"""Events counted by day and by place, as maps and timelines show them: the database counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, case, func, select

from dateline.codebook.cohesion import Strand
from dateline.store.connection import AnyRow
from dateline.store.events import EventQuery, conditions_of, plain_conditions
from dateline.store.schema import event, event_actor, event_strand

# As whom an actor takes part: who acts, and to whom something is done.
SIDES = (("agent", ("agent", "supporter", "from_group", "to_group")), ("target", ("target",)))
# What of a query the rows of actors answer by themselves.
PLAIN = (
    "type", "family", "factuality", "status", "earliest", "latest", "types", "adm1", "order",
    "limit", "after",
)  # fmt: skip
SCENE = ("country", "scene")


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


@dataclass(frozen=True, slots=True)
class Account:
    """An event of a strand: its days, and bounds of the people it tells of, None: open."""

    days: Days
    low: int
    high: int | None


def count_days(connection: Connection, query: EventQuery) -> Sequence[Days]:
    """How many events have each interval of days; an incident has its own."""
    own = (event.c.since, event.c.until) if query.once else (event.c.earliest, event.c.latest)
    found: Counter[tuple[Any, ...]] = Counter()
    for row in _grouped(connection, query, own):
        found[row[2], row[3], row[0]] += row[-1]
    return [Days(first, last, told, number) for (first, last, told), number in found.items()]


def count_scenes(connection: Connection, query: EventQuery) -> Sequence[Scene]:
    """How many events happened at each place, those of most events first."""
    columns = [
        event.c.country, event.c.adm1, event.c.precision, event.c.place, event.c.lat, event.c.lon,
        event.c.near,
    ]  # fmt: skip
    found: Counter[tuple[Any, ...]] = Counter()
    for row in _grouped(connection, query, columns):
        found[tuple(row[2:-1])] += row[-1]
    return [_scene(key, number) for key, number in found.most_common()]


def _grouped(connection: Connection, query: EventQuery, columns: Sequence[Any]) -> Iterable[AnyRow]:
    """Counts by factuality, status and columns: in this order there is an index to count in."""
    by = (event.c.factuality, event.c.status, *columns)
    asked = select(*by, func.count())
    return connection.execute(asked.where(*conditions_of(connection, query)).group_by(*by))


def _scene(key: tuple[Any, ...], number: int) -> Scene:
    country, adm1, precision, name, lat, lon, near = key
    return Scene(country, adm1, precision, name, lat, lon, bool(near), number)


def count_sides(
    connection: Connection, query: EventQuery, actor_id: str
) -> dict[str, Sequence[Days]]:
    """The days of an actor's events, by the side on which it stands in them."""
    found: dict[str, Sequence[Days]] = {}
    own = [event_actor.c.actor_id == actor_id, *_taking_part(connection, query, actor_id)]
    columns = (event_actor.c.earliest, event_actor.c.latest, event_actor.c.factuality)
    # It may have several roles in one event.
    number = func.count(event_actor.c.event_seq.distinct())
    for side, roles in SIDES:
        asked = select(*columns, number).where(*own, event_actor.c.role.in_(roles))
        found[side] = [Days(*row) for row in connection.execute(asked.group_by(*columns))]
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
        .where(event_actor.c.actor_id.is_not(None), *_taking_part(connection, query))
        .group_by(event_actor.c.actor_id)
        .order_by(func.count().desc(), event_actor.c.actor_id)
        .limit(limit)
    )  # fmt: skip
    if words:
        asked = asked.where(event_actor.c.name.icontains(words, autoescape=True))
    return [TakingPart(*row) for row in connection.execute(asked)]


def accounts_of(
    connection: Connection, query: EventQuery, actor_id: str, strand: Strand
) -> Sequence[Account]:
    """The events that belong to a strand of an actor, each once however often it fits."""
    people = (event_strand.c.low, event_strand.c.high)
    told = select(event.c.seq, *people, event.c.earliest, event.c.latest, event.c.factuality)
    told = told.join(event_strand, event_strand.c.event_seq == event.c.seq)
    found: dict[int, Account] = {}
    for number, telling in enumerate(strand.told):
        asked = replace(query, types=telling.types or None, actor=_also(query, actor_id))
        rows = told.where(
            event_strand.c.actor_id == actor_id,
            event_strand.c.strand == strand.id,
            event_strand.c.telling == number,
            *conditions_of(connection, asked),
        )
        for row in connection.execute(rows):
            days = Days(row.earliest, row.latest, row.factuality, 1)
            found[row.seq] = Account(days, row.low, row.high)
    return [found[seq] for seq in sorted(found)]


def _taking_part(
    connection: Connection, query: EventQuery, actor_id: str | None = None
) -> list[Any]:
    """What a query asks of an event's actors: of their own columns, where it asks no more."""
    asked = replace(query, actor=_also(query, actor_id))
    plain = (*PLAIN, *SCENE) if query.scene else PLAIN
    if asked == EventQuery(**{each: getattr(asked, each) for each in plain}):
        return plain_conditions(asked, event_actor.c)
    few = select(event.c.seq).where(*conditions_of(connection, asked))
    return [event_actor.c.event_seq.in_(few)]


def _also(query: EventQuery, actor_id: str | None) -> str | None:
    """Whom else a query asks for than the actor whose rows are looked up."""
    return None if query.actor == actor_id and not query.once else query.actor
