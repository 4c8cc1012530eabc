"""The gazetteer: names to places. It looks up and does not choose; `resolve.places` does."""

import sqlite3
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from dateline.gazetteer.keys import light_key, loose_key, without_article
from dateline.gazetteer.store import (
    FEATURES,
    OWN_IDS,
    POINTS,
    Basis,
    Feature,
    connect,
    shipped_file,
)

Match = Literal["exact", "article", "loose"]
MATCHES: tuple[Match, ...] = ("exact", "article", "loose")
REMEMBERED = 20_000  # names whose answer is kept in memory

_COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, p.adm1, a.name, p.feature, p.population, p.point"
_BY_KEY = (
    f"SELECT {_COLUMNS}, n.light FROM name n JOIN place p ON p.id = n.place "
    "LEFT JOIN place a ON a.id = p.adm1 WHERE n.key = ?"
)
_BY_ID = f"SELECT {_COLUMNS} FROM place p LEFT JOIN place a ON a.id = p.adm1 WHERE p.id = ?"
_COUNTRIES = f"SELECT {_COLUMNS} FROM place p LEFT JOIN place a ON a.id = p.adm1 WHERE p.feature=0"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, and how the name that was asked for matches it.

    `match`: "exact" when the letters agree, "article" when they do but for a leading
    article, "loose" when only the folded spelling does. `point` says whose the
    coordinates are: the place's own, its seat's, the middle of its towns.
    """

    id: int
    name: str
    lat: float | None  # WGS 84 degrees
    lon: float | None
    country: str  # ISO 3166-1 alpha-3
    adm1: int | None  # id of the first-level division it lies in, or is
    adm1_name: str | None
    feature: Feature
    population: int  # 0: not known
    point: Basis
    match: Match
    alias: bool = False  # whether the name asked for is another name of the place
    source: str | None = None  # the file of one's own that holds it; None: it ships

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id; None for places GeoNames was not the source of."""
        return self.id if self.id < OWN_IDS else None


class Gazetteer:
    """Read-only access to a gazetteer file. Answers are remembered; safe to keep for a run.

    A file of one's own stands beside the shipped one; where both hold a place, its own
    row counts. `own_file` is its path, None if there is none.
    """

    def __init__(
        self,
        base: sqlite3.Connection,
        own: sqlite3.Connection | None = None,
        own_file: Path | None = None,
    ) -> None:
        self._base = base
        self._own = own
        self.own_file = own_file
        self._found: dict[str, tuple[Entry, ...]] = {}

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place a name may stand for: closest spelling first, then largest; () if none."""
        light = light_key(name)
        if light not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[light] = self._look_up(light)
        return self._found[light]

    def entry(self, id: int) -> Entry | None:
        """The place of an id, None if there is none."""
        row = self._base.execute(_BY_ID, (id,)).fetchone()
        return _entry(row, "exact") if row else None

    def country(self, iso3: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-3 code, None if there is none."""
        return _countries(self._base).get(iso3)

    def _look_up(self, light: str) -> tuple[Entry, ...]:
        if not light:
            return ()
        rows = self._base.execute(_BY_KEY, (loose_key(light),)).fetchall()
        key = loose_key(light)
        found = [_entry(row, _match(light, row[10] or key), key) for row in rows]
        own = self._look_up_own(light, key)
        if own:
            ids = {entry.id for entry in own}
            found = [*own, *(entry for entry in found if entry.id not in ids)]
        return tuple(sorted(found, key=_rank))

    def _look_up_own(self, light: str, key: str) -> list[Entry]:
        """Places of one's own file, which names divisions by the ids of the shipped one."""
        if self._own is None or self.own_file is None:
            return []
        rows = self._own.execute(_BY_KEY, (key,)).fetchall()
        found = [_entry(row, _match(light, row[10] or key), key) for row in rows]
        return [
            replace(entry, adm1_name=self._division(entry.adm1), source=self.own_file.name)
            for entry in found
        ]

    def _division(self, id: int | None) -> str | None:
        row = self._base.execute(_BY_ID, (id,)).fetchone() if id is not None else None
        return str(row[1]) if row else None


@cache
def _countries(base: sqlite3.Connection) -> dict[str, Entry]:
    entries = (_entry(row, "exact") for row in base.execute(_COUNTRIES).fetchall())
    return {entry.country: entry for entry in entries}


@cache
def open_gazetteer(path: Path | None = None, own: Path | None = None) -> Gazetteer:
    """The gazetteer in a file, the shipped one if none is named; `own` is one's own beside it.

    Raises GazetteerError if a file is missing or of another version.
    """
    return Gazetteer(connect(path or shipped_file()), connect(own) if own else None, own)


def _match(light: str, spelled: str) -> Match:
    lights = spelled.split("|")
    if light in lights:
        return "exact"
    bare = without_article(light)
    return "article" if any(without_article(each) == bare for each in lights) else "loose"


def _rank(entry: Entry) -> tuple[int, int, int, int]:
    return (
        MATCHES.index(entry.match),
        -entry.population,
        FEATURES.index(entry.feature),
        entry.id,
    )


def _entry(row: tuple[object, ...], match: Match, key: str | None = None) -> Entry:
    id, name, lat, lon, country, adm1, adm1_name, feature, population, point = row[:10]
    return Entry(
        id=int(str(id)),
        name=str(name),
        lat=lat / 1e4 if isinstance(lat, int) else None,
        lon=lon / 1e4 if isinstance(lon, int) else None,
        country=str(country),
        adm1=adm1 if isinstance(adm1, int) else None,
        adm1_name=adm1_name if isinstance(adm1_name, str) else None,
        feature=FEATURES[feature] if isinstance(feature, int) else "town",
        population=population if isinstance(population, int) else 0,
        point=POINTS[point] if isinstance(point, int) else "own",
        match=match,
        alias=key is not None and loose_key(light_key(str(name))) != key,
    )
