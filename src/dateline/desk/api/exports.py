"""Exports: all events that fit, in one file of a format that `dateline code` writes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response, StreamingResponse

from dateline.desk.people import ForReaders, Here, Publisher
from dateline.desk.queries import Filters
from dateline.desk.room import Room
from dateline.errors import UsageError
from dateline.export import make_format
from dateline.export.json_array import Listed
from dateline.export.json_text import json_line
from dateline.export.record_event import event_of_record
from dateline.store import EventQuery, StoredEvent

router = APIRouter(tags=["exports"], dependencies=[ForReaders])
TYPES = {
    "jsonl": "application/jsonl",
    "json": "application/json",
    "csv": "text/csv",
    "geojson": "application/geo+json",
}
_AT_ONCE = 200  # events read together


@router.get("/exports/{format}", response_class=StreamingResponse)
def export(
    room: Here,
    person: Publisher,
    asked: Filters,
    format: Annotated[str, Path(description=f"One of {', '.join(TYPES)}.")],
) -> Response:
    """Events as they stand, nothing redacted: for the project's own use, by a publisher."""
    if format not in TYPES:
        raise UsageError(f"no format {format!r}: known are {', '.join(TYPES)}")
    query = asked.query(_AT_ONCE)
    # The first page is read at once, so that a filter there cannot be is told as a failure.
    room.case.events(replace(query, limit=1))
    room.note("export", person.name, {"format": format, "filters": asked.carried})
    name = f'attachment; filename="events.{format}"'
    return StreamingResponse(
        _text(room, query, format),
        media_type=TYPES[format],
        headers={"Content-Disposition": name},
    )


def _text(room: Room, query: EventQuery, format: str) -> Iterator[str | bytes]:
    if format == "jsonl":
        yield from (json_line(each.record) + "\n" for each in every_event(room, query))
        return
    if format == "json":
        records = Listed()
        yield "["
        yield from (records.lines([each.record]) for each in every_event(room, query))
        yield "\n]\n"
        return
    shape = make_format(format, {})
    reports: dict[str, Any] = {}
    yield shape.opening()
    for each in every_event(room, query):
        if each.report_id not in reports:
            reports[each.report_id] = room.case.report(each.report_id).as_read()
        report = reports[each.report_id]
        yield shape.report(report, (event_of_record(each.record, report),))
    yield shape.closing()


def every_event(room: Room, query: EventQuery) -> Iterator[StoredEvent]:
    """Events page after page."""
    after: str | None = None
    while True:
        found = room.case.events(replace(query, after=after))
        yield from found.items
        after = found.next
        if after is None:
            return
