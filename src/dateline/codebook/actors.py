"""The codebook's actors: who can act, and every way reports name them.

Files of codebook/data/actors: countries.csv, leaders.csv, groups.csv, organisations.csv
(named actors), generic.csv (kinds of people: "rebels", "police"), patterns.yaml (how
descriptions are built from names).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dateline.codebook.actor_names import Alias, NameIndex
from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.introduced import introduced_actor
from dateline.errors import CodebookError
from dateline.model import Actor

FOLDER = DATA / "actors"
Year = Annotated[int | None, BeforeValidator(lambda cell: cell or None)]
Scope = Literal["plain", "country", "state"]
Label = Literal["Organisation", "Person", "Nationality", "MilitaryPlatform", "Weapon"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Country(_Row):
    id: str = Field(min_length=2)
    name: str = Field(min_length=2)
    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    demonyms: str
    aliases: str
    capitals: str
    places: str


class _Leader(_Row):
    country: str = Field(pattern=r"^[A-Z]{3}$")
    aliases: str = Field(min_length=2)
    start: Year = Field(alias="from")
    end: Year = Field(alias="to")


class _Named(_Row):
    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    kind: str
    country: str = Field(pattern=r"^([A-Z]{3}(\|[A-Z]{3})*)?$")
    start: Year = Field(alias="from")
    end: Year = Field(alias="to")
    parent: str
    aliases: str


class _Generic(_Row):
    id: str = Field(min_length=2)
    name: str
    kind: str
    scope: Scope
    label: Label
    words: str = Field(min_length=2)


class Patterns(BaseModel):
    """How descriptions are built from names: patterns.yaml explains each list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    members: frozenset[str]
    state_heads: frozenset[str]
    people_heads: frozenset[str]
    of_heads: frozenset[str]
    wings: frozenset[str]
    set_aside: frozenset[str]
    sides: frozenset[str]
    stands_for: dict[str, str]
    traced: dict[str, frozenset[str]]
    persons: frozenset[str]
    bodies: frozenset[str]
    platforms: frozenset[str]
    person_pronouns: frozenset[str]
    people_pronouns: frozenset[str]
    pronouns: frozenset[str]
    known_as: dict[str, str]
    place_prepositions: frozenset[str]
    possessed: frozenset[str]
    jihadist: frozenset[str]
    jihadist_words: frozenset[str]
    unlike_jihadists: frozenset[str]
    one_body: frozenset[str]
    definite: frozenset[str]
    no_actors: frozenset[str]
    body_heads: dict[str, str]
    armed_words: frozenset[str]
    name_joints: frozenset[str]
    also_called: tuple[str, ...]
    called_between: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A named actor. Years are calendar years; None is open. `countries` may be empty."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    parent: str | None = None
    inter: int | None = None  # ACLED's code, where a file of one's own gives it
    said: str | None = None  # which file of one's own says so; None: as shipped

    @property
    def country(self) -> str | None:
        return self.countries[0] if len(self.countries) == 1 else None

    def existed(self, year: int) -> bool:
        return (self.start or year) <= year <= (self.end or year)


@dataclass(frozen=True, slots=True)
class GenericEntry:
    """A kind of people or body: "rebels". `scope` says what a country adds to its name.

    plain: nothing; country: "rebels (Syria)"; state: it is that state itself.
    """

    id: str
    name: str
    kind: str
    scope: Scope
    label: Label


@dataclass(frozen=True, eq=False)
class ActorTable:
    """All actors. A key is an entry's id, or a generic's id with a country: "rebels/SYR"."""

    entries: Mapping[str, ActorEntry]
    generics: Mapping[str, GenericEntry]
    states: Mapping[str, ActorEntry]  # by ISO 3166-1 alpha-3
    aliases: tuple[Alias, ...]
    patterns: Patterns

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.aliases)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Single words of generic.csv: nouns that stand for someone."""
        generic = (alias.text.lower() for alias in self.aliases if alias.role == "generic")
        return frozenset(text for text in generic if " " not in text)

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """Each state's capital, by ISO 3166-1 alpha-3."""
        homes = {state.id: iso3 for iso3, state in self.states.items()}
        told = (alias for alias in reversed(self.aliases) if alias.role == "capital")
        return {homes[alias.id]: alias.text for alias in told}

    def known(self, key: str, year: int | None) -> str:
        """The key of the group a description means in that year: "guerrillas/SLV" is the FMLN."""
        entry = self.entries.get(self.patterns.known_as.get(key, ""))
        if entry is None or (year is not None and not entry.existed(year)):
            return key
        return entry.id

    def line(self, id: str) -> tuple[str, ...]:
        """An entry and those it is a part of, nearest first."""
        found: dict[str, None] = {}
        here: str | None = id
        while here is not None and here in self.entries and here not in found:
            found[here] = None
            here = self.entries[here].parent
        return tuple(found)

    def actor(self, key: str) -> Actor | None:
        """The actor a key stands for, None if the table does not hold it."""
        if key in self.entries:
            entry = self.entries[key]
            return Actor(entry.id, entry.name, entry.kind, entry.country, entry.inter)
        introduced = introduced_actor(key)
        if introduced is not None:
            return introduced
        base, _, country = key.partition("/")
        generic = self.generics.get(base)
        return _described(generic, self.states.get(country)) if generic else None

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of every key an actor mention may carry."""
        named = {entry.id: entry.kind for entry in self.entries.values()}
        return _Kinds(named | {entry.id: entry.kind for entry in self.generics.values()})


class _Kinds(dict[str, str]):
    """A generic with a country is of the generic's kind, an introduced body of its own."""

    def get(self, key: str, default: Any = None) -> Any:
        introduced = introduced_actor(key)
        if introduced is not None:
            return introduced.kind
        return super().get(key.partition("/")[0], default)


