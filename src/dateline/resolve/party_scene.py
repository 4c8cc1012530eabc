"""What stands around the parties of one event: the words, the other events, who speaks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.codebook.actors import ActorTable
from dateline.codebook.classes import load_classes, load_kinds
from dateline.codebook.traits import Traits
from dateline.model import Happening, Reading, Span
from dateline.resolve.parties import Party
from dateline.resolve.party_roster import Roster, Told

NEAR = 2  # sentences
CHOSEN = ("agent", "target")
OTHER_ROLE = {"agent": "target", "target": "agent"}
NO_NOUN = {"PRON": "a pronoun", "NUM": "a bare number", "ADJ": "no noun", "VERB": "no noun"}
CLASSES = ("building", "vehicle", "position", "ground", "weapon", "happening", "person", "armed")
ARMED = ("an armed side of a state", "an armed group")
PEOPLE = (*ARMED, "civilians", "protesters", "prisoners", "community", "person", "official")


@dataclass(frozen=True)
class Surroundings:
    """What the parties of all events of a report are seen against."""

    reading: Reading
    speakers: tuple[Span, ...]
    salience: Counter[str]  # actor id -> mentions in the report
    actors: ActorTable
    traits: Traits

    @cached_property
    def placed(self) -> frozenset[int]:
        """The tokens of places."""
        spans = (mention.span for mention in self.reading.of_kind("place"))
        return frozenset(token.i for span in spans for token in self.reading.tokens_in(span))


@dataclass(frozen=True)
class Scene:
    """An event whose parties are weighed: its place among the events of the report."""

    around: Surroundings
    roster: Roster
    at: int

    @property
    def happening(self) -> Happening:
        return self.roster.every[self.at][0]

    @property
    def told(self) -> Told:
        return self.roster.every[self.at][1]

    def others_in(self, sentences: frozenset[int]) -> Iterator[tuple[Happening, Told]]:
        """The other events with a word in one of the sentences, in their order."""
        events = self.roster.told_in(sentences) - {self.at}
        return (self.roster.every[at] for at in sorted(events))

    @cached_property
    def close(self) -> dict[int, str]:
        """The places of the other events told near, and how near."""
        steps = range(-NEAR, NEAR + 1)
        reached = self.roster.told_in({i + step for i in self.here for step in steps})
        beside = self.roster.told_in(self.here)
        return {at: "beside it" if at in beside else "near" for at in reached - {self.at}}

    @property
    def reading(self) -> Reading:
        return self.around.reading

    @cached_property
    def group(self) -> str:
        """Which part of the codebook the type is of, as far as parties go."""
        kind, traits = self.happening.type, self.around.traits
        if kind in traits.joint:
            return "talks"
        if kind in traits.warlike:
            return "war"
        return "harm" if kind in traits.harms else "politics"

    @cached_property
    def here(self) -> frozenset[int]:
        """The sentences of the event's words."""
        return frozenset(self.sentence_of(p.head) for p in self.happening.proposals)

    def sentence_of(self, i: int) -> int:
        return self.reading.tokens[i].sentence

    def is_named(self, party: Party) -> bool:
        """Whether a party is an entry of the codebook, not a kind of people."""
        return party.key is not None and party.key in self.around.actors.entries

    def kin_with(self, party: Party, role: str) -> str:
        """How a party stands to others with a role: of one body, of one country, or not at all."""
        mine = party.participant.actor
        found = (each.participant.actor for each in self.told[role] if each is not party)
        others = [each for each in found if each is not None]
        if mine is None:
            return ""
        lines = self.around.actors.line
        others = [other for other in others if other.id != mine.id]
        if any({*lines(mine.id)} & {*lines(other.id)} for other in others):
            return "is of one body with"
        shared = mine.country and any(other.country == mine.country for other in others)
        return "is of one country with" if shared else ""

    def is_place_name(self, party: Party) -> bool:
        """ "Syria's conflict", "Syria conflict": a country, or where it happens."""
        return party.head in self.around.placed

    def is_counted(self, span: Span) -> bool:
        """Whether a number of the event's toll stands in some words."""
        return any(a.role == "count" and a.span.overlaps(span) for a in self.happening.arguments)

    def nature(self, party: Party) -> str:
        """What a party is: its kind of actor, or what its words look like."""
        if party.participant.actor is not None:
            return self._kind(party.participant.actor.kind)
        token = self.reading.tokens[party.head]
        if token.pos in NO_NOUN:
            return NO_NOUN[token.pos]
        if self.is_place_name(party):
            return "a place"
        classes = load_classes()
        known = (name for name in CLASSES if token.lemma in classes[name].words)
        unknown = "an unknown name" if token.pos == "PROPN" else "an unknown noun"
        return next(known, unknown)

    def _kind(self, kind: str) -> str:
        known = load_kinds()[kind]
        if known.people or not known.armed:
            return kind
        return "an armed side of a state" if known.state else "an armed group"
