"""The gazetteer file: its tables, and how it is opened."""

import sqlite3
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Literal

from dateline.errors import GazetteerError

Feature = Literal["country", "adm1", "adm2", "town", "site", "region"]
Basis = Literal["own", "seat", "towns"]  # whose point: its own, its seat's, the middle of its towns

VERSION = "1"
OWN_IDS = 2_000_000_000  # ids from here up are ours; below, a place's id is its GeoNames id
FEATURES: tuple[Feature, ...] = ("country", "adm1", "adm2", "town", "site", "region")
POINTS: tuple[Basis, ...] = ("own", "seat", "towns")

SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL,
  lat INTEGER, lon INTEGER,         -- ten-thousandths of a degree
  country TEXT NOT NULL,            -- ISO 3166-1 alpha-3
  adm1 INTEGER, adm2 INTEGER,       -- ids of places
  feature INTEGER NOT NULL,         -- index into FEATURES
  population INTEGER, point INTEGER -- index into POINTS, null for its own
);
CREATE TABLE name (
  key TEXT, place INTEGER,
  light TEXT,                       -- light keys parted by "|"; null: the same as key
  PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def shipped_file() -> Path:
    """Where the gazetteer that comes with the program lies."""
    return Path(str(files("dateline.gazetteer") / "data" / "gazetteer.sqlite"))


def fingerprint(path: Path) -> str:
    """A file's name and the start of its SHA-256, by which records say what placed them."""
    return f"{path.name}@{sha256(path.read_bytes()).hexdigest()[:12]}"


def connect(path: Path) -> sqlite3.Connection:
    """Open a gazetteer for reading. Raises GazetteerError if it is missing or another version."""
    if not path.is_file():
        raise GazetteerError(f"{path}: no gazetteer there; `dateline gazetteer add` makes one")
    base = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        base.execute("PRAGMA mmap_size=268435456")
        found = base.execute("SELECT value FROM meta WHERE key='version'").fetchone()
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{path}: not a gazetteer: {error}") from error
    if found != (VERSION,):
        raise GazetteerError(f"{path}: gazetteer version {found}; this program reads {VERSION}")
    return base
