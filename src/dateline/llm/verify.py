"""Holds an answer to the text: a value stays only if its words stand there, letter by letter.

Nothing is repaired. A quote goes to the place where its words stand nearest to the event's
word; what is dropped is counted by field and reason.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeGuard, cast

from dateline.codebook import Codebook
from dateline.codebook.numbers import load_number_words
from dateline.extract.counting import Counting
from dateline.extract.grammar import with_conjuncts
from dateline.extract.trained_spans import head_of
from dateline.llm.chunks import Chunk
from dateline.llm.prompt import MEASURES, RELATIONS
from dateline.model import (
    PARTICIPANTS,
    Argument,
    MentionKind,
    Proposal,
    Reading,
    Relation,
    Sentence,
    Span,
)

NOT_THERE = "not in the text"
UNKNOWN_TYPE = "not a type of the codebook"
NO_ROLE = "a role that the type does not have"
MALFORMED = "not of the form asked for"
NOT_OWN = "of a sentence that only helps to understand"
TOO_LONG = "too many words for an event's word"
TWICE = "an event's word that was named before"
NO_MENTION = "words that name no place, time or number we read"
ON_TRIGGER = "the event's word itself"
MOST_WORDS = 8
ANYWHERE = ("instrument",)  # roles that every type may have

Dropped = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the text, as a span and its tokens."""

    span: Span
    tokens: tuple[int, ...]


