"""Weights of the model that chooses an event's doers and targets (party_weights.json).

Fitted by tools/fit_participants.py on annotated reports; see the file's `fitted_on`. A
feature's name is the sentence a reader is shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA


@dataclass(frozen=True, slots=True)
class PartyWeights:
    """Logistic models by role and by how a party was found; it is kept from `threshold` on."""

    weights: Mapping[str, Mapping[str, float]]  # "agent.told", "agent.near" ... -> name -> weight
    thresholds: Mapping[str, float]


@cache
def load_party_weights() -> PartyWeights:
    """party_weights.json as shipped."""
    value = json.loads((DATA / "party_weights.json").read_text(encoding="utf-8"))
    return PartyWeights(value["weights"], value["thresholds"])
