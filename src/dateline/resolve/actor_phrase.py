"""A role's words as the rules of who is who see them, and the candidates they give."""

from dataclasses import dataclass, field
from functools import cached_property

from dateline.codebook.actor_focus import Focus, read_focus
from dateline.codebook.actors import ActorTable
from dateline.codebook.introduced import introduced_actor
from dateline.model import Candidate, Mention, Reading, Span, Token

Known = dict[tuple[Span, int], tuple[Candidate, ...]]  # the candidates of words, by span and head


@dataclass(frozen=True)
class Phrase:
    """A role's words: their span, head token and the actor mentions in them, in text order.

    `known` keeps whom words of the same report were found to name, for those that go back to them.
    """

    span: Span
    head: Token
    inside: tuple[Mention, ...]
    reading: Reading
    actors: ActorTable
    focus: Focus
    known: Known = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def own(self) -> Mention | None:
        """The mention the head word is part of."""
        held = (m for m in self.inside if m.span.contains(self.head.span))
        return next((m for m in held if self.reading.tokens[m.head].start < self.span.end), None)

    @property
    def year(self) -> int | None:
        """The year the report is of, None if nobody says."""
        return self.reading.report.day.year if self.reading.report.day else None

    def is_named(self, mention: Mention) -> bool:
        """Whether a mention names an entry of the codebook or a body the report introduces."""
        key = mention.keys[0] if mention.keys else ""
        return key in self.actors.entries or introduced_actor(key) is not None

    def kind_of(self, mention: Mention) -> str | None:
        """The kind of the likeliest actor of a mention, None if it names nobody."""
        return self.actors.kinds.get(mention.keys[0]) if mention.keys else None

    def sentence_of(self, mention: Mention) -> int:
        """The number of the sentence a mention's head stands in."""
        return self.reading.tokens[mention.head].sentence

    def before(self, reach: int | None = None) -> tuple[Mention, ...]:
        """The actor mentions that end before the phrase begins, in text order.

        With `reach` those of its sentence and of so many sentences before.
        """
        if reach is None:
            every = self.reading.of_kind("actor")
        else:
            here = self.head.sentence
            told = self.reading.mentions_of(*range(here - reach, here + 1))
            every = tuple(mention for mention in told if mention.kind == "actor")
        return tuple(mention for mention in every if mention.span.end <= self.span.start)


def phrase_of(
    span: Span, head: int, reading: Reading, actors: ActorTable, known: Known | None = None
) -> Phrase:
    """The phrase of a stretch of the report; `head` is the index of its head token."""
    told = reading.mentions_of(*(token.sentence for token in reading.tokens_in(span)))
    inside = tuple(m for m in told if m.kind == "actor" and m.span.overlaps(span))
    focus = read_focus(reading.report.text, actors)
    return Phrase(
        span, reading.tokens[head], inside, reading, actors, focus, {} if known is None else known
    )


def candidate(key: str, score: float, reason: str, phrase: Phrase) -> Candidate:
    """The candidate of an actor's key, as it is known in the report's year."""
    known = phrase.actors.known(key, phrase.year)
    actor = phrase.actors.actor(known)
    label = actor.name if actor else known
    entry = phrase.actors.entries.get(known)
    said = (entry.said,) if entry is not None and entry.said else ()
    return Candidate(known, label, round(score, 3), (reason, *said))
