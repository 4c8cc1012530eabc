"""Events: lists, one with all that was decided about it, and decisions."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from dateline.desk.api.answers import MOST, Listed, Loose, answer, listed
from dateline.desk.at_work import check_may_decide
from dateline.desk.people import Coder, ForReaders, Here, Reader
from dateline.desk.queries import Filters
from dateline.store import StoredEvent

router = APIRouter(tags=["events"], dependencies=[ForReaders])
Id = Annotated[str, Path(description="An id, or its beginning.", max_length=200)]


class Decision(BaseModel):
    """What is decided. A correction names a field of the record and its new value."""

    action: Literal["accept", "reject", "correct"]
    field: str | None = Field(None, max_length=200)
    value: Any = None
    reason: str | None = Field(None, max_length=2000)


@router.get("/events", response_model=Listed)
def events(
    request: Request,
    room: Here,
    asked: Filters,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    after: Annotated[str, Query(description="The `next` of the page before.")] = "",
) -> Response:
    """A page of events that fit the filters, as they stand."""
    found = room.case.events(asked.query(limit, after))
    return listed(request, [event_value(each) for each in found.items], found.total, found.next)


@router.get("/events/{id}", response_model=Loose)
def event(request: Request, room: Here, person: Reader, id: Id) -> Response:
    """One event as it stands, as the machine read it, and the decisions between.

    Who codes it beside another sees what they decided themselves.
    """
    found = room.case.work.seen_by(id, person.name)
    more = {"machine": found.machine, "reviews": [asdict(each) for each in found.reviews]}
    return answer(request, event_value(found) | more)


@router.post("/events/{id}/reviews", response_model=Loose, status_code=201)
def review(request: Request, room: Here, person: Coder, id: Id, decision: Decision) -> Response:
    """Accept or reject an event, or correct a field of it; gives back how it stands."""
    check_may_decide(room, id, person, decision.action)
    found = room.case.review(
        id,
        decision.action,
        decision.field,
        decision.value,
        who=person.name,
        at=room.now(),
        reason=decision.reason,
    )
    return answer(request, event_value(found), status=201)


@router.post("/undo", response_model=Loose, status_code=201)
def undo(request: Request, room: Here, person: Coder) -> Response:
    """Take back one's last decision; gives back the entry of the ledger that made it."""
    return answer(request, asdict(room.case.undo(person.name, room.now())), status=201)


def event_value(event: StoredEvent) -> dict[str, Any]:
    """An event with what the casefile knows of it."""
    return {
        "event": event.record,
        "status": event.status,
        "priority": event.priority,
        "report_id": event.report_id,
        "incident_id": event.incident_id,
        "reading": event.reading,
    }
