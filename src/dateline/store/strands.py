"""Which events belong to which strand of an actor's cohesion, written where they are counted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dateline.codebook.cohesion import Strand, Telling, load_cohesion
from dateline.store.connection import among
from dateline.store.ledger import sha256_of
from dateline.store.schema import event_strand, worked_out

Record = Mapping[str, Any]


def put_strands(connection: Connection, records: Mapping[int, Record]) -> None:
    """Write the strands of events, and nothing else of them; by the number of the event."""
    connection.execute(delete(event_strand).where(among(event_strand.c.event_seq, list(records))))
    rows = [
        {"event_seq": seq, **row} for seq, record in records.items() for row in strands_of(record)
    ]
    if rows:
        connection.execute(insert(event_strand), rows)


def strands_of(record: Record) -> Iterator[dict[str, Any]]:
    """Rows of the table `event_strand`, without the event's number."""
    for strand in load_cohesion():
        for number, telling in enumerate(strand.told):
            for actor in _actors(record, telling):
                if belongs(record, actor, telling):
                    low, high = _bounds(record, strand)
                    yield {"actor_id": actor, "strand": strand.id, "telling": number,
                           "low": low, "high": high}  # fmt: skip


def belongs(record: Record, actor: str, telling: Telling) -> bool:
    """Whether a record, in which the actor has one of the roles, fits what a strand asks."""
    if telling.types and record["type"] not in telling.types:
        return False
    own = {role: _own(record, actor, role) for role in telling.roles}
    if telling.both and not all(own.values()):
        return False
    if not telling.words:
        return True
    said = [each.get("quote") or "" for parties in own.values() for each in parties]
    if telling.within == "sentence":
        said = [each["quote"] for each in record.get("sentences", ())]
    return any(word in text.lower() for text in said for word in telling.words)


def rules_in_force() -> str:
    """The hash of the codebook's strands."""
    return sha256_of(repr(load_cohesion()))


def rules_used(connection: Connection) -> str | None:
    """The hash of those by which the table was filled; None if it was filled from the first."""
    asked = select(worked_out.c.by).where(worked_out.c.what == event_strand.name)
    found: str | None = connection.execute(asked).scalar()
    return found


def note_rules(connection: Connection) -> None:
    """Write down by which strands the table is filled."""
    connection.execute(delete(worked_out).where(worked_out.c.what == event_strand.name))
    connection.execute(insert(worked_out), {"what": event_strand.name, "by": rules_in_force()})


def _actors(record: Record, telling: Telling) -> Sequence[str]:
    parties = [each["actor"] for role in telling.roles for each in record[role]]
    return list(dict.fromkeys(actor["id"] for actor in parties if actor and actor.get("id")))


def _own(record: Record, actor: str, role: str) -> list[Record]:
    return [each for each in record[role] if (each.get("actor") or {}).get("id") == actor]


def _bounds(record: Record, strand: Strand) -> tuple[int, int | None]:
    """The lowest and the highest number told; nobody is counted where no number is."""
    counts = [each for each in record["counts"] if each["measure"] == strand.measure]
    lows = [each["low"] for each in counts if each["low"] is not None]
    highs = [each["high"] for each in counts]
    if any(high is None for high in highs):
        return min(lows, default=0), None
    return min(lows, default=0), max(highs, default=0)
