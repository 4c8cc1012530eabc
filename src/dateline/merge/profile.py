"""What merging compares of an event: its days, places, actors, counts and words."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.merge.record import ROLES, EventRecord, PlaceRecord

FINE = ("site", "town", "district")  # a place so exact that distance tells
_WORD = re.compile(r"[^\W\d_]+")


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
    """One event, ready to be compared. `account` is shared by copies of one report."""

    event: EventRecord
    account: str
    days: Days | None
    places: tuple[PlaceRecord, ...]
    actors: Mapping[str, frozenset[str]]  # role -> ids of those who could be named
    kinds: Mapping[str, str]  # actor id -> its kind
    names: Mapping[str, str]  # actor id -> its name
    words: frozenset[str]
    placed: frozenset[str]  # those that name its places

    @property
    def id(self) -> str:
        return self.event.id

    @property
    def published(self) -> date | None:
        return self.event.report.published


def profile_of(
    event: EventRecord, account: str, stop_words: frozenset[str], sentences: Iterable[str] = ()
) -> Profile:
    """The event as it is compared; `sentences` tell it, where the report's text is at hand.

    Places it came from or went to count if there is no other.
    """
    named = {role: [p.actor.side for p in event.parties(role) if p.actor] for role in ROLES}
    every = [actor for actors in named.values() for actor in actors]
    scene = tuple(place for place in event.places if place.rel == "at") or event.places
    return Profile(
        event=event,
        account=account,
        days=_days(event),
        places=scene,
        actors={role: frozenset(a.id for a in actors) for role, actors in named.items()},
        kinds={actor.id: actor.kind for actor in every},
        names={actor.id: actor.name for actor in every},
        words=frozenset(words_of((*event_texts(event), *sentences))) - stop_words | _placed(event),
        placed=_placed(event),
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
    return [word.lower() for t in texts for word in _WORD.findall(t) if len(word) > 2]


def _placed(event: EventRecord) -> frozenset[str]:
    """Words of its places as quoted and as the gazetteer spells them."""
    named = (name for place in event.places for name in (place.name, place.quote) if name)
    return frozenset(words_of(named))


def _days(event: EventRecord) -> Days | None:
    time = event.time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return Days(time.earliest, time.latest, time.basis == "stated")


_SPOKEN = 200  # reports that are taken to stand behind a small input, so that it is no yardstick
_RARE = 20  # reports that a word may stand in and still tell which happening is meant


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a shared word tells: a name more than a word of the language, a rare one more."""

    reports: int
    counted: Mapping[str, int]
    ordinary: frozenset[str]  # words of the language; what is not among them is a name

    def of(self, word: str) -> float:
        """More the fewer reports hold it; an ordinary word is taken to be in many."""
        held = self.counted.get(word, 0) + (_RARE if word in self.ordinary else 0.5)
        return math.log((self.reports + _SPOKEN) / held)

    def likeness(self, left: frozenset[str], right: frozenset[str]) -> float:
        """The share of common words in all words of both, each by its rarity; 0 to 1."""
        total = sum(self.of(word) for word in sorted(left | right))
        shared = sum(self.of(word) for word in sorted(left & right))
        return round(shared / total, 4) if total > 0 else 0.0

    def rarest(self, words: frozenset[str]) -> list[str]:
        """Names and words of few reports, the rarest first; names alone where reports are few."""
        most = min(_RARE, (self.reports + _SPOKEN) // 20)
        rare = [word for word in words if self.counted.get(word, 0) <= most]
        if self.reports < _SPOKEN:
            rare = [word for word in rare if word not in self.ordinary]
        return sorted(rare, key=lambda word: (self.counted.get(word, 0), word))


def rarity_of(profiles: Sequence[Profile], ordinary: frozenset[str]) -> Rarity:
    """Counted over accounts, so that a copied report does not make its words common."""
    held: dict[str, set[str]] = {}
    for each in profiles:
        held.setdefault(each.account, set()).update(each.words)
    return Rarity(len(held), Counter(word for words in held.values() for word in words), ordinary)
