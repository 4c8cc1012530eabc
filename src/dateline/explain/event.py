"""All there is to tell of one event."""

from typing import Any

from dateline.explain.joining import told_joining
from dateline.explain.mentions import beside, told_mention
from dateline.explain.surety import told_sureties
from dateline.explain.values import (
    told_counts,
    told_factuality,
    told_participants,
    told_places,
    told_sources,
    told_time,
)
from dateline.pipeline import Course, Tools
from dateline.trace import Trace

SCHEMA = "dateline.explanation/1"


def explain_event(course: Course, number: int, trace: Trace, tools: Tools) -> dict[str, Any]:
    """Why an event (by its place in `course.events`) is as it is, as plain JSON values.

    `trace` is what `follow_report` filled on the same report.
    """
    event, happening = course.events[number], course.happenings[number]
    mentions = [
        told_mention(course.reading, proposal, trace, tools.tables.codebook)
        for proposal in happening.proposals
    ]
    return {
        "schema": SCHEMA,
        "id": event.id,
        "doc_id": event.report.id,
        "sha256": event.report.sha256,
        "type": event.type,
        "alt_types": list(event.alt_types),
        "phase": event.phase,
        "confidence": event.confidence,
        "how_sure": told_sureties(course, number, tools),
        "mentions": mentions,
        "joining": told_joining(course, happening, tools),
        "participants": told_participants(course, event, happening),
        "places": told_places(course, event, happening),
        "time": told_time(course, event, happening),
        "counts": told_counts(course, event, happening),
        "sources": told_sources(course, event),
        "factuality": told_factuality(course, event, happening, tools),
        "beside": list(beside(course.reading, happening, course.proposals, trace)),
        "notes": list(event.notes),
        "made_by": dict(tools.made_by),
    }