def _described(generic: GenericEntry, state: ActorEntry | None) -> Actor:
    if state is None or generic.scope == "plain":
        return Actor(generic.id, generic.name, generic.kind)
    if generic.scope == "state":
        return Actor(state.id, state.name, generic.kind, state.country)
    name = f"{generic.name} ({state.name})"
    return Actor(f"{generic.id}/{state.country}", name, generic.kind, state.country)


@cache
def load_actors() -> ActorTable:
    """The actors as shipped. Raises CodebookError naming file and line."""
    countries = read_rows(FOLDER / "countries.csv", _Country)
    leaders = read_rows(FOLDER / "leaders.csv", _Leader)
    named = (
        *read_rows(FOLDER / "groups.csv", _Named),
        *read_rows(FOLDER / "organisations.csv", _Named),
    )
    generics = read_rows(FOLDER / "generic.csv", _Generic)
    states = {row.iso3: ActorEntry(row.id, row.name, "state", (row.iso3,)) for row in countries}
    entries = (*states.values(), *map(_entry, named))
    aliases = (
        *(alias for row in countries for alias in _country_aliases(row)),
        *(alias for row in leaders for alias in _leader_aliases(row, states)),
        *(alias for row in named for alias in _named_aliases(row)),
        *(alias for row in generics for alias in _generic_aliases(row)),
    )
    kinds = {
        row.id: GenericEntry(row.id, row.name, row.kind, row.scope, row.label) for row in generics
    }
    return ActorTable({e.id: e for e in entries}, kinds, states, aliases, _patterns())


Row = TypeVar("Row", bound=_Row)


def read_rows(path: Traversable, shape: type[Row]) -> tuple[Row, ...]:
    """A CSV file's rows. Raises CodebookError with file:line for a row of another shape.

    An empty cell of a column that need not be filled is None; an `id` stands once; a `kind`
    is one of kinds.yaml.
    """
    lines = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    kinds = _actor_kinds()
    rows: dict[str, Row] = {}
    for cells in lines:
        row = _row(path, lines.line_num, cells, shape)
        if getattr(row, "kind", None) not in {None, *kinds}:
            raise CodebookError(
                f"{path}:{lines.line_num}: kind {cells['kind']!r} is not one of {sorted(kinds)}"
            )
        key = getattr(row, "id", str(lines.line_num))
        if key in rows:
            raise CodebookError(f"{path}:{lines.line_num}: id {key!r} stands twice")
        rows[key] = row
    return tuple(rows.values())


@cache
def _actor_kinds() -> frozenset[str]:
    return frozenset(read_yaml(DATA / "kinds.yaml"))


def _row(path: Traversable, line: int, cells: Mapping[Any, Any], shape: type[Row]) -> Row:
    try:
        return shape.model_validate(cells)
    except ValidationError as error:
        problem = error.errors()[0]
        column = ".".join(str(part) for part in problem["loc"])
        raise CodebookError(f"{path}:{line}: {column}: {problem['msg']}") from error


def _patterns() -> Patterns:
    path = FOLDER / "patterns.yaml"
    try:
        return Patterns.model_validate(read_yaml(path))
    except ValidationError as error:
        problem = error.errors()[0]
        raise CodebookError(f"{path}:1: {problem['loc']}: {problem['msg']}") from error


def _entry(row: _Named) -> ActorEntry:
    countries = tuple(_listed(row.country))
    return ActorEntry(row.id, row.name, row.kind, countries, row.start, row.end, row.parent or None)


def _listed(cell: str) -> Iterator[str]:
    return (part for part in cell.split("|") if part)


def alias_of(text: str, id: str, role: str = "name", **more: Any) -> Alias:
    """An alias as files write it: "=IS" in exactly this case, "~the Front" only with support."""
    weak = text.startswith("~")
    exact = text.lstrip("~").startswith("=")
    return Alias(text.lstrip("~="), id, role, exact=exact, weak=weak, **more)


def _country_aliases(row: _Country) -> Iterator[Alias]:
    for text in (row.name, *_listed(row.aliases)):
        yield alias_of(text, row.id, "country")
    for text in _listed(row.demonyms):
        yield alias_of(text, row.id, "demonym")
        if not text.endswith(("s", "sh", "ese", "ch", "men")):
            yield alias_of(text + "s", row.id, "people")
    for text in _listed(row.capitals):
        yield alias_of(text, row.id, "capital")
    for text in _listed(row.places):
        yield alias_of(text, row.id, "place")


def _leader_aliases(row: _Leader, states: Mapping[str, ActorEntry]) -> Iterator[Alias]:
    for text in _listed(row.aliases):
        state = states[row.country].id
        yield alias_of(text, state, "leader", start=row.start, end=row.end)


def _named_aliases(row: _Named) -> Iterator[Alias]:
    bare = row.name.split(" (")[0]
    names = (row.name,) if bare == row.name else (row.name, "~" + bare)
    for text in (*names, *_listed(row.aliases)):
        yield alias_of(text, row.id)


def _generic_aliases(row: _Generic) -> Iterator[Alias]:
    for text in _listed(row.words):
        yield Alias(text, row.id, "generic", free=True)
