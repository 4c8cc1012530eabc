"""Who may be an event's doer or target: one party for each actor, however often it is told.

A party is told (a mention of the event gives it the role) or near (an actor of the event's
sentences or of those around, whom no mention gives the role).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.model import (
    Actor,
    Argument,
    Candidate,
    Happening,
    Mention,
    Participant,
    Proposal,
    Reading,
    Span,
    Spans,
)
from dateline.resolve.party_words import article_of, goes_on, is_no_one, names_nobody

NAMING = ("NOUN", "PROPN", "ADJ")
BACK, AHEAD = 2, 1  # sentences from the event in which its parties are looked for
Named = tuple[Actor | None, tuple[Candidate, ...]]
Words = tuple[Span, int]  # a span and its head token
Resolver = Callable[[Span, int], Named]
Tracer = Callable[[Span, int], Words]


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention of the event that gives a party its role; `at` is its place, most telling first.

    `argument` has the words of the mention; the participant those a pronoun goes back to, and
    `head` is their head token.
    """

    proposal: Proposal
    argument: Argument
    participant: Participant
    head: int
    at: int


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who may have a role. `tellings` is empty for one who only stands near."""

    participant: Participant
    head: int
    tellings: tuple[Telling, ...] = ()
    mention: Mention | None = None

    @property
    def key(self) -> str | None:
        actor = self.participant.actor
        return actor.id if actor else None

    @property
    def is_pronoun(self) -> bool:
        """Whether one who stands near is told by a pronoun."""
        return self.mention is not None and self.mention.by == "actors.pronoun"

    @property
    def spans(self) -> tuple[Span, ...]:
        """All words that tell it."""
        return (self.participant.span, *(t.participant.span for t in self.tellings))

    def is_one_with(self, span: Span, actor: Actor | None) -> bool:
        """Whether other words stand for the same party."""
        if actor is not None and actor.id == self.key:
            return True
        return any(each.overlaps(span) for each in self.spans)


class Naming:
    """Who words stand for, each asked once."""

    def __init__(self, reading: Reading, resolve: Resolver, trace: Tracer) -> None:
        """`trace` gives the words that a pronoun goes back to, or its own."""
        self._resolve = resolve
        self._trace = trace
        self._reading = reading
        self._tokens = reading.tokens
        self._known: dict[tuple[Span, int], Named] = {}

    @cached_property
    def named(self) -> Mapping[int, Sequence[Party]]:
        """Each mention that names an actor as one who stands near, by sentences."""
        found: dict[int, list[Party]] = {}
        for mention in self._reading.of_kind("actor"):
            actor, candidates = self.of(mention.span, mention.head)
            if actor is not None:
                quote = self._reading.quote(mention.span)
                who = Participant(mention.span, quote, actor, candidates, by="near")
                party = Party(who, mention.head, mention=mention)
                found.setdefault(self._tokens[mention.head].sentence, []).append(party)
        return found

    def near(self, happening: Happening) -> tuple[Party, ...]:
        """Actors of the event's sentences and of those around, the nearest first."""
        here = {self._tokens[p.head].sentence for p in happening.proposals}
        triggers = Spans(p.trigger for p in happening.proposals)
        around = {i + step for i in here for step in range(-BACK, AHEAD + 1)}
        found = [
            (far, party)
            for i in self.named.keys() & (around | self._headlines)
            if (far := self._distance(i, here)) is not None
            for party in self.named[i]
            if not (far and party.is_pronoun) and not triggers.overlap(party.participant.span)
        ]
        found.sort(key=lambda each: (each[0], each[1].participant.span))
        return tuple(party for _, party in found)

    @cached_property
    def _headlines(self) -> frozenset[int]:
        return frozenset(s.i for s in self._reading.sentences if s.headline)

    def _distance(self, sentence: int, here: set[int]) -> int | None:
        """How many sentences off the event's; the headline is one off. None: too far."""
        far, ahead = min((abs(sentence - i), sentence > i) for i in here)
        if far and self._reading.sentences[sentence].headline:
            return 1
        return far if far <= (AHEAD if ahead else BACK) else None

    def words_of(self, argument: Argument) -> Words:
        """The words that say who it is: a pronoun's antecedent, else the argument's own."""
        if self._tokens[argument.head].pos != "PRON":
            return argument.span, argument.head
        return self._trace(argument.span, argument.head)

    def of(self, span: Span, head: int) -> Named:
        """The actor some words name, and the candidates."""
        if (span, head) not in self._known:
            self._known[span, head] = self._resolve(span, head)
        return self._known[span, head]


