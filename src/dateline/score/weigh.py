"""How sure: the logistic model's answer for an event and for each of its fields, with reasons.

A number is the share of such events (fields) that a second coder has alike; see
docs/confidence.md for how far that held on reports the weights never saw.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.codebook.confidence_weights import ConfidenceWeights
from dateline.model import CONFIDENT_OF, Event
from dateline.score.case import Case
from dateline.score.features import features_of

DIGITS = 2
UNFITTED = ("llm",)  # engines of which nobody has measured how often they are right


@dataclass(frozen=True, slots=True)
class Surety:
    """How sure, from 0 to 1, and what raised and lowered it."""

    score: float
    weighed: tuple[tuple[str, float], ...]  # they sum to the score's logit

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """What was weighed, the weightiest first."""
        return tuple(sorted(self.weighed, key=lambda item: (-abs(item[1]), item[0])))


def with_confidence(case: Case, weights: ConfidenceWeights) -> Event:
    """The case's event with how sure it is and how sure each of its fields is."""
    found = sureties_of(case, weights)
    return replace(
        case.event,
        confidence=found["event"].score,
        confidences={field: found[field].score for field in CONFIDENT_OF},
    )


def sureties_of(case: Case, weights: ConfidenceWeights) -> Mapping[str, Surety]:
    """How sure the event is ("event") and each of its fields."""
    return {field: _surety(case, field, weights) for field in ("event", *CONFIDENT_OF)}


def model_of(field: str, engine: str) -> str:
    """The name of the model that judges a field."""
    return f"event.{engine}" if field == "event" else field


def _surety(case: Case, field: str, weights: ConfidenceWeights) -> Surety:
    if case.engine in UNFITTED:
        return Surety(0.5, ())
    table = weights.weights[model_of(field, case.engine)]
    found = [(name, table[name]) for name in features_of(case, field) if name in table]
    score = 1 / (1 + math.exp(-sum([weight for _, weight in found])))
    return Surety(round(score, DIGITS), tuple(found))
