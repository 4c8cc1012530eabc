"""Weights of the model that says who of a report's speakers told an event (source_weights.json).

Fitted by tools/fit_sources.py on annotated reports; see the file's `fitted_on`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from dateline.codebook.files import DATA


@dataclass(frozen=True, slots=True)
class SourceWeights:
    """A logistic model over named features; who reaches `threshold` is a source of the event."""

    weights: Mapping[str, float]
    threshold: float

    def likeness(self, names: Iterable[str]) -> float:
        """How likely a speaker with these features is a source, 0 to 1."""
        return round(1 / (1 + exp(-sum(self.weights.get(name, 0.0) for name in names))), 3)


@cache
def load_source_weights() -> SourceWeights:
    """source_weights.json as shipped."""
    value = json.loads((DATA / "source_weights.json").read_text(encoding="utf-8"))
    return SourceWeights(value["weights"], value["threshold"])
