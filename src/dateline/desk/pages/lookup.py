"""Actors and places by name, for somebody who looks for another one than was chosen."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.codebook.actors import load_actors
from dateline.desk.form import Choice, Shown, fields_of
from dateline.desk.people import ForCoders, Here
from dateline.desk.queries import Filters
from dateline.desk.room import Room
from dateline.desk.templating import page
from dateline.errors import NotHeld
from dateline.resolve.places import geocode

router = APIRouter(dependencies=[ForCoders])
MOST = 8


@router.get("/lookup/actor")
def actor(
    request: Request,
    room: Here,
    asked: Filters,
    event: str,
    field: str,
    number: int,
    choice: str = "",
) -> Response:
    """Actors whose name holds these words."""
    return _answer(request, room, asked, (event, field, number), actors_named(choice))


@router.get("/lookup/place")
def place(
    request: Request,
    room: Here,
    asked: Filters,
    event: str,
    field: str,
    number: int,
    name: str = "",
) -> Response:
    """Places that may be called so."""
    return _answer(request, room, asked, (event, field, number), places_named(room, name))


def actors_named(words: str) -> tuple[Choice, ...]:
    """Actors of whose names one holds the words, those that begin with them first."""
    wanted = words.strip().casefold()
    if not wanted:
        return ()
    table = load_actors()
    found: dict[str, str] = {}
    for alias in table.aliases:
        if wanted in alias.text.casefold() and alias.id in table.entries:
            found.setdefault(alias.id, alias.text)
    ranked = sorted(found.items(), key=lambda each: (not _begins(each, wanted), len(each[1])))
    return tuple(_choice_of(id, name) for id, name in ranked[:MOST])


def places_named(room: Room, name: str) -> tuple[Choice, ...]:
    """The gazetteer's places for a name, the likeliest first."""
    if not name.strip():
        return ()
    found = geocode(name.strip(), gazetteer=room.gazetteer, limit=MOST)
    return tuple(
        Choice(
            str(each.geonameid),
            ", ".join(part for part in (each.name, each.adm1, each.country) if part),
            each.score,
            each.reasons,
            False,
        )
        for each in found
        if each.geonameid is not None
    )


def _begins(found: tuple[str, str], wanted: str) -> bool:
    id, name = found
    return id == wanted or name.casefold().startswith(wanted)


def _choice_of(id: str, name: str) -> Choice:
    entry = load_actors().entries[id]
    kind = ", ".join(part for part in (entry.kind, entry.country) if part)
    return Choice(id, entry.name, 1.0, (f"“{name}” is a name of {entry.name} ({kind})",), False)


def _answer(
    request: Request,
    room: Room,
    asked: Filters,
    where: tuple[str, str, int],
    choices: tuple[Choice, ...],
) -> Response:
    id, name, number = where
    event = room.case.event(id)
    field = next((each for each in fields_of(event.record) if each.name == name), None)
    if field is None:
        raise NotHeld(f"an event has no field {name}")
    value = Shown(number, "", "", None, None, choices, (), {})
    return page(
        request,
        "_lookup.html",
        screen={"event": event},
        asked=asked,
        field=field,
        value=value,
        can_code=True,
        lists={},
    )
