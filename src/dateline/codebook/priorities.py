"""Which events a person should look at first (priority.yaml)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.loader import load_codebook
from dateline.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Priorities:
    families: Mapping[str, float]
    types: Mapping[str, float]
    harm: frozenset[str]
    factuality: Mapping[str, float]

    def of(self, kind: str, family: str, factuality: str, confidence: float, harmed: int) -> float:
        """Higher for what is less sure and means more. `harmed` counts people."""
        weight = self.types.get(kind, self.families.get(family, 1.0))
        harm = 1 + math.log10(1 + max(harmed, 0))
        return round((1 - confidence) * weight * harm * self.factuality.get(factuality, 1.0), 4)


@cache
def load_priorities() -> Priorities:
    """priority.yaml. Raises CodebookError for a type or family that the codebook lacks."""
    path = DATA / "priority.yaml"
    value = read_yaml(path)
    types = load_codebook().types
    known: dict[str, set[str]] = {
        "types": set(types),
        "families": {each.family for each in types.values()},
    }
    for part, names in known.items():
        for name in value[part]:
            if name not in names:
                raise CodebookError(f"{path}:{value[part].line}: {part} has no {name!r}")
    return Priorities(
        value["families"], value["types"], frozenset(value["harm"]), value["factuality"]
    )
