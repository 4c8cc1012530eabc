"""The strands by which one sees how far a side holds together (cohesion.yaml)."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.loader import load_codebook
from dateline.errors import CodebookError

Within = Literal["role", "sentence"]


@dataclass(frozen=True, slots=True)
class Telling:
    """Events that belong to a strand; no `types`: of any; no `words`: whatever the words."""

    roles: tuple[str, ...]
    types: tuple[str, ...] = ()
    both: bool = False
    words: tuple[str, ...] = ()
    within: Within = "sentence"


@dataclass(frozen=True, slots=True)
class Strand:
    """One strand; `measure` is the count of people added up, None for none."""

    id: str
    label: str
    measure: str | None
    told: tuple[Telling, ...]


@cache
def load_cohesion() -> tuple[Strand, ...]:
    """cohesion.yaml. Raises CodebookError for a type that the codebook lacks."""
    path = DATA / "cohesion.yaml"
    value = read_yaml(path)
    types = load_codebook().types
    found = tuple(_strand(id, each) for id, each in value.items())
    for strand in found:
        for name in (name for telling in strand.told for name in telling.types):
            if name not in types:
                raise CodebookError(f"{path}: {strand.id} has a type {name!r} that there is not")
    return found


def _strand(id: str, value: Any) -> Strand:
    return Strand(id, value["label"], value.get("measure"), tuple(map(_telling, value["told"])))


def _telling(value: Any) -> Telling:
    return Telling(
        tuple(value["roles"]),
        tuple(value.get("types", ())),
        value.get("both", False),
        tuple(word.lower() for word in value.get("words", ())),
        value.get("within", "sentence"),
    )
