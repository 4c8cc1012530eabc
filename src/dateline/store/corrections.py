"""What a reviewer writes for a field -> the value it takes, or why it cannot."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from dateline.codebook import load_codebook
from dateline.codebook.actors import load_actors
from dateline.codebook.schema import Measure
from dateline.errors import UsageError
from dateline.merge import EventRecord
from dateline.merge.record import ROLES
from dateline.model import Factuality
from dateline.store.effective import Record, corrected

FIXED = ("schema", "id", "doc_id", "report", "made_by", "family", "codes", "review")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})?(\.\.)?(\d{4}-\d{2}-\d{2})?")
_BOUNDS = re.compile(r"(\d+)?(\.\.)?(\d+)?")
_PRECISIONS = ((1, "day"), (7, "week"), (31, "month"), (366, "year"))


def read_correction(record: Mapping[str, Any], field: str, written: str) -> tuple[str, Any]:
    """The field and the value for what was written.

    Short forms: a day or days "2016-03-01..2016-03-07" for `time`; "12", "3..", "14..16" for a
    measure such as `killed`; ids of actors or words, with commas between, for a role; "null" for
    nothing. For every other field, and for parts such as `places.0.name`, JSON or plain words.
    Raises UsageError for what cannot be read.
    """
    if field in get_args(Measure):
        return "counts", _counts(record, field, written)
    value = _json(written)
    if field == "time" and isinstance(value, str):
        return field, _time(record, value)
    if field in ROLES and (value is None or isinstance(value, str)):
        return field, [_party(each) for each in (value or "").split(",") if each.strip()]
    return field, value


def check_correction(record: Mapping[str, Any], field: str, value: Any) -> Record:
    """The record with the correction. Raises UsageError where that is no event record."""
    if field.split(".")[0] in FIXED:
        raise UsageError(f"{field} cannot be corrected: it says where the record comes from")
    found = corrected(record, field, value)
    if found["type"] not in load_codebook().types:
        raise UsageError(f"no event type {found['type']!r}: dateline codebook list has them all")
    if found["factuality"] not in get_args(Factuality):
        known = ", ".join(get_args(Factuality))
        raise UsageError(f"no factuality {found['factuality']!r}: known are {known}")
    try:
        EventRecord.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or field
        raise UsageError(
            f"{field} cannot be {json.dumps(value)}: {where}: {first['msg']}"
        ) from None
    return found


def _json(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written


def _time(record: Mapping[str, Any], written: str) -> Record:
    found = _DAYS.fullmatch(written.strip())
    first, to, last = found.groups() if found else (None, None, None)
    if first is None and last is None:
        raise UsageError(f"{written!r} is no time: write 2016-03-07, or 2016-03-01..2016-03-07")
    try:
        days = [date.fromisoformat(day) if day else None for day in (first, last if to else first)]
    except ValueError as error:
        raise UsageError(f"{written!r} is no time: {error}") from error
    old = record.get("time") or {"basis": "stated", "quote": None, "start": None, "end": None}
    length = (days[1] - days[0]).days + 1 if days[0] and days[1] else None
    precision = next((name for most, name in _PRECISIONS if length and length <= most), "longer")
    earliest, latest = (day.isoformat() if day else None for day in days)
    return {**old, "earliest": earliest, "latest": latest, "precision": precision}


def _counts(record: Mapping[str, Any], measure: str, written: str) -> list[Record]:
    others = [dict(count) for count in record["counts"] if count["measure"] != measure]
    if written == "null":
        return others
    found = _BOUNDS.fullmatch(written.strip())
    low, to, high = found.groups() if found else (None, None, None)
    if low is None and high is None:
        raise UsageError(f"{written!r} is no number of people: write 12, 3.., ..50 or 14..16")
    bounds = {"low": int(low) if low else None, "high": _high(low, to, high)}
    old = next((dict(c) for c in record["counts"] if c["measure"] == measure), None)
    words = old or {"measure": measure, "start": None, "end": None, "quote": None}
    return [*others, {**words, **bounds, "approx": False}]


def _high(low: str | None, to: str | None, high: str | None) -> int | None:
    if not to:
        return int(low) if low else None
    return int(high) if high else None


def _party(written: str) -> Record:
    name = written.strip()
    actor = load_actors().entries.get(name)
    party: Record = {"start": None, "end": None, "quote": name, "actor": None}
    if actor is not None:
        party["quote"] = None
        party["actor"] = {
            "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country,
            "candidates": [],
        }  # fmt: skip
    return party | {"certainty": "asserted"}
