"""What raised and lowered the confidence of an event and of each of its fields."""

from typing import Any

from dateline.pipeline import Course, Tools
from dateline.score import Surety, sureties_of

SHOWN = 4  # reasons on either side
Told = dict[str, Any]


def told_sureties(course: Course, number: int, tools: Tools) -> Told:
    """The event ("event") and its fields: how sure, and the weightiest reasons on either side.

    `base` is what the model says before anything particular to the event is weighed.
    """
    found = sureties_of(course.cases[number], tools.confidence)
    return {field: _told(surety) for field, surety in found.items()}


def _told(surety: Surety) -> Told:
    own = [(name, weight) for name, weight in surety.weights if not is_base(name)]
    return {
        "score": surety.score,
        "base": round(sum(weight for name, weight in surety.weights if is_base(name)), 2),
        "raised": [_reason(*each) for each in own if each[1] > 0][:SHOWN],
        "lowered": [_reason(*each) for each in own if each[1] < 0][:SHOWN],
    }


def is_base(name: str) -> bool:
    """Whether a feature holds of every event an engine reads."""
    return name == "before anything is weighed" or name.startswith("engine ")


def _reason(what: str, weight: float) -> Told:
    return {"what": what, "weight": weight}
