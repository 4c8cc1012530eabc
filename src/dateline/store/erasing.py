"""A report erased for good: its words go, and a tombstone with its hash remains.

The one act that takes away what was kept. It leaves a row without words, so that the report is
known when it comes again and is not taken; what people did about it stays without their words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, column, delete, inspect, or_, select, table, update

from dateline.errors import UsageError
from dateline.model import Report
from dateline.store.acts import ERASE
from dateline.store.adding import row_hash
from dateline.store.connection import among
from dateline.store.emptying import empty_entries
from dateline.store.ledger import Signature, append
from dateline.store.merging import group_again, merge_changes
from dateline.store.releasing import ACTION as PUBLISH
from dateline.store.remembered import Remembered
from dateline.store.report_row import row_of
from dateline.store.reports import report_of
from dateline.store.schema import (
    APPEND_ONLY,
    SEARCH,
    copy_link,
    event,
    ledger,
    original,
    reading,
    report,
    sketch,
    version,
)
from dateline.store.searching import drop_entries
from dateline.store.standing import Changed
from dateline.store.unsealing import unsealed

_KEPT = ("id", "sha256", "text_sha256", "added_at", "added_by", "copy_of", "copy_why")


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of a report that was to be erased.

    `copies`: other reports that repeat it, and still hold their words; `shared`: those read from
    the same bytes, for which the original had to stay; `releases`: published since it was added,
    so that it may be in them; `again`: it was erased before, and only what was left is cleared.
    """

    report_id: str
    sha256: str
    events: int = 0
    copies: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    again: bool = False


def erase_report(
    connection: Connection, remembered: Remembered, id: str, by: Signature, reason: str
) -> Erased:
    """Take a report's words out of the tables. Raises NotHeld, UsageError without a reason."""
    if not reason.strip():
        raise UsageError("an erasure needs a reason: it is all that says why there is a gap")
    found = report_of(connection, id)
    shared = _shared(connection, found.id, found.sha256)
    if found.erased is not None:
        return Erased(found.id, found.sha256, shared=shared, again=True)
    ids = _event_ids(connection, found.id)
    _take_out_of_force(connection, remembered, found.id, ids)
    with unsealed(connection):
        emptied = [each.as_json() for each in empty_entries(connection, found.id, ids)]
        row = _bury(connection, found.id, shared)
        body = {"reason": reason, "sha256": found.sha256, "row": row, "emptied": emptied}
        append(connection, by, ERASE, found.id, body, about=ids)
    _forget(connection, found.id, ids)
    if found.copy_of is not None:  # the incidents of the other name this one as a copy
        group_again(connection, remembered, _event_ids(connection, found.copy_of))
    return Erased(
        found.id,
        found.sha256,
        len(ids),
        copies_of(connection, found.id),
        shared,
        _releases(connection, found.id),
    )


def copies_of(connection: Connection, id: str) -> tuple[str, ...]:
    """Ids of the other reports that tell the same account in the same words, unless erased."""
    linked = [(copy_link.c.report_id, copy_link.c.other_id)]
    linked.append((copy_link.c.other_id, copy_link.c.report_id))
    near = [select(one).where(other == id) for one, other in linked]
    account = select(report.c.copy_of).where(report.c.id == id)
    of_account = or_(report.c.copy_of == id, report.c.copy_of.in_(account),
                     report.c.id.in_(account))  # fmt: skip
    found = select(report.c.id).where(
        or_(of_account, *(report.c.id.in_(each) for each in near)),
        report.c.id != id,
        report.c.text != "",
    )
    return tuple(connection.execute(found.order_by(report.c.seq)).scalars())


def _event_ids(connection: Connection, report_id: str) -> tuple[str, ...]:
    """Every event that any coding of the report has found."""
    query = (
        select(version.c.event_id)
        .join(reading, reading.c.id == version.c.reading_id)
        .where(reading.c.report_id == report_id)
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))


def _shared(connection: Connection, id: str, sha256: str) -> tuple[str, ...]:
    others = select(report.c.id).where(
        report.c.sha256 == sha256, report.c.id != id, report.c.text != ""
    )
    return tuple(connection.execute(others.order_by(report.c.seq)).scalars())


def _releases(connection: Connection, id: str) -> tuple[str, ...]:
    added = select(ledger.c.seq).where(ledger.c.subject == id, ledger.c.action == "add")
    since = connection.execute(added).scalar() or 0
    query = select(ledger.c.subject).where(ledger.c.action == PUBLISH, ledger.c.seq > since)
    return tuple(dict.fromkeys(connection.execute(query.order_by(ledger.c.seq)).scalars()))


def _take_out_of_force(
    connection: Connection, remembered: Remembered, report_id: str, ids: Sequence[str]
) -> None:
    """Make the incidents that its events were in without them."""
    gone = update(event).where(event.c.report_id == report_id)
    connection.execute(gone.values(status="retracted"))
    merge_changes(connection, remembered, Changed(gone=tuple(ids)))
    remembered.forget(ids)


def _bury(connection: Connection, id: str, shared: Sequence[str]) -> str:
    """Leave of the report's row and of its records what has no words; gives back the row's hash."""
    row = dict(connection.execute(select(report).where(report.c.id == id)).mappings().one())
    nothing = row_of(Report(id=id, text="", sha256=row["sha256"]))
    left = {**row, **nothing, **{name: row[name] for name in _KEPT}}
    connection.execute(update(report).where(report.c.id == id).values(left))
    readings = select(reading.c.id).where(reading.c.report_id == id)
    connection.execute(update(version).where(version.c.reading_id.in_(readings)).values(record=""))
    if not shared:
        connection.execute(delete(original).where(original.c.sha256 == row["sha256"]))
    return row_hash(left)


def _forget(connection: Connection, id: str, ids: Sequence[str]) -> None:
    """Take it out of all that is worked out, and out of every table that hangs on it."""
    seq = connection.execute(select(report.c.seq).where(report.c.id == id)).scalar_one()
    listed = connection.execute(select(event.c.seq).where(event.c.report_id == id)).scalars().all()
    drop_entries(connection, [2 * seq + 1, *(2 * each for each in listed)])
    connection.execute(delete(sketch).where(sketch.c.report_seq == seq))
    known = inspect(connection)
    for name in known.get_table_names():
        if name in APPEND_ONLY or name.startswith(SEARCH):
            continue
        columns = {each["name"] for each in known.get_columns(name)}
        other = table(name, column("report_id"), column("event_id"), column("event_seq"))
        if "report_id" in columns:
            connection.execute(delete(other).where(other.c.report_id == id))
        if "event_id" in columns:
            connection.execute(delete(other).where(among(other.c.event_id, ids)))
        if "event_seq" in columns:
            connection.execute(delete(other).where(among(other.c.event_seq, listed)))
