"""What types of event can do, beyond their definitions (traits.yaml)."""

from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA, read_yaml


@dataclass(frozen=True, slots=True)
class Traits:
    harms: frozenset[str]
    means: frozenset[str]
    moves: frozenset[str]
    joint: frozenset[str]
    arms: frozenset[str]
    warlike: frozenset[str]
    lands: frozenset[str]
    unplaced: frozenset[str]
    talked: frozenset[str]
    speaking: frozenset[str]
    nationwide: frozenset[str]
    crimes: frozenset[str]
    public: frozenset[str]
    grain: dict[tuple[str, str], str]  # two types said of one happening -> the more telling one


@cache
def load_traits() -> Traits:
    """traits.yaml. Raises CodebookError naming file and line."""
    value = read_yaml(DATA / "traits.yaml")
    grain: dict[tuple[str, str], str] = {}
    for best, *others in value["grain"]:
        for other in others:
            grain.setdefault((best, other), best)
            grain.setdefault((other, best), best)
    names = tuple(
        "harms means moves joint arms warlike lands unplaced talked speaking nationwide crimes"
        " public".split()
    )
    return Traits(**{name: frozenset(value[name]) for name in names}, grain=grain)
