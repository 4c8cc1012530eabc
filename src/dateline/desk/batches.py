"""Batches of reports that were sent to the desk, and what became of each report.

Kept in tables of the desk's own, so that after the desk was closed midway it can still be said
what was added. The reports themselves are signed in the casefile's ledger, one by one.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Column, Integer, MetaData, Table, Text, func, insert, select, update

from dateline.errors import NotHeld
from dateline.exchange.adding import Outcome
from dateline.store.connection import AnyRow, Store

# stopped: somebody asked for it, or the desk was closed; failed: the casefile could not be used.
State = Literal["waiting", "working", "done", "stopped", "failed"]

metadata = MetaData()
desk_batch = Table(
    "desk_batch",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("given", Text, nullable=False),  # JSON: what the inputs are called
    Column("sensitivity", Text),
    Column("state", Text, nullable=False),
    Column("why", Text),
)
desk_outcome = Table(
    "desk_outcome",
    metadata,
    Column("batch", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("became", Text, nullable=False),  # added, copy, held, unread
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("report_id", Text),
    Column("copy_of", Text),
    Column("events", Text, nullable=False),  # JSON: their ids
    Column("told", Integer, nullable=False),  # how many events
    Column("why", Text),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch and how many of its reports were added, copies among them, held, or not read."""

    id: str
    who: str
    at: str
    given: tuple[str, ...]
    sensitivity: str | None
    state: State
    why: str | None
    added: int = 0
    copies: int = 0
    held: int = 0
    unread: int = 0
    events: int = 0

    @property
    def going(self) -> bool:
        """Whether more is to come."""
        return self.state in ("waiting", "working")


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one report: `became` is added, copy, held or unread."""

    number: int
    became: str
    name: str
    title: str | None
    report_id: str | None
    copy_of: str | None
    events: tuple[str, ...]
    why: str | None


class Batches:
    """The batches of one casefile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.creating() as connection:
            metadata.create_all(connection)

    def make(self, who: str, at: datetime, given: Sequence[str], sensitivity: str | None) -> str:
        """A new batch that waits; gives back its id."""
        row = {
            "id": secrets.token_hex(8),
            "who": who,
            "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "given": json.dumps(list(given)),
            "sensitivity": sensitivity,
            "state": "waiting",
        }
        with self._store.writing() as connection:
            connection.execute(insert(desk_batch), row)
        return str(row["id"])

    def mark(self, id: str, state: State, why: str | None = None) -> None:
        """Say how a batch stands."""
        changed = update(desk_batch).where(desk_batch.c.id == id).values(state=state, why=why)
        with self._store.writing() as connection:
            connection.execute(changed)

    def tell(self, id: str, number: int, outcome: Outcome) -> None:
        """Keep what became of the report of that number."""
        with self._store.writing() as connection:
            connection.execute(
                insert(desk_outcome), {"batch": id, "number": number, **_row(outcome)}
            )

    def batch(self, id: str) -> Batch:
        """One batch. Raises NotHeld."""
        with self._store.reading() as connection:
            row = connection.execute(select(desk_batch).where(desk_batch.c.id == id)).first()
            if row is None:
                raise NotHeld(f"no batch of reports has the id {id}")
            numbers = connection.execute(_numbers(id)).all()
        return _batch(row, numbers)

    def told(self, id: str) -> int:
        """Of how many reports of a batch it was said what became of them."""
        query = select(func.max(desk_outcome.c.number)).where(desk_outcome.c.batch == id)
        with self._store.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def going(self) -> tuple[Batch, ...]:
        """The batches that are not said to have ended, the oldest first."""
        unended = desk_batch.c.state.in_(("waiting", "working"))
        query = select(desk_batch.c.id).where(unended).order_by(desk_batch.c.seq)
        with self._store.reading() as connection:
            ids = connection.execute(query).scalars().all()
        return tuple(self.batch(id) for id in ids)

    def recent(self, limit: int = 20) -> tuple[Batch, ...]:
        """The last batches, the newest first."""
        query = select(desk_batch.c.id).order_by(desk_batch.c.seq.desc()).limit(limit)
        with self._store.reading() as connection:
            ids = connection.execute(query).scalars().all()
        return tuple(self.batch(id) for id in ids)

    def outcomes(
        self, id: str, *, unread: bool | None = None, after: int = 0, limit: int = 100,
        newest: bool = False,
    ) -> tuple[Became, ...]:  # fmt: skip
        """What became of a batch's reports: of all, or of those that were (not) read."""
        table = desk_outcome.c
        query = select(desk_outcome).where(table.batch == id, table.number > after)
        if unread is not None:
            query = query.where((table.became == "unread") == unread)
        order = table.number.desc() if newest else table.number
        with self._store.reading() as connection:
            rows = connection.execute(query.order_by(order).limit(limit)).all()
        return tuple(_became(row) for row in rows)


def _row(outcome: Outcome) -> dict[str, Any]:
    added = outcome.added
    ids = list(added.events) if added else []
    return {
        "became": _word(outcome),
        "name": outcome.name,
        "title": outcome.title,
        "report_id": added.report_id if added else None,
        "copy_of": added.copy_of if added else None,
        "events": json.dumps(ids),
        "told": len(ids),
        "why": added.copy_why if added else outcome.why,
    }


def _word(outcome: Outcome) -> str:
    if outcome.added is None:
        return "unread"
    if outcome.added.held:
        return "held"
    return "copy" if outcome.added.copy_of else "added"


def _numbers(id: str) -> Any:
    table = desk_outcome.c
    asked = select(table.became, func.count(), func.sum(table.told)).where(table.batch == id)
    return asked.group_by(table.became)


def _batch(row: AnyRow, numbers: Sequence[AnyRow]) -> Batch:
    found = {became: number for became, number, _ in numbers}
    return Batch(
        id=row.id,
        who=row.who,
        at=row.at,
        given=tuple(json.loads(row.given)),
        sensitivity=row.sensitivity,
        state=row.state,
        why=row.why,
        added=found.get("added", 0) + found.get("copy", 0),
        copies=found.get("copy", 0),
        held=found.get("held", 0),
        unread=found.get("unread", 0),
        events=sum(int(told or 0) for *_, told in numbers),
    )


def _became(row: AnyRow) -> Became:
    return Became(
        row.number, row.became, row.name, row.title, row.report_id, row.copy_of,
        tuple(json.loads(row.events)), row.why,
    )  # fmt: skip
