"""A gazetteer of one's own: places added from a file, beside those that ship.

The file has the tables of the shipped gazetteer. It is written whole or not at all, and
adding the same places twice changes nothing.
"""

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.gazetteer.keys import light_key, loose_key
from dateline.gazetteer.store import FEATURES, SCHEMA, VERSION, Feature, connect

Key = tuple[str, int, str | None]


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place on its way into a gazetteer of one's own."""

    id: int
    name: str
    country: str  # ISO 3166-1 alpha-3
    feature: Feature
    aliases: tuple[str, ...] = ()
    point: tuple[float, float] | None = None  # WGS 84 degrees: latitude, longitude
    adm1: int | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that gives no place, and why."""

    line: int
    why: str


@dataclass
class Added:
    """What adding a file came to."""

    new: int = 0
    changed: int = 0
    known: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)  # kinds that are not held

    @property
    def read(self) -> int:
        """How many places the file gave."""
        return self.new + self.changed + self.known


def add_places(rows: Iterable[NewPlace | Rejected], into: Path, source: str) -> Added:
    """Write places into a gazetteer file, made if there is none, and say what came of each.

    `source` is what the rows are remembered by. The file changes only once all is written.
    Raises GazetteerError if it is no gazetteer.
    """
    added = Added()
    with _replaced(into) as base:
        for row in rows:
            if isinstance(row, Rejected):
                added.rejected.append(row)
            else:
                _put(row, base, added)
        base.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (f"source:{source}", source))
    return added


@contextmanager
def _replaced(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy to write to, which takes the file's place at the end and only then."""
    if path.exists():
        connect(path).close()  # raises if it is no gazetteer
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    scratch = Path(name)
    try:
        if path.exists():
            shutil.copyfile(path, scratch)
        base = sqlite3.connect(scratch)
        try:
            if not path.exists():
                base.executescript(SCHEMA)
                base.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
            yield base
            base.commit()
            changed = base.total_changes > 0
        finally:
            base.close()
        if changed:
            scratch.chmod(0o644)
            scratch.replace(path)
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be written: {error}") from error
    finally:
        scratch.unlink(missing_ok=True)


def _put(row: NewPlace, base: sqlite3.Connection, added: Added) -> None:
    stored = _stored(row)
    keys = sorted(name_keys((row.name, *row.aliases), row.id))
    held = base.execute("SELECT * FROM place WHERE id = ?", (row.id,)).fetchone()
    names = base.execute("SELECT * FROM name WHERE place = ? ORDER BY key", (row.id,)).fetchall()
    if held == stored and names == keys:
        added.known += 1
        return
    base.execute("DELETE FROM name WHERE place = ?", (row.id,))
    base.execute("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", stored)
    base.executemany("INSERT INTO name VALUES (?,?,?)", keys)
    if held is None:
        added.new += 1
    else:
        added.changed += 1


def _stored(row: NewPlace) -> tuple[object, ...]:
    lat, lon = (round(each * 1e4) for each in row.point) if row.point else (None, None)
    feature = FEATURES.index(row.feature)
    own = (row.id, row.name, lat, lon, row.country, row.adm1, None, feature)
    return (*own, row.population or None, None)


def name_keys(names: Iterable[str], id: int) -> list[Key]:
    """The rows of the table `name`: each loose key once, its light keys beside it."""
    spelled: dict[str, list[str]] = {}
    for light in dict.fromkeys(light_key(name) for name in names):
        if light and loose_key(light):
            spelled.setdefault(loose_key(light), []).append(light)
    return [
        (key, id, None if lights == [key] else "|".join(lights)) for key, lights in spelled.items()
    ]
