"""Reports as they are read back, and lists of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.errors import NotHeld
from dateline.model import Report
from dateline.store.acts import ERASE, MARK, newest_body, said_in
from dateline.store.connection import AnyRow
from dateline.store.pages import Page, after_of, page_of
from dateline.store.report_row import report_of_row
from dateline.store.schema import event, reading, report, retraction
from dateline.store.searching import matching_reports
from dateline.store.standing import undone

_READ = ("doc_id", "sha256", "text", "title", "source", "url", "published", "language")


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it is held. `details`: furniture, headline, dateline, and how it was dated."""

    id: str
    doc_id: str
    sha256: str
    text: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    language: str | None
    details: Mapping[str, Any]
    added_at: str
    added_by: str
    copy_of: str | None
    copy_why: str | None
    sensitivity: str | None
    retracted: str | None  # why, if it is
    erased: str | None  # why, if it is: it has no words then, and no events
    events: int  # those in force or not

    @property
    def account(self) -> str:
        """The first report of its account: its own id unless it is a copy."""
        return self.copy_of or self.id

    def as_read(self) -> Report:
        """The report as it was read from its bytes. Raises NotHeld if it was erased."""
        self.refuse_erased()
        row = {name: getattr(self, name) for name in _READ}
        return report_of_row(row | {"details": json.dumps(self.details)})

    def refuse_erased(self) -> None:
        """Raise NotHeld if nothing but its hash is left."""
        if self.erased is not None:
            raise NotHeld(f"report {self.id} was erased: {self.erased}")


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One coding of a report."""

    number: int
    made_by: Mapping[str, Any]
    coded_at: str
    coded_by: str


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Which reports: all conditions hold together. `after` is a page's `next`."""

    text: str | None = None
    source: str | None = None
    doc_id: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    copies: bool = True  # False: only the first report of each account
    limit: int = 50
    after: str | None = None


def find_reports(connection: Connection, query: ReportQuery) -> Page[StoredReport]:
    """A page of reports, in the order they were added."""
    conditions = _conditions(connection, query)
    total = connection.execute(select(func.count()).select_from(report).where(*conditions)).scalar()
    after = after_of(query.after, 1)
    if after:
        conditions.append(report.c.seq > int(after[0]))
    rows = connection.execute(
        _select().where(*conditions).order_by(report.c.seq).limit(query.limit + 1)
    ).all()
    return page_of(rows, query.limit, total or 0, _stored, lambda row: (str(row.seq),))


def report_of(connection: Connection, id: str) -> StoredReport:
    """The report of an id, or of a doc_id that only one has. Raises NotHeld."""
    rows = connection.execute(_select().where(report.c.id == id)).all()
    rows = rows or connection.execute(_select().where(report.c.doc_id == id)).all()
    if not rows:
        raise NotHeld(f"the casefile holds no report {id}")
    if len(rows) > 1:
        several = ", ".join(row.id for row in rows)
        raise NotHeld(f"several reports are called {id}: name one of {several}")
    return _stored(rows[0])


def readings_of(connection: Connection, report_id: str) -> Sequence[StoredReading]:
    """The codings of a report, the first one first."""
    query = select(reading).where(reading.c.report_id == report_id).order_by(reading.c.number)
    return [
        StoredReading(row.number, json.loads(row.made_by), row.coded_at, row.coded_by)
        for row in connection.execute(query)
    ]


def _conditions(connection: Connection, query: ReportQuery) -> list[Any]:
    found: list[Any] = []
    if query.text:
        found.append(report.c.seq.in_(matching_reports(connection, query.text)))
    if query.source:
        found.append(report.c.source == query.source)
    if query.doc_id:
        found.append(report.c.doc_id == query.doc_id)
    if query.published_from:
        found.append(report.c.published >= query.published_from)
    if query.published_to:
        found.append(report.c.published <= query.published_to)
    if not query.copies:
        found.append(report.c.copy_of.is_(None))
    return found


def _select() -> Any:
    """Rows of reports with what the ledger says of them and how many events they have."""
    withdrawn = (
        select(retraction.c.reason)
        .where(retraction.c.report_id == report.c.id, ~undone(retraction.c.seq))
        .order_by(retraction.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    told = (
        select(func.count())
        .select_from(event)
        .where(event.c.report_id == report.c.id)
        .scalar_subquery()
    )
    return select(
        report,
        withdrawn.label("retracted"),
        newest_body(report.c.id, ERASE).label("erasure"),
        newest_body(report.c.id, MARK).label("mark"),
        told.label("events"),
    )


def _stored(row: AnyRow) -> StoredReport:
    return StoredReport(
        id=row.id,
        doc_id=row.doc_id,
        sha256=row.sha256,
        text=row.text,
        title=row.title,
        source=row.source,
        url=row.url,
        published=row.published,
        language=row.language,
        details=json.loads(row.details),
        added_at=row.added_at,
        added_by=row.added_by,
        copy_of=row.copy_of,
        copy_why=row.copy_why,
        sensitivity=said_in(row.mark, "sensitivity") or row.sensitivity,
        retracted=row.retracted,
        erased=said_in(row.erasure, "reason"),
        events=row.events,
    )
