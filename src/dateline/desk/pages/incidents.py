"""Incidents: a list, and one with its accounts side by side, to be judged and split."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.desk.people import ForReaders, Here, Person, Reader
from dateline.desk.queries import choices, day_of, words_of
from dateline.desk.room import Room
from dateline.desk.templating import page
from dateline.desk.told import told_of
from dateline.store import IncidentQuery

router = APIRouter(dependencies=[ForReaders])
PAGE = 50
ORDERS = ("day", "accounts")


@router.get("/incidents")
def incidents(
    request: Request,
    room: Here,
    type: str = "",
    country: str = "",
    actor: str = "",
    text: str = "",
    earliest: str = "",
    latest: str = "",
    several: bool = False,
    unsure: bool = False,
    order: str = "day",
    after: str = "",
) -> Response:
    """A page of incidents that fit the filters of the address."""
    asked: dict[str, Any] = {
        "type": words_of(type),
        "country": words_of(country).upper(),
        "actor": words_of(actor),
        "text": words_of(text),
        "earliest": day_of(earliest),
        "latest": day_of(latest),
    }
    query = IncidentQuery(
        **{key: value or None for key, value in asked.items()},
        accounts=2 if several else 1,
        unsure=unsure,
        order=order,  # type: ignore[arg-type]
        limit=PAGE,
        after=after or None,
    )
    ticked = {"several": several or None, "unsure": unsure or None, "order": order}
    return page(
        request,
        "incidents.html",
        found=room.case.incidents(query),
        asked=asked | ticked,
        choices=choices() | {"order": ORDERS},
        after=after,
    )


@router.get("/incidents/{id}")
def incident(request: Request, room: Here, person: Reader, id: str) -> Response:
    """One incident: what its accounts say, where they differ, why they were joined."""
    return show_incident(request, room, person, id)


def show_incident(
    request: Request, room: Room, person: Person, id: str, said: str = ""
) -> Response:
    """The screen of an incident, or the part of it that changes. Raises NotHeld."""
    name = "_incident.html" if request.headers.get("hx-request") else "incident.html"
    told = told_of(room, id)
    return page(request, name, told=told, said=said, can_code=person.may("code"))
