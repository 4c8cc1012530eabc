"""Shapes in TopoJSON: outlines of countries and counties, their middles, what lies in them."""

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from dateline.gazetteer.building.sources import Point, read_member

Ring = list[Point]  # closed: the last point is the first
Shapes = dict[str, list[Ring]]

LARGE = 0.25  # of the largest part: parts from there up count for the middle


def read_shapes(archive: Path, member: str, layer: str) -> Shapes:
    """The outer ring of each part of each shape, by the shape's id."""
    topology = json.loads(read_member(archive, member))
    arcs = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes: dict[str, list[Ring]] = defaultdict(list)
    for shape in topology["objects"][layer]["geometries"]:
        if shape.get("id") and shape["type"] in ("Polygon", "MultiPolygon"):
            # A dependency may bear its country's id: Ashmore and Cartier that of Australia.
            shapes[shape["id"]] += _rings(shape, arcs)
    return shapes


def middle(rings: Sequence[Ring]) -> Point:
    """The middle of the large parts of a shape."""
    return _middle_of_large([_area_and_middle(ring) for ring in rings])


def is_inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether a point lies in one of the parts of a shape."""
    return any(_crossings(point, ring) % 2 for ring in rings)


def _crossings(point: Point, ring: Ring) -> int:
    """How often a line due east from the point crosses the ring."""
    lat, lon = point
    return sum(
        (lat_a > lat) != (lat_b > lat)
        and lon < lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
        for (lat_a, lon_a), (lat_b, lon_b) in pairwise(ring)
    )


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((y * scale_y + move_y, x * scale_x + move_x))
    return points


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return [_ring(part[0], arcs) for part in parts]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return _unbroken(points)


def _unbroken(ring: Ring) -> Ring:
    """Longitudes without the leap from 180 to -180, which may then lie beyond 180."""
    points = ring[:1]
    for lat, lon in ring[1:]:
        turns = round((points[-1][1] - lon) / 360)
        points.append((lat, lon + 360 * turns))
    return points


def _middle_of_large(parts: list[tuple[float, Point]]) -> Point:
    most = max(area for area, _ in parts)
    large = [(area, point) for area, point in parts if area >= LARGE * most]
    total = sum(area for area, _ in large) or 1.0
    lat = sum(area * lat for area, (lat, _) in large) / total
    lon = sum(area * lon for area, (_, lon) in large) / total
    return lat, (lon + 180) % 360 - 180


def _area_and_middle(ring: Ring) -> tuple[float, Point]:
    """Square degrees as wide as those at the equator, and the centroid."""
    area = lat = lon = 0.0
    for (lat_a, lon_a), (lat_b, lon_b) in pairwise(ring):
        cross = lon_a * lat_b - lon_b * lat_a
        area += cross / 2
        lat += (lat_a + lat_b) * cross
        lon += (lon_a + lon_b) * cross
    if not area:
        return 0.0, ring[0]
    middle = lat / (6 * area), lon / (6 * area)
    return abs(area) * cos(radians(middle[0])), middle
