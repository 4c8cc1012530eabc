"""What exports call kinds of actors, scores and labels: crosswalk.yaml, checked once."""

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from dateline.codebook.files import DATA, read_yaml


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PloverType(_Table):
    """A PLOVER event type: quad class 1 to 4, score, and the scores of its modes."""

    quad: int = Field(ge=1, le=4)
    score: float = Field(ge=-10, le=10)
    modes: Mapping[str, float] = {}


class Sector(_Table):
    """What PLOVER and CAMEO call a kind of actor."""

    plover: str
    cameo: str


class Crosswalk(_Table):
    """From our words to those of other codebooks."""

    acled_sides: Mapping[int, str]
    acled_forces: Mapping[str, str]
    acled_disorder: Mapping[str, str]
    plover: Mapping[str, PloverType]
    plover_quads: Mapping[int, str]
    plover_contexts: Mapping[str, tuple[str, ...]]
    sectors: Mapping[str, Sector]
    cameo_quads: tuple[tuple[str, int], ...]
    ucdp_states: frozenset[str]
    ucdp_groups: frozenset[str]
    ucdp_civilians: frozenset[str]
    followthemoney: Mapping[str, str]
    radius: Mapping[str, int]  # metres


@cache
def load_crosswalk() -> Crosswalk:
    """The crosswalk as shipped. Raises CodebookError where the file does not parse."""
    return Crosswalk.model_validate(read_yaml(DATA / "crosswalk.yaml"))