def told_parties(
    role: str, ordered: Sequence[Proposal], reading: Reading, naming: Naming
) -> tuple[Party, ...]:
    """Whom the mentions of an event, most telling first, give a role."""
    found: list[Party] = []
    for at, proposal in enumerate(ordered):
        for argument, participant in _listed(role, proposal, reading, naming):
            head = naming.words_of(argument)[1]
            telling = Telling(proposal, argument, participant, head, at)
            same = next((p for p in found if _is_told_again(p, telling, reading)), None)
            if same is None:
                found.append(Party(participant, head, (telling,)))
            else:
                found[found.index(same)] = _told_again(same, telling, reading)
    return tuple(found)


def _is_told_again(party: Party, telling: Telling, reading: Reading) -> bool:
    """Whether a further mention tells a party; one mention tells "a bus" and "ten passengers"."""
    told = telling.participant
    spans = [each.participant.span for each in party.tellings]
    if any(each.proposal is telling.proposal for each in party.tellings):
        return any(span.overlaps(told.span) for span in spans)
    return party.is_one_with(told.span, told.actor) or _is_same_noun(party, telling, reading)


def _is_same_noun(party: Party, telling: Telling, reading: Reading) -> bool:
    """ "The bomber" after "a suicide bomber", "Hossain" after "Kamal Hossain"."""
    first, last = sorted((party.head, telling.head))
    if reading.tokens[first].lemma != reading.tokens[last].lemma:
        return False
    new = telling.participant.actor
    if party.key is not None and new is not None and party.key != new.id:
        return _says_no_more(party.participant.span, telling.participant.span, reading)
    return reading.tokens[last].pos == "PROPN" or article_of(last, reading) == "definite"


def _says_no_more(one: Span, other: Span, reading: Reading) -> bool:
    """Whether the later of two phrases has only words of the earlier: "the bomber"."""
    earlier, later = (
        {token.lemma for token in reading.tokens_in(span) if token.pos in NAMING}
        for span in sorted((one, other))
    )
    definite = any(token.text.lower() == "the" for token in reading.tokens_in(max(one, other)))
    named = any(token.pos == "PROPN" for token in reading.tokens_in(max(one, other)))
    return later < earlier and (definite or named)


def _told_again(party: Party, telling: Telling, reading: Reading) -> Party:
    """A further mention; the words that say more stand for the party."""
    again = replace(party, tellings=(*party.tellings, telling))
    if not _says_more(telling, party, reading):
        return again
    return replace(again, participant=telling.participant, head=telling.head)


def _says_more(telling: Telling, party: Party, reading: Reading) -> bool:
    """A pronoun or a bare number gives way to words that name somebody, no name to a name."""
    if names_nobody(telling.head, reading):
        return False
    unknown = party.participant.actor is None and telling.participant.actor is not None
    return names_nobody(party.head, reading) or unknown


def _listed(
    role: str, proposal: Proposal, reading: Reading, naming: Naming
) -> list[tuple[Argument, Participant]]:
    """ "39 men, women and children" are one participant, two groups of one name as well."""
    joined: list[tuple[Argument, Participant]] = []
    group = [a for a in proposal.arguments if a.role == role and not is_no_one(a.head, reading)]
    for argument in sorted(group, key=lambda a: a.span):
        new = participant_of(argument, reading, naming)
        if joined and goes_on(joined[-1][1], new, argument, reading):
            first, old = joined[-1]
            span = Span(old.span.start, new.span.end)
            joined[-1] = (first, replace(old, span=span, quote=reading.quote(span)))
        else:
            joined.append((argument, new))
    return joined


def participant_of(argument: Argument, reading: Reading, naming: Naming) -> Participant:
    """An argument with the actor its words name, told by the words a pronoun goes back to."""
    actor, candidates = naming.of(argument.span, argument.head)
    span, _ = naming.words_of(argument)
    quote = reading.quote(span)
    return Participant(span, quote, actor, candidates, argument.certainty, argument.by)


def near_parties(told: Sequence[Party], near: Sequence[Party]) -> Iterator[Party]:
    """Of those who stand near an event, whom nobody gives the role.

    The nearest mention of an actor stands for it.
    """
    keys = {party.key for party in told}
    spans = [span for party in told for span in party.spans]
    for party in near:
        span = party.participant.span
        if party.key not in keys and not any(span.overlaps(other) for other in spans):
            keys.add(party.key)
            spans.append(span)
            yield party
