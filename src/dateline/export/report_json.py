"""A report as it was read, in a shape that `dateline code` takes back."""

from typing import Any

from dateline.export.event_json import day_text, words_json
from dateline.model import Report, Span


def report_json(report: Report) -> dict[str, Any]:
    """The report's text, which all offsets point into, what is known of it, and its furniture."""
    return {
        "id": report.id,
        "text": report.text,
        "title": report.title,
        "published": day_text(report.published),
        "published_by": report.published_by,
        "source": report.source,
        "url": report.url,
        "language": report.language,
        "sha256": report.sha256,
        "headline": _words(report, report.headline),
        "dateline": _words(report, report.dateline.span if report.dateline else None),
        "furniture": [
            {"kind": piece.kind, **words_json(piece.span, piece.span.quote(report.text))}
            for piece in report.furniture
        ],
    }


def _words(report: Report, span: Span | None) -> dict[str, Any] | None:
    return words_json(span, span.quote(report.text)) if span else None
