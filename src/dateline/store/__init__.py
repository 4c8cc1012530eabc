"""The casefile: many reports, incidents across them, and a memory that can be audited."""

from dateline.store.adding import Added
from dateline.store.around import Around
from dateline.store.assigning import Share
from dateline.store.casefile import Casefile
from dateline.store.double import Sheet, Unit
from dateline.store.effective import Review, effective
from dateline.store.erasing import Erased
from dateline.store.events import EventQuery, StoredEvent
from dateline.store.exploring import Account, Days, Scene, TakingPart
from dateline.store.incidents import IncidentQuery, StoredIncident
from dateline.store.ledger import Entry
from dateline.store.pages import Page, every
from dateline.store.recoding import Difference, Recoded
from dateline.store.releasing import Release
from dateline.store.reports import ReportQuery, StoredReading, StoredReport
from dateline.store.searching import Hit
from dateline.store.summary import Summary
from dateline.store.tasks import NOBODY, Task, Workload
from dateline.store.verifying import Problem, Verification
from dateline.store.work import Work

__all__ = [
    "NOBODY",
    "Account",
    "Added",
    "Around",
    "Casefile",
    "Days",
    "Difference",
    "Entry",
    "Erased",
    "EventQuery",
    "Hit",
    "IncidentQuery",
    "Page",
    "Problem",
    "Recoded",
    "Release",
    "ReportQuery",
    "Review",
    "Scene",
    "Share",
    "Sheet",
    "StoredEvent",
    "StoredIncident",
    "StoredReading",
    "StoredReport",
    "Summary",
    "TakingPart",
    "Task",
    "Unit",
    "Verification",
    "Work",
    "Workload",
    "effective",
    "every",
]
