"""Agreement: how far two coders agree, where they differ, and whose sheet holds."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.people import Assigner, FromPage, Here
from dateline.desk.sheets import agreed, double_coded
from dateline.desk.templating import page
from dateline.errors import UsageError

router = APIRouter()
MOST = 50  # events whose sheets are shown at once


@router.get("/agreement")
def agreement(request: Request, room: Here, person: Assigner) -> Response:
    """The numbers, and the events in which coders differ, side by side."""
    found = double_coded(room, MOST)
    return page(
        request,
        "agreement.html",
        found=found,
        agreed=len(agreed(found, person.name)),
    )


@router.post("/agreement", dependencies=[FromPage])
def accept_agreed(room: Here, person: Assigner) -> Response:
    """Put in force all in which both coders agree."""
    choices = agreed(double_coded(room, MOST), person.name)
    room.case.work.adjudicate(choices, who=person.name, at=room.now(), reason="both agree")
    return RedirectResponse("/agreement", status_code=303)


@router.post("/agreement/{id}", dependencies=[FromPage])
async def adjudicate(
    request: Request,
    room: Here,
    person: Assigner,
    id: str,
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Put in force whose sheet of an event holds: the whole of it, or field by field."""
    form = await request.form()
    chosen = {key: str(form[key]) for key in form if key == "whole" or key.startswith("of-")}
    choice = {key.removeprefix("of-"): name for key, name in chosen.items() if name}
    if "whole" not in choice:
        raise UsageError("choose whose sheet holds, and then what of the other's")
    choice[""] = choice.pop("whole")
    event = room.case.event(id).id
    why = reason.strip() or None
    room.case.work.adjudicate({event: choice}, who=person.name, at=room.now(), reason=why)
    return RedirectResponse("/agreement", status_code=303)
