"""How well each gazetteer entry fits a name, its words and the rest of the report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import log10

from dateline.gazetteer import Entry

Points = tuple[float, str] | None  # what one comparison adds, and the reason

_POINTS = "north south east west northeast northwest southeast southwest".split()
_HYPHENED = "north-east north-west south-east south-west".split()
COMPASS = frozenset(word + end for word in (*_POINTS, *_HYPHENED) for end in ("", "ern"))
_MATCH = {"exact": 0.35, "article": 0.33, "loose": 0.15}
_FEATURE = {"country": 0.8, "adm1": 0.22, "region": 0.2, "adm2": 0.03, "site": 0.08}
_POINTLESS = 0.06  # against a division that no source gives a point
_GREAT = ((500_000, 0.1), (2_000_000, 0.2))  # people, and what so many add
_TOLD = 0.7  # share of a province the report is about
_CITY_OF_HALVES = 1_000_000
_ALIAS = 0.05  # less for a place that only also goes by the name
_PROVINCE = 0.3  # for a place in the province the report speaks of most
_MOST = 1.6  # what all comparisons together can come to


@dataclass(frozen=True, slots=True)
class Sense:
    """What the words around a toponym say of it."""

    kind: str | None = None  # town, district, province, region
    part: str | None = None  # countryside, outskirts ...
    site: str | None = None  # airbase, neighborhood ...
    directions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """What the words say the place lies in: "Douma, Syria", "the Syrian town of", "in Homs".

    `firm` unless it is only a comma, which lists use too. A name such as Georgia may be a
    country or a province; `country` and `adm1` are its likelier reading.
    """

    country: str | None
    adm1: int | None
    words: str
    firm: bool
    provinces: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()

    def holds(self, entry: Entry) -> bool:
        """Whether an entry lies in any reading of the container."""
        if entry.adm1 in self.provinces and entry.feature != "country":
            return True
        if self.provinces and not self.countries:
            return False
        return entry.country in (self.countries or {self.country})


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of a report says that bears on a place: shares 0 to 1, the foremost 1.

    Not `firm` if only peoples and groups tell the countries: "Russian jets" fly abroad.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    provinces: Mapping[int, float] = field(default_factory=dict)  # by id
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its score, 0 to 1, and why.

    `supported` if the report itself points to it, `doubted` if it points elsewhere, `called`
    if it is of the kind that the words name.
    """

    entry: Entry
    score: float
    reasons: tuple[str, ...]
    supported: bool
    doubted: bool
    called: bool = False


@dataclass(frozen=True, slots=True)
class _Rivals:
    """What the places of one name are to one another.

    `towns`: the divisions that hold a town of the name, `divisions`: those of the name.
    `told`: whether the report is about a country or province that has a place of the name and
    no sovereign state of it is.
    """

    towns: frozenset[int]
    told: frozenset[str]
    divisions: frozenset[int] = frozenset()

    @classmethod
    def of(cls, entries: tuple[Entry, ...], context: Context) -> "_Rivals":
        close = [entry for entry in entries if entry.match == "exact"]
        towns = frozenset(entry.adm1 for entry in close if entry.feature == "town" and entry.adm1)
        told = {
            entry.country
            for entry in close
            if context.countries.get(entry.country) == 1.0
            and entry.feature != "country"
            and (entry.feature == "adm1" or context.provinces.get(entry.adm1 or 0, 0.0) >= _TOLD)
        }
        divisions = frozenset(entry.id for entry in close if entry.feature == "adm1")
        return cls(towns, frozenset(told), divisions)

    def is_usual(self, entry: Entry) -> bool:
        """Whether a town is what its name stands for: "Raqqa", not some Virginia abroad."""
        return entry.feature == "town" and (not self.divisions or entry.adm1 in self.divisions)

    def points(self, entry: Entry, context: Context) -> Points:
        """A division without a town of its name stands for it; a country elsewhere does not."""
        spoken_of = bool(context.countries.get(entry.country))
        if entry.feature == "adm1" and entry.id not in self.towns:
            return (0.1, "no town in it is called so") if spoken_of else None
        elsewhere = sorted(self.told - {entry.country})
        if entry.feature == "country" and elsewhere and not spoken_of:
            return -0.4, f"the report is about {elsewhere[0]}, which has a place of the name"
        return None


def rank(
    entries: Iterable[Entry], sense: Sense, context: Context, container: Container | None = None
) -> tuple[Ranked, ...]:
    """Entries best first. Equal scores keep the gazetteer's order."""
    entries = tuple(entries)
    if _names_province(sense, entries):
        sense = replace(sense, kind="province")
    if container and not container.firm and not any(map(container.holds, entries)):
        container = None
    rivals = _Rivals.of(entries, context)
    ranked = [_ranked(entry, sense, context, container, rivals) for entry in entries]
    return tuple(sorted(ranked, key=lambda each: -each.score))


