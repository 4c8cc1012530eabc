"""What a casefile holds, looked up: reports, their events and incidents, and the ledger."""

from collections.abc import Collection, Mapping, Sequence
from typing import Self

from dateline.codebook.cohesion import Strand
from dateline.errors import NotHeld
from dateline.merge import Judgement
from dateline.store import events, exploring, incidents, ledger, reports, searching
from dateline.store.archive import read_original
from dateline.store.around import Around, events_around
from dateline.store.connection import Store
from dateline.store.erasing import copies_of
from dateline.store.events import EventQuery, StoredEvent
from dateline.store.exploring import Account, Days, Scene, TakingPart
from dateline.store.incidents import IncidentQuery, StoredIncident
from dateline.store.ledger import Entry
from dateline.store.likenesses import open_pairs
from dateline.store.marking import sensitivities_of
from dateline.store.pages import Page
from dateline.store.remembered import Remembered
from dateline.store.reports import ReportQuery, StoredReading, StoredReport
from dateline.store.searching import Hit
from dateline.store.summary import Summary, summary_of


class Held:
    """An open casefile as it can be read. Each call sees one moment."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered = Remembered()
        store.when_undone = self._remembered.clear

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

    def reports(self, query: ReportQuery | None = None) -> Page[StoredReport]:
        """A page of reports, in the order they were added."""
        with self._store.reading() as connection:
            return reports.find_reports(connection, query or ReportQuery())

    def sensitivities(self) -> frozenset[str]:
        """Every mark that a report of it has."""
        with self._store.reading() as connection:
            return sensitivities_of(connection)

    def copies(self, report_id: str) -> tuple[str, ...]:
        """Ids of the reports that tell the same account in the same words. Raises NotHeld."""
        with self._store.reading() as connection:
            return copies_of(connection, reports.report_of(connection, report_id).id)

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
            found.refuse_erased()
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
        """The id of what is called by its name or the beginning of its id. Raises NotHeld."""
        if id.startswith("rel_"):
            return self._spoken_of(id)
        if id.startswith("ev_"):
            try:
                return self.event(id).id
            except NotHeld:  # one that was erased still has a history
                return self._spoken_of(id)
        return self.incident(id).id if id.startswith("inc_") else self.report(id).id

    def _spoken_of(self, id: str) -> str:
        with self._store.reading() as connection:
            return ledger.spoken_of(connection, id)

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
        """All that was done to a report, an event, an incident or a release, in order."""
        with self._store.reading() as connection:
            if id.startswith("inc_"):
                found = incidents.incident_held(connection, id)
                return ledger.history(connection, found.body["events"])
            return ledger.history(connection, [id])
