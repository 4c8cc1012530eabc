"""A casefile: reports, their codings, and what people decided, in a folder or a database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from dateline import __version__
from dateline.errors import UsageError
from dateline.model import Report
from dateline.store import adding, events, ledger, reports, reviewing, searching
from dateline.store.adding import Added, Coding, Given
from dateline.store.address import FILE, Address, read_address
from dateline.store.archive import read_original
from dateline.store.connection import WAIT_SECONDS, Store
from dateline.store.events import EventQuery, StoredEvent
from dateline.store.ledger import Entry, Signature
from dateline.store.pages import Page
from dateline.store.reports import ReportQuery, StoredReading, StoredReport
from dateline.store.schema import HEAD
from dateline.store.searching import Hit
from dateline.store.standing import Changed, settle
from dateline.store.summary import Summary, summary_of
from dateline.store.upgrading import check_version, migrate, version_of


class Casefile:
    """An open casefile. Each call is one transaction: it happens as a whole, or not at all.

    Who does something and when (an aware time) is for the caller to say.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def create(cls, case: str, who: str, at: datetime) -> Self:
        """Make a casefile where there is none. Raises UsageError if something is in its place."""
        address = read_address(case)
        _make_folder(address)
        store = Store(address)
        with store.creating() as connection:
            if version_of(connection) is not None:
                raise UsageError(f"{address} holds a casefile already")
            migrate(connection)
            body = {"dateline": __version__}
            ledger.append(connection, Signature(who, at), "init", "casefile", body)
        return cls(store)

    @classmethod
    def open(cls, case: str, wait_seconds: float = WAIT_SECONDS) -> Self:
        """Open one that is there. Raises UsageError if none is, OtherVersion, ConnectionLost."""
        address = read_address(case)
        _check_folder(address)
        store = Store(address, wait_seconds)
        with store.reading() as connection:
            check_version(connection, address)
        return cls(store)

    @classmethod
    def upgrade(cls, case: str, who: str, at: datetime) -> tuple[str, str]:
        """Bring an older casefile's tables to this version: gives back from which to which."""
        address = read_address(case)
        _check_folder(address)
        store = Store(address)
        with store.creating() as connection:
            before = version_of(connection)
            if before is None or before >= HEAD:
                check_version(connection, address)
                return HEAD, HEAD
            migrate(connection)
            body = {"dateline": __version__, "from": before, "to": HEAD}
            ledger.append(connection, Signature(who, at), "upgrade", "casefile", body)
        return before, HEAD

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        return str(self._store.address)

    def close(self) -> None:
        """Give its connections back."""
        self._store.close()

    # --- what comes in ----------------------------------------------------------------

    def is_coded_once(self, report: Report) -> bool:
        """Whether a report needs no coding: it is held, or repeats one without a new figure."""
        with self._store.reading() as connection:
            return adding.is_coded_once(connection, report)

    def add(self, given: Given, coding: Coding | None, who: str, at: datetime) -> Added:
        """Add a report with its coding. One that is held already is left as it is."""
        by = Signature(who, at)
        with self._store.writing() as connection:
            return adding.add_report(connection, self._store, given, coding, by)

    # --- what is held -----------------------------------------------------------------

    def reports(self, query: ReportQuery | None = None) -> Page[StoredReport]:
        """A page of reports, in the order they were added."""
        with self._store.reading() as connection:
            return reports.find_reports(connection, query or ReportQuery())

    def report(self, id: str) -> StoredReport:
        """One report. Raises NotHeld."""
        with self._store.reading() as connection:
            return reports.report_of(connection, id)

    def readings(self, report_id: str) -> Sequence[StoredReading]:
        """The codings of a report, the first one first."""
        with self._store.reading() as connection:
            return reports.readings_of(connection, report_id)

    def original(self, report_id: str) -> bytes:
        """The bytes a report was read from. Raises NotHeld, Damaged."""
        with self._store.reading() as connection:
            found = reports.report_of(connection, report_id)
            return read_original(connection, self._store, found.sha256)

    def events(self, query: EventQuery | None = None) -> Page[StoredEvent]:
        """A page of events, those in force unless the query says otherwise."""
        with self._store.reading() as connection:
            return events.find_events(connection, query or EventQuery())

    def event(self, id: str) -> StoredEvent:
        """One event, by its id or the beginning of it. Raises NotHeld."""
        with self._store.reading() as connection:
            return events.event_of(connection, id)

    def search(self, words: str, limit: int = 50) -> Sequence[Hit]:
        """Reports and events in which all the words stand, the likeliest first."""
        with self._store.reading() as connection:
            return searching.search(connection, words, limit)

    def status(self) -> Summary:
        """What it holds, in numbers."""
        with self._store.reading() as connection:
            return summary_of(connection, self.address)

    def full_id(self, id: str) -> str:
        """The id of a report or an event called by its name or its beginning. Raises NotHeld."""
        if id.startswith("ev_"):
            return self.event(id).id
        return id if id.startswith("inc_") else self.report(id).id

    # --- what people decide -----------------------------------------------------------

    def review(
        self,
        event_id: str,
        action: str,
        field: str | None = None,
        value: Any = None,
        *,
        who: str,
        at: datetime,
        reason: str | None = None,
    ) -> StoredEvent:
        """Accept, reject or correct an event; gives back how it stands. Raises NotHeld."""
        with self._store.writing() as connection:
            decision = (action, field, value)
            by = Signature(who, at)
            self._merge(
                connection, reviewing.review_event(connection, event_id, decision, by, reason)
            )
            return events.event_of(connection, event_id)

    def retract(self, report_id: str, reason: str, *, who: str, at: datetime) -> StoredReport:
        """Take a report and its events out of force. Raises NotHeld."""
        with self._store.writing() as connection:
            by = Signature(who, at)
            self._merge(connection, reviewing.retract_report(connection, report_id, by, reason))
            return reports.report_of(connection, report_id)

    def undo(
        self, who: str, at: datetime, *, event_id: str | None = None, reason: str | None = None
    ) -> Entry:
        """Take back the last decision of a person, or the last on an event. Raises NotHeld."""
        with self._store.writing() as connection:
            by = Signature(who, at)
            seq, about = reviewing.take_back(connection, by, reason, event_id)
            self._settle(connection, about)
            return ledger.entries(connection, seq - 1, 1)[0]

    def redo(self, who: str, at: datetime, *, reason: str | None = None) -> Entry:
        """Decide again what a person undid last. Raises NotHeld."""
        with self._store.writing() as connection:
            seq, about = reviewing.undo_an_undo(connection, Signature(who, at), reason)
            self._settle(connection, about)
            return ledger.entries(connection, seq - 1, 1)[0]

    # --- the ledger -------------------------------------------------------------------

    def ledger(self, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """Entries of the ledger that come after a number, in order."""
        with self._store.reading() as connection:
            return ledger.entries(connection, after, limit)

    def history(self, id: str) -> Sequence[Entry]:
        """All that was done to a report, an event or an incident, in order."""
        with self._store.reading() as connection:
            return ledger.history(connection, id)

    def _settle(self, connection: Any, about: tuple[str, ...]) -> None:
        for report_id in reviewing.reports_about(connection, about):
            self._merge(connection, settle(connection, report_id))

    def _merge(self, connection: Any, changed: Changed) -> None:
        """Accounts are grouped anew where something changed."""


def _make_folder(address: Address) -> None:
    folder = address.folder
    if folder is None:
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and is not an empty folder: name a new one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}") from error


def _check_folder(address: Address) -> None:
    folder = address.folder
    if folder is not None and not (folder / FILE).is_file():
        raise UsageError(f"{folder} holds no casefile: make one with dateline init {folder}")
