"""Weights of the pair model that joins mentions into happenings (pair_weights.json).

Fitted by tools/fit_join.py on annotated reports; see the file's `fitted_on`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA


@dataclass(frozen=True, slots=True)
class PairWeights:
    """A logistic model over named features; pairs at `threshold` or above may be one happening."""

    weights: Mapping[str, float]
    threshold: float


@cache
def load_pair_weights(engine: str = "rules") -> PairWeights:
    """pair_weights.json as shipped, with the threshold for the mentions an engine finds."""
    value = json.loads((DATA / "pair_weights.json").read_text(encoding="utf-8"))
    return PairWeights(value["weights"], value["thresholds"][engine])
