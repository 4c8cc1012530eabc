"""Makes src/dateline/export/page/outlines.json: outlines of countries for the HTML report.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/build_outlines.py package/countries-50m.json

Arcs of the TopoJSON file are thinned once each, so that neighbours keep one border.
"""

import json
import sys
from pathlib import Path

TOLERANCE = 0.04  # degrees a thinned line may lie off
SCALE = 100  # stored as hundredths of a degree
SMALLEST = 0.05  # degrees: rings that fit in less are left out, unless a country has no other
OUT = Path(__file__).parents[1] / "src/dateline/export/page/outlines.json"

Point = tuple[float, float]


def main(path: str) -> None:
    """Read the TopoJSON file and write the outlines."""
    topology = json.loads(Path(path).read_text("utf-8"))
    arcs = [thinned(arc) for arc in decoded(topology)]
    found = {
        each["properties"]["name"]: rings_of(each, arcs)
        for each in topology["objects"]["countries"]["geometries"]
    }
    text = json.dumps(dict(sorted(found.items())), separators=(",", ":"), ensure_ascii=False)
    OUT.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    print(f"{len(found)} countries, {len(text) // 1000} kB")


def decoded(topology: dict) -> list[list[Point]]:
    """The arcs in degrees: the file holds steps of a grid."""
    (sx, sy), (ox, oy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + ox, y * sy + oy))
        arcs.append(arc)
    return arcs


def thinned(arc: list[Point]) -> list[Point]:
    """Douglas and Peucker's line: no point left out lies further off than TOLERANCE."""
    if len(arc) < 3:
        return arc
    first, last = arc[0], arc[-1]
    far, at = max((distance(point, first, last), i) for i, point in enumerate(arc[1:-1], 1))
    if far <= TOLERANCE:
        return [first, last]
    return thinned(arc[: at + 1])[:-1] + thinned(arc[at:])


def distance(point: Point, first: Point, last: Point) -> float:
    """How far a point lies from the line between two others."""
    (x, y), (ax, ay), (bx, by) = point, first, last
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = (x - ax) * (bx - ax) + (y - ay) * (by - ay)
    share = max(0, min(1, along / length)) if length else 0
    dx, dy = x - ax - share * (bx - ax), y - ay - share * (by - ay)
    return (dx * dx + dy * dy) ** 0.5


def rings_of(geometry: dict, arcs: list[list[Point]]) -> list[list[int]]:
    """A country's rings, each flat: x, y, x, y ... in hundredths of a degree."""
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = [joined(ring, arcs) for polygon in polygons for ring in polygon]
    large = [ring for ring in rings if extent(ring) >= SMALLEST] or rings[:1]
    return [[round(value * SCALE) for point in ring for value in point] for ring in large]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring; an arc's number is inverted where it runs backward."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def extent(ring: list[Point]) -> float:
    """The longer side of the box around a ring, in degrees."""
    return max(max(p[i] for p in ring) - min(p[i] for p in ring) for i in (0, 1))


if __name__ == "__main__":
    main(sys.argv[1])
