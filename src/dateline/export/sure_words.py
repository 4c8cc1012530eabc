"""How sure an event and its fields are, in words."""

from collections.abc import Mapping

STEPS = ((0.8, "sure"), (0.6, "likely"), (0.4, "open"))
LEAST = "doubtful"


def sure_word(score: float) -> str:
    """ "sure" from .8 on, "likely" from .6, "open" from .4, below that "doubtful"."""
    return next((word for least, word in STEPS if score >= least), LEAST)


def sure_fields(confidences: Mapping[str, float]) -> str:
    """Fields by how sure they are: "sure: time, counts; doubtful: target"."""
    named = [(sure_word(score), field) for field, score in confidences.items()]
    words = [word for _, word in STEPS] + [LEAST]
    found = [(word, [field for each, field in named if each == word]) for word in words]
    return "; ".join(f"{word}: {', '.join(fields)}" for word, fields in found if fields)
