"""What the stages found of one event, as far as it tells how sure the event is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.model import Event, Happening, Mention, MentionKind, Reading, Span
from dateline.trace import Finding


@dataclass(frozen=True, slots=True)
class Telling:
    """How one mention tells the event: as what, and by a clause of its own or by name alone."""

    value: str
    stated: bool
    by_cue: bool  # a word decided it, not its absence


@dataclass(frozen=True)
class Case:
    """An event with what was weighed for it and what stands around it."""

    event: Event
    happening: Happening
    parties: Mapping[str, tuple[Finding, ...]]
    tellings: tuple[Telling, ...]  # one for each mention
    reading: Reading
    speaking: frozenset[int]  # sentences that hold a source or what one says
    others: tuple[Event, ...]  # the report's other events
    engine: str

    @cached_property
    def sentences(self) -> frozenset[int]:
        """The numbers of the sentences that tell the event."""
        return frozenset(mention.sentence for mention in self.event.mentions)

    def mentions(self, kind: MentionKind) -> tuple[Mention, ...]:
        """Mentions of a kind in the event's sentences."""
        found = self.reading.mentions_of(*self.sentences)
        return tuple(mention for mention in found if mention.kind == kind)

    def sentence_of(self, span: Span) -> int:
        """The number of the sentence words stand in, -1 for furniture."""
        sentence = self.reading.sentence_at(span.start)
        return -1 if sentence is None else sentence.i

    def taken_by(self, role: str, span: Span) -> str:
        """The rule or model that gave words a role; "" where a stage inferred it."""
        found = (a.by for a in self.happening.arguments if a.role == role and a.span == span)
        return next(found, "")
