"""Work: who has how much to look at, events given out, taken and given back."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.at_work import people_of
from dateline.desk.people import Assigner, Coder, FromPage, Here, NotAllowed, Reader
from dateline.desk.queries import Filters, choices
from dateline.desk.room import Room
from dateline.desk.templating import address, page
from dateline.errors import UsageError
from dateline.store import NOBODY, Share, StoredEvent, Task

router = APIRouter()


@router.get("/work")
def work(request: Request, room: Here, person: Reader, asked: Filters) -> Response:
    """How much everybody has to do; the filters say what would be given out."""
    free = replace(asked.query(1), work=NOBODY)
    return page(
        request,
        "work.html",
        loads=room.case.work.loads(),
        notes=notes_for(room, person.name),
        asked=asked,
        choices=choices(),
        free=room.case.events(free).total,
        people=people_of(room),
        can_code=person.may("code"),
        can_assign=person.may("assign"),
    )


@router.post("/work/assign", dependencies=[FromPage])
def assign(
    room: Here,
    person: Assigner,
    asked: Filters,
    to: Annotated[list[str] | None, Form()] = None,
    each: Annotated[str, Form()] = "",
    percent: Annotated[str, Form()] = "",
    double: Annotated[bool, Form()] = False,
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Give out what fits the filters and is nobody's."""
    strange = [name for name in to or () if name not in people_of(room)]
    if strange:
        raise UsageError(f"{strange[0]} is no user who may code")
    share = Share(_whole(each), _percent(percent), double)
    why = reason.strip() or None
    room.case.work.assign(
        asked.query(), to or (), share, who=person.name, at=room.now(), reason=why
    )
    return _back_to(address("/work", asked.carried))


@router.post("/work/take", dependencies=[FromPage])
def take(room: Here, person: Coder, asked: Filters, each: Annotated[str, Form()] = "") -> Response:
    """Take the next so many that fit and are nobody's."""
    share = Share(_whole(each))
    room.case.work.assign(asked.query(), [person.name], share, who=person.name, at=room.now())
    return _back_to(mine(person.name))


@router.post("/work/back", dependencies=[FromPage])
def back(
    room: Here,
    person: Coder,
    assignee: Annotated[str, Form()] = "",
    event: Annotated[str, Form()] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Give events back, one or all that are not done; a reviewer takes those of others."""
    whose = assignee or person.name
    if whose != person.name and not person.may("assign"):
        raise NotAllowed(f"to take events back from {whose} takes a reviewer")
    ids = [event] if event else None
    why = reason.strip() or None
    room.case.work.hand_back(whose, ids, who=person.name, at=room.now(), reason=why)
    return _back_to(mine(person.name) if whose == person.name else "/work")


def mine(name: str) -> str:
    """The address of somebody's work."""
    return address("/queue", {"work": name, "status": "any"})


def notes_for(room: Room, name: str) -> tuple[tuple[Task, StoredEvent], ...]:
    """What somebody has to answer, with the events."""
    tasks = room.case.work.sent_back(name)
    return tuple((each, room.case.event(each.event_id)) for each in tasks)


def _whole(written: str) -> int | None:
    if not written.strip():
        return None
    if not written.strip().isdecimal() or len(written) > 6:
        raise UsageError(f"{written!r} is no number of events: write 20, or nothing for all")
    return int(written)


def _percent(written: str) -> float:
    try:
        return float(written.strip().removesuffix("%") or 100)
    except ValueError:
        raise UsageError(f"{written!r} is no share: write 10 for 10 %") from None


def _back_to(to: str) -> Response:
    return RedirectResponse(to, status_code=303)
