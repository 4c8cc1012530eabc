"""The reading screen and the decisions made on it.

Each decision answers with the screen that comes next, in whole for a browser without
JavaScript, and the part of it that changes for one with.
"""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.at_work import check_may_decide
from dateline.desk.changes import Change, lists, read_change
from dateline.desk.people import Coder, FromPage, Here, Person, Reader
from dateline.desk.queries import Asked, Filters
from dateline.desk.room import Room
from dateline.desk.screen import next_after, screen_of
from dateline.desk.templating import address, csrf_of, page
from dateline.errors import NotHeld
from dateline.store import Entry

router = APIRouter()


@router.get("/events/{id}")
def show(request: Request, room: Here, person: Reader, id: str, asked: Filters) -> Response:
    """One event beside its report; an empty 304 for a page that has it as it stands."""
    held = request.headers.get("if-none-match")
    if held is not None and held == _mark(request, room, person):
        return Response(status_code=304)
    return show_event(request, room, person, id, asked)


@router.post("/events/{id}/decide", dependencies=[FromPage])
def decide(
    request: Request,
    room: Here,
    person: Coder,
    id: str,
    asked: Filters,
    action: Annotated[str, Form()],
    reason: Annotated[str, Form(max_length=2000)] = "",
    desk_shown: Annotated[str, Header()] = "",
) -> Response:
    """Accept or reject, and on to the next: the one that the page has drawn already, if any."""
    check_may_decide(room, id, person, action)
    following = _held(room, desk_shown) or next_after(room, id, asked)
    room.case.review(id, action, who=person.name, at=room.now(), reason=reason.strip() or None)
    said = f"{'Accepted' if action == 'accept' else 'Rejected'} {id[:11]}."
    return _onwards(request, room, person, following, asked, said)


@router.post("/events/{id}/correct", dependencies=[FromPage])
def correct(
    request: Request,
    room: Here,
    person: Coder,
    id: str,
    asked: Filters,
    change: Annotated[Change, Form()],
) -> Response:
    """Change one field by what its form says."""
    field, value = read_change(room, room.case.work.seen_by(id, person.name), change)
    why = change.reason.strip() or None
    room.case.review(id, "correct", field, value, who=person.name, at=room.now(), reason=why)
    return _onwards(request, room, person, id, asked, f"Corrected: {field}.")


@router.post("/undo", dependencies=[FromPage])
def undo(request: Request, room: Here, person: Coder, asked: Filters) -> Response:
    """Take back one's last decision and show what it was about."""
    entry = room.case.undo(person.name, room.now())
    return _about(request, room, person, entry, asked, f"Undid: {entry.action}.")


@router.post("/redo", dependencies=[FromPage])
def redo(request: Request, room: Here, person: Coder, asked: Filters) -> Response:
    """Decide again what one undid last."""
    entry = room.case.redo(person.name, room.now())
    return _about(request, room, person, entry, asked, f"Redid: {entry.action}.")


def _about(
    request: Request, room: Room, person: Person, entry: Entry, asked: Asked, said: str
) -> Response:
    """The event or the incident that a decision was about."""
    if entry.action not in ("judge", "split"):
        return _onwards(request, room, person, entry.subject, asked, said)
    id = room.case.event(entry.body["pairs"][0][0]).incident_id
    to = f"/incidents/{id}"
    if request.headers.get("hx-request"):
        return Response(headers={"HX-Redirect": to})
    return RedirectResponse(to, status_code=303)


def _onwards(
    request: Request, room: Room, person: Person, id: str | None, asked: Asked, said: str
) -> Response:
    """The screen of an event, or the queue where none is left."""
    event = id if id is not None and id.startswith("ev_") else None
    to = address(f"/events/{event}" if event else "/queue", asked.carried)
    if not request.headers.get("hx-request"):
        return RedirectResponse(to, status_code=303)
    if event is None:
        return Response(headers={"HX-Redirect": to})
    answer = show_event(request, room, person, event, asked, said)
    answer.headers["HX-Push-Url"] = to
    return answer


def show_event(
    request: Request, room: Room, person: Person, id: str, asked: Asked, said: str = ""
) -> Response:
    """The reading screen of an event, or the part of it that changes. Raises NotHeld."""
    part = request.headers.get("hx-request") and not request.headers.get(
        "hx-history-restore-request"
    )
    name = "_event.html" if part else "event.html"
    # Before all that is looked up: what changes meanwhile makes it out of date.
    mark = _mark(request, room, person)
    answer = page(
        request, name, screen=screen_of(room, id, asked, person), asked=asked, said=said,
        lists=lists(), can_code=person.may("code"), can_assign=person.may("assign"),
    )  # fmt: skip
    if part:
        answer.headers["ETag"] = mark
    return answer


def _held(room: Room, id: str) -> str | None:
    try:
        return room.case.event(id).id if id else None
    except NotHeld:
        return None


def _mark(request: Request, room: Room, person: Person) -> str:
    """What a reading screen hangs on beside its address: the casefile, and who looks."""
    told = (*room.case.ledger_head(), person.name, person.role, csrf_of(request))
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
