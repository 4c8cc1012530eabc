"""Incidents: lists, one, and what people rule about their accounts."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from dateline.desk.api.answers import MOST, Listed, Loose, answer, listed
from dateline.desk.people import Coder, ForReaders, Here
from dateline.desk.queries import day_of, words_of
from dateline.store import IncidentQuery, StoredIncident

router = APIRouter(tags=["incidents"], dependencies=[ForReaders])
Id = Annotated[str, Path(description="An id, or its beginning.", max_length=200)]


class Ruling(BaseModel):
    """Whether two events are one happening."""

    left: str = Field(max_length=200)
    right: str = Field(max_length=200)
    verdict: Literal["same", "different", "unsure"]
    reason: str | None = Field(None, max_length=2000)


class Parting(BaseModel):
    """Events to be taken out of an incident; without any, each goes its own way."""

    events: list[str] = Field(default_factory=list, max_length=1000)
    reason: str | None = Field(None, max_length=2000)


@router.get("/incidents", response_model=Listed)
def incidents(
    request: Request,
    room: Here,
    type: str = "",
    family: str = "",
    country: str = "",
    actor: str = "",
    text: str = "",
    earliest: str = "",
    latest: str = "",
    accounts: Annotated[int, Query(ge=1, le=1000, description="Told by at least so many.")] = 1,
    unsure: Annotated[bool, Query(description="Only those a person should look at.")] = False,
    order: Literal["day", "accounts"] = "day",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    after: str = "",
) -> Response:
    """A page of incidents."""
    words = {"type": type, "family": family, "country": country, "actor": actor, "text": text}
    days = {"earliest": day_of(earliest) or None, "latest": day_of(latest) or None}
    asked: dict[str, Any] = {key: words_of(value) or None for key, value in words.items()} | days
    query = IncidentQuery(
        **asked, accounts=accounts, unsure=unsure, order=order, limit=limit, after=after or None
    )
    found = room.case.incidents(query)
    return listed(request, [_value(each) for each in found.items], found.total, found.next)


@router.get("/incidents/{id}", response_model=Loose)
def incident(request: Request, room: Here, id: Id) -> Response:
    """One incident with its accounts, their figures side by side, and why they were joined."""
    return answer(request, _value(room.case.incident(words_of(id))))


@router.post("/incidents/{id}/split", response_model=Loose, status_code=201)
def split(request: Request, room: Here, person: Coder, id: Id, given: Parting) -> Response:
    """Take events out of an incident."""
    aside = room.case.split(
        words_of(id), given.events, who=person.name, at=room.now(), reason=given.reason
    )
    return answer(request, {"set_aside": [asdict(each) for each in aside]}, status=201)


@router.post("/judgements", response_model=Loose, status_code=201)
def judge(request: Request, room: Here, person: Coder, given: Ruling) -> Response:
    """Rule on two events; gives back older rulings that this one contradicts."""
    aside = room.case.judge(
        given.left,
        given.right,
        given.verdict,
        who=person.name,
        at=room.now(),
        reason=given.reason,
    )
    return answer(request, {"set_aside": [asdict(each) for each in aside]}, status=201)


def _value(incident: StoredIncident) -> dict[str, Any]:
    return {"incident": incident.body, "unsure": incident.unsure}
