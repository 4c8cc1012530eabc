"""Explore: a map, a timeline and a table of one view, linked by its address.

Each of the three can be taken away: charts as SVG, what they draw as CSV.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from dateline.desk.chart import timeline_svg
from dateline.desk.exporting import Export, export_file
from dateline.desk.located import Located, located
from dateline.desk.mapping import SHADES, bounds_of, map_svg, shade
from dateline.desk.outlines import load_outlines
from dateline.desk.people import ForReaders, Here, Reader
from dateline.desk.periods import Period, Timeline, timeline_of
from dateline.desk.queries import choices
from dateline.desk.room import Room
from dateline.desk.templating import address, page
from dateline.desk.views import COUNTED, View, Viewed
from dateline.export import FORMATS
from dateline.export.csv_rows import csv_row
from dateline.store import EventQuery

router = APIRouter(dependencies=[ForReaders])
PAGE, MOST_AREAS = 50, 40
SVG, CSV = "image/svg+xml", "text/csv; charset=utf-8"


@router.get("/explore")
def explore(request: Request, room: Here, view: View, after: str = "") -> Response:
    """The page."""
    timeline, places = timeline_in(room, view), places_in(room, view)
    return page(
        request,
        "explore.html",
        view=view,
        after=after,
        found=room.counted(room.case.events, view.query(PAGE, after), timeline.total),
        timeline=timeline,
        chart=timeline_svg(timeline, title_of(view, timeline), "timeline", narrowed(view)),
        places=places,
        areas=places.areas[:MOST_AREAS],
        choices=choices() | {"factuality": (*choices()["factuality"], "any"), "count": COUNTED},
        formats=tuple(FORMATS),
    )


@router.get("/explore/unmapped")
def unmapped(
    request: Request, room: Here, view: View, nowhere: bool = False, after: str = ""
) -> Response:
    """The events of a view that the map cannot show: known to a country alone, or nowhere."""
    query = replace(view.query(PAGE, after), unmapped="nowhere" if nowhere else "all")
    return page(
        request,
        "unmapped.html",
        view=view,
        nowhere=nowhere,
        after=after,
        found=room.counted(room.case.events, query),
        places=places_in(room, view),
    )


@router.get("/explore/export/{format}")
def export(
    request: Request, room: Here, person: Reader, view: View, format: str, public: bool = False
) -> Response:
    """The events of a view as a file; of incidents, the first account of each that fits."""
    return export_file(request, room, person, Export(format, view.query(), view.carried, public))


@router.get("/explore/places.json")
def places(room: Here, view: View) -> Response:
    """What the browser draws on the map."""
    return JSONResponse(drawn(places_in(room, view), view))


@router.get("/explore/map.svg")
def map_file(room: Here, view: View) -> Response:
    """The map."""
    found = places_in(room, view)
    return taken(map_svg(found, load_outlines(), f"{_what(view)} by province"), "map.svg", SVG)


@router.get("/explore/timeline.svg")
def timeline_file(room: Here, view: View) -> Response:
    """The timeline."""
    timeline = timeline_in(room, view)
    return taken(timeline_svg(timeline, title_of(view, timeline), "t"), "timeline.svg", SVG)


@router.get("/explore/timeline.csv")
def timeline_rows(room: Here, view: View) -> Response:
    """What the timeline draws."""
    return taken(timeline_csv(timeline_in(room, view)), "timeline.csv", CSV)


@router.get("/explore/places.csv")
def places_rows(room: Here, view: View) -> Response:
    """What the map draws, and what it cannot."""
    return taken(rows_of(_places_rows(places_in(room, view))), "places.csv", CSV)


def timeline_in(room: Room, view: Viewed) -> Timeline:
    """The view, set out in time."""
    return room.counted(_timeline, room, view.query())


def places_in(room: Room, view: Viewed) -> Located:
    """The view, set out on the map."""
    return room.counted(_places, room, view.query())


def _timeline(room: Room, query: EventQuery) -> Timeline:
    return timeline_of(room.case.days(query))


def _places(room: Room, query: EventQuery) -> Located:
    return located(room.case.scenes(query), load_outlines(), room.gazetteer)


def title_of(view: Viewed, timeline: Timeline) -> str:
    """What a chart shows, in words."""
    return f"{_what(view)} by {timeline.unit}"


def narrowed(view: Viewed) -> Callable[[Period], str]:
    """Where a bar leads: the same view, of that period alone."""
    return lambda period: address(
        "/explore", view.carried, earliest=period.first, latest=period.last
    )


def drawn(found: Located, view: Viewed) -> dict[str, Any]:
    """Places with their numbers, and where each leads."""
    areas = [
        {
            "country": each.country,
            "adm1": each.adm1,
            "geonameid": each.outline.geonameid if each.outline else None,
            "outline": each.outline.name if each.outline else None,
            "number": each.number,
            "only": each.only,
            "shade": shade(each.number, found.most),
            "to": address("/explore", view.carried, country=each.country, adm1=each.adm1),
        }
        for each in found.areas
    ]
    spots = [
        {"name": each.name, "lat": each.lat, "lon": each.lon, "ring": each.ring,
         "number": each.number, "adm1": each.adm1, "country": each.country}
        for each in found.spots
    ]  # fmt: skip
    shades = [(i, *bounds_of(i, found.most)) for i in range(len(SHADES))]
    used = [(i, low, high) for i, low, high in shades if low <= high]
    return {"areas": areas, "spots": spots, "shades": used}


def timeline_csv(timeline: Timeline) -> str:
    """A period a line, and at the end those of which no period can be told."""
    rows: list[tuple[Any, ...]] = [("from", "to", "sure", "possible", "not_told_as_fact")]
    rows += [(*map(str, (p.first, p.last)), p.sure, p.possible, p.apart) for p in timeline.periods]
    rows.append(("", "", "", timeline.undated + timeline.vague, ""))
    return rows_of(rows)


def _places_rows(found: Located) -> Iterable[Sequence[Any]]:
    yield ("level", "country", "adm1", "place", "lat", "lon", "events", "known_no_nearer")
    for area in found.areas:
        yield ("province", area.country, area.adm1, "", "", "", area.number, area.only)
    for spot in found.spots:
        level = "neighbourhood" if spot.ring else "town"
        yield (level, spot.country, spot.adm1, spot.name, spot.lat, spot.lon, spot.number, "")
    for country, number in found.countries:
        yield ("country", country, "", "", "", "", number, number)
    yield ("none", "", "", "", "", "", found.unlocated, found.unlocated)


def rows_of(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV."""
    return "".join(csv_row(list(row)) for row in rows)


def taken(text: str, name: str, kind: str) -> Response:
    """A file that a browser saves under a name, or shows where a page shows it."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)


def _what(view: Viewed) -> str:
    """The filters in a few words."""
    named = (view.values[key] for key in ("type", "family", "actor", "adm1", "country"))
    told = [word.replace("_", " ") for word in named if word]
    return view.values["count"].capitalize() + (f": {', '.join(told)}" if told else "")
