"""One event given to somebody, sent back to its coder with a note, and the answer to it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.at_work import people_of
from dateline.desk.pages.event import show_event
from dateline.desk.people import Assigner, Coder, FromPage, Here, Person
from dateline.desk.queries import Asked, Filters
from dateline.desk.room import Room
from dateline.desk.templating import address
from dateline.errors import UsageError

router = APIRouter()


@router.post("/events/{id}/assign", dependencies=[FromPage])
def assign(
    request: Request,
    room: Here,
    person: Assigner,
    id: str,
    asked: Filters,
    to: Annotated[str, Form()] = "",
) -> Response:
    """Give one event to somebody."""
    if to not in people_of(room):
        raise UsageError("choose who is to look at it: a user who may code")
    room.case.work.assign_one(id, to, who=person.name, at=room.now())
    return _shown(request, room, person, id, asked, f"Assigned to {to}.")


@router.post("/events/{id}/send-back", dependencies=[FromPage])
def send_back(
    request: Request,
    room: Here,
    person: Assigner,
    id: str,
    asked: Filters,
    note: Annotated[str, Form(max_length=2000)] = "",
    to: Annotated[str, Form()] = "",
) -> Response:
    """Ask the coder of a decided event to look at it again."""
    if to and to not in people_of(room):
        raise UsageError(f"{to} is no user who may code")
    task = room.case.work.send_back(id, note, who=person.name, at=room.now(), to=to or None)
    return _shown(request, room, person, id, asked, f"Sent back to {task.assignee}.")


@router.post("/events/{id}/answer", dependencies=[FromPage])
def answer(
    request: Request,
    room: Here,
    person: Coder,
    id: str,
    asked: Filters,
    words: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Answer a note, which closes it."""
    room.case.work.answer(id, words, who=person.name, at=room.now())
    return _shown(request, room, person, id, asked, "Answered.")


def _shown(
    request: Request, room: Room, person: Person, id: str, asked: Asked, said: str
) -> Response:
    if not request.headers.get("hx-request"):
        return RedirectResponse(address(f"/events/{id}", asked.carried), status_code=303)
    return show_event(request, room, person, id, asked, said)
