"""Annotated reports as labels on the tokens of their readings."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.extract.reader import Scanned
from dateline.model import PARTICIPANTS, Proposal, Reading, Span

REPEATED = (*PARTICIPANTS, "place")  # roles whose words mean the same wherever they stand


@dataclass(frozen=True)
class RoleWords:
    """Words that fill a role somewhere in the report."""

    role: str
    span: Span
    relation: str = "at"
    measure: str | None = None
    certainty: str = "asserted"


@dataclass(frozen=True)
class LabelledMention:
    """One mention of an event (by its number), with all that the report says of that event."""

    event: int
    span: Span
    type: str
    alternatives: tuple[str, ...]
    roles: tuple[RoleWords, ...]
    whole: bool = True  # False where a coder gave the trigger alone


@dataclass
class LabelledReading:
    """A reading with what the rules make of it and the mentions a coder found in it."""

    reading: Reading
    scanned: Scanned
    mentions: list[LabelledMention] = field(default_factory=list)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return self.scanned.proposals


def read_annotations(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Report id -> its events as annotated. Raises UsageError for a file that holds none."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            each = json.loads(path.read_text(encoding="utf-8"))
            found[each["doc_id"]] = each["events"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: not an annotation: {error!r}") from error
    return found


def mentions_of(text: str, events: list[dict[str, Any]]) -> Iterator[LabelledMention]:
    """Every mention of every event, in the order annotated."""
    for number, event in enumerate(events):
        roles = tuple(_roles(text, event))
        for item in event.get("mentions") or []:
            span = locate(text, item)
            if span is not None:
                others = tuple(event.get("alt_types") or ())
                yield LabelledMention(number, span, event["type"], others, roles)


def _roles(text: str, event: dict[str, Any]) -> Iterator[RoleWords]:
    for role in PARTICIPANTS:
        for item in event.get(role) or []:
            if span := locate(text, item):
                yield RoleWords(role, span, certainty=item.get("certainty") or "asserted")
    for item in event.get("places") or []:
        if span := locate(text, item):
            yield RoleWords("place", span, relation=item.get("rel") or "at")
    if span := locate(text, event.get("time") or {}):
        yield RoleWords("time", span)
    for item in event.get("counts") or []:
        if span := locate(text, item):
            yield RoleWords("count", span, measure=item.get("measure"))
    for item in event.get("sources") or []:
        if span := locate(text, item):
            yield RoleWords("source", span)


def locate(text: str, item: dict[str, Any]) -> Span | None:
    """Where an annotated quote stands: inside its context, or its first occurrence."""
    quote, context = item.get("q"), item.get("ctx")
    if not quote:
        return None
    if context:
        start = text.find(context)
        if start < 0 or quote not in context:
            return None
        start += context.find(quote)
    else:
        start = text.find(quote)
        if start < 0:
            return None
    return Span(start, start + len(quote))


def nearest(text: str, words: RoleWords, window: Span, trigger: Span) -> Span | None:
    """The role's words in a window: where annotated, else the same words said again there."""
    if window.contains(words.span):
        return words.span
    quote = words.span.quote(text)
    if words.role not in REPEATED or len(quote) < 4:
        return None
    again = [Span(start, start + len(quote)) for start in _occurrences(text, quote, window)]
    return min(again, key=lambda span: abs(span.start - trigger.start), default=None)


def _occurrences(text: str, quote: str, window: Span) -> Iterator[int]:
    start = text.find(quote, window.start, window.end)
    while start >= 0:
        end = start + len(quote)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start
        start = text.find(quote, start + 1, window.end)
