"""Exports: all events that fit, in one file of a format that `dateline code` writes."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response, StreamingResponse

from dateline.desk.people import ForReaders, Here, Publisher
from dateline.desk.queries import Filters
from dateline.errors import UsageError
from dateline.store import every, written_events

router = APIRouter(tags=["exports"], dependencies=[ForReaders])
TYPES = {
    "jsonl": "application/jsonl",
    "json": "application/json",
    "csv": "text/csv",
    "geojson": "application/geo+json",
}


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
    query = asked.query(1)
    # One event is read at once, so that a filter there cannot be is told as a failure.
    room.case.events(query)
    room.note("export", person.name, {"format": format, "filters": asked.carried})
    name = f'attachment; filename="events.{format}"'
    return StreamingResponse(
        written_events(room.case, every(room.case.events, query), format),
        media_type=TYPES[format],
        headers={"Content-Disposition": name},
    )
