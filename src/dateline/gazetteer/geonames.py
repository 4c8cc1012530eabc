"""Places of a GeoNames dump: a country's file, allCountries, as .txt or in its .zip."""

import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.gazetteer.lookup import Entry, Gazetteer
from dateline.gazetteer.own import NewPlace, Rejected
from dateline.gazetteer.store import Feature

COLUMNS = 19  # of a dump, parted by tabs
# The feature codes that are held; other places (streams, hills, shops) are passed over by count.
_SITES = frozenset(
    "AIRB AIRF AIRP AIRQ CMP CMPRF CTRM DAM HSP HSPC INSM MILB PPLX PRN PS RFGC".split()
)
_GONE = frozenset("PPLH PPLQ PPLW".split())  # no more, deserted, destroyed


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: tuple[str, ...]

    @property
    def id(self) -> int:
        return int(self.cells[0])

    @property
    def home(self) -> tuple[str, str]:
        """The codes of country and first-level division, as GeoNames writes them."""
        return self.cells[8], self.cells[10]


@dataclass(frozen=True)
class _Codes:
    """What GeoNames' codes stand for, learned from places that the shipped gazetteer holds."""

    countries: dict[str, str]
    divisions: dict[tuple[str, str], int]


def read_geonames(
    path: Path, held: Gazetteer, passed_over: Counter[str]
) -> Iterator[NewPlace | Rejected]:
    """The populated places, divisions and sites of a dump; `passed_over` counts the others.

    A dump names countries and divisions by codes, which are read by way of the places that
    the shipped gazetteer holds too. Raises GazetteerError if the file is no dump.
    """
    codes = _learn(path, held)
    for line in _lines(path):
        if isinstance(line, Rejected):
            yield line
        elif (feature := _feature(line)) is None:
            passed_over[f"{line.cells[6]}.{line.cells[7]}"] += 1
        else:
            yield _place(line, feature, codes)


def _learn(path: Path, held: Gazetteer) -> _Codes:
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    divisions: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for line in _lines(path):
        entry = held.entry(line.id) if isinstance(line, _Line) and line.cells[6] in "AP" else None
        if isinstance(line, Rejected) or entry is None:
            continue
        countries[line.cells[8]][entry.country] += 1
        if entry.adm1 is not None or entry.feature == "adm1":
            divisions[line.home][entry.adm1 or entry.id] += _weight(entry)
    return _Codes(
        {code: found.most_common(1)[0][0] for code, found in countries.items()},
        {code: found.most_common(1)[0][0] for code, found in divisions.items()},
    )


def _weight(entry: Entry) -> int:
    """A division says its own code; towns at a border may be told to lie across it."""
    return 1000 if entry.feature == "adm1" else 1


def _lines(path: Path) -> Iterator[_Line | Rejected]:
    for number, text in enumerate(_open(path), 1):
        cells = tuple(text.rstrip("\r\n").split("\t"))
        if len(cells) != COLUMNS:
            yield Rejected(number, f"{len(cells)} columns; a GeoNames dump has {COLUMNS}")
        elif not cells[0].isdigit():
            yield Rejected(number, f"{cells[0]!r} is no GeoNames id")
        else:
            yield _Line(number, cells)


def _open(path: Path) -> Iterator[str]:
    try:
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as lines:
                yield from lines
            return
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".txt") and name.lower() != "readme.txt":
                    with archive.open(name) as member:
                        yield from io.TextIOWrapper(member, "utf-8", newline="\n")
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: no GeoNames dump: {error}") from error


def _feature(line: _Line) -> Feature | None:
    kind, code = line.cells[6], line.cells[7]
    if kind == "P" and code not in _GONE | _SITES:
        return "town"
    if code in _SITES:
        return "site"
    divisions: dict[str, Feature] = {"ADM1": "adm1", "ADM2": "adm2"}
    return divisions.get(code)


def _place(line: _Line, feature: Feature, codes: _Codes) -> NewPlace | Rejected:
    cells = line.cells
    country = codes.countries.get(cells[8])
    if country is None:
        why = (
            f"country {cells[8]!r}: the file holds no place of it that the shipped gazetteer knows"
        )
        return Rejected(line.number, why)
    try:
        point = float(cells[4]), float(cells[5])
        population = int(cells[14] or 0)
    except ValueError as error:
        return Rejected(line.number, str(error))
    adm1 = line.id if feature == "adm1" else codes.divisions.get(line.home)
    aliases = tuple(name for name in (cells[2], *cells[3].split(",")) if name and name != cells[1])
    return NewPlace(line.id, cells[1], country, feature, aliases, point, adm1, population)
