"""Outlines of provinces and countries (Natural Earth), from the file that the browser draws too."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from dateline.desk.statics import FOLDER
from dateline.gazetteer import Gazetteer

Point = tuple[float, float]  # longitude, latitude
Box = tuple[float, float, float, float]  # south, west, north, east
_KINDS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Outline:
    """A province or a country: its rings, and the path that draws them, y pointing south."""

    name: str
    country: str
    geonameid: int | None
    rings: tuple[tuple[Point, ...], ...]

    @cached_property
    def box(self) -> Box:
        """The smallest box around it."""
        east = [x for ring in self.rings for x, _ in ring]
        north = [y for ring in self.rings for _, y in ring]
        return min(north), min(east), max(north), max(east)

    @cached_property
    def path(self) -> str:
        """The rings in SVG's own words, in degrees."""
        return "".join(
            "M" + "L".join(f"{x:.2f} {-y:.2f}" for x, y in ring) + "Z" for ring in self.rings
        )


@dataclass(frozen=True)
class Outlines:
    """All of them."""

    provinces: tuple[Outline, ...]
    countries: tuple[Outline, ...]

    @cached_property
    def _by_id(self) -> Mapping[int, Outline]:
        return {each.geonameid: each for each in self.provinces if each.geonameid is not None}

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Outline]:
        return {(each.country, each.name): each for each in self.provinces}

    @cached_property
    def _countries(self) -> Mapping[str, Outline]:
        return {each.country: each for each in self.countries}

    def country(self, code: str | None) -> Outline | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._countries.get(code or "")

    def province(self, country: str, name: str, gazetteer: Gazetteer) -> Outline | None:
        """The province that the gazetteer calls so; the outlines spell some names differently."""
        for entry in gazetteer.find(name):
            is_it = entry.feature == "adm1" and entry.country == country
            if is_it and entry.id in self._by_id:
                return self._by_id[entry.id]
        return self._by_name.get((country, name))


@cache
def load_outlines() -> Outlines:
    """Read the file: once, in a fraction of a second."""
    topology = json.loads((FOLDER / "vendor" / "provinces.topo.json").read_text("utf-8"))
    arcs = [tuple(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    objects = topology["objects"]
    return Outlines(
        *(
            tuple(
                _outline(each, arcs)
                for each in objects[kind]["geometries"]
                if each["type"] in _KINDS
            )
            for kind in ("provinces", "countries")
        )
    )


def _decoded(steps: list[list[int]], transform: Mapping[str, Any]) -> Iterator[Point]:
    """An arc in degrees: the file holds steps of a grid."""
    (sx, sy), (ox, oy) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in steps:
        x, y = x + dx, y + dy
        yield x * sx + ox, y * sy + oy


def _outline(geometry: Mapping[str, Any], arcs: list[tuple[Point, ...]]) -> Outline:
    known = geometry["properties"]
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
    return Outline(known.get("n") or "", known["c"], known.get("g"), rings)


def _ring(numbers: list[int], arcs: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    """The points of a ring; an arc's number is inverted where it runs backward."""
    found: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found.extend(arc[1:] if found else arc)
    return tuple(found)
