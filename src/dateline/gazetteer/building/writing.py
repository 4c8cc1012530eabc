"""Rows to the SQLite file that ships."""

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.gazetteer.building.english import bare
from dateline.gazetteer.building.sources import Row
from dateline.gazetteer.keys import light_key, loose_key
from dateline.gazetteer.store import FEATURES, POINTS, SCHEMA, VERSION

# Kept thin: small towns under one name, no districts without a point.
QUIET = frozenset(
    "AUS AUT BEL BGR BRA CAN CHE CHL CHN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ITA JAM "
    "JPN KOR LCA LTU LUX LVA MEX NLD NOR NZL POL PRI PRT ROU SVK SVN SWE TWN URY USA".split()
)
CYRILLIC_READERS = frozenset("UKR RUS BLR KAZ KGZ BGR SRB MKD MDA TJK MNG UZB GEO ARM AZE".split())


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
