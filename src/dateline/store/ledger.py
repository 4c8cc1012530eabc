"""The ledger: who did what, when and why, each entry holding the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, insert, select

from dateline.errors import NotHeld
from dateline.store.connection import AnyRow, among
from dateline.store.schema import ledger, ledger_about

FIRST = "0" * 64  # what the first entry has for the hash of the one before


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `subject` is the id of what was done something to; `body` says what."""

    seq: int
    at: str
    who: str
    action: str
    subject: str
    body: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who does something, and when, in UTC."""

    who: str
    at: datetime

    @property
    def time(self) -> str:
        """The time as it is stored: 2016-03-07T09:30:00Z."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":")
    )


def sha256_of(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def append(
    connection: Connection,
    by: Signature,
    action: str,
    subject: str,
    body: Mapping[str, Any],
    about: Iterable[str] = (),
) -> int:
    """Add an entry and give back its number. Only within a writing transaction.

    `about` are ids, beside the subject, in whose history the entry is shown.
    """
    seq, previous = _last(connection)
    row = {
        "seq": seq + 1,
        "at": by.time,
        "who": by.who,
        "action": action,
        "subject": subject,
        "body": canonical(body),
        "previous": previous,
    }
    connection.execute(insert(ledger), row | {"hash": hash_of(row)})
    shown = [{"about": each, "seq": seq + 1} for each in sorted({subject, *about})]
    connection.execute(insert(ledger_about), shown)
    return seq + 1


def hash_of(row: Mapping[str, Any]) -> str:
    """The hash of an entry: over all its columns, the hash of the one before among them."""
    columns = ("seq", "at", "who", "action", "subject", "body", "previous")
    return sha256_of(canonical([row[column] for column in columns]))


def entries(connection: Connection, after: int, limit: int | None) -> Sequence[Entry]:
    """Entries in order, those that come after number `after`."""
    query = select(ledger).where(ledger.c.seq > after).order_by(ledger.c.seq).limit(limit)
    return [_entry(row) for row in connection.execute(query)]


def history(connection: Connection, ids: Sequence[str]) -> Sequence[Entry]:
    """The entries that concern any of these reports or events, in order."""
    query = (
        select(ledger)
        .join(ledger_about, ledger_about.c.seq == ledger.c.seq)
        .where(among(ledger_about.c.about, ids))
        .distinct()
        .order_by(ledger.c.seq)
    )
    return [_entry(row) for row in connection.execute(query)]


def spoken_of(connection: Connection, id: str) -> str:
    """The id of an entry's subject that is this or the only one to begin so. Raises NotHeld."""
    about = ledger_about.c.about
    upper = id[:-1] + chr(ord(id[-1]) + 1)
    begins = select(about).where(about >= id, about < upper).distinct().limit(2)
    found: Sequence[str] = connection.execute(begins).scalars().all()
    if id in found:
        return id
    if len(found) != 1:
        many = f"several ids begin with {id}" if found else f"the ledger does not speak of {id}"
        raise NotHeld(f"{many}: dateline history shows them all")
    return found[0]


def latest(
    connection: Connection,
    actions: Sequence[str],
    *,
    who: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> Sequence[Entry]:
    """Entries of these actions, the newest first: of one person, or those before a number."""
    query = select(ledger).where(ledger.c.action.in_(actions))
    if who is not None:
        query = query.where(ledger.c.who == who)
    if before is not None:
        query = query.where(ledger.c.seq < before)
    rows = connection.execute(query.order_by(ledger.c.seq.desc()).limit(limit))
    return [_entry(row) for row in rows]


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry: written down elsewhere, they bear witness to the rest."""
    return _last(connection)


def _last(connection: Connection) -> tuple[int, str]:
    found = connection.execute(_newest()).first()
    return (found.seq, found.hash) if found else (0, FIRST)


@cache
def _newest() -> Any:
    return select(ledger.c.seq, ledger.c.hash).order_by(ledger.c.seq.desc()).limit(1)


def _entry(row: AnyRow) -> Entry:
    return Entry(
        row.seq, row.at, row.who, row.action, row.subject, json.loads(row.body), row.previous,
        row.hash,
    )  # fmt: skip
