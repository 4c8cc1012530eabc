"""A casefile: reports, their codings, and what people decided, in a folder or a database."""

import os
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.merge import SetAside
from dateline.model import Report
from dateline.store import (
    adding,
    judging,
    ledger,
    opening,
    recoding,
    releasing,
    reports,
    reviewing,
    verifying,
)
from dateline.store.adding import Added, Coding, Given
from dateline.store.backup import write_backup
from dateline.store.clearing import clear_away
from dateline.store.connection import WAIT_SECONDS
from dateline.store.double import seen_by
from dateline.store.erasing import Erased, erase_report
from dateline.store.events import StoredEvent, ids_of
from dateline.store.held import Held
from dateline.store.ledger import Entry, Signature
from dateline.store.marking import mark_report
from dateline.store.merging import group_again, merge_changes
from dateline.store.recoding import Recoded
from dateline.store.releasing import Release
from dateline.store.reports import StoredReport
from dateline.store.standing import Changed, settle
from dateline.store.verifying import Verification
from dateline.store.work import Work

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """Say nothing of how far long work is."""


class Casefile(Held):
    """An open casefile. Each call is one transaction: it happens as a whole, or not at all.

    Who does something and when (an aware time) is for the caller to say.
    """

    _seen: adding.Seen | None = None  # of the report that was asked about last

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

    # --- what comes in ----------------------------------------------------------------

    def is_coded_once(self, report: Report) -> bool:
        """Whether a report needs no coding: it is held, or repeats one without a new figure."""
        with self._store.reading() as connection:
            self._seen = adding.look_up(connection, report)
            return self._seen.is_coded_once

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
            added = adding.add_report(connection, self._store, given, coding, by, self._seen)
            self._merge(connection, added.changed)
            if added.copy_of is not None and not added.held:
                # The incidents of the report it repeats name it from now on.
                told = ids_of(connection, added.copy_of)
                group_again(connection, self._remembered, told)
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
        """Accept, reject or correct an event; gives back how `who` sees it. Raises NotHeld."""
        with self._store.writing() as connection:
            decision = (action, field, value)
            by, salt = Signature(who, at), secrets.token_hex
            changed = reviewing.review_event(connection, event_id, decision, by, reason, salt)
            self._merge(connection, changed)
            return seen_by(connection, event_id, who)

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

    def mark(
        self, report_id: str, sensitivity: str, reason: str, *, who: str, at: datetime
    ) -> StoredReport:
        """Say anew how sensitive a report is. Raises NotHeld."""
        with self._store.writing() as connection:
            by = Signature(who, at)
            id = mark_report(connection, report_id, sensitivity, by, reason)
            return reports.report_of(connection, id)

    def erase(self, report_id: str, reason: str, *, who: str, at: datetime) -> Erased:
        """Take a report's words out of the casefile for good. Raises NotHeld.

        Nothing brings them back. Raises CasefileError if they are out of force, but not yet out
        of the file: the same call does the rest.
        """
        with self._store.writing() as connection:
            by = Signature(who, at)
            erased = erase_report(connection, self._remembered, report_id, by, reason)
        clear_away(self._store, erased)
        return erased

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

    @property
    def work(self) -> Work:
        return Work(self._store, self._merge)

    # --- the whole --------------------------------------------------------------------

    def release(
        self, release: Release, put: Callable[[], None], *, who: str, at: datetime
    ) -> Entry:
        """Write in the ledger that a release is published; `put` puts it where others find it.

        If that fails, the ledger says nothing of it.
        """
        with self._store.writing() as connection:
            seq = releasing.keep_release(connection, release, Signature(who, at))
            put()
            return ledger.entries(connection, seq - 1, 1)[0]

    def verify(
        self,
        anchor: str | None = None,
        say: Say = _silent,
        releases: Sequence[Path] = (),
    ) -> Verification:
        """Work out every hash again; what is not as the ledger says is among the problems.

        Raises UsageError for a folder among `releases` that holds none.
        """
        with self._store.reading() as connection:
            found = verifying.verify(connection, self._store, anchor, say)
            return verifying.with_releases(connection, found, releases)

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
