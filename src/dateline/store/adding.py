"""Reports into the casefile: the original, its text, its coding, and the entry that says so."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select

from dateline.errors import ErasedReport, UnreadableReport, UsageError
from dateline.export.json_text import json_line
from dateline.model import Report
from dateline.store.archive import keep_original
from dateline.store.connection import Store, add_row
from dateline.store.copies import CopyOf, find_copy, keep_links, keep_sketch
from dateline.store.ledger import Signature, append, canonical, head, sha256_of
from dateline.store.marking import check_sensitivity
from dateline.store.report_row import row_of
from dateline.store.schema import reading, report, version
from dateline.store.searching import put_report
from dateline.store.standing import NOTHING, Changed, settle


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a report that was given.

    held: it was there already, nothing was stored; copy_of: the report whose account it repeats;
    events: ids of the events stored, none for a copy that says nothing new.
    """

    report_id: str
    held: bool = False
    copy_of: str | None = None
    copy_why: str | None = None
    events: tuple[str, ...] = ()
    changed: Changed = NOTHING


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding of a report: the records as `dateline code` writes them, and what made them."""

    records: Sequence[Mapping[str, Any]]
    made_by: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A report as it was given, with the bytes it was read from."""

    report: Report
    original: bytes
    sensitivity: str | None = None


def report_id_of(doc_id: str, sha256: str) -> str:
    """The id of a report in every casefile: by its own id and its bytes."""
    return "rep_" + sha256_of(f"{doc_id}|{sha256}")[:16]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found out of a report before it was coded, and the entry the ledger ended in."""

    report_id: str
    head: str
    held: bool
    copy: CopyOf | None

    @property
    def is_coded_once(self) -> bool:
        return self.held or (self.copy is not None and self.copy.same_figures)


def look_up(connection: Connection, new: Report, before: Seen | None = None) -> Seen:
    """What the casefile has of a report already; `before` holds while nothing was added since.

    Raises ErasedReport for one that was erased.
    """
    id = report_id_of(new.id, new.sha256)
    _, last = head(connection)
    if before is not None and (before.report_id, before.head) == (id, last):
        return before
    same = {"id": id, "sha256": new.sha256, "text_sha256": sha256_of(new.text)}
    found = connection.execute(_same_report(), same).all()
    gone = next((row.id for row in found if row.erased), None)
    if gone is not None:
        why = f"it was erased from the casefile as {gone} and is not taken again"
        raise ErasedReport(new.id, why)
    held = any(row.id == id for row in found)
    first = find_copy(connection, new, among_these=bool(found)) if not held else None
    return Seen(id, last, held, first)


@cache
def _same_report() -> Any:
    """Reports of this id, these bytes or this text."""
    columns = (report.c.id, report.c.sha256, report.c.text_sha256)
    same = (column == bindparam(column.name) for column in columns)
    return select(report.c.id, (report.c.text == "").label("erased")).where(or_(*same))


def add_report(
    connection: Connection,
    store: Store,
    given: Given,
    coding: Coding | None,
    by: Signature,
    before: Seen | None = None,
) -> Added:
    """Add a report with its coding. A report held already is left as it is.

    A copy that says nothing new is kept, linked, and not coded: `coding` is then passed over.
    Raises UnreadableReport for a text with NUL characters, which PostgreSQL cannot hold, and
    ErasedReport for one that was erased.
    """
    new = given.report
    if any("\0" in words for words in (new.text, new.title, new.source, new.url) if words):
        raise UnreadableReport(new.id, "it holds NUL characters, so it is not text")
    seen = look_up(connection, new, before)
    id, copy = seen.report_id, seen.copy
    if seen.held:
        return Added(id, held=True)
    row = _row(given, id, copy, by)
    keep_original(connection, store, _checked(given), by)
    seq = add_row(connection, report, row)
    put_report(connection, seq, f"{new.title or ''} {new.text}")
    keep_sketch(connection, seq, new.text)
    if copy is not None:
        keep_links(connection, id, copy)
    if copy is not None and copy.same_figures:
        coding = None
    body: dict[str, Any] = {"row": row_hash(row), "sha256": new.sha256, "doc_id": new.id}
    if copy is not None:
        body |= {"copy_of": copy.report_id, "copies": [list(link) for link in copy.links]}
    events = keep_coding(connection, id, coding, by, action="add", body=body)
    return Added(
        id,
        copy_of=copy.report_id if copy else None,
        copy_why=copy.why if copy else None,
        events=events,
        changed=settle(connection, id),
    )


def keep_coding(
    connection: Connection,
    report_id: str,
    coding: Coding | None,
    by: Signature,
    *,
    action: str,
    body: Mapping[str, Any],
) -> tuple[str, ...]:
    """Keep a coding beside those there are, and its entry in the ledger; gives back event ids."""
    number = last_number(connection, report_id) + 1
    texts = {row["id"]: json_line(row) for row in coding.records} if coding else {}
    hashes = {id: sha256_of(text) for id, text in texts.items()}
    entry = dict(body)
    if coding is not None:
        entry["reading"] = {"number": number, "made_by": dict(coding.made_by), "records": hashes}
    seq = append(connection, by, action, report_id, entry, about=texts)
    if coding is None:
        return ()
    kept = {
        "report_id": report_id,
        "number": number,
        "made_by": canonical(dict(coding.made_by)),
        "coded_at": by.time,
        "coded_by": by.who,
        "ledger_seq": seq,
    }
    reading_id = add_row(connection, reading, kept)
    rows = [
        {"event_id": id, "reading_id": reading_id, "record": texts[id], "sha256": hashes[id]}
        for id in texts
    ]
    if rows:
        connection.execute(insert(version), rows)
    return tuple(texts)


def last_number(connection: Connection, report_id: str) -> int:
    """The number of a report's newest coding; 0 if it has none."""
    return connection.execute(_last_number(), {"report_id": report_id}).scalar() or 0


@cache
def _last_number() -> Any:
    wanted = reading.c.report_id == bindparam("report_id")
    return select(func.max(reading.c.number)).where(wanted)


def row_hash(row: Mapping[str, Any]) -> str:
    """The hash of a report's row, as the ledger holds it."""
    columns = sorted(column.name for column in report.columns if column.name != "seq")
    return sha256_of(canonical([row[column] for column in columns]))


def _row(given: Given, id: str, copy: CopyOf | None, by: Signature) -> dict[str, Any]:
    return {
        "id": id,
        **row_of(given.report),
        "added_at": by.time,
        "added_by": by.who,
        "copy_of": copy.report_id if copy else None,
        "copy_why": copy.why if copy else None,
        "sensitivity": given.sensitivity,
    }


def _checked(given: Given) -> bytes:
    """The original. Raises UsageError if it is not what the report was read from."""
    found = hashlib.sha256(given.original).hexdigest()
    if found != given.report.sha256:
        raise UsageError(
            f"{given.report.id}: the bytes given have the SHA-256 {found}, the report says "
            f"{given.report.sha256}"
        )
    check_sensitivity(given.sensitivity)
    return given.original
