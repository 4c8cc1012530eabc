"""Weights of the model that says how sure an event and its fields are (confidence_weights.json).

Fitted by tools/fit_confidence.py on annotated reports; see the file's `fitted_on`. A feature's
name is the sentence a reader is shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA


@dataclass(frozen=True, slots=True)
class ConfidenceWeights:
    """Logistic models by field; those of the event itself by engine ("event.rules")."""

    weights: Mapping[str, Mapping[str, float]]


@cache
def load_confidence_weights() -> ConfidenceWeights:
    """confidence_weights.json as shipped."""
    value = json.loads((DATA / "confidence_weights.json").read_text(encoding="utf-8"))
    return ConfidenceWeights(value["weights"])
