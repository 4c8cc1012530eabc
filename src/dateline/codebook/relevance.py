"""Words that tell a report of conflict from other news (relevance.json).

Fitted by tools/fit_relevance.py on annotated reports; see the file's `fitted_on`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA


@dataclass(frozen=True, slots=True)
class RelevanceWords:
    """A logistic model over the different words of a passage.

    A passage is `sentences` neighbouring sentences. A report none of whose passages reaches
    `least` holds nothing to code; one of fewer than `short` words is read in any case.
    """

    weights: Mapping[str, float]
    bias: float
    least: float
    sentences: int
    short: int


@cache
def load_relevance_words() -> RelevanceWords:
    """relevance.json as shipped."""
    value = json.loads((DATA / "relevance.json").read_text(encoding="utf-8"))
    return RelevanceWords(
        value["weights"], value["bias"], value["least"], value["sentences"], value["short"]
    )
