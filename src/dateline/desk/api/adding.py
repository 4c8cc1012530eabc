"""Reports to be added: texts, addresses and files; answered at once, coded one after another."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from dateline.desk.api.answers import MOST, Loose, answer
from dateline.desk.api.reading import LONGEST_TEXT, count_call
from dateline.desk.batches import Batch
from dateline.desk.keeping import Given
from dateline.desk.pages.adding import check_may_stop
from dateline.desk.people import Coder, ForReaders, Here, Person
from dateline.desk.room import Room
from dateline.desk.sent import MOST_ADDRESSES, SentForm, given_by
from dateline.ingest.fields import read_fields

router = APIRouter(tags=["adding"], dependencies=[ForReaders])
Id = Annotated[str, Path(description="A batch's id.", max_length=100)]
MOST_TEXTS = 1000
_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "published": {"type": "string", "format": "date"},
                        "sensitivity": {"enum": ["low", "moderate", "high", "severe"]},
                    },
                }
            }
        },
    }
}
_TAKEN: dict[int | str, dict[str, Any]] = {
    202: {"description": "Taken; `Location` says where it stands."},
    413: {"description": "It is larger than what is taken at once.", "content": {"text/plain": {}}},
}


class Text(BaseModel):
    """A report to be added."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    id: str | None = Field(None, max_length=500, description="Its own id; by default a hash.")
    title: str | None = Field(None, max_length=1000)
    source: str | None = Field(None, max_length=500)
    published: date | None = None
    url: str | None = Field(None, max_length=2000, description="Kept, and not asked.")


class Reports(BaseModel):
    """Reports, and web addresses whose pages are fetched and added."""

    reports: list[Text] = Field(default_factory=list, max_length=MOST_TEXTS)
    addresses: list[Annotated[str, Field(max_length=2000)]] = Field(
        default_factory=list, max_length=MOST_ADDRESSES
    )
    published: date | None = Field(None, description="Of those that do not say.")
    sensitivity: str | None = Field(None, description="low, moderate, high or severe.")


@router.post("/reports", response_model=Loose, status_code=202, responses=_TAKEN)
def add(request: Request, room: Here, person: Coder, given: Reports) -> Response:
    """Add reports: they are coded one by one, and signed by the token's user."""
    count_call(room, person)
    rows = [each.model_dump(mode="json") for each in given.reports]
    texts = tuple(read_fields(row, f"report {i}") for i, row in enumerate(rows, start=1))
    addresses = tuple(dict.fromkeys(given.addresses))
    sent = Given(texts, (), addresses, given.published, given.sensitivity)
    return _submitted(request, room, person, sent)


@router.post(
    "/reports/files", response_model=Loose, status_code=202, openapi_extra=_FILES, responses=_TAKEN
)
def add_files(request: Request, room: Here, person: Coder, form: SentForm) -> Response:
    """Add files of every kind that `dateline add` reads, as `multipart/form-data`."""
    count_call(room, person)
    return _submitted(request, room, person, given_by(form))


@router.get("/batches/{id}", response_model=Loose)
def batch(request: Request, room: Here, id: Id) -> Response:
    """How far a batch is: how many reports were added, held already, or not read."""
    return answer(request, _value(*room.intake.standing(id)))


@router.get("/batches/{id}/reports", response_model=Loose)
def outcomes(
    request: Request,
    room: Here,
    id: Id,
    unread: Annotated[bool, Query(description="Only those that were not read.")] = False,
    after: Annotated[int, Query(ge=0, lt=2**31, description="Those with a greater number.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Response:
    """What became of each report of a batch, in order, and why some were not read."""
    room.intake.standing(id)
    asked = unread or None
    found = room.intake.batches.outcomes(id, unread=asked, after=after, limit=limit)
    following = found[-1].number if len(found) == limit else None
    return answer(request, {"next": following, "items": [asdict(each) for each in found]})


@router.post("/batches/{id}/stop", response_model=Loose, status_code=202)
def stop(request: Request, room: Here, person: Coder, id: Id) -> Response:
    """End a batch with the report at hand; what was added stays."""
    check_may_stop(room, person, id)
    room.intake.stop(id)
    return answer(request, _value(*room.intake.standing(id)), status=202)


@router.post("/batches/{id}/go-on", response_model=Loose, status_code=202)
def go_on(request: Request, room: Here, person: Coder, id: Id) -> Response:
    """Take up again a batch that was stopped or failed, where it left off."""
    check_may_stop(room, person, id)
    room.intake.go_on(id, room.settings.fetch)
    return answer(request, _value(*room.intake.standing(id)), status=202)


def _submitted(request: Request, room: Room, person: Person, given: Given) -> Response:
    id = room.intake.submit(person.name, given, room.settings.fetch)
    made = answer(request, _value(*room.intake.standing(id)), status=202)
    made.headers["Location"] = f"/api/v1/batches/{id}"
    return made


def _value(batch: Batch, at: int) -> dict[str, Any]:
    return {**asdict(batch), "at": at}
