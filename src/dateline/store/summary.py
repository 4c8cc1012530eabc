"""What a casefile holds, in numbers."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.store.acts import ERASE
from dateline.store.ledger import head
from dateline.store.schema import event, incident, ledger, original, reading, report, retraction
from dateline.store.standing import undone


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts, and the hash of the ledger's last entry."""

    case: str
    reports: int
    copies: int
    retracted: int
    erased: int
    events: Mapping[str, int]  # by status
    incidents: int
    codings: Mapping[str, int]  # reports by what coded them last
    first_published: str | None
    last_published: str | None
    originals: int
    original_bytes: int
    entries: int
    last_entry_at: str | None
    head: str


def summary_of(connection: Connection, case: str) -> Summary:
    """What the casefile holds now."""
    reports = connection.execute(
        select(
            func.count(),
            func.count(report.c.copy_of),
            func.min(report.c.published),
            func.max(report.c.published),
        ).select_from(report)
    ).one()
    kept = connection.execute(
        select(func.count(), func.coalesce(func.sum(original.c.size), 0)).select_from(original)
    ).one()
    withdrawn = select(func.count(retraction.c.report_id.distinct())).where(
        ~undone(retraction.c.seq)
    )
    gone = select(func.count(ledger.c.subject.distinct())).where(ledger.c.action == ERASE)
    entries, last = head(connection)
    return Summary(
        case=case,
        reports=reports[0],
        copies=reports[1],
        retracted=_number(connection, withdrawn),
        erased=_number(connection, gone),
        events=_statuses(connection),
        incidents=_number(connection, select(func.count()).select_from(incident)),
        codings=_codings(connection),
        first_published=reports[2],
        last_published=reports[3],
        originals=kept[0],
        original_bytes=int(kept[1]),
        entries=entries,
        last_entry_at=connection.execute(
            select(ledger.c.at).where(ledger.c.seq == entries)
        ).scalar(),
        head=last,
    )


def _number(connection: Connection, query: Any) -> int:
    return connection.execute(query).scalar() or 0


def _statuses(connection: Connection) -> Mapping[str, int]:
    query = select(event.c.status, func.count()).group_by(event.c.status).order_by(event.c.status)
    return {row[0]: row[1] for row in connection.execute(query)}


def _codings(connection: Connection) -> Mapping[str, int]:
    newest = (
        select(reading.c.report_id, func.max(reading.c.number).label("number"))
        .group_by(reading.c.report_id)
        .subquery()
    )
    query = (
        select(reading.c.made_by, func.count())
        .join(
            newest,
            (newest.c.report_id == reading.c.report_id) & (newest.c.number == reading.c.number),
        )
        .group_by(reading.c.made_by)
    )
    found: Counter[str] = Counter()
    for made_by, number in connection.execute(query):
        found[maker_of(json.loads(made_by))] += number
    return dict(sorted(found.items()))


def maker_of(made_by: Mapping[str, Any]) -> str:
    """What made a coding, in a few words: "dateline 0.1.0, codebook 0.1, rules"."""
    known = (f"dateline {made_by.get('dateline')}", f"codebook {made_by.get('codebook')}")
    return ", ".join((*known, str(made_by.get("engine"))))
