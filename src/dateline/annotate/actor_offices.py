"""Persons of whom the report tells the office or the group: "X, an officer", later "X" alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.codebook.actors import ActorTable
from dateline.model import Mention, Reading
from dateline.syntax import children, objects_of

Keys = tuple[str, ...]


def with_offices(
    reading: Reading, mentions: Sequence[Mention], actors: ActorTable
) -> tuple[Mention, ...]:
    """Gives a person the office or group that stands beside this or another mention of the name."""
    at = {mention.head: mention.keys for mention in mentions if mention.keys}
    own = {mention: mention.keys or _beside(reading, mention, at, actors) for mention in mentions}
    told = {
        reading.tokens[mention.head].text.lower(): keys
        for mention, keys in own.items()
        if keys and reading.tokens[mention.head].entity == "PERSON"
    }
    return tuple(
        mention
        if mention.keys or mention.label != "Person"
        else replace(mention, keys=keys or told.get(reading.tokens[mention.head].text.lower(), ()))
        for mention, keys in own.items()
    )


def _beside(reading: Reading, person: Mention, at: Mapping[int, Keys], actors: ActorTable) -> Keys:
    """The keys of what stands in apposition to a person's name, () if it tells nobody."""
    if person.label != "Person":
        return ()
    return next((at[i] for i in _appositions(reading, person.head, actors) if i in at), ())


def _appositions(reading: Reading, head: int, actors: ActorTable) -> Iterator[int]:
    """ "X, an officer": the officer; of "X, the leader of Hamas" Hamas as well."""
    beside = children(reading, head, "appos")
    if reading.tokens[head].dep == "appos":
        beside.append(reading.tokens[head].head)
    yield from beside
    for i in beside:
        if reading.tokens[i].lemma in actors.patterns.persons:
            yield from objects_of(reading, i, "of")
