"""What merging compares of an event: its days, places, actors, counts and words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.merge.record import ROLES, EventRecord, PlaceRecord
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


@dataclass(frozen=True, slots=True)
class Profile:
    """One event, ready to be compared.

    `account` is shared by all copies of one text and says how often it is counted; `copies` are
    the reports that this one was found to be a copy of, and is all that comparing looks at.
    """

    event: EventRecord
    account: str
    copies: frozenset[str]
    days: Days | None
    places: tuple[PlaceRecord, ...]
    actors: Mapping[str, frozenset[str]]  # role -> ids of those who could be named
    kinds: Mapping[str, str]  # actor id -> its kind
    names: Mapping[str, str]  # actor id -> its name
    words: frozenset[str]
    named: frozenset[str]  # capitalised words, in small letters and without marks
    placed: frozenset[str]  # those that name its places
    triggers: frozenset[str]  # those that name the event itself: "air", "strike"
    numbers: frozenset[str]  # figures of its sentences: tolls, ages, calibres; no years

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
    told = (*event_texts(event), *sentences)
    named = {role: [p.actor.side for p in event.parties(role) if p.actor] for role in ROLES}
    every = [actor for actors in named.values() for actor in actors]
    scene = tuple(place for place in event.places if place.rel == "at") or event.places
    placed = _placed(event)
    return Profile(
        event=event,
        account=printing.account,
        copies=printing.copies,
        days=_days(event),
        places=scene,
        actors={role: frozenset(a.id for a in actors) for role, actors in named.items()},
        kinds={actor.id: actor.kind for actor in every},
        names={actor.id: actor.name for actor in every},
        words=frozenset(words_of(told)) - stop_words | placed,
        named=names_in(told),
        placed=placed,
        triggers=frozenset(words_of(each.quote for each in event.mentions if each.quote)),
        numbers=frozenset(number for text in sentences for number in _NUMBER.findall(text)),
    )


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


def _placed(event: EventRecord) -> frozenset[str]:
    """Words of its places as quoted and as the gazetteer spells them."""
    named = (name for place in event.places for name in (place.name, place.quote) if name)
    return frozenset(words_of(named))


def _days(event: EventRecord) -> Days | None:
    time = event.time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return Days(time.earliest, time.latest, time.basis == "stated")


def are_copies(left: Profile, right: Profile) -> bool:
    """Whether their reports were found to be copies of one text."""
    return left.doc_id in right.copies or right.doc_id in left.copies


def printed(profile: Profile) -> tuple[object, ...]:
    """An event by the words that tell it, the same in every printing of one text."""
    event = profile.event
    quoted = (event.mentions, event.agent, event.target, event.places, event.counts)
    return (event.type, *(tuple(each.quote for each in part) for part in quoted))
