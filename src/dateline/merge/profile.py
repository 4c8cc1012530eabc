"""What merging compares of an event: its days, places, actors, counts and words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dateline.merge.record import ROLES, ActorRecord, EventRecord, PlaceRecord, Role
from dateline.merge.spelling import names_in

FINE = ("site", "town", "district")  # a place so exact that distance tells
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{1,6}\b")


@dataclass(frozen=True, slots=True)
class Days:
    earliest: date
    latest: date
    stated: bool  # by the report's words, not inferred from its day of publication

    @property
    def one(self) -> bool:
        return self.earliest == self.latest


@dataclass(frozen=True)
class Profile:
    """One event, ready to be compared.

    `account` is shared by all copies of one text and says how often it is counted; `copies` are
    the reports that this one was found to be a copy of, and is all that comparing looks at. What
    its words are is found out when it is first asked for: of many pairs the days and the places
    decide.
    """

    event: EventRecord
    account: str
    copies: frozenset[str]
    days: Days | None
    places: tuple[PlaceRecord, ...]
    sentences: tuple[str, ...]
    stop_words: frozenset[str]

    @cached_property
    def actors(self) -> Mapping[str, frozenset[str]]:
        """By role the ids of those who could be named."""
        return {role: frozenset(actor.id for actor in _sides(self.event, role)) for role in ROLES}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each actor, by its id."""
        return {actor.id: actor.kind for role in ROLES for actor in _sides(self.event, role)}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each actor, by its id."""
        return {actor.id: actor.name for role in ROLES for actor in _sides(self.event, role)}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its record and its sentences that tell something."""
        return frozenset(words_of(self._told)) - self.stop_words | self.placed

    @cached_property
    def named(self) -> frozenset[str]:
        """Capitalised words, in small letters and without marks."""
        return names_in(self._told)

    @cached_property
    def placed(self) -> frozenset[str]:
        """The words that name its places, as quoted and as the gazetteer spells them."""
        places = self.event.places
        return frozenset(words_of(n for each in places for n in (each.name, each.quote) if n))

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The words that name the event itself: "air", "strike"."""
        return frozenset(words_of(each.quote for each in self.event.mentions if each.quote))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Figures of its sentences: tolls, ages, calibres; no years."""
        return frozenset(number for text in self.sentences for number in _NUMBER.findall(text))

    @cached_property
    def printed(self) -> tuple[object, ...]:
        """The event by the words that tell it, the same in every printing of one text."""
        event = self.event
        quoted = (event.mentions, event.agent, event.target, event.places, event.counts)
        return (event.type, *(tuple(each.quote for each in part) for part in quoted))

    @property
    def _told(self) -> tuple[str, ...]:
        return (*event_texts(self.event), *self.sentences)

    @property
    def id(self) -> str:
        return self.event.id

    @property
    def doc_id(self) -> str:
        return self.event.doc_id

    @property
    def published(self) -> date | None:
        return self.event.report.published


@dataclass(frozen=True, slots=True)
class Printing:
    """A report among its copies: the first of them, by id, and those it was found a copy of."""

    account: str
    copies: frozenset[str] = frozenset()


def profile_of(
    event: EventRecord,
    stop_words: frozenset[str],
    sentences: Sequence[str] = (),
    printing: Printing | None = None,
) -> Profile:
    """The event as it is compared; `sentences` tell it, where the report's text is at hand.

    Places it came from or went to count if there is no other. Without `printing` the report
    is no copy.
    """
    printing = printing or Printing(event.doc_id)
    return Profile(
        event=event,
        account=printing.account,
        copies=printing.copies,
        days=_days(event),
        places=tuple(place for place in event.places if place.rel == "at") or event.places,
        sentences=tuple(sentences),
        stop_words=stop_words,
    )


def _sides(event: EventRecord, role: Role) -> Iterator[ActorRecord]:
    return (party.actor.side for party in event.parties(role) if party.actor)


def event_texts(event: EventRecord) -> list[str]:
    """All words that the record holds: the report's title, and the quote of each value."""
    quoted = [
        *event.mentions,
        *(party for role in ROLES for party in event.parties(role)),
        *event.instrument,
        *event.places,
        *event.counts,
    ]
    texts = [event.report.title, *(each.quote for each in quoted)]
    return [text for text in texts if text]


def words_of(texts: Iterable[str]) -> list[str]:
    """Words of three letters or more, in small letters; "al-Bab" and "Bab's" give "bab"."""
    return [word.lower() for word in _WORD.findall("\n".join(texts)) if len(word) > 2]


def _days(event: EventRecord) -> Days | None:
    time = event.time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return Days(time.earliest, time.latest, time.basis == "stated")


def are_copies(left: Profile, right: Profile) -> bool:
    """Whether their reports were found to be copies of one text."""
    return left.doc_id in right.copies or right.doc_id in left.copies
