"""Which countries a report is about: decides what "the army" or "rebels" are rebels of."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dateline.codebook.actor_names import Alias, Match, is_cased, words_of
from dateline.codebook.actors import ActorTable

# How much one mention says about where the story is; a place name there says most.
_WEIGHTS = {
    "place": 3.0,
    "capital": 2.0,
    "country": 1.5,
    "demonym": 1.0,
    "people": 1.0,
    "leader": 1.0,
    "name": 1.0,
}
_PLACELESS = frozenset({"media", "business", "ngo", "igo", "coalition"})  # report from anywhere
_FRIENDS = re.compile(r"-(backed|led|supported|made|trained|funded|brokered|born)\b")
_CLEAR = 0.4  # the least share of the weight the first country needs
_AHEAD = 1.3  # and how far it must lead the second


@dataclass(frozen=True)
class Focus:
    """Countries a report speaks of (ISO alpha-3), by weight, and the entries it names surely."""

    weights: Mapping[str, float]
    named: frozenset[str]

    @cached_property
    def country(self) -> str | None:
        """The country the report is mostly about, None if no country leads."""
        ranked = sorted(self.weights.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked:
            return None
        (first, most), *others = ranked
        second = others[0][1] if others else 0.0
        clear = most >= _CLEAR * self._total and most >= _AHEAD * second
        return first if clear else None

    def share(self, country: str) -> float:
        """The part of all weight that is this country's, 0 to 1."""
        return self.weights.get(country, 0.0) / self._total if self._total else 0.0

    @cached_property
    def _total(self) -> float:
        return sum(self.weights.values())


@lru_cache(maxsize=16)
def read_focus(text: str, actors: ActorTable) -> Focus:
    """What a text is about, from the names in it whatever their case or grammar."""
    words = tuple(words_of(text))
    weights: defaultdict[str, float] = defaultdict(float)
    named: set[str] = set()
    for match in actors.names.find(words, text, is_cased(words)):
        if _FRIENDS.match(text, words[match.last - 1].end):
            continue
        sure = _sure(match)
        named.update(alias.id for alias in sure if alias.role == "name")
        for country, weight in _votes(sure, actors):
            weights[country] += weight
    return Focus(dict(weights), frozenset(named))


def _sure(match: Match) -> tuple[Alias, ...]:
    return tuple(alias for alias in match.aliases if not alias.weak and alias.role != "generic")


def _votes(aliases: tuple[Alias, ...], actors: ActorTable) -> list[tuple[str, float]]:
    votes = [
        (country, _WEIGHTS[alias.role])
        for alias in aliases
        for country in actors.entries[alias.id].countries
        if actors.entries[alias.id].kind not in _PLACELESS
    ]
    return [(country, weight / len(votes)) for country, weight in votes]
