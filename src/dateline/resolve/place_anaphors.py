"""What "the city" or "the country" stands for, by the places the report has named so far.

A city is the one named most, or the dateline's where none was named; a town or a village is none
that a province is named after. A country is the one in which most places named so far lie, the
dateline's among them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Mention, Place, PlacePrecision, Reading, Span

_KINDS: Mapping[str, tuple[PlacePrecision, ...]] = {
    "town": ("town",),
    "district": ("district", "site"),
    "province": ("province",),
    "country": ("country",),
}
_SMALL = frozenset(("town", "village"))


@dataclass(frozen=True, slots=True)
class Capitals:
    """The capital of each country, by ISO 3166-1 alpha-3, and whose a demonym is.

    `home` is the country that the report's outlet writes of, None if it writes of several.
    """

    names: Mapping[str, str]
    demonyms: Mapping[str, str]
    home: str | None = None


def dateline_entry(reading: Reading, gazetteer: Gazetteer) -> Entry | None:
    """The place of the report's dateline as the gazetteer knows it, None without one."""
    dateline = reading.report.dateline
    if dateline is None or dateline.place is None:
        return None
    name = " ".join(reading.quote(dateline.place).split())
    return next((entry for entry in gazetteer.find(name) if entry.match != "loose"), None)


def resolve_anaphor(
    mention: Mention,
    reading: Reading,
    places: Mapping[Mention, Place],
    gazetteer: Gazetteer,
    capitals: Capitals,
) -> Place:
    """The place an anaphor stands for, with a reason; without name if none was named before.

    `places` are the report's named places, resolved.
    """
    quote = reading.quote(mention.span)
    kind = mention.keys[1].partition(":")[2]
    home = dateline_entry(reading, gazetteer)
    before = [
        place
        for other, place in places.items()
        if other.span.end <= mention.span.start and place.score > 0
    ]
    if kind == "country":
        named = _country(before, home, gazetteer)
        reason = "most places named before it lie in {}"
    elif kind == "capital":
        named = _capital(quote, before, home, gazetteer, capitals)
        reason = "{} is the capital of the country the report speaks of"
    elif kind == "site":
        named = _site(quote, before)
        reason = "{} is the last such site the report has named"
    else:
        fitting = [place for place in before if _may_be(quote, kind, place)]
        named = _named_most(fitting) or _home(quote, home, kind, gazetteer)
        reason = f"{{}} is the {kind} the report has spoken of most before it"
    if named is None:
        return Place(mention.span, quote, reasons=(f"no {kind} is named before it",))
    reasons = (reason.format(named.name),)
    return replace(
        named, span=mention.span, quote=quote, basis="inferred", reasons=reasons, candidates=()
    )


def _country(before: list[Place], home: Entry | None, gazetteer: Gazetteer) -> Place | None:
    """The country of most places; of two with as many the one spoken of first."""
    homes = [home.country] if home else []
    votes = Counter([*homes, *(place.country for place in before if place.country)])
    entry = gazetteer.country(votes.most_common(1)[0][0]) if votes else None
    return _of(entry, "country") if entry else None


def _capital(
    quote: str, before: list[Place], home: Entry | None, gazetteer: Gazetteer, capitals: Capitals
) -> Place | None:
    """The capital of the country its own words tell, else of most places, else of the outlet."""
    told = [capitals.demonyms[word] for word in quote.lower().split() if word in capitals.demonyms]
    country = _country(before, home, gazetteer)
    iso3 = told[0] if told else country.country if country else capitals.home
    name = capitals.names.get(iso3) if iso3 else None
    towns = [
        entry
        for entry in (gazetteer.find(name) if name else ())
        if entry.country == iso3 and entry.feature == "town" and entry.match != "loose"
    ]
    return _of(max(towns, key=lambda entry: entry.population), "town") if towns else None


def _site(quote: str, before: list[Place]) -> Place | None:
    """The last site of the kind named before: "the airport" after "Hama airport"."""
    noun = quote.lower().split()[-1]
    such = [p for p in before if p.precision == "site" and noun in (p.name or "").lower()]
    return max(such, key=lambda place: place.span, default=None)


def _may_be(quote: str, kind: str, place: Place) -> bool:
    """Whether a place is of a kind: one that gave a province its name is no "town"."""
    if place.precision not in _KINDS[kind]:
        return False
    return quote.lower().split()[-1] not in _SMALL or place.name != place.adm1


def _named_most(fitting: list[Place]) -> Place | None:
    """The place that was named most, the later of two alike."""
    times = Counter(place.name for place in fitting)
    return max(fitting, key=lambda place: (times[place.name], place.span), default=None)


def _home(quote: str, home: Entry | None, kind: str, gazetteer: Gazetteer) -> Place | None:
    """The dateline's town, or the province it lies in."""
    if home is None:
        return None
    if kind == "town" and home.feature == "town":
        town = _of(home, "town")
        return town if _may_be(quote, kind, town) else None
    if kind == "province" and home.adm1 is not None:
        entry = gazetteer.entry(home.adm1)
        return _of(entry, "province") if entry else None
    return None


def _of(entry: Entry, precision: PlacePrecision) -> Place:
    return Place(
        Span(0, 1),
        entry.name,
        name=entry.name,
        adm1={"town": entry.adm1_name, "province": entry.name}.get(precision),
        country=entry.country,
        precision=precision,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        score=0.5,
    )
