"""The short English name of a place: "Aleppo" of "Ḩalab" and "Aleppo Governorate"."""

import re
import unicodedata
from functools import cache

from dateline.gazetteer.building.sources import Row
from dateline.gazetteer.keys import light_key, loose_key

GENERIC = (
    "governorate|province|state|oblast|region|department|district|county|prefecture|parish|"
    "municipality|division|territory|voivodeship|canton|emirate|krai|republic|"
    "autonomous region|autonomous republic|autonomous oblast|capital region"
)
_ENDING = re.compile(rf"^(.+?) (?:{GENERIC})$", re.I)
_OPENING = re.compile(
    r"^(?:departamento|provincia|estado|distrito|muhafazat|mintaqat|region|state|province|"
    r"departement|wilaya|wilayah|governorate|commonwealth)"
    r"(?: (?:de la|de los|del|de|of|d'))? (.+)$",
    re.I,
)
_FOREIGN_ENDING = re.compile(r",? (?:Comunidad|Principado|Región|Respublika)(?: de)?$")
_ARTICLE = re.compile(r"^(?:Al|Ar|As|Ad|An|At|Az|Ash|El)[ -](?=[A-Z])")

# Countries whose names in print carry no accents: GeoNames writes their romanisation with them.
ROMANISED = frozenset(
    "AFG ARE ARM AZE BGD BGR BHR BLR BTN CHN CYP DJI DZA EGY ERI ESH ETH GEO GRC IND IRN IRQ ISR "
    "JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LBY LKA MAR MKD MMR MNG MRT NPL OMN PAK PRK PSE QAT RUS "
    "SAU SDN SOM SRB SSD SYR TCD THA TJK TKM TUN TWN UKR UZB XKX YEM".split()
)


def common_name(row: Row) -> str:
    """A row's short English name; for divisions the one its aliases give an English ending."""
    if row.feature not in ("adm1", "adm2"):
        return printed(row.name, row.country)
    for name in row.names:
        match = _ENDING.match(name)
        if match and name.isascii():
            return bare(match[1])
    latin = [name for name in row.names if name.isascii() and not _OPENING.match(name)]
    if row.country in ROMANISED and latin and not row.name.isascii() and row.feature == "adm1":
        return bare(latin[0])
    return bare(printed(row.name, row.country))


def bare(name: str) -> str:
    """A division's name without what it is: "Borno" of "Borno State"."""
    name = _FOREIGN_ENDING.sub("", name)
    ending, opening = _ENDING.match(name), _OPENING.match(name)
    if ending and len(ending[1]) > 2:
        name = ending[1]
    elif opening:
        name = opening[1]
    return _ARTICLE.sub("", name)


def printed(name: str, country: str) -> str:
    """A name without the accents of a romanisation; accents of Latin spelling stay."""
    if country not in ROMANISED:
        return name
    plain = unicodedata.normalize("NFKD", name)
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("‘", "'")


def name_seats(rows: list[Row]) -> None:
    """A town named as its province is goes by the province's English names: Raqqa, Hasakah."""
    provinces = {row.id: row for row in rows if row.feature == "adm1"}
    for row in rows:
        home = provinces.get(row.adm1 or 0)
        if row.feature != "town" or home is None or loose(row.name) != loose(home.name):
            continue
        shared = [name for name in home.names if loose(name) == loose(row.name)]
        row.names = [row.name, *row.names, *shared]
        if row.country in ROMANISED:
            row.name = home.name


@cache
def loose(name: str) -> str:
    """The loose key of a name as printed."""
    return loose_key(light_key(name))
