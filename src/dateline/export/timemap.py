"""JSON for timemap, Forensic Architecture's map with a time line: events, sources, categories."""

from typing import Any

from dateline.export.coded_rows import Notes, note_uncertain
from dateline.export.json_array import Listed
from dateline.export.json_text import json_line
from dateline.export.losses import Losses
from dateline.export.told import (
    days_text,
    first_day,
    is_located,
    last_day,
    place_text,
    scene,
    summary,
)
from dateline.model import Event, Report

NOWHERE = "it has neither a day nor coordinates, and timemap wants one"


class Timemap:
    """One object with the three lists timemap fetches: `events`, `sources`, `associations`."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self._events = Listed()
        self._sources: dict[str, dict[str, Any]] = {}
        self._families: dict[str, dict[str, Any]] = {}

    def opening(self) -> str:
        return '{"events": ['

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """The events of a report, each on a line."""
        shown = [event for event in events if self._takes(event)]
        if shown:
            self._sources[report.id] = _source(report)
        for event in shown:
            self._families[event.family] = _association(event)
        return self._events.lines([self._event(event) for event in shown])

    def closing(self) -> str:
        """What the events point to, known when all of them are."""
        sources = json_line(list(self._sources.values()))
        associations = json_line([self._families[name] for name in sorted(self._families)])
        return f'\n],\n"sources": {sources},\n"associations": {associations}}}\n'

    def _takes(self, event: Event) -> bool:
        if first_day(event) is None and not is_located(scene(event)):
            self.losses.leave_out(NOWHERE)
            return False
        return True

    def _event(self, event: Event) -> dict[str, Any]:
        notes: Notes = []
        note_uncertain(event, notes)
        day, where = first_day(event), scene(event)
        if day and last_day(event) != day:
            notes.append(f"shown on the first of several days: {days_text(event)}")
        self.losses.note(event.id, *notes)
        found = {
            "id": event.id,
            "description": summary(event),
            "date": f"{day:%m/%d/%Y}" if day else "",
            "time": "",
            "time_precision": event.time.precision or "" if event.time else "",
            "time_display": days_text(event),
            "location": place_text(where) if where else "",
            "type": event.type,
            "category": event.family,
            "category_full": f"{event.family}/{event.type}",
            "associations": [event.family],
            "sources": [event.report.id],
            "comments": "; ".join(notes),
            "factuality": event.factuality,
        }
        if where is not None and is_located(where):
            found |= {"latitude": str(where.lat), "longitude": str(where.lon)}
        return found


def _source(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "title": report.title or report.id,
        "paths": [report.url] if report.url else [],
        "type": "Article",
        "affil_s": report.source or "",
        "url": report.url or "",
        "description": "",
        "date": f"{report.published:%m/%d/%Y}" if report.published else "",
    }


def _association(event: Event) -> dict[str, Any]:
    return {
        "id": event.family,
        "title": event.family,
        "desc": f"events of the family {event.family}",
        "mode": "CATEGORY",
        "filter_paths": [event.family],
    }
