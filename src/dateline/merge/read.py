"""Lines of files -> event records, or what is wrong with the line and where it stands."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from dateline.errors import ReportError
from dateline.merge.record import SCHEMA, EventRecord
from dateline.merge.reprints import ReportText


class BadLine(ReportError):
    """A line that is not what it should be; the others are read all the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one input, as bytes, and where it stands ("events.jsonl:12")."""

    where: str
    content: bytes


def read_events(lines: Iterable[Line]) -> Iterator[EventRecord | BadLine]:
    """Each line's event, or in its place what is wrong with it. Blank lines are passed over.

    An event that has been read already is an error: its account would count twice.
    """
    stands: dict[str, str] = {}
    for line in lines:
        if not line.content.strip():
            continue
        found = _event(line)
        if isinstance(found, EventRecord) and found.id in stands:
            why = f"event {found.id} stands already at {stands[found.id]}; this one is left out"
            found = BadLine(line.where, why)
        if isinstance(found, EventRecord):
            stands[found.id] = line.where
        yield found


def read_texts(lines: Iterable[Line]) -> Iterator[ReportText | BadLine]:
    """The reports' texts, as `dateline code --reports` writes them."""
    for line in lines:
        if not line.content.strip():
            continue
        value = _json(line)
        if isinstance(value, BadLine):
            yield value
        elif not isinstance(value.get("id"), str) or not isinstance(value.get("text"), str):
            why = "not a report: `id` and `text` are needed, as `dateline code --reports` writes"
            yield BadLine(line.where, why)
        else:
            yield ReportText(value["id"], value["text"])


def _event(line: Line) -> EventRecord | BadLine:
    value = _json(line)
    if isinstance(value, BadLine):
        return value
    if value.get("schema") != SCHEMA:
        given = json.dumps(value.get("schema"))
        why = f"schema is {given}, not {SCHEMA}: give what `dateline code --format jsonl` writes"
        return BadLine(line.where, why)
    try:
        return EventRecord.model_validate(value)
    except ValidationError as error:
        return BadLine(line.where, _fault(error))


def _json(line: Line) -> dict[str, Any] | BadLine:
    try:
        value = json.loads(line.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return BadLine(line.where, f"not UTF-8 at byte {error.start + 1} of the line")
    except json.JSONDecodeError as error:
        return BadLine(line.where, f"not JSON at column {error.colno}: {error.msg}")
    except (ValueError, RecursionError):
        return BadLine(line.where, "JSON too large or too deep to be a record")
    if not isinstance(value, dict):
        return BadLine(line.where, "not an object: JSON Lines have one record a line")
    return value


def _fault(error: ValidationError) -> str:
    """The first wrong field by its path, and how many more are wrong."""
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    path = ".".join(str(part) for part in first["loc"]) or "record"
    more = f" (and {len(others)} more)" if others else ""
    return f"{path}: {first['msg']}{more}"
