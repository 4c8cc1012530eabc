"""Places that the towns and divisions lack: of UCDP, and names of our own."""

import re
from collections import defaultdict
from pathlib import Path

from dateline.gazetteer.building.english import loose, printed
from dateline.gazetteer.building.sources import Row, read_ucdp
from dateline.gazetteer.store import OWN_IDS

UCDP_SITES = re.compile(
    r" (airbase|airport|base|field|fields|dam|checkpoint|camp|hill|mountain|mountains|farm|farms|"
    r"brigade|station|plant|plain|reservoir|road|island|complex|prison|hospital|"
    r"neighborhood|neighbourhood|crossing|desert|ridge|valley|lake|river|factory|school)$",
    re.I,
)
UCDP_TOWNS = re.compile(r" (village|town|city|villae|locality)$", re.I)


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


def added(lines: list[dict[str, str]], rows: list[Row], held: Held) -> list[Row]:
    """Places under names the packages lack: tables/additions.csv.

    A name goes to the row it stands for; where there is none it is held without a point.
    """
    codes = {row.code: row for row in rows if row.feature in ("country", "adm1")}
    new = []
    for number, line in enumerate(lines):
        row = _addition(line, OWN_IDS + number, codes[line["code"]])
        twin = held.namesake(row)
        if twin:
            twin.names = [twin.name, *twin.names, *row.names]
            twin.name = row.name
        else:
            new.append(row)
        held.add(twin or row)
    return new


def _addition(line: dict[str, str], number: int, home: Row) -> Row:
    return Row(
        id=number,
        name=line["name"],
        country=home.country,
        feature=line["feature"],
        names=[name for name in line["aliases"].split("|") if name],
        adm1=home.id if home.feature == "adm1" else None,
    )


def from_ucdp(path: Path, rows: list[Row], held: Held) -> list[Row]:
    """UCDP places of Syria that no row of ours stands for; spellings go to the row that does."""
    provinces = {
        loose(name): row
        for row in rows
        if row.feature == "adm1" and row.country == "SYR"
        for name in (row.name, *row.names)
    }
    new = []
    for number, line in enumerate(sorted(read_ucdp(path), key=lambda line: line["name"])):
        row = _ucdp_row(line, OWN_IDS + 100_000 + number, provinces)
        twin = held.twin(row)
        if twin:
            twin.names = [*twin.names, *row.names, row.name]
        else:
            new.append(row)
            held.add(row)
    return new


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
