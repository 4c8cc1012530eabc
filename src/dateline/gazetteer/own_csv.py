"""Places of a CSV of one's own: name, lat, lon, admin1, country, aliases; checked row by row."""

import csv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from dateline.errors import GazetteerError, UsageError
from dateline.gazetteer.keys import light_key
from dateline.gazetteer.lookup import Gazetteer
from dateline.gazetteer.own import NewPlace, Rejected
from dateline.gazetteer.store import OWN_IDS, Feature

NEEDED = ("name", "lat", "lon", "admin1", "country")
OPTIONAL = ("aliases", "kind", "population")
KINDS: dict[str, Feature] = {"": "town", "town": "town", "site": "site", "district": "adm2"}
_FIRST_ID = OWN_IDS + 100_000_000  # those below are ours
_IDS = 2**40


def read_own_csv(path: Path, held: Gazetteer) -> Iterator[NewPlace | Rejected]:
    """A place or what is wrong, for each row.

    `admin1` is a first-level division by name, `country` three letters; lat and lon may both
    be empty, and aliases are parted by "|". Raises UsageError if a column is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            _check_columns(path, rows.fieldnames or ())
            for row in rows:
                plain = {key: (value or "").strip() for key, value in row.items() if key}
                yield (
                    _place(plain, rows.line_num, held)
                    if None not in row
                    else Rejected(rows.line_num, "more cells than columns")
                )
    except (UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path}: not a CSV in UTF-8: {error}") from error


def _check_columns(path: Path, found: object) -> None:
    columns = tuple(found) if isinstance(found, list | tuple) else ()
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise UsageError(
            f"{path}: no column {', '.join(missing)}; needed are {', '.join(NEEDED)}, "
            f"and {', '.join(OPTIONAL)} may follow"
        )


def _place(row: dict[str, str], line: int, held: Gazetteer) -> NewPlace | Rejected:
    try:
        country, point = _country(row["country"], held), _point(row["lat"], row["lon"])
        return NewPlace(
            id=_id(row),
            name=_name(row["name"]),
            country=country,
            feature=_kind(row.get("kind", "")),
            aliases=tuple(
                name.strip() for name in row.get("aliases", "").split("|") if name.strip()
            ),
            point=point,
            adm1=_division(row["admin1"], country, held),
            population=_population(row.get("population", "")),
        )
    except ValueError as error:
        return Rejected(line, str(error))


def _name(text: str) -> str:
    if not light_key(text):
        raise ValueError("no name" if not text else f"{text!r} has no letters")
    return text


def _country(text: str, held: Gazetteer) -> str:
    if held.country(text.upper()) is None:
        raise ValueError(f"country {text!r}: write its three letters, as in SYR")
    return text.upper()


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    if not lat and not lon:
        return None
    try:
        point = float(lat), float(lon)
    except ValueError:
        raise ValueError(f"{lat!r}, {lon!r} are no degrees") from None
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise ValueError(f"{lat}, {lon} lies beyond 90 or 180 degrees")
    return point


def _division(text: str, country: str, held: Gazetteer) -> int | None:
    """The id of a first-level division, None if none is named."""
    if not text:
        return None
    for entry in held.find(text):
        if entry.feature == "adm1" and entry.country == country:
            return entry.id
    raise ValueError(f"admin1 {text!r} is no first-level division of {country}")


def _kind(text: str) -> Feature:
    if text.lower() not in KINDS:
        raise ValueError(f"kind {text!r}: known are {', '.join(filter(None, KINDS))}")
    return KINDS[text.lower()]


def _population(text: str) -> int:
    if text and not text.isdigit():
        raise ValueError(f"population {text!r} is no number of people")
    return int(text or 0)


def _id(row: dict[str, str]) -> int:
    """The same place has the same id whenever it is added."""
    told = "\n".join(row[name] for name in ("name", "lat", "lon", "admin1", "country"))
    return _FIRST_ID + int.from_bytes(sha256(told.encode()).digest()[:8], "big") % _IDS
