"""Actors of one's own: a CSV or YAML file that extends or overrides the shipped table.

Every row is checked before anything is read; a wrong one is named by file and line. What a
row adds or changes is said in the reasons of each mention it decides.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dateline.codebook.actor_names import Alias, fold, words_of
from dateline.codebook.actors import ActorEntry, ActorTable, Year, alias_of
from dateline.codebook.classes import load_kinds
from dateline.codebook.files import Lined, read_yaml
from dateline.errors import CodebookError, UsageError

INTER_CODES = range(1, 9)  # ACLED's "inter": 1 state forces to 8 external forces


def _listed(cell: Any) -> tuple[str, ...]:
    parts = cell if isinstance(cell, list) else str(cell or "").split("|")
    return tuple(part for each in parts if (part := str(each).strip()))


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Cell = Annotated[str, BeforeValidator(lambda cell: str(cell or "").strip())]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Cell = Field(min_length=2)
    kind: Cell
    id: Cell = ""
    aliases: Listed = ()
    country: Listed = ()
    parent: Cell = ""
    start: Year = Field(alias="from", default=None)
    end: Year = Field(alias="to", default=None)
    acled_inter: Year = None


COLUMNS = tuple(field.alias or name for name, field in _Row.model_fields.items())
_NEEDED = ("name", "kind")


@dataclass(frozen=True)
class ActorFile:
    """A file of actors as read: its rows with their lines, and what makes it that very file."""

    path: Path
    sha256: str
    rows: tuple[tuple[int, _Row], ...]

    @property
    def stamp(self) -> str:
        """What a record made with it says of it: its name and the hash of its bytes."""
        return f"{self.path.name}@sha256:{self.sha256}"


def read_actor_file(path: Path) -> ActorFile:
    """The rows of a .csv, .yaml or .yml file.

    Raises UsageError if there is no such file or it is of another format, CodebookError with
    file:line for a row that is not as docs/actors.md says.
    """
    readers = {".csv": _csv_rows, ".yaml": _yaml_rows, ".yml": _yaml_rows}
    if path.suffix.lower() not in readers:
        raise UsageError(f"{path}: actors are read from .csv, .yaml or .yml")
    if not path.is_file():
        raise UsageError(f"{path}: no such file of actors")
    content = path.read_bytes()
    try:
        cells = list(readers[path.suffix.lower()](path, content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise CodebookError(f"{path}:1: the file is not UTF-8") from None
    rows = tuple((line, _row(path, line, each)) for line, each in cells)
    _refuse_twice(path, rows)
    return ActorFile(path, hashlib.sha256(content).hexdigest(), rows)


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    lines = csv.DictReader(io.StringIO(text))
    names = lines.fieldnames or ()
    for name in _NEEDED:
        if name not in names:
            raise CodebookError(f"{path}:1: no column {name!r}; there may be {_told(COLUMNS)}")
    for cells in lines:
        if None in cells:
            raise CodebookError(f"{path}:{lines.line_num}: more cells than columns")
        if any(cells.values()):
            yield lines.line_num, {k: v for k, v in cells.items() if v is not None}


def _yaml_rows(path: Path, _: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    value = read_yaml(path)
    for at, each in enumerate(value if isinstance(value, list) else [value], 1):
        if not isinstance(each, Lined):
            raise CodebookError(f"{path}:1: the file must be a list of actors; item {at} is none")
        yield each.line, each


def _row(path: Path, line: int, cells: Mapping[str, Any]) -> _Row:
    strange = sorted(map(str, set(cells) - set(COLUMNS)))
    if strange:
        raise CodebookError(f"{path}:{line}: no column {strange[0]!r}; known: {_told(COLUMNS)}")
    try:
        row = _Row.model_validate(dict(cells))
    except ValidationError as error:
        problem = error.errors()[0]
        column = problem["loc"][0] if problem["loc"] else "row"
        raise CodebookError(f"{path}:{line}: {column}: {problem['msg']}") from None
    problem_told = next(_problems(row), None)
    if problem_told:
        raise CodebookError(f"{path}:{line}: {problem_told}")
    return row


def _problems(row: _Row) -> Iterator[str]:
    kinds = load_kinds()
    if row.kind not in kinds:
        yield f"kind {row.kind!r} is not one of {_told(sorted(kinds))}"
    if row.start and row.end and row.start > row.end:
        yield f"from {row.start} is after to {row.end}"
    if row.acled_inter is not None and row.acled_inter not in INTER_CODES:
        yield f"acled_inter {row.acled_inter} is not 1 to 8"
    if not _slug(row.id or row.name):
        yield f"name {row.name!r} holds no letter or digit"
    for alias in (row.name, *row.aliases):
        if not any(words_of(alias)):
            yield f"alias {alias!r} holds no word"


def _refuse_twice(path: Path, rows: Sequence[tuple[int, _Row]]) -> None:
    first: dict[str, int] = {}
    for line, row in rows:
        key = _slug(row.id or row.name)
        if key in first:
            raise CodebookError(f"{path}:{line}: {row.name!r} stands in line {first[key]} already")
        first[key] = line


def _told(words: Iterable[str]) -> str:
    return ", ".join(words)


def _slug(text: str) -> str:
    folded = (fold(word.text) if not word.text.isascii() else word.text for word in words_of(text))
    return re.sub(r"[^a-z0-9]+", "-", " ".join(folded).lower()).strip("-")


# --- the table with them -----------------------------------------------------------


def with_actors(table: ActorTable, file: ActorFile) -> ActorTable:
    """The table with a file's actors: new ones added, known ones (by id or name) overridden.

    An overridden entry keeps its shipped names. A name that the file gives to somebody is no
    longer anybody else's. Raises CodebookError for a country or parent there is not.
    """
    known = {_key(entry.name): entry.id for entry in table.entries.values()}
    ids = {line: _id(row, known) for line, row in file.rows}
    named = {_key(row.name): ids[line] for line, row in file.rows}
    entries = dict(table.entries)
    for line, row in file.rows:
        parent = _parent(file, line, row, {**known, **named}, {*entries, *ids.values()})
        _refuse_country(file, line, row, table)
        entries[ids[line]] = _entry(file, line, row, ids[line], parent, table)
    states = {iso: entries[state.id] for iso, state in table.states.items()}
    added = tuple(_aliases(file, ids))
    return replace(table, entries=entries, states=states, aliases=_settled(table.aliases, added))


def _id(row: _Row, known: Mapping[str, str]) -> str:
    return row.id or known.get(_key(row.name)) or _slug(row.name)


def _parent(
    file: ActorFile, line: int, row: _Row, named: Mapping[str, str], ids: Iterable[str]
) -> str | None:
    if not row.parent:
        return None
    found = row.parent if row.parent in ids else named.get(_key(row.parent))
    if found is None:
        raise CodebookError(
            f"{file.path}:{line}: parent {row.parent!r} is neither in this file nor shipped"
        )
    return found


def _refuse_country(file: ActorFile, line: int, row: _Row, table: ActorTable) -> None:
    for country in row.country:
        if country not in table.states:
            raise CodebookError(
                f"{file.path}:{line}: country {country!r} is no ISO 3166-1 alpha-3 code, as SYR is"
            )


def _entry(
    file: ActorFile, line: int, row: _Row, id: str, parent: str | None, table: ActorTable
) -> ActorEntry:
    shipped = table.entries.get(id)
    over = f", in place of the shipped {shipped.name} ({shipped.kind})" if shipped else ""
    said = f"{file.path.name}, line {line}, says who {row.name} is{over}"
    return ActorEntry(
        id, row.name, row.kind, row.country, row.start, row.end, parent, row.acled_inter, said
    )


def _aliases(file: ActorFile, ids: Mapping[int, str]) -> Iterator[Alias]:
    for line, row in file.rows:
        for text in dict.fromkeys((row.name, *row.aliases)):
            yield alias_of(text, ids[line])


def _settled(shipped: Iterable[Alias], added: Sequence[Alias]) -> tuple[Alias, ...]:
    """The shipped names without those that are now somebody else's, then the file's."""
    owner = {_key(alias.text): alias.id for alias in added}
    kept = (a for a in shipped if owner.get(_key(a.text), a.id) == a.id)
    return (*kept, *added)


def _key(text: str) -> str:
    return " ".join(fold(word.text) for word in words_of(text))
