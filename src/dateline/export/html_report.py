"""A report for people: one HTML file with map, time line, charts, table and evidence.

The file holds all it needs and asks for nothing: it opens from a disk, without a network.
Without scripts the table and its evidence are still there.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from dateline.codebook import load_codebook
from dateline.codebook.crosswalk import load_crosswalk
from dateline.export.annotations import tagged
from dateline.export.formats import MadeBy
from dateline.export.told import (
    bounds_text,
    days_text,
    first_day,
    last_day,
    names,
    one_line,
    place_text,
    scene,
)
from dateline.model import PARTICIPANTS, Event, Place, Report, Span

PAGE = files("dateline.export") / "page"
TITLE = "Events read from news reports"
_AROUND = 70  # characters of text shown on either side of evidence
_MARGIN = 6.0  # degrees around the events in which countries are drawn


class HtmlReport:
    """The page is written when all is told."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by
        self.labels = {each.id: each.label for each in load_codebook().types.values()}
        self._events: list[dict[str, Any]] = []
        self._rows: list[str] = []
        self._reports = 0

    def opening(self) -> str:
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """Nothing yet: the page begins with a map of all events."""
        self._reports += 1
        for event in events:
            label = self.labels.get(event.type, event.type)
            self._events.append(_drawn(event, label))
            self._rows.append(_row(event, label, report))
        return ""

    def closing(self) -> str:
        """The page."""
        told = f"{len(self._events)} events in {self._reports} reports."
        shown = {"events": self._events, "outlines": _outlines(self._events)}
        # "</script>" inside a string would end the script: no "<" stands in it.
        held = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        parts = {
            "TITLE": TITLE,
            "TOLD": told,
            "TYPES": _options(Counter(each["type"] for each in self._events), self.labels),
            "FACTUALITIES": _options(Counter(each["factuality"] for each in self._events), {}),
            "MADE_BY": escape(_made_by(self.made_by)),
            "STYLE": (PAGE / "report.css").read_text("utf-8"),
            "SCRIPT": (PAGE / "report.js").read_text("utf-8"),
            "ROWS": "\n".join(self._rows),
            "DATA": held,
        }
        return _filled((PAGE / "report.html").read_text("utf-8"), parts)


def _filled(template: str, parts: Mapping[str, str]) -> str:
    """The template with its parts: split first, so that no part is searched for others."""
    pieces = template.split("@")
    return "".join(parts.get(piece, piece) if i % 2 else piece for i, piece in enumerate(pieces))


def _made_by(made_by: MadeBy) -> str:
    said = "; ".join(f"{key} {value}" for key, value in made_by.items() if value)
    return f"Made by {said}." if said else ""


def _options(counts: Counter[str], labels: Mapping[str, str]) -> str:
    return "".join(
        f'<option value="{escape(value)}">{escape(labels.get(value, value))} ({number})</option>'
        for value, number in sorted(counts.items())
    )


def _drawn(event: Event, label: str) -> dict[str, Any]:
    """What the map and the charts need of an event."""
    first, last = first_day(event), last_day(event)
    return {
        "id": event.id,
        "type": event.type,
        "label": label,
        "factuality": event.factuality,
        "first": str(first) if first else None,
        "last": str(last) if last else None,
        "actors": names(each for role in PARTICIPANTS[:2] for each in getattr(event, role)),
        "places": [point for place in event.places if (point := _point(place))],
    }


def _point(place: Place) -> dict[str, Any] | None:
    if place.lat is None or place.lon is None:
        return None
    radius = load_crosswalk().radius.get(place.precision or "country", 0)
    return {"lat": place.lat, "lon": place.lon, "radius": radius, "text": place_text(place)}


def _outlines(events: list[dict[str, Any]]) -> dict[str, list[list[int]]]:
    """The countries near the events."""
    points = [place for event in events for place in event["places"]]
    every: dict[str, list[list[int]]] = json.loads((PAGE / "outlines.json").read_text("utf-8"))
    if not points:
        return {}
    lons, lats = [point["lon"] for point in points], [point["lat"] for point in points]
    box = (min(lons) - _MARGIN, min(lats) - _MARGIN, max(lons) + _MARGIN, max(lats) + _MARGIN)
    return {
        name: near
        for name, rings in every.items()
        if (near := [ring for ring in rings if _meets(ring, box)])
    }


def _meets(ring: list[int], box: tuple[float, float, float, float]) -> bool:
    xs, ys = ring[::2], ring[1::2]
    west, south, east, north = (100 * edge for edge in box)
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


def _row(event: Event, label: str, report: Report) -> str:
    """A table body: the event's row, and its evidence to open."""
    where = scene(event)
    who = " → ".join(
        part for role in PARTICIPANTS[:2] if (part := ", ".join(names(getattr(event, role))))
    )
    told = (
        "" if event.factuality == "asserted" else f' <span class="told">{event.factuality}</span>'
    )
    many = "; ".join(f"{each.measure}: {bounds_text(each)}" for each in event.counts)
    cells = (
        escape(days_text(event) or "day not known"),
        f"<details><summary>{escape(label)}{told}</summary>{_evidence(event, report)}</details>",
        escape(who),
        escape(place_text(where)) if where else "place not known",
        escape(many),
        escape(", ".join(part for part in (report.source, _day(report)) if part)),
    )
    inside = "".join(f'<td dir="auto">{cell}</td>' for cell in cells)
    return f'<tbody data-id="{escape(event.id)}"><tr>{inside}</tr></tbody>'


def _day(report: Report) -> str:
    return str(report.published) if report.published else ""


def _evidence(event: Event, report: Report) -> str:
    """Each value with the words it was read from, in their context where there is a text."""
    lines = [f"<dt>report</dt><dd>{_named(report)}</dd>"]
    for field, value, span in tagged(event):
        words = f" <q>{_context(report, span)}</q>" if span and report.text else ""
        lines.append(f"<dt>{escape(field)}</dt><dd>{escape(value)}{words}</dd>")
    lines += [f"<dt>note</dt><dd>{escape(one_line(note))}</dd>" for note in event.notes]
    lines.append(
        f"<dt>confidence</dt><dd>{event.confidence:.2f}</dd><dt>id</dt><dd>{event.id}</dd>"
    )
    return f"<dl>{''.join(lines)}</dl>"


def _named(report: Report) -> str:
    """The report's title; its address as text that links only to the web."""
    title = escape(report.title or report.id)
    if report.url and report.url.startswith(("http://", "https://")):
        return f'<a rel="noreferrer noopener" href="{escape(report.url)}">{title}</a>'
    return title


def _context(report: Report, span: Span) -> str:
    before = report.text[max(span.start - _AROUND, 0) : span.start]
    after = report.text[span.end : span.end + _AROUND]
    exact = report.text[span.start : span.end]
    return "".join(_pieces(before, exact, after))


def _pieces(before: str, exact: str, after: str) -> Iterator[str]:
    yield f"…{escape(before)}<mark>{escape(exact)}</mark>{escape(after)}…"