class Verifier:
    """Turns the entries of answers on one reading into proposals."""

    def __init__(self, reading: Reading, codebook: Codebook, by: str, dropped: Dropped) -> None:
        """`by` signs the proposals; `dropped` gets what was dropped."""
        self._reading = reading
        self._types = codebook.types
        self._by = by
        self._dropped = dropped
        self._counting = Counting(reading, load_number_words().collective)

    def proposals(self, answer: Mapping[str, Any], chunk: Chunk) -> Iterator[Proposal]:
        """The events of an answer on a chunk that stand in its text, in the answer's order."""
        for entry in answer["events"]:
            if not isinstance(entry, dict):
                self._drop("event", MALFORMED)
                continue
            proposal = self._proposal(entry, chunk)
            if proposal is not None:
                yield proposal

    def _drop(self, field: str, why: str) -> None:
        self._dropped[field, why] += 1

    def _proposal(self, entry: Mapping[str, Any], chunk: Chunk) -> Proposal | None:
        kind = entry.get("type")
        if not isinstance(kind, str) or kind not in self._types:
            self._drop("type", UNKNOWN_TYPE)
            return None
        trigger = self._trigger(entry, chunk)
        if trigger is None:
            return None
        head = head_of(self._reading, trigger.tokens)
        found = dict.fromkeys(
            argument
            for argument in self._arguments(entry, kind, trigger, chunk)
            if self._is_apart(argument, trigger)
        )
        return Proposal(kind, trigger.span, head, self._by, arguments=tuple(found))

    def _trigger(self, entry: Mapping[str, Any], chunk: Chunk) -> Found | None:
        number, quote = entry.get("sentence"), entry.get("trigger")
        if not isinstance(number, int) or not 1 <= number <= len(chunk.sentences):
            self._drop("sentence", MALFORMED)
            return None
        if not _is_quote(quote):
            self._drop("trigger", MALFORMED)
            return None
        if len(quote.split()) > MOST_WORDS:
            self._drop("trigger", TOO_LONG)
            return None
        found = self._find(quote, chunk, chunk.sentences[number - 1].span)
        if found is None:
            self._drop("trigger", NOT_THERE)
            return None
        own = chunk.own
        if not own[0].span.start <= found.span.start < own[-1].span.end:
            self._drop("trigger", NOT_OWN)
            return None
        return found

    def _arguments(
        self, entry: Mapping[str, Any], kind: str, trigger: Found, chunk: Chunk
    ) -> Iterator[Argument]:
        roles = {*map(str, self._types[kind].roles), *ANYWHERE}
        for role in PARTICIPANTS:
            for item in self._items(entry, role):
                if role not in roles:
                    self._drop(role, NO_ROLE)
                elif (found := self._quoted(item, role, trigger, chunk)) is not None:
                    head = head_of(self._reading, found.tokens)
                    yield Argument(role, found.span, head, self._by)
        for item in self._items(entry, "times"):
            if (found := self._quoted(item, "times", trigger, chunk)) is not None:
                yield from self._mentioned("time", "times", found)
        for item in self._items(entry, "places"):
            relation = self._label(item, "relation", RELATIONS, "places")
            if relation and (found := self._quoted(item, "places", trigger, chunk)) is not None:
                for place in self._mentioned("place", "places", found):
                    yield replace(place, relation=cast(Relation, relation))
        for item in self._items(entry, "counts"):
            measure = self._label(item, "measure", MEASURES, "counts")
            if measure and (found := self._quoted(item, "counts", trigger, chunk)) is not None:
                yield from self._counted(found, measure)

    def _items(self, entry: Mapping[str, Any], field: str) -> tuple[Any, ...]:
        value = entry.get(field, ())
        if isinstance(value, list | tuple):
            return tuple(value)
        self._drop(field, MALFORMED)
        return ()

    def _label(self, item: Any, name: str, known: tuple[str, ...], field: str) -> str | None:
        value = item.get(name) if isinstance(item, dict) else None
        if value in known:
            return str(value)
        self._drop(field, MALFORMED)
        return None

    def _quoted(self, item: Any, field: str, trigger: Found, chunk: Chunk) -> Found | None:
        """Where the words of a value stand nearest to the event's word; None drops it."""
        quote = item.get("quote") if isinstance(item, dict) else item
        if not _is_quote(quote):
            self._drop(field, MALFORMED)
            return None
        found = self._find(quote, chunk, trigger.span)
        if found is None:
            self._drop(field, NOT_THERE)
        return found

    def _find(self, quote: str, chunk: Chunk, near: Span) -> Found | None:
        """The words nearest to others: in their sentence first, then in the nearest one."""
        here = next(i for i, s in enumerate(chunk.sentences) if s.span.contains(near))
        order = sorted(enumerate(chunk.sentences), key=lambda each: abs(each[0] - here))
        for _, sentence in order:
            spans = self._occurrences(quote, sentence)
            if spans:
                span = min(spans, key=lambda each: (_gap(each, near), each.start))
                tokens = tuple(token.i for token in self._reading.tokens_in(span))
                return Found(span, tokens) if tokens else None
        return None

    def _occurrences(self, quote: str, sentence: Sentence) -> list[Span]:
        """Where exactly these words stand in a sentence; only the space between them may differ."""
        words = r"\s+".join(map(re.escape, quote.split()))
        text, span = self._reading.report.text, sentence.span
        found = re.compile(rf"(?<!\w){words}(?!\w)").finditer(text, span.start, span.end)
        return [Span(*each.span()) for each in found]

    def _mentioned(self, kind: MentionKind, field: str, found: Found) -> Iterator[Argument]:
        """The places or times that the words name; what they resolve to is found later."""
        inside = set(found.tokens)
        named = [
            mention
            for mention in self._reading.of_kind(kind)
            if inside & {token.i for token in self._reading.tokens_in(mention.span)}
        ]
        if not named:
            self._drop(field, NO_MENTION)
        for mention in named:
            yield Argument(kind, mention.span, mention.head, self._by)

    def _counted(self, found: Found, measure: str) -> Iterator[Argument]:
        """How many the words are: the number in their phrase, or one person."""
        head = head_of(self._reading, found.tokens)
        listed = with_conjuncts(self._reading, (head,))
        heads = tuple(i for i in listed if i in found.tokens) or (head,)
        counts = self._counting.of(heads, measure)
        if not counts:
            self._drop("counts", NO_MENTION)
        yield from counts

    def _is_apart(self, argument: Argument, trigger: Found) -> bool:
        """Whether a participant is more than the event's own word."""
        apart = argument.role not in PARTICIPANTS or not argument.span.overlaps(trigger.span)
        if not apart:
            self._drop(argument.role, ON_TRIGGER)
        return apart


def _is_quote(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.split())


def _gap(one: Span, other: Span) -> int:
    """The signs between two stretches."""
    return max(one.start - other.end, other.start - one.end, 0)
