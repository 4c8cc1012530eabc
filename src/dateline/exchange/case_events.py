"""The events of a casefile, report by report, as exports and releases take them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from dateline.model import Event, Report

if TYPE_CHECKING:
    from dateline.store import Casefile, EventQuery, StoredEvent, StoredReport

# A report so sensitive is not made public by what makes many public.
WITHHELD = ("high", "severe")
_AT_ONCE = 200  # reports whose events are looked for together

Redact = Callable[[Report, tuple[Event, ...]], tuple[Report, tuple[Event, ...]]]


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the events that are wanted of it; `records` are as stored, if as they are."""

    report: Report
    events: tuple[Event, ...]
    records: tuple[Mapping[str, Any], ...] = ()


@dataclass
class CaseEvents:
    """Every report with those of its events that a query takes, made public by `redact` if given.

    While they are gone through, `number` counts the events, `incidents` gathers the incident of
    each that has one, and `withheld` counts those that are not public.
    """

    casefile: "Casefile"
    query: "EventQuery"
    redact: Redact | None = None
    withheld: Counter[str] = field(default_factory=Counter)
    incidents: dict[str, str] = field(default_factory=dict)
    number: int = 0

    def __iter__(self) -> Iterator[Told]:
        """Reports in the order they were added; one without events is among them."""
        reports = iter(self._reports())
        query = self._query()
        while some := tuple(islice(reports, _AT_ONCE)):
            events = self._events(query, tuple(each.id for each in some))
            for stored in some:
                if stored.retracted is None and stored.erased is None:
                    yield from self._told(stored, events[stored.id])

    def _reports(self) -> Iterable["StoredReport"]:
        if self.query.report is not None:
            return (self.casefile.report(self.query.report),)
        return stored_reports(self.casefile)

    def _query(self) -> "EventQuery":
        """The query as it can be asked of some reports: which account is an incident's first that
        fits is settled among all of them."""
        from dateline.store import EventQuery, every

        if not self.query.once:
            return self.query
        ids = tuple(each.id for each in every(self.casefile.events, self.query))
        return EventQuery(ids=ids, status="any")

    def _events(
        self, query: "EventQuery", report_ids: tuple[str, ...]
    ) -> Mapping[str, list["StoredEvent"]]:
        from dateline.store import every

        found: dict[str, list[StoredEvent]] = defaultdict(list)
        wanted = replace(query, reports=report_ids, order="day")
        for each in every(self.casefile.events, wanted):
            found[each.report_id].append(each)
        return found

    def _told(self, stored: "StoredReport", found: list["StoredEvent"]) -> Iterator[Told]:
        told = told_of(stored, found)
        if self.redact is not None and stored.sensitivity in WITHHELD:
            self.withheld[f"their report is marked {stored.sensitivity}"] += len(found)
            return
        self.number += len(found)
        self.incidents.update({each.id: each.incident_id for each in found if each.incident_id})
        yield Told(*self.redact(told.report, told.events)) if self.redact else told


def listed(casefile: "Casefile", found: Iterable["StoredEvent"]) -> Iterator[Told]:
    """Events in the order of a list, those of one report together where they follow each other."""
    for report_id, events in groupby(found, lambda each: each.report_id):
        yield told_of(casefile.report(report_id), list(events))


def told_of(stored: "StoredReport", found: list["StoredEvent"]) -> Told:
    """A report with its events as they stand."""
    from dateline.export.record_event import event_of_record

    report = stored.as_read()
    events = tuple(event_of_record(each.record, report) for each in found)
    return Told(report, events, tuple(each.record for each in found))


def made_by(public: bool) -> Mapping[str, object]:
    """What writes the records: codings may differ, and each says so in its own record."""
    from dateline import __version__
    from dateline.codebook.loader import VERSION

    told: dict[str, object] = {"dateline": __version__, "codebook": VERSION}
    if public:
        from dateline.codebook.public import load_public_words

        told["public"] = load_public_words().version
    return told


def redactor() -> Redact:
    """Makes events public; what it needs is loaded when it is first asked."""
    from functools import cache

    from dateline.pipeline import load_tools, public_form

    tools = cache(lambda: load_tools("rules"))
    return lambda report, events: public_form(report, events, tools())


def stored_reports(casefile: "Casefile") -> Iterator["StoredReport"]:
    """Every report of a casefile, in the order they were added."""
    from dateline.store import ReportQuery, every

    return every(casefile.reports, ReportQuery())
