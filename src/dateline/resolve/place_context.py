"""What a report says about where it is: its countries and its provinces."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.codebook.actors import ActorTable
from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Mention, Reading
from dateline.resolve.place_hints import count_votes, find_dateline_homes
from dateline.resolve.place_links import is_whose
from dateline.resolve.place_rank import Context, Sense

K = TypeVar("K")

_CLEAR = 5  # times as many people as its namesakes: a town that stands for its country
_KNOWN = 15_000
_DATELINE = 0.7  # of the place a report is written from
_PEOPLE = 0.5  # of a demonym or an armed group
_ARMED = frozenset(("rebel", "militia"))  # kinds of actor that mostly fight at home
_PROVINCE = 500_000  # people a first-level division counts as, against towns of its name

Weights = Mapping[str, Mapping[str, float]]  # country -> toponym or demonym -> weight


def sense_of(mention: Mention) -> Sense:
    """A mention's keys after the toponym, read back."""
    told: dict[str, str] = {}
    directions = []
    for key in mention.keys[1:]:
        what, _, word = key.partition(":")
        if what == "direction":
            directions.append(word)
        else:
            told[what] = word
    return Sense(told.get("kind"), told.get("part"), told.get("site"), tuple(directions))


@dataclass(frozen=True)
class Signs:
    """Which words of a report point to which country and province, and how strongly.

    Kept by word, because a name must not vouch for itself.
    """

    countries: Weights
    provinces: Mapping[int, Mapping[str, float]]
    votes: Mapping[int, Mapping[str, float]]  # for provinces too, by names that may be several
    peoples: frozenset[str] = frozenset()  # words that tell who acts rather than where
    states: frozenset[str] = frozenset()  # of them the abbreviated: "U.S. troops" may be anywhere
    _known: dict[str, Context] = field(default_factory=dict)

    def about(self, toponym: str) -> Context:
        """What the rest of the report says, for one of its toponyms."""
        if toponym not in self._known:
            provinces = _together(self.provinces, self.votes)
            told = {word for by_word in self.countries.values() for word in by_word}
            self._known[toponym] = Context(
                _shares(self.countries, toponym),
                _shares(provinces, toponym),
                firm=bool(told - self.peoples - {toponym}),
            )
        return self._known[toponym]

    def only_country(self, toponym: str) -> str | None:
        """The country the report is about but for one of its names; None if two are alike."""
        return _alone(_shares(self.countries, toponym, *self.states))

    def only_province(self, toponym: str) -> int | None:
        """The id of the province the report is about but for one of its names, or None."""
        return _alone(_shares(self.provinces, toponym))


def _together(
    signs: Mapping[int, Mapping[str, float]], votes: Mapping[int, Mapping[str, float]]
) -> Mapping[int, Mapping[str, float]]:
    """Signs and votes; a name that is a sign of a province has no vote beside it."""
    return {home: {**votes.get(home, {}), **signs.get(home, {})} for home in {**signs, **votes}}


def _alone(shares: dict[K, float]) -> K | None:
    """The foremost of the shares if no other comes to half of it."""
    ordered = sorted(shares.items(), key=lambda pair: -pair[1])
    if not ordered or (len(ordered) > 1 and ordered[1][1] > 0.5):
        return None
    return ordered[0][0]


def _shares(weights: Mapping[K, Mapping[str, float]], *but: str) -> dict[K, float]:
    """Each key's weight as a share of the greatest, words of some toponyms left out."""
    sums = {
        key: sum(weight for word, weight in by_word.items() if word not in but)
        for key, by_word in weights.items()
    }
    most = max(sums.values(), default=0.0)
    return {key: total / most for key, total in sums.items() if total} if most else {}


def read_signs(
    reading: Reading,
    mentions: tuple[Mention, ...],
    gazetteer: Gazetteer,
    words: PlaceWords,
    actors: ActorTable | None,
) -> Signs:
    """The signs of a report: demonyms, armed groups, countries, towns, regions, its outlet."""
    countries: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    provinces: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, country in _peoples(reading, words, actors):
        countries[country][word] += _PEOPLE
    states = frozenset(mention.keys[0] for mention in mentions if is_whose(mention))
    peoples = states.union(*countries.values())
    outlet = words.home_outlets.get((reading.report.source or "").lower())
    if outlet:
        countries[outlet][f"the outlet {reading.report.source}"] += _DATELINE
    for mention in mentions:
        toponym = mention.keys[0]
        for country, weight in _countries_of(toponym, gazetteer, words):
            countries[country][toponym] += _PEOPLE if is_whose(mention) else weight
        for province, weight in _provinces_of(mention, gazetteer):
            provinces[province][toponym] += weight
    for name, homes in find_dateline_homes(reading, gazetteer, words):
        clear = clearest(list(homes))
        if clear is not None:
            countries[clear.country][name] += _DATELINE
            if clear.adm1 is not None:
                provinces[clear.adm1][name] += _DATELINE
    return Signs(countries, provinces, count_votes(mentions, gazetteer), peoples, states)


def _peoples(
    reading: Reading, words: PlaceWords, actors: ActorTable | None
) -> Iterable[tuple[str, str]]:
    """Demonyms, each time they stand, and armed groups of one country, each once."""
    for token in reading.tokens:
        country = words.demonyms.get(token.text.lower())
        if country:
            yield token.text, country
    keys = {mention.keys[0] for mention in reading.of_kind("actor") if mention.keys}
    for key in sorted(keys):
        entry = actors.entries.get(key) if actors else None
        if entry is not None and entry.kind in _ARMED and entry.country is not None:
            yield entry.name, entry.country


def _countries_of(
    toponym: str, gazetteer: Gazetteer, words: PlaceWords
) -> Iterable[tuple[str, float]]:
    region = words.regions.get(toponym.lower())
    if region is not None:
        return [(region.country, 1.0)] if region.country else []
    close = [entry for entry in gazetteer.find(toponym) if entry.match != "loose"]
    clear = clearest(close)
    if clear is not None:
        return [(clear.country, 2.0 if clear.feature == "country" else 1.0)]
    homes = sorted({entry.country for entry in close})
    return [(home, 0.3) for home in homes] if len(homes) <= 4 else []


def _provinces_of(mention: Mention, gazetteer: Gazetteer) -> Iterable[tuple[int, float]]:
    close = [entry for entry in gazetteer.find(mention.keys[0]) if entry.match != "loose"]
    if sense_of(mention).kind != "district":
        named = [entry for entry in close if entry.feature == "adm1"]
        if named:
            return [(entry.id, 1.0) for entry in named]
    clear = clearest(close)
    if clear is not None and clear.adm1 is not None and clear.population >= _KNOWN:
        return [(clear.adm1, 0.5)]
    return []


def clearest(entries: list[Entry]) -> Entry | None:
    """The entry that a bare name means wherever it is read, None if there is none such."""
    if not entries:
        return None
    countries = [entry for entry in entries if entry.feature == "country"]
    if countries:
        rivals = [entry for entry in entries if entry.feature == "adm1"]
        foreign = any(entry.country != countries[0].country for entry in rivals)
        return None if foreign or len(countries) > 1 else countries[0]
    if len({entry.country for entry in entries}) == 1:
        return entries[0]
    sized = sorted(entries, key=lambda entry: -_size(entry))
    rivals_size = [_size(entry) for entry in sized if entry.country != sized[0].country]
    if _size(sized[0]) >= _KNOWN and _size(sized[0]) >= _CLEAR * max(rivals_size, default=0):
        return sized[0]
    return None


def _size(entry: Entry) -> int:
    return max(entry.population, _PROVINCE if entry.feature == "adm1" else 0)
