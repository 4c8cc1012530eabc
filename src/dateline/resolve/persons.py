"""Persons the report names as somebody of a group or a force: the person, and whose side it is."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.actor_names import words_of
from dateline.codebook.actors import ActorTable
from dateline.codebook.classes import load_kinds
from dateline.model import Actor, Candidate, Event, Participant, Reading, Span, Token
from dateline.syntax import children, objects_of

PERSON = "person/"  # the id of someone only the report itself names
_FULL = 2  # words of a name from which it tells one person from another


def with_persons(event: Event, reading: Reading, actors: ActorTable) -> Event:
    """The event with the persons its parties' words name; whose side they are is decided before."""

    def named(each: Participant) -> Participant:
        actor, candidates = person_of(each.span, each.actor, each.candidates, reading, actors)
        return replace(each, actor=actor, candidates=candidates)

    return replace(
        event,
        agent=tuple(map(named, event.agent)),
        target=tuple(map(named, event.target)),
        from_group=tuple(map(named, event.from_group)),
        to_group=tuple(map(named, event.to_group)),
        supporter=tuple(map(named, event.supporter)),
    )


def person_of(
    span: Span,
    actor: Actor | None,
    candidates: tuple[Candidate, ...],
    reading: Reading,
    actors: ActorTable,
) -> tuple[Actor | None, tuple[Candidate, ...]]:
    """ "ISIS commander X Y" is the person, whose affiliation is what the words resolved to.

    The actor and its candidates as they are where no person is named, where the name is not told
    in full, and for those who speak for a state or belong to nobody armed or organised.
    """
    if actor is None or not _has_members(actor, actors):
        return actor, candidates
    told = (full_name(i, reading, actors) for i in _persons(span, reading, actors))
    name = next(filter(None, told), None)
    if name is None:
        return actor, candidates
    reason = f'the report names a person of {actor.name}: "{name}"'
    person = Actor(person_id(name), name, "person", inter=actor.inter, affiliation=actor)
    return person, (Candidate(person.id, name, candidates[0].score, (reason,)), *candidates)


def _has_members(actor: Actor, actors: ActorTable) -> bool:
    """Whether one may belong to it: a named body that is no state, or forces told of by kind."""
    kind = load_kinds()[actor.kind]
    if kind.id in ("state", "person") or kind.people:
        return False
    return actor.id in actors.entries or (kind.armed and kind.id != "criminal")


def _persons(span: Span, reading: Reading, actors: ActorTable) -> Iterator[int]:
    """The words' head if it is a person's name, else the name beside the office that it tells."""
    inside = {token.i: token for token in reading.tokens_in(span)}
    heads = (i for i, token in inside.items() if token.head not in inside or token.head == i)
    head = next(heads, None)
    if head is None:
        return
    beside = [head]
    if reading.tokens[head].lemma in actors.patterns.persons:
        owners = objects_of(reading, head, "of")
        beside += [kid for i in (head, *owners) for kid in children(reading, i, "appos")]
    yield from (i for i in beside if is_person_name(reading.tokens[i], reading, actors))


def is_person_name(token: Token, reading: Reading, actors: ActorTable) -> bool:
    """Whether a word ends a person's name and the codebook holds it for nobody's."""
    run = set(name_run(token.i, reading, actors))
    if not run:
        return False
    spoken = reading.words(reading.sentences[token.sentence])
    words = [word for each in spoken for word in words_of(each.text, each.start, each.i)]
    for match in actors.names.find(words, reading.report.text, cased=True):
        held = {words[at].token for at in range(match.first, match.last)}
        if token.i in held or (held & run and match.aliases[0].role == "name"):
            return False
    return True


def name_run(last: int, reading: Reading, actors: ActorTable) -> range:
    """The tokens of a person's name that ends in one of them; empty if it is none.

    The parser says so, or an office before names ("fighter X Y").
    """
    tokens = reading.tokens
    if tokens[last].pos != "PROPN":
        return range(0)
    by_parser = tokens[last].entity == "PERSON"
    first = last
    while first > 0 and (
        tokens[first - 1].entity == "PERSON" if by_parser else _goes_on(tokens[first - 1], actors)
    ):
        first -= 1
    titled = first > 0 and tokens[first - 1].lemma in actors.patterns.persons
    return range(first, last + 1) if by_parser or titled else range(0)


def _goes_on(token: Token, actors: ActorTable) -> bool:
    name = token.pos == "PROPN" and token.lemma not in actors.patterns.persons
    return name or token.text == "-"


def full_name(last: int, reading: Reading, actors: ActorTable) -> str | None:
    """The longest name in the report that ends in this word; None if it is one word only."""
    best = ""
    for token in reading.worded(reading.tokens[last].text):
        run = name_run(token.i, reading, actors)
        span = Span(reading.tokens[run[0]].start, token.end) if run else token.span
        best = max(best, " ".join(reading.quote(span).split()), key=len)
    return best if len(best.split()) >= _FULL else None


def person_id(name: str) -> str:
    """The id of somebody by name: equal for equal names, whatever their accents and signs."""
    return PERSON + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
