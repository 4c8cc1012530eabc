"""Actors: who takes part in how much, and one actor over time with how far it holds together."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.codebook.actors import load_actors
from dateline.desk.chart import timeline_svg
from dateline.desk.cohesion import Told, cohesion_of
from dateline.desk.pages.explore import CSV, SVG, rows_of, taken, timeline_csv
from dateline.desk.people import ForReaders, Here
from dateline.desk.periods import Timeline, timeline_of
from dateline.desk.queries import choices
from dateline.desk.room import Room
from dateline.desk.templating import address, page
from dateline.desk.views import COUNTED, View, Viewed
from dateline.errors import NotHeld
from dateline.store import EventQuery

router = APIRouter(dependencies=[ForReaders])
MOST, TALL = 200, 80
SIDES = {"agent": "as agent", "target": "as target"}


@router.get("/actors")
def actors(request: Request, room: Here, view: View, named: str = "") -> Response:
    """Actors by in how many events they take part."""
    found = room.counted(room.case.actors, view.query(), named.strip(), MOST)
    return page(request, "explore_actors.html", found=found, named=named.strip(), view=view)


@router.get("/actor")
def actor(request: Request, room: Here, view: View) -> Response:
    """One actor: its events as agent and as target, and the strands of its cohesion."""
    sides = sides_in(room, view)
    told = strands_in(room, view, sides)
    charts = {
        side: timeline_svg(line, f"{name_of(view)} {SIDES[side]}, by {line.unit}", side,
                           _narrowed(view), TALL)
        for side, line in sides.items()
    }  # fmt: skip
    drawn = {
        each.strand.id: timeline_svg(each.timeline, each.strand.label, each.strand.id, None, TALL)
        for each in told
    }
    return page(
        request, "explore_actor.html", view=view, called=name_of(view), sides=sides, charts=charts,
        told=told, drawn=drawn, entry=load_actors().entries.get(view.values["actor"]),
        words=SIDES,
        choices=choices() | {"factuality": (*choices()["factuality"], "any"), "count": COUNTED},
    )  # fmt: skip


@router.get("/actor/{side}.svg")
def side_file(room: Here, view: View, side: str) -> Response:
    """The timeline of a side, or of a strand."""
    sides = sides_in(room, view)
    if side in sides:
        title = f"{name_of(view)} {SIDES[side]}, by {sides[side].unit}"
        return taken(timeline_svg(sides[side], title, side), f"{side}.svg", SVG)
    for each in strands_in(room, view, sides):
        if each.strand.id == side:
            title = f"{name_of(view)}: {each.strand.label}, by {each.timeline.unit}"
            return taken(timeline_svg(each.timeline, title, side), f"{side}.svg", SVG)
    raise NotHeld(f"there is no chart {side}")


@router.get("/actor/{side}.csv")
def side_rows(room: Here, view: View, side: str) -> Response:
    """What the timeline of a side draws, or all strands."""
    sides = sides_in(room, view)
    if side in sides:
        return taken(timeline_csv(sides[side]), f"{side}.csv", CSV)
    if side != "cohesion":
        raise NotHeld(f"there is no table {side}")
    return taken(rows_of(_strand_rows(strands_in(room, view, sides))), "cohesion.csv", CSV)


def sides_in(room: Room, view: Viewed) -> dict[str, Timeline]:
    """Both sides of an actor over the same periods. Raises NotHeld where none is named."""
    id = view.values["actor"]
    if not id:
        raise NotHeld("no actor is named: choose one on the page Actors")
    return room.counted(_sides, room, view.query(), id)


def _sides(room: Room, query: EventQuery, id: str) -> dict[str, Timeline]:
    days = room.case.sides(query, id)
    whole = timeline_of([each for side in days.values() for each in side])
    return {side: timeline_of(each, whole.unit, whole.periods) for side, each in days.items()}


def strands_in(room: Room, view: Viewed, sides: dict[str, Timeline]) -> tuple[Told, ...]:
    """The strands, told as fact and otherwise, whatever the view's own factuality."""
    every = Viewed(**{**view.values, "factuality": "any"})
    line = sides["agent"]
    return cohesion_of(room, every.query(), view.values["actor"], line.unit, line.periods)


def name_of(view: Viewed) -> str:
    """The actor's name in the codebook, else its id."""
    entry = load_actors().entries.get(view.values["actor"])
    return entry.name if entry else view.values["actor"]


def _narrowed(view: Viewed) -> Any:
    return lambda period: address(
        "/explore", view.carried, earliest=period.first, latest=period.last
    )


def _strand_rows(told: Sequence[Told]) -> Iterator[Sequence[Any]]:
    yield ("strand", "from", "to", "sure", "possible", "not_told_as_fact", "measure",
           "people_low", "people_high")  # fmt: skip
    for each in told:
        for i, period in enumerate(each.timeline.periods):
            people = each.people[i] if each.people else None
            low, high = (people.low, people.high) if people else ("", "")
            days = (str(period.first), str(period.last))
            counts = (period.sure, period.possible, period.apart)
            shown = "" if high is None else high
            yield (each.strand.id, *days, *counts, each.strand.measure or "", low, shown)
