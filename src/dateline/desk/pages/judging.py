"""Ruling on pairs of accounts: the same happening, another, or nobody can tell; and splitting."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.pages.event import show_event
from dateline.desk.pages.incidents import show_incident
from dateline.desk.people import Coder, FromPage, Here, Person
from dateline.desk.queries import Asked, Filters
from dateline.desk.room import Room
from dateline.desk.templating import address

router = APIRouter()


@router.post("/judge", dependencies=[FromPage])
def judge(
    request: Request,
    room: Here,
    person: Coder,
    left: Annotated[str, Form()],
    right: Annotated[str, Form()],
    verdict: Annotated[str, Form()],
    asked: Filters,
    at: Annotated[str, Form()] = "",
    stay: Annotated[bool, Form()] = False,
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Rule on two accounts; `at` is the event whose incident is shown, or which itself, after."""
    aside = room.case.judge(
        left, right, verdict, who=person.name, at=room.now(), reason=reason.strip() or None
    )
    said = f"Ruled: {verdict}."
    if aside:
        said += f" {len(aside)} older rulings contradict it and no longer count: {aside[0].why}"
    if stay:
        return _back(request, room, person, at or left, asked, said)
    return _onwards(request, room, person, at or left, said)


@router.post("/incidents/{id}/split", dependencies=[FromPage])
def split(
    request: Request,
    room: Here,
    person: Coder,
    id: str,
    event: Annotated[list[str] | None, Form()] = None,
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Take the ticked events out; without any, each goes its own way."""
    held = room.case.incident(id)
    why = reason.strip() or None
    room.case.split(held.id, event or (), who=person.name, at=room.now(), reason=why)
    kept = [each for each in held.body["events"] if each not in (event or ())]
    return _onwards(request, room, person, kept[0], "Split.")


def _back(
    request: Request, room: Room, person: Person, event: str, asked: Asked, said: str
) -> Response:
    """The reading screen from which somebody ruled."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(address(f"/events/{event}", asked.carried), status_code=303)
    return show_event(request, room, person, event, asked, said)


def _onwards(request: Request, room: Room, person: Person, event: str, said: str) -> Response:
    """The incident that holds an event: its id changes with its accounts."""
    id = room.case.event(event).incident_id
    to = f"/incidents/{id}" if id else f"/events/{event}"
    if not request.headers.get("hx-request"):
        return RedirectResponse(to, status_code=303)
    if id is None:
        return Response(headers={"HX-Redirect": to})
    answer = show_incident(request, room, person, id, said)
    answer.headers["HX-Push-Url"] = to
    return answer