def _ranked(
    entry: Entry, sense: Sense, context: Context, container: Container | None, rivals: "_Rivals"
) -> Ranked:
    own = [
        points
        for points in (
            _spelling(entry),
            _fame(entry),
            _kind(entry, sense, rivals),
            rivals.points(entry, context),
        )
        if points
    ]
    told = [
        points
        for points in (
            _country(entry, context),
            _province(entry, context),
            _inside(entry, container) if container else None,
        )
        if points
    ]
    score = sum(worth for worth, _ in own + told)
    reasons = tuple(reason for _, reason in own + told)
    if entry.source is not None:
        reasons = (*reasons, f"a place of {entry.source}")
    supported = any(worth >= 0.1 for worth, _ in told)
    doubted = any(worth < 0 for worth, _ in told)
    score = round(min(max(score / _MOST, 0.0), 1.0), 3)
    called = entry.feature in _FITS.get(sense.kind or "", ())
    return Ranked(entry, score, reasons, supported, doubted, called)


def _spelling(entry: Entry) -> Points:
    how = {"exact": "spelled so", "article": "spelled so but for the article"}
    if entry.alias and entry.match != "loose":
        return _MATCH[entry.match] - _ALIAS, "another name of it"
    return _MATCH[entry.match], how.get(entry.match, "spelled much like it")


def _fame(entry: Entry) -> Points:
    if entry.feature == "adm2" and entry.lat is None:
        return -_POINTLESS, "a second-level division without a point"
    if entry.feature != "town":
        return _FEATURE[entry.feature], f"a {_NOUNS[entry.feature]}"
    worth = 0.04 * log10(entry.population + 10)
    if entry.match != "loose":
        worth += sum(bonus for least, bonus in _GREAT if entry.population >= least)
    return worth, f"{entry.population:,} people" if entry.population else "population not known"


_NOUNS = {
    "country": "country",
    "adm1": "first-level division",
    "adm2": "second-level division",
    "site": "site",
    "region": "region",
}
_FITS: Mapping[str, tuple[str, ...]] = {
    "town": ("town",),
    "district": ("adm2",),
    "province": ("adm1",),
}
_NEARLY: Mapping[str, tuple[str, ...]] = {
    "town": ("site",),
    "district": ("adm1", "town", "site"),
    "province": ("adm2", "country"),
}


def _kind(entry: Entry, sense: Sense, rivals: _Rivals) -> Points:
    """Whether the entry is what the words call it."""
    kind = sense.kind
    if kind is None or kind not in _FITS:
        town = rivals.is_usual(entry)
        return (0.04, "a town, unless the words say otherwise") if town else None
    if entry.feature in _FITS[kind]:
        return 0.4, f"the words call it a {kind}"
    if entry.feature in _NEARLY[kind]:
        return None
    return -0.4, f"the words call it a {kind}"


def _names_province(sense: Sense, entries: tuple[Entry, ...]) -> bool:
    """ "Homs countryside", "rural Homs" are Homs province; that of Manbij is the town's land."""
    held = any(entry.feature == "adm1" and entry.match != "loose" for entry in entries)
    rural = sense.part == "countryside" or (sense.kind is None and "rural" in sense.directions)
    return held and (rural or _half(sense, entries))


def _half(sense: Sense, entries: tuple[Entry, ...]) -> bool:
    """ "northern Raqqa" is the province; only a great city has an eastern half of its own."""
    great = any(e.population >= _CITY_OF_HALVES and e.match != "loose" for e in entries)
    compass = any(word in COMPASS for word in sense.directions)
    return sense.kind is None and compass and not great


def _country(entry: Entry, context: Context) -> Points:
    if not context.countries:
        return None
    weight = context.countries.get(entry.country, 0.0)
    if weight:
        return round(0.3 * weight, 3), f"the report speaks of {entry.country}"
    if entry.feature == "country" or not context.firm:
        return None
    return -0.1, f"the report does not speak of {entry.country}"


def _province(entry: Entry, context: Context) -> Points:
    weight = context.provinces.get(entry.adm1 or 0, 0.0)
    if weight and entry.feature not in ("country", "adm1"):
        return round(_PROVINCE * weight, 3), f"the report speaks of {entry.adm1_name}"
    return None


def _inside(entry: Entry, container: Container) -> Points:
    if container.holds(entry):
        return 0.35, f"in {container.words}"
    return -0.35, f"not in {container.words}"
