"""The events of a casefile, report by report, as exports and releases take them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dateline.model import Event, Report

if TYPE_CHECKING:
    from dateline.pipeline import Tools
    from dateline.store import Casefile, EventQuery, StoredReport

# A report so sensitive is not made public by a command that makes many public.
WITHHELD = ("high", "severe")


@dataclass
class CaseEvents:
    """Every report with those of its events that a query takes.

    While they are gone through, `records` are those of the report at hand as they are stored,
    `incidents` gathers the incident of each event that has one, and `withheld` counts the events
    that are not public.
    """

    casefile: "Casefile"
    query: "EventQuery"
    public: bool
    withheld: Counter[str] = field(default_factory=Counter)
    incidents: dict[str, str] = field(default_factory=dict)
    records: tuple[Mapping[str, Any], ...] = ()
    _tools: "Tools | None" = field(default=None, init=False)

    def __iter__(self) -> Iterator[tuple[Report, tuple[Event, ...]]]:
        """Reports in the order they were added; one without events is among them."""
        from dateline.export.record_event import event_of_record

        for stored in stored_reports(self.casefile):
            if stored.retracted is not None or stored.erased is not None:
                continue
            report = stored.as_read()
            self.records = tuple(self._records(stored.id))
            events = tuple(event_of_record(record, report) for record in self.records)
            if not self.public:
                yield report, events
            elif stored.sensitivity in WITHHELD:
                self.withheld[f"their report is marked {stored.sensitivity}"] += len(events)
            else:
                yield self._public(report, events)

    @property
    def made_by(self) -> Mapping[str, object]:
        """What wrote the records: codings may differ, and each says so in its own record."""
        from dateline import __version__
        from dateline.codebook.loader import VERSION

        told: dict[str, object] = {"dateline": __version__, "codebook": VERSION}
        if self.public:
            from dateline.codebook.public import load_public_words

            told["public"] = load_public_words().version
        return told

    def _records(self, report_id: str) -> Iterator[Mapping[str, Any]]:
        from dateline.store import every

        for each in every(self.casefile.events, replace(self.query, report=report_id)):
            if each.incident_id:
                self.incidents[each.id] = each.incident_id
            yield each.record

    def _public(
        self, report: Report, events: tuple[Event, ...]
    ) -> tuple[Report, tuple[Event, ...]]:
        from dateline.pipeline import load_tools, public_form

        if self._tools is None:
            self._tools = load_tools("rules")
        return public_form(report, events, self._tools)


def stored_reports(casefile: "Casefile") -> Iterator["StoredReport"]:
    """Every report of a casefile, in the order they were added."""
    from dateline.store import ReportQuery, every

    return every(casefile.reports, ReportQuery())
