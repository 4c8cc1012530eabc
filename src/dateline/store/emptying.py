"""Words taken out of the ledger and of what people signed, so that the chain still holds.

An emptied entry keeps its hash, which the next one repeats. The entry of the erasure says which
were emptied: the hash that each had, that of what is left of it, and that of the rows signed
with it. `verify` holds them to that.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, or_, select, update

from dateline.store.connection import AnyRow, among
from dateline.store.ledger import canonical, hash_of, sha256_of
from dateline.store.schema import APPEND_ONLY, ledger, ledger_about, metadata

_WORDS = ("reason", "value", "salt", "doc_id")  # of an entry
_CODINGS = ("add", "recode")  # what these say of events are hashes
# Of a signed row, and what stands there instead where something has to.
_COLUMNS = {"reason": "", "value": "null", "decisions": "[]"}
_OF_EVENTS = ("event_id", "left_id", "right_id")
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Emptied:
    """An entry whose words are gone: what it is held to."""

    seq: int
    hash: str  # as the next entry repeats it
    rest: str  # of what is left of the entry
    rows: str  # of the rows signed with it

    def as_json(self) -> list[Any]:
        return [self.seq, self.hash, self.rest, self.rows]


def signed_tables() -> tuple[Table, ...]:
    """The tables of what people decided: their `seq` is that of the ledger entry."""
    tables = (metadata.tables[name] for name in APPEND_ONLY)
    return tuple(each for each in tables if {"seq", "who", "at"} <= set(each.c.keys())
                 and each is not ledger)  # fmt: skip


def empty_entries(
    connection: Connection, report_id: str, event_ids: Collection[str]
) -> Iterator[Emptied]:
    """Take all words out of the entries about a report and its events, and of their rows."""
    ids = {report_id, *event_ids}
    seqs = select(ledger_about.c.seq).where(among(ledger_about.c.about, sorted(ids))).distinct()
    entries = connection.execute(select(ledger).where(ledger.c.seq.in_(seqs)))
    for row in entries.mappings().all():
        said: Body = json.loads(row["body"])
        left = _left(row["action"], said, ids)
        if left != said:
            left["erased"] = True
        for table in signed_tables():
            _empty_rows(connection, table, row["seq"], sorted(ids))
        body = canonical(left)
        if body != row["body"]:
            connection.execute(update(ledger).where(ledger.c.seq == row["seq"]).values(body=body))
            rest = hash_of({**row, "body": body})
            rows = rows_hash(connection, row["seq"])
            yield Emptied(row["seq"], row["hash"], rest, rows)


def rows_hash(connection: Connection, seq: int) -> str:
    """The hash of all rows that were signed with an entry, as they are now."""
    found = {
        table.name: sorted(canonical(dict(row)) for row in _rows(connection, table, seq))
        for table in signed_tables()
    }
    return sha256_of(canonical({name: rows for name, rows in found.items() if rows}))


def count_rows(connection: Connection, seq: int) -> Iterator[tuple[str, int]]:
    """How many rows of each table were signed with an entry."""
    for table in signed_tables():
        yield table.name, len(list(_rows(connection, table, seq)))


def _rows(connection: Connection, table: Table, seq: int) -> Iterator[Mapping[str, Any]]:
    found = connection.execute(select(table).where(table.c.seq == seq)).mappings()
    yield from (dict(row) for row in found)


def _left(action: str, body: Body, ids: Collection[str]) -> Body:
    """What stays of an entry's body."""
    if action in _CODINGS:
        return {key: None if key in _WORDS else value for key, value in body.items()}
    return {
        key: None if key in _WORDS or key in ids else _inside(value, ids)
        for key, value in body.items()
    }


def _inside(value: Any, ids: Collection[str]) -> Any:
    return _left("", value, ids) if isinstance(value, dict) else value


def _empty_rows(connection: Connection, table: Table, seq: int, ids: list[str]) -> None:
    """A reason is that of the whole entry; of values only those of the events go."""
    of_events = [among(table.c[name], ids) for name in _OF_EVENTS if name in table.c]
    for name, instead in _COLUMNS.items():
        if name not in table.c:
            continue
        nothing = None if table.c[name].nullable else instead
        rows = update(table).where(table.c.seq == seq)
        if name != "reason" and of_events:
            rows = rows.where(or_(*of_events))
        connection.execute(rows.values({name: nothing}))


def emptied_in(rows: Collection[AnyRow]) -> dict[int, Emptied]:
    """What the entries of erasures say of others, by number; the newest holds."""
    said = (Emptied(*each) for row in rows for each in json.loads(row.body)["emptied"])
    return {each.seq: each for each in said}
