"""Work: who has how much, events given out, sent back and answered, and how far coders agree."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from dateline.desk.api.answers import Loose, answer
from dateline.desk.at_work import people_of
from dateline.desk.people import Assigner, Coder, ForAssigners, ForReaders, Here
from dateline.desk.queries import Filters
from dateline.desk.sheets import measured
from dateline.errors import UsageError
from dateline.store import Share

router = APIRouter(tags=["work"], dependencies=[ForReaders])
Id = Annotated[str, Path(description="An event's id, or its beginning.", max_length=200)]


class Assignment(BaseModel):
    """How the events that fit the filters are given out."""

    to: list[str] = Field(max_length=1000, description="Users who may code.")
    each: int | None = Field(None, ge=1, le=10_000, description="So many for each; null: all.")
    percent: float = Field(100.0, gt=0, le=100, description="Of what fits, drawn evenly.")
    double: bool = Field(False, description="Each to two, who do not see each other's decisions.")
    reason: str | None = Field(None, max_length=2000)


class Note(BaseModel):
    """What is to be looked at again, and by whom; null: by its coder."""

    note: str = Field(min_length=1, max_length=2000)
    to: str | None = Field(None, max_length=200)


class Answer(BaseModel):
    """What was looked at, or changed."""

    answer: str = Field(min_length=1, max_length=2000)


@router.get("/work", response_model=Loose)
def work(request: Request, room: Here) -> Response:
    """How much everybody has to do, and has done."""
    return answer(request, {"people": [asdict(each) for each in room.case.work.loads()]})


@router.post("/assignments", response_model=Loose, status_code=201)
def assign(
    request: Request, room: Here, person: Assigner, asked: Filters, given: Assignment
) -> Response:
    """Give out the events that fit and are nobody's; gives back who got which."""
    known = people_of(room)
    strange = [name for name in given.to if name not in known]
    if strange:
        raise UsageError(f"{strange[0]} is no user who may code")
    share = Share(given.each, given.percent, given.double)
    found = room.case.work.assign(
        asked.query(), given.to, share, who=person.name, at=room.now(), reason=given.reason
    )
    return answer(request, {"to": found}, status=201)


@router.post("/events/{id}/send-back", response_model=Loose, status_code=201)
def send_back(request: Request, room: Here, person: Assigner, id: Id, given: Note) -> Response:
    """Send a decided event back to its coder with a note."""
    if given.to is not None and given.to not in people_of(room):
        raise UsageError(f"{given.to} is no user who may code")
    task = room.case.work.send_back(id, given.note, who=person.name, at=room.now(), to=given.to)
    return answer(request, asdict(task), status=201)


@router.post("/events/{id}/answer", response_model=Loose, status_code=201)
def answer_note(request: Request, room: Here, person: Coder, id: Id, given: Answer) -> Response:
    """Answer what was sent back to one, which closes it."""
    task = room.case.work.answer(id, given.answer, who=person.name, at=room.now())
    return answer(request, asdict(task), status=201)


@router.get("/agreement", response_model=Loose, dependencies=[ForAssigners])
def agreement(request: Request, room: Here) -> Response:
    """How far two coders agree in each field, of the events both are done with."""
    return answer(request, asdict(room.counted(measured, room)))
