"""What stands around the parties of one event: the words, the other events, who speaks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.codebook.actors import ActorTable
from dateline.codebook.classes import load_classes, load_kinds
from dateline.codebook.traits import Traits
from dateline.model import Actor, Happening, Reading, Span, Spans
from dateline.resolve.parties import Party
from dateline.resolve.party_roster import Roster, Told
from dateline.syntax import governing_verb, is_verb

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
    speakers: Spans
    salience: Counter[str | None]  # actor id -> mentions in the report
    actors: ActorTable
    traits: Traits

    @cached_property
    def placed(self) -> frozenset[int]:
        """The tokens of places."""
        spans = (mention.span for mention in self.reading.of_kind("place"))
        return frozenset(token.i for span in spans for token in self.reading.tokens_in(span))


@dataclass(frozen=True, slots=True)
class Stance:
    """How one who stands near is seen, whichever role is asked about."""

    nature: str
    where: str
    signs: tuple[str, ...]
    has: Mapping[str, frozenset[str]]  # role -> in which other events it has the role
    kin: Mapping[str, str]  # role -> how it stands to those who have the role
    leaning: Mapping[str, str]  # role -> how much of it the network gives; empty if not asked


@dataclass(frozen=True)
class Scene:
    """An event whose parties are weighed: its place among the events of the report."""

    around: Surroundings
    roster: Roster
    at: int
    near: tuple[Party, ...]  # actors of its sentences and of those around, the nearest first
    stances: dict[Span, Stance] = field(default_factory=dict, compare=False, repr=False)

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

    @cached_property
    def ways(self) -> tuple[str, ...]:
        """How the event is told."""
        tokens, head = self.reading.tokens, self.happening.proposals[0].head
        verb = governing_verb(self.reading, head)
        kids = self.reading.children[verb] if verb is not None else ()
        passive = any(tokens[i].dep == "auxpass" for i in kids)
        told = f"the event's word is {'a verb' if is_verb(tokens[head]) else 'a noun'}"
        return (told, "the event's clause is passive") if passive else (told,)

    def sentence_of(self, i: int) -> int:
        return self.reading.tokens[i].sentence

    def is_named(self, party: Party) -> bool:
        """Whether a party is an entry of the codebook, not a kind of people."""
        return party.key is not None and party.key in self.around.actors.entries

    def kin_with(self, party: Party, role: str) -> str:
        """How a party stands to others with a role: of one body, of one country, or not at all."""
        mine = party.participant.actor
        if mine is None:
            return ""
        others = [
            (other, line)
            for each, other, line in self._bodies[role]
            if each is not party and other.id != mine.id
        ]
        if not others:
            return ""
        own = self.around.actors.line(mine.id)
        if any(not line.isdisjoint(own) for _, line in others):
            return "is of one body with"
        shared = mine.country and any(other.country == mine.country for other, _ in others)
        return "is of one country with" if shared else ""

    @cached_property
    def _bodies(self) -> Mapping[str, Sequence[tuple[Party, Actor, frozenset[str]]]]:
        """Those with a role who are known, each with the bodies it is a part of."""
        line = self.around.actors.line
        return {
            role: [
                (each, actor, frozenset(line(actor.id)))
                for each in parties
                if (actor := each.participant.actor) is not None
            ]
            for role, parties in self.told.items()
        }

    @cached_property
    def natures(self) -> Mapping[str, Sequence[str]]:
        """What each of those with a role is, in their order."""
        return {role: [self.nature(p) for p in parties] for role, parties in self.told.items()}

    @cached_property
    def leaned(self) -> Mapping[str, Mapping[int, float]]:
        """Role -> token -> how far the network gives it, at its best; empty if it was not asked."""
        found: dict[str, dict[int, float]] = {}
        for proposal in self.happening.proposals:
            for each in proposal.leanings:
                scores = found.setdefault(each.role, {})
                scores[each.head] = max(each.score, scores.get(each.head, 0.0))
        return found

    def is_place_name(self, party: Party) -> bool:
        """ "Syria's conflict", "Syria conflict": a country, or where it happens."""
        return party.head in self.around.placed

    def is_counted(self, span: Span) -> bool:
        """Whether a number of the event's toll stands in some words."""
        return self._counts.overlap(span)

    @cached_property
    def _counts(self) -> Spans:
        return Spans(a.span for a in self.happening.arguments if a.role == "count")

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
