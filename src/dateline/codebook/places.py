"""Words around place names: kinds, directions, prepositions, guards, regions, demonyms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.codebook.files import DATA, read_yaml
from dateline.errors import CodebookError
from dateline.model import PlacePrecision

Kind = Literal["town", "district", "province", "region", "part", "site"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RegionEntry(_Strict):
    """A place that is neither town nor division, or that lies in several countries.

    It has no coordinates of its own; `beside` names places of the gazetteer, in its country,
    that it lies in, holds or lies between: their middle stands for its point.
    """

    name: str
    precision: PlacePrecision
    aliases: list[str] = []
    country: str | None = None
    adm1: str | None = None
    beside: list[str] = []


class PlaceFile(_Strict):
    """The shape of codebook/data/places.yaml."""

    kinds: dict[Kind, list[str]]
    held_sites: list[str]
    several: list[str]
    tracts: list[str]
    landforms: list[str]
    anaphors: dict[Literal["town", "district", "province", "country", "capital", "site"], list[str]]
    nameless: dict[Literal["held", "hit", "verbs", "acts"], list[str]]
    directions: list[str]
    locative: list[str]
    strong_locative: list[str]
    of_places: list[str]
    place_verbs: list[str]
    land_verbs: list[str]
    aimed_nouns: list[str]
    outlying: list[str]
    scene_verbs: list[str]
    motion_verbs: list[str]
    openings: list[str]
    endings: list[str]
    titles: list[str]
    residents: list[str]
    lands: list[str]
    home_outlets: dict[str, list[str]]
    organisations: list[str]
    common: list[str]
    regions: list[RegionEntry]
    usual_names: dict[str, dict[str, list[str]]]
    short_forms: dict[str, str]
    demonyms: dict[str, list[str]]


@dataclass(frozen=True)
class PlaceWords:
    """The tables of places.yaml, lower-cased, ready to look words up in."""

    kinds: Mapping[str, Kind]
    held_sites: frozenset[str]
    several: frozenset[str]
    tracts: frozenset[str]
    landforms: frozenset[str]
    anaphors: Mapping[str, str]  # "city" to "town"
    nameless: Mapping[str, frozenset[str]]  # "held", "hit", "verbs", "acts" to words
    directions: frozenset[str]
    locative: frozenset[str]
    strong_locative: frozenset[str]
    of_places: frozenset[str]
    place_verbs: frozenset[str]
    land_verbs: frozenset[str]
    aimed_nouns: frozenset[str]
    outlying: frozenset[str]
    scene_verbs: frozenset[str]
    motion_verbs: frozenset[str]
    openings: frozenset[str]
    endings: frozenset[str]
    titles: frozenset[str]
    residents: frozenset[str]
    lands: frozenset[str]
    home_outlets: Mapping[str, str]  # "sohr" to "SYR"
    organisations: frozenset[str]
    common: frozenset[str]
    regions: Mapping[str, RegionEntry]  # by name and alias
    usual_names: Mapping[tuple[str, str], str]  # ("SYR", "al-mayadeen") to "Mayadin"
    short_forms: Mapping[str, str]  # "Fla" to "Florida", as written
    demonyms: Mapping[str, str]  # "syrian" to "SYR"
    longest_kind: int  # words in the longest kind: "military airport" is two


@cache
def load_place_words() -> PlaceWords:
    """The words as shipped. Raises CodebookError if places.yaml is not as it must be."""
    path = DATA / "places.yaml"
    try:
        entry = PlaceFile.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CodebookError(f"{path}:1: {error}") from error
    kinds = {word.lower(): kind for kind, words in entry.kinds.items() for word in words}
    return PlaceWords(
        kinds=kinds,
        held_sites=_lower(entry.held_sites),
        several=_lower(entry.several),
        tracts=_lower(entry.tracts),
        landforms=_lower(entry.landforms),
        anaphors={noun: kind for kind, nouns in entry.anaphors.items() for noun in nouns},
        nameless={which: _lower(words) for which, words in entry.nameless.items()},
        directions=_lower(entry.directions),
        locative=_lower(entry.locative),
        strong_locative=_lower(entry.strong_locative),
        of_places=_lower(entry.of_places),
        place_verbs=_lower(entry.place_verbs),
        land_verbs=_lower(entry.land_verbs),
        aimed_nouns=_lower(entry.aimed_nouns),
        outlying=_lower(entry.outlying),
        scene_verbs=_lower(entry.scene_verbs),
        motion_verbs=_lower(entry.motion_verbs),
        openings=_lower(entry.openings),
        endings=_lower(entry.endings),
        titles=_lower(entry.titles),
        residents=_lower(entry.residents),
        lands=_lower(entry.lands),
        home_outlets={
            name.lower(): iso3 for iso3, names in entry.home_outlets.items() for name in names
        },
        organisations=_lower(entry.organisations),
        common=_lower(entry.common),
        regions={
            form: each
            for each in entry.regions
            for name in (each.name, *each.aliases)
            for form in _apostrophes(name.lower())
        },
        usual_names={
            (iso3, spelling.lower()): name
            for iso3, names in entry.usual_names.items()
            for name, spellings in names.items()
            for spelling in spellings
        },
        short_forms=entry.short_forms,
        demonyms={word.lower(): iso3 for iso3, words in entry.demonyms.items() for word in words},
        longest_kind=max(len(kind.split()) for kind in kinds),
    )


def _apostrophes(name: str) -> tuple[str, ...]:
    """A name with straight apostrophes, with curly ones, and without any."""
    return name, name.replace("'", "’"), name.replace("'", "")


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
