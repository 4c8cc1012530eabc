"""What the program reads on demand: the places of a name, the events of a text."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from dateline.codebook.places import load_place_words
from dateline.desk.api.answers import Loose, answer
from dateline.desk.people import Coder, ForReaders, Here, Person, Reader, TooOften
from dateline.desk.queries import words_of
from dateline.desk.room import Room
from dateline.export.event_json import event_json, place_json
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, code_public, code_report, public_made_by
from dateline.resolve.places import geocode as find_places

router = APIRouter(tags=["reading"], dependencies=[ForReaders])
LONGEST_TEXT = 200_000  # characters
_OF_WORDS = ("start", "end", "quote", "candidates")


class Text(BaseModel):
    """A report to be read. It is not kept."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    title: str | None = Field(None, max_length=1000)
    source: str | None = Field(None, max_length=500)
    published: date | None = Field(None, description='From it, "Monday" is counted.')
    url: str | None = Field(None, max_length=2000)
    public: bool = Field(False, description="Records that may be published.")


@router.get("/geocode", response_model=Loose)
def geocode(
    request: Request,
    room: Here,
    person: Reader,
    name: Annotated[str, Query(min_length=1, max_length=200)],
    country: Annotated[str, Query(pattern="^([A-Za-z]{3})?$")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """The places a name may stand for, the likeliest first, each with its reasons."""
    count_call(room, person)
    found = find_places(
        words_of(name),
        country=country.upper() or None,
        gazetteer=room.gazetteer,
        words=load_place_words(),
        limit=limit,
    )
    rows = [
        {key: value for key, value in place_json(place).items() if key not in _OF_WORDS}
        for place in found
    ]
    return answer(request, {"query": name, "places": rows})


@router.post("/code", response_model=Loose)
def code(request: Request, room: Here, person: Coder, given: Text) -> Response:
    """The events that a text tells. Nothing of it is stored."""
    count_call(room, person)
    return answer(request, {"events": room.read(lambda tools: _records(given, tools))})


def _records(given: Text, tools: Tools) -> list[dict[str, Any]]:
    report = report_of_text(
        given.text,
        id="sent",
        title=given.title,
        source=given.source,
        published=given.published,
        url=given.url,
    )
    if given.public:
        _, events = code_public(report, tools)
        return [event_json(each, public_made_by(tools.made_by)) for each in events]
    return [event_json(each, tools.made_by) for each in code_report(report, tools)]


def count_call(room: Room, person: Person) -> None:
    """These calls take all of a core. Raises TooOften."""
    if wait := room.calls.wait(person.name):
        raise TooOften(wait)
    room.calls.count(person.name)
