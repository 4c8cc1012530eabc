"""The work on a casefile's events: who is to look at what, what was sent back, who agrees."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from dateline.store import assigning, double, sending_back, tasks
from dateline.store.assigning import Share
from dateline.store.connection import Store
from dateline.store.double import Unit
from dateline.store.events import EventQuery, StoredEvent
from dateline.store.ledger import Entry, Signature
from dateline.store.standing import Changed
from dateline.store.tasks import Task, Workload

Merge = Callable[[Connection, Changed], None]


class Work:
    """Who looks at what in an open casefile. Each call is one transaction, as a casefile's are."""

    def __init__(self, store: Store, merge: Merge) -> None:
        self._store = store
        self._merge = merge

    def assign(
        self,
        query: EventQuery,
        people: Sequence[str],
        share: Share | None = None,
        *,
        who: str,
        at: datetime,
        reason: str | None = None,
    ) -> Mapping[str, tuple[str, ...]]:
        """Give out events that fit and are nobody's, in turn; gives back who got which.

        Raises UsageError where none is free.
        """
        by = Signature(who, at)
        with self._store.writing() as connection:
            return assigning.assign(connection, query, people, share or Share(), by, reason)

    def assign_one(
        self, event_id: str, to: str, *, who: str, at: datetime, reason: str | None = None
    ) -> str:
        """Give one event to somebody; gives back its id. Raises NotHeld, UsageError."""
        with self._store.writing() as connection:
            return assigning.assign_one(connection, event_id, to, Signature(who, at), reason)

    def hand_back(
        self,
        assignee: str,
        event_ids: Sequence[str] | None = None,
        *,
        who: str,
        at: datetime,
        reason: str | None = None,
    ) -> tuple[str, ...]:
        """Take events from somebody, all that are not done without ids. Raises NotHeld."""
        by = Signature(who, at)
        with self._store.writing() as connection:
            return assigning.hand_back(connection, assignee, event_ids, by, reason)

    def send_back(
        self, event_id: str, note: str, *, who: str, at: datetime, to: str | None = None
    ) -> Task:
        """Ask the coder of a decided event to look again. Raises NotHeld, UsageError."""
        with self._store.writing() as connection:
            return sending_back.send_back(connection, event_id, note, Signature(who, at), to)

    def answer(self, event_id: str, words: str, *, who: str, at: datetime) -> Task:
        """Answer what was sent back to one, which closes it. Raises NotHeld, UsageError."""
        with self._store.writing() as connection:
            return sending_back.answer_note(connection, event_id, words, Signature(who, at))

    def adjudicate(
        self,
        choices: Mapping[str, Mapping[str, str]],
        *,
        who: str,
        at: datetime,
        reason: str | None = None,
    ) -> tuple[str, ...]:
        """Put in force whose sheet of each event holds, whole ("") or by field; gives back ids.

        Raises NotHeld, and UsageError where one of the two coders chooses.
        """
        by = Signature(who, at)
        with self._store.writing() as connection:
            for changed in double.adjudicate(connection, choices, by, reason):
                self._merge(connection, changed)
        return tuple(sorted(choices))

    def tasks(self, event_id: str) -> tuple[Task, ...]:
        """Who is to look at an event, or has."""
        with self._store.reading() as connection:
            return tasks.tasks_of(connection, [event_id]).get(event_id, ())

    def sent_back(self, assignee: str) -> tuple[Task, ...]:
        """What somebody has to answer, the oldest first."""
        with self._store.reading() as connection:
            return tasks.sent_back_to(connection, assignee)

    def loads(self) -> tuple[Workload, ...]:
        """How much everybody has to do."""
        with self._store.reading() as connection:
            return tasks.workloads(connection)

    def units(self) -> tuple[Unit, ...]:
        """Every event that is double coded, with the sheets of those who are done."""
        with self._store.reading() as connection:
            return double.units(connection)

    def seen_by(self, event_id: str, who: str) -> StoredEvent:
        """An event as somebody sees it: a coder who has a sheet of it sees that. Raises NotHeld."""
        with self._store.reading() as connection:
            return double.seen_by(connection, event_id, who)

    def veiled(self, entries: Iterable[Entry], who: str, *, oversees: bool) -> tuple[Entry, ...]:
        """Entries as somebody may read them: sheets are hidden until both coders are done."""
        with self._store.reading() as connection:
            return double.veiled(connection, entries, who, oversees)
