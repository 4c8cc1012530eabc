"""Exports: all events that fit, in one file of any format that `dateline export` writes."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from dateline.desk.exporting import Export, Notes, Public, export_file
from dateline.desk.people import ForReaders, Here, Reader
from dateline.desk.queries import Filters
from dateline.export import FORMATS

router = APIRouter(tags=["exports"], dependencies=[ForReaders])
_HELD: dict[int | str, dict[str, Any]] = {
    304: {"description": "The file of that ETag is what there is."}
}


@router.get("/exports/{format}", response_class=StreamingResponse, responses=_HELD)
def export(
    request: Request,
    room: Here,
    person: Reader,
    asked: Filters,
    format: Annotated[str, Path(description=f"One of {', '.join(FORMATS)}.")],
    status: Annotated[str, Query(description="How they stand; any: all.")] = "in force",
    public: Public = False,
    notes: Notes = False,
) -> Response:
    """Events as they stand, report by report. What is not redacted takes a publisher."""
    query = replace(asked.query(), status=status or "in force")
    filters = asked.carried | {"status": query.status}
    return export_file(request, room, person, Export(format, query, filters, public, notes))
