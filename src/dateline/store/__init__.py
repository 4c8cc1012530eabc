"""The casefile: many reports, incidents across them, and a memory that can be audited."""

from dateline.store.adding import Added, Coding, Given
from dateline.store.casefile import Casefile
from dateline.store.effective import Review, effective
from dateline.store.events import EventQuery, StoredEvent
from dateline.store.ledger import Entry
from dateline.store.pages import Page
from dateline.store.reports import ReportQuery, StoredReading, StoredReport
from dateline.store.searching import Hit

__all__ = [
    "Added",
    "Casefile",
    "Coding",
    "Entry",
    "EventQuery",
    "Given",
    "Hit",
    "Page",
    "ReportQuery",
    "Review",
    "StoredEvent",
    "StoredReading",
    "StoredReport",
    "effective",
]
