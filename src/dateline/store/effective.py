"""The event in force: the machine's record with what people decided about it."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.codebook import load_codebook
from dateline.errors import UsageError

Record = dict[str, Any]
Action = Literal["accept", "reject", "correct"]
# unreviewed: nobody has looked; superseded: a later coding no longer finds it; retracted: its
# report was. The events of the first three make incidents, the others are only kept.
Status = Literal["unreviewed", "accepted", "corrected", "rejected", "superseded", "retracted"]
IN_FORCE: tuple[Status, ...] = ("unreviewed", "accepted", "corrected")
STATUSES: tuple[Status, ...] = (*IN_FORCE, "rejected", "superseded", "retracted")


@dataclass(frozen=True, slots=True)
class Review:
    """One decision on one event, signed. `seq` is its ledger entry; `undone` was taken back."""

    seq: int
    event_id: str
    action: Action
    field: str | None
    value: Any
    who: str
    at: str
    reason: str | None
    undone: bool = False


def effective(record: Mapping[str, Any], reviews: Sequence[Review]) -> Record:
    """The record with the corrections that stand, in their order; the record itself if none does.

    `review` says what was changed, by whom and how the event stands.
    """
    standing = [each for each in reviews if not each.undone]
    if not standing:
        return dict(record)
    found = dict(record)
    for each in standing:
        if each.action == "correct" and each.field is not None:
            found = corrected(found, each.field, each.value)
    fields = [each.field for each in standing if each.action == "correct"]
    found["review"] = {
        "status": status_of(standing),
        "fields": list(dict.fromkeys(fields)),
        "by": list(dict.fromkeys(each.who for each in standing)),
    }
    return found


def status_of(reviews: Sequence[Review]) -> Status:
    """How an event stands by its reviews: the last to accept or reject it decides."""
    standing = [each.action for each in reviews if not each.undone]
    decided = [action for action in standing if action != "correct"]
    if decided and decided[-1] == "reject":
        return "rejected"
    if "correct" in standing:
        return "corrected"
    return "accepted" if decided else "unreviewed"


def corrected(record: Mapping[str, Any], field: str, value: Any) -> Record:
    """The record with one field changed: "type", "places", "places.0.name".

    The family and the other codebooks' codes follow the type. Raises UsageError for a field
    that the record has not.
    """
    found = copy.deepcopy(dict(record))
    *path, last = field.split(".")
    inner: Any = found
    for step in path:
        inner = _step(inner, step, field)
    key = _key(inner, last, field)
    inner[key] = copy.deepcopy(value)
    if field == "type":
        _follow_type(found)
    return found


def _step(value: Any, step: str, field: str) -> Any:
    return value[_key(value, step, field)]


def _key(value: Any, step: str, field: str) -> str | int:
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return int(step)
    if isinstance(value, dict) and step in value:
        return step
    known = ", ".join(value) if isinstance(value, dict) else "0, 1, 2 ... of those there are"
    raise UsageError(f"an event has no field {field!r}: where it says {step!r} there is {known}")


def _follow_type(record: Record) -> None:
    entry = load_codebook().types.get(str(record["type"]))
    if entry is not None:
        record["family"] = entry.family
        record["codes"] = entry.codes.model_dump()
