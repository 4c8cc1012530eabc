"""A casefile: reports, their codings, and what people decided, in a folder or a database."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from dateline.codebook.cohesion import Strand
from dateline.errors import UsageError
from dateline.merge import Judgement, SetAside
from dateline.model import Report
from dateline.store import (
    adding,
    events,
    exploring,
    incidents,
    judging,
    ledger,
    opening,
    recoding,
    reports,
    reviewing,
    searching,
    verifying,
)
from dateline.store.adding import Added, Coding, Given
from dateline.store.archive import read_original
from dateline.store.around import Around, events_around
from dateline.store.backup import write_backup
from dateline.store.connection import WAIT_SECONDS, Store
from dateline.store.events import EventQuery, StoredEvent
from dateline.store.exploring import Account, Days, Scene, TakingPart
from dateline.store.incidents import IncidentQuery, StoredIncident
from dateline.store.ledger import Entry, Signature
from dateline.store.likenesses import open_pairs
from dateline.store.memory import Remembered
from dateline.store.merging import group_again, merge_changes
from dateline.store.pages import Page
from dateline.store.recoding import Recoded
from dateline.store.reports import ReportQuery, StoredReading, StoredReport
from dateline.store.searching import Hit
from dateline.store.standing import Changed, settle
from dateline.store.summary import Summary, summary_of
from dateline.store.verifying import Verification

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """Say nothing of how far long work is."""


class Casefile:
    """An open casefile. Each call is one transaction: it happens as a whole, or not at all.

    Who does something and when (an aware time) is for the caller to say.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered = Remembered()

    @classmethod
    def create(cls, case: str, who: str, at: datetime) -> Self:
        """Make a casefile where there is none. Raises UsageError if something is in its place."""
        return cls(opening.make(case, Signature(who, at)))

    @classmethod
    def open(cls, case: str, wait_seconds: float = WAIT_SECONDS) -> Self:
        """Open one that is there. Raises UsageError if none is, OtherVersion, ConnectionLost."""
        return cls(opening.open_store(case, wait_seconds))

    @classmethod
    def restore(cls, file: Path, case: str, say: Say = _silent) -> Self:
        """Make a casefile from a backup. Raises UsageError, OtherVersion, Damaged."""
        return cls(opening.restore(file, case, say))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        return str(self._store.address)

    @property
    def store(self) -> Store:
        """Its database: the desk keeps its users there, in tables of its own."""
        return self._store

    def close(self) -> None:
        """Give its connections back."""
        self._store.close()

    # --- what comes in ----------------------------------------------------------------

    def is_coded_once(self, report: Report) -> bool:
        """Whether a report needs no coding: it is held, or repeats one without a new figure."""
        with self._store.reading() as connection:
            return adding.is_coded_once(connection, report)

    def add(
        self,
        report: Report,
        original: bytes,
        events: Sequence[Mapping[str, Any]] | None,
        made_by: Mapping[str, Any] | None,
        who: str,
        at: datetime,
        *,
        sensitivity: str | None = None,
    ) -> Added:
        """Add a report: its bytes, and its events as `dateline code` writes them, if it was coded.

        One that is held already is left as it is. Raises UsageError for bytes of another report.
        """
        by = Signature(who, at)
        given = Given(report, original, sensitivity)
        coding = Coding(events, made_by or {}) if events is not None else None
        with self._store.writing() as connection:
            added = adding.add_report(connection, self._store, given, coding, by)
            self._merge(connection, added.changed)
            return added

    def needs_coding(self, made_by: Mapping[str, Any]) -> Sequence[str]:
        """Ids of the reports that were not last coded by this, in the order they were added."""
        with self._store.reading() as connection:
            return recoding.needs_coding(connection, made_by)

    def recode(
        self,
        report_id: str,
        events: Sequence[Mapping[str, Any]],
        made_by: Mapping[str, Any],
        *,
        who: str,
        at: datetime,
        dry_run: bool = False,
    ) -> Recoded:
        """Keep a new coding of a report beside the old; gives back what changed. Raises NotHeld.

        With `dry_run` nothing is kept.
        """
        coding, by = Coding(events, made_by), Signature(who, at)
        with self._store.writing(keep=not dry_run) as connection:
            id = reports.report_of(connection, report_id).id
            found = recoding.recode_report(connection, id, coding, by)
            self._merge(connection, found.changed)
            return found

    # --- what is held -----------------------------------------------------------------

    def reports(self, query: ReportQuery | None = None) -> Page[StoredReport]:
        """A page of reports, in the order they were added."""
        with self._store.reading() as connection:
            return reports.find_reports(connection, query or ReportQuery())

    def sensitivities(self) -> frozenset[str]:
        """Every mark that a report of it has."""
        with self._store.reading() as connection:
            return reports.sensitivities_of(connection)

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

    def events(
        self, query: EventQuery | None = None, total: int | None = None
    ) -> Page[StoredEvent]:
        """A page of events, those in force unless the query says otherwise.

        They are not counted where the `total` is known already.
        """
        with self._store.reading() as connection:
            return events.find_events(connection, query or EventQuery(), total)

    def event(self, id: str) -> StoredEvent:
        """One event, by its id or the beginning of it. Raises NotHeld."""
        with self._store.reading() as connection:
            return events.event_of(connection, id)

    def incidents(self, query: IncidentQuery | None = None) -> Page[StoredIncident]:
        """A page of incidents."""
        with self._store.reading() as connection:
            return incidents.find_incidents(connection, query or IncidentQuery())

    def incident(self, id: str) -> StoredIncident:
        """One incident, by its id or the beginning of it. Raises NotHeld."""
        with self._store.reading() as connection:
            return incidents.incident_held(connection, id)

    def days(self, query: EventQuery) -> Sequence[Days]:
        """How many of the events have each interval of days."""
        with self._store.reading() as connection:
            return exploring.count_days(connection, query)

    def scenes(self, query: EventQuery) -> Sequence[Scene]:
        """How many of the events happened at each place."""
        with self._store.reading() as connection:
            return exploring.count_scenes(connection, query)

    def sides(self, query: EventQuery, actor_id: str) -> Mapping[str, Sequence[Days]]:
        """The days of an actor's events, as agent and as target."""
        with self._store.reading() as connection:
            return exploring.count_sides(connection, query, actor_id)

    def actors(self, query: EventQuery, words: str = "", limit: int = 100) -> Sequence[TakingPart]:
        """The actors of the events, those of most events first."""
        with self._store.reading() as connection:
            return exploring.count_actors(connection, query, words, limit)

    def strand(self, query: EventQuery, actor_id: str, strand: Strand) -> Sequence[Account]:
        """The events that belong to a strand of an actor's cohesion."""
        with self._store.reading() as connection:
            return exploring.accounts_of(connection, query, actor_id, strand)

    def around(self, query: EventQuery, id: str, before: int, after: int) -> Around:
        """The events that stand just before and after one in a list."""
        with self._store.reading() as connection:
            return events_around(connection, query, id, before, after)

    def open_pairs(self, ids: Collection[str], limit: int = 10) -> tuple[Judgement, ...]:
        """Pairs with one of these events that wait for somebody's ruling, the likeliest first."""
        with self._store.reading() as connection:
            return open_pairs(connection, ids, limit)

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
        return self.incident(id).id if id.startswith("inc_") else self.report(id).id

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

    def judge(
        self,
        left: str,
        right: str,
        verdict: str,
        *,
        who: str,
        at: datetime,
        reason: str | None = None,
    ) -> tuple[SetAside, ...]:
        """Rule that two events are one happening ("same"), two ("different"), or "unsure".

        Gives back the older rulings that this one contradicts: they no longer count. Raises
        NotHeld.
        """
        by = Signature(who, at)
        with self._store.writing() as connection:
            pair = judging.judge_events(connection, (left, right), verdict, by, reason)
            return group_again(connection, self._remembered, pair)

    def split(
        self,
        incident_id: str,
        event_ids: Collection[str] = (),
        *,
        who: str,
        at: datetime,
        reason: str | None = None,
    ) -> tuple[SetAside, ...]:
        """Take events out of an incident; without any, every one goes its own way.

        Raises NotHeld, and UsageError where that would take nothing apart.
        """
        by = Signature(who, at)
        with self._store.writing() as connection:
            members = judging.split_incident(connection, incident_id, event_ids, by, reason)
            return group_again(connection, self._remembered, members)

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

    # --- the whole --------------------------------------------------------------------

    def verify(self, anchor: str | None = None, say: Say = _silent) -> Verification:
        """Work out every hash again; what is not as the ledger says is among the problems."""
        with self._store.reading() as connection:
            return verifying.verify(connection, self._store, anchor, say)

    def backup(self, file: Path, say: Say = _silent) -> None:
        """Write all of it to one file. Raises UsageError if there is one of that name."""
        if file.exists():
            raise UsageError(f"{file} is there already: name another file")
        part = file.with_name(f"{file.name}.part")
        try:
            part.touch(mode=0o600)  # it holds everything in the clear
            with self._store.reading() as connection, part.open("wb") as out:
                write_backup(connection, self._store, out, say)
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    # --- the ledger -------------------------------------------------------------------

    def ledger(self, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """Entries of the ledger that come after a number, in order."""
        with self._store.reading() as connection:
            return ledger.entries(connection, after, limit)

    def ledger_head(self) -> tuple[int, str]:
        """Number and hash of the last entry."""
        with self._store.reading() as connection:
            return ledger.head(connection)

    def history(self, id: str) -> Sequence[Entry]:
        """All that was done to a report, an event or an incident, in order."""
        with self._store.reading() as connection:
            if id.startswith("inc_"):
                found = incidents.incident_held(connection, id)
                return ledger.history(connection, found.body["events"])
            return ledger.history(connection, [id])

    def note(
        self, action: str, subject: str, body: Mapping[str, Any], *, who: str, at: datetime
    ) -> None:
        """Write in the ledger what was done beside the casefile: a login, a user added."""
        with self._store.writing() as connection:
            ledger.append(connection, Signature(who, at), action, subject, body)

    def _settle(self, connection: Connection, about: tuple[str, ...]) -> None:
        """Work out how all stands that a decision was about."""
        for report_id in reviewing.reports_about(connection, about):
            self._merge(connection, settle(connection, report_id))
        group_again(connection, self._remembered, about)

    def _merge(self, connection: Connection, changed: Changed) -> None:
        merge_changes(connection, self._remembered, changed)
