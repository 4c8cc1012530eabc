"""A report as a row, and back: nothing that was read from its bytes is lost on the way."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dateline.model import Dateline, Furniture, Report, Span
from dateline.store.ledger import canonical, sha256_of


def row_of(report: Report) -> dict[str, Any]:
    """The columns that hold what was read; `details` is JSON with the spans."""
    return {
        "doc_id": report.id,
        "sha256": report.sha256,
        "text_sha256": sha256_of(report.text),
        "text": report.text,
        "title": report.title,
        "source": report.source,
        "url": report.url,
        "published": _day_text(report.published),
        "language": report.language,
        "details": canonical(_details(report)),
    }


def report_of_row(row: Mapping[str, Any]) -> Report:
    """The report as it was read, ready to be coded again."""
    details = json.loads(row["details"])
    return Report(
        id=row["doc_id"],
        text=row["text"],
        sha256=row["sha256"],
        title=row["title"],
        source=row["source"],
        published=_day(row["published"]),
        published_by=details["published_by"],
        dated=_day(details["dated"]),
        url=row["url"],
        language=row["language"],
        dateline=_dateline(details["dateline"]),
        furniture=tuple(
            Furniture(Span(each["start"], each["end"]), each["kind"])
            for each in details["furniture"]
        ),
        headline=_span(details["headline"]),
    )


def _details(report: Report) -> dict[str, Any]:
    line = report.dateline
    return {
        "published_by": report.published_by,
        "dated": _day_text(report.dated),
        "headline": _ends(report.headline),
        "dateline": line
        and {**(_ends(line.span) or {}), "place": _ends(line.place), "day": _day_text(line.day)},
        "furniture": [{"kind": each.kind, **(_ends(each.span) or {})} for each in report.furniture],
    }


def _dateline(value: Mapping[str, Any] | None) -> Dateline | None:
    if value is None:
        return None
    return Dateline(Span(value["start"], value["end"]), _span(value["place"]), _day(value["day"]))


def _span(value: Mapping[str, Any] | None) -> Span | None:
    return Span(value["start"], value["end"]) if value else None


def _ends(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
