"""Mentions of places to places: all of a report's together, each score with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.codebook.actors import ActorTable
from dateline.codebook.places import PlaceWords, RegionEntry
from dateline.gazetteer import Gazetteer
from dateline.model import Mention, Place, PlacePrecision, Reading, Span
from dateline.resolve.place_anaphors import Capitals, resolve_anaphor
from dateline.resolve.place_best import WELL_KNOWN, choose
from dateline.resolve.place_containers import find_containers
from dateline.resolve.place_context import Signs, read_signs, sense_of
from dateline.resolve.place_entries import candidates_of, place_of_entry, place_of_region
from dateline.resolve.place_rank import COMPASS, Container, Context, Ranked, Sense, rank

_UNKNOWN: Mapping[str, PlacePrecision] = {
    "town": "town",
    "district": "district",
    "province": "province",
}
_VAGUE = frozenset(("area", "areas", "region", "regions", "forest"))
_WHOLE = ("adm1", "adm2", "town")
_QUARTERS = frozenset(
    ("neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods", "quarter", "suburb")
)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What all of a report's mentions are resolved against."""

    gazetteer: Gazetteer
    words: PlaceWords
    signs: Signs
    containers: Mapping[Mention, Container]


def geocode(
    name: str,
    *,
    country: str | None = None,
    gazetteer: Gazetteer,
    words: PlaceWords | None = None,
    limit: int = 10,
) -> tuple[Place, ...]:
    """What a name alone may stand for, best first; `country` is an ISO 3166-1 alpha-3 code.

    Regions ("the Sinai") are known only if `words` are given. () if nothing is called so.
    """
    span = Span(0, max(len(name), 1))
    region = words.regions.get(name.lower()) if words else None
    regions = [place_of_region(span, name, region, gazetteer)] if region else []
    container = Container(country, None, country, firm=True) if country else None
    ranked = rank(gazetteer.find(name), Sense(), Context(), container)
    places = [*regions, *(place_of_entry(span, name, each) for each in ranked)]
    return tuple(place for place in places if country in (None, place.country))[:limit]


def resolve_places(
    reading: Reading,
    gazetteer: Gazetteer,
    words: PlaceWords,
    actors: ActorTable | None = None,
) -> dict[Mention, Place]:
    """Every place mention of a reading with its place; `actors` tell whose fighters are where.

    A name that nothing in the report ties to one place keeps its own words as name and has
    no coordinates; its reasons say why.
    """
    every = reading.of_kind("place")
    mentions = tuple(mention for mention in every if mention.keys and mention.label != "anaphor")
    around = _Surroundings(
        gazetteer,
        words,
        read_signs(reading, mentions, gazetteer, words, actors),
        find_containers(reading, mentions, gazetteer, words),
    )
    outlet = words.home_outlets.get((reading.report.source or "").lower())
    capitals = Capitals(actors.capitals if actors else {}, words.demonyms, outlet)
    places = {mention: _resolve(mention, reading, around) for mention in mentions}
    named = {
        mention: _at_home(mention, place, places, reading, around)
        for mention, place in places.items()
    }
    return {
        mention: named.get(mention)
        or (
            resolve_anaphor(mention, reading, named, gazetteer, capitals)
            if mention.keys
            else _nameless(mention, reading)
        )
        for mention in every
    }


def _nameless(mention: Mention, reading: Reading) -> Place:
    """ "A bridge": which one, its words do not say."""
    reasons = ("the words name no place",)
    return Place(mention.span, reading.quote(mention.span), precision="site", reasons=reasons)


def _resolve(mention: Mention, reading: Reading, around: _Surroundings) -> Place:
    quote, sense = reading.quote(mention.span), sense_of(mention)
    toponym = around.words.short_forms.get(mention.keys[0].rstrip("."), mention.keys[0])
    whole = _whole(toponym, mention, quote, around)
    if whole is not None:
        return place_of_entry(mention.span, quote, whole)
    ranked = _rank(toponym, mention, sense, around)
    held = around.words.regions.get(quote.lower()) or around.words.regions.get(toponym.lower())
    if sense.site and held is not None and held.precision == "site":
        name = site_name(toponym, sense.site, quote)
        return replace(place_of_region(mention.span, quote, held, around.gazetteer), name=name)
    if sense.site:
        return _site(mention, quote, sense, ranked, reading, around)
    region = _region_of(toponym, quote, sense, around.words)
    if region is not None:
        return place_of_region(mention.span, quote, region, around.gazetteer)
    best = choose(toponym, ranked)
    if best is None:
        return _unknown(mention, quote, ranked, around)
    usual = around.words.usual_names.get((best.entry.country, toponym.lower()))
    place = place_of_entry(mention.span, quote, best, named=toponym)
    place = replace(place, name=usual) if usual else place
    return _narrowed(replace(place, candidates=candidates_of(ranked)), toponym, sense)


def _whole(toponym: str, mention: Mention, quote: str, around: _Surroundings) -> Ranked | None:
    """A place that goes by the name with its kind: "Los Angeles County", "Damascus countryside"."""
    start = quote.lower().find(toponym.lower())
    if start < 0 or quote.lower() == toponym.lower():
        return None
    whole = quote[start:]
    names = [whole, whole.removesuffix("s")] if len(whole) > len(toponym) else []
    directed = quote.lower().startswith(sense_of(mention).directions)
    if directed and quote.lower() not in around.words.regions:
        names.append(quote)  # "rural Damascus"
    for name in names:
        best = choose(name, _rank(name, mention, Sense(), around))
        if best is not None and best.entry.match == "exact" and best.entry.feature in _WHOLE:
            return best
    return None


def _rank(
    toponym: str, mention: Mention, sense: Sense, around: _Surroundings
) -> tuple[Ranked, ...]:
    entries = around.gazetteer.find(toponym)
    context = around.signs.about(mention.keys[0])
    return rank(entries, sense, context, around.containers.get(mention))


def _region_of(toponym: str, quote: str, sense: Sense, words: PlaceWords) -> RegionEntry | None:
    whole = " ".join((*sense.directions[:1], toponym.lower()))
    names = (quote.lower(), whole, toponym.lower())  # "Barada valley" is more than its "Barada"
    return next((words.regions[name] for name in names if name in words.regions), None)


def _site(
    mention: Mention,
    quote: str,
    sense: Sense,
    ranked: tuple[Ranked, ...],
    reading: Reading,
    around: _Surroundings,
) -> Place:
    """A site: an entry of its own, or a name in the town or province it is named after."""
    name = site_name(mention.keys[0], sense.site or "", quote)
    full = f"{mention.keys[0]} {sense.site}"
    whole = choose(full, _rank(full, mention, Sense(), around))
    if whole is not None and whole.entry.match != "loose":
        return place_of_entry(mention.span, quote, whole, named=name)
    base = choose(mention.keys[0], ranked)
    if base is not None and base.entry.feature == "site":
        return place_of_entry(mention.span, quote, base, named=name)
    if base is None or not _gives_its_name(base, around.containers.get(mention)):
        return _unknown(mention, quote, ranked, around)
    place = place_of_entry(mention.span, quote, base)
    some = sense.site == "suburb" or _is_indefinite(mention, reading)
    if base.entry.feature == "country" or (some and base.entry.population >= WELL_KNOWN):
        return replace(place, reasons=(*place.reasons, f"some {sense.site} of {place.name}"))
    if base.entry.feature == "town":
        reason = f"a site in or near {place.name}, whose coordinates these are"
        return replace(
            place,
            name=name,
            precision="site",
            geonameid=None,
            near=True,
            reasons=(*place.reasons, reason),
        )
    return _without_point(place, name, "site", f"a site in or near {place.name}")


def _is_indefinite(mention: Mention, reading: Reading) -> bool:
    """ "A Damascus neighborhood" is some part of Damascus."""
    before = [token for token in reading.tokens if token.end <= mention.span.start][-1:]
    return any(token.text.lower() in ("a", "an", "another") for token in before)


def site_name(toponym: str, noun: str, quote: str) -> str:
    """The name of a site as the report writes it; a neighborhood goes by its name alone."""
    if noun in _QUARTERS:
        return toponym
    at = quote.lower().rfind(noun)
    return f"{toponym} {quote[at : at + len(noun)] if at >= 0 else noun}"


def _gives_its_name(base: Ranked, container: Container | None) -> bool:
    """Whether a site may be called after this place: "Aleppo airport", not "Zahraa quarter"."""
    if container is not None and container.firm and not container.holds(base.entry):
        return False
    known = base.entry.feature in ("adm1", "adm2") or base.entry.population >= 20_000
    known = known or (base.entry.match == "exact" and " " in base.entry.name)  # "Ain Issa camp"
    great = base.entry.population >= WELL_KNOWN and not base.doubted
    return known and (base.supported or great) and base.entry.match != "loose"


def _at_home(
    mention: Mention,
    place: Place,
    places: Mapping[Mention, Place],
    reading: Reading,
    around: _Surroundings,
) -> Place:
    """An unresolved name is taken to lie where the nearest place of its sentence lies."""
    if place.country is not None and (place.adm1 is not None or place.precision != "site"):
        return place
    if place.lat is not None or place.score > 0:
        return place
    beside = _nearest(mention, places, reading)
    if beside is not None and place.country in (None, beside.country):
        reason = f"named beside {beside.name}"
        return replace(
            place, adm1=beside.adm1, country=beside.country, reasons=(*place.reasons, reason)
        )
    province = around.signs.only_province(mention.keys[0])
    home = around.gazetteer.entry(province) if province else None
    if home is not None and place.country in (None, home.country):
        reason = f"the report is about {home.name}"
        return replace(
            place, adm1=home.name, country=home.country, reasons=(*place.reasons, reason)
        )
    country = around.signs.only_country(mention.keys[0])
    if place.country is None and country is not None:
        reason = f"the report is about {country}"
        return replace(place, country=country, reasons=(*place.reasons, reason))
    return place


def _nearest(mention: Mention, places: Mapping[Mention, Place], reading: Reading) -> Place | None:
    """The closest resolved town, district or province of the same sentence."""
    sentence = reading.tokens[mention.head].sentence
    beside = [
        (abs(other.head - mention.head), place)
        for other, place in places.items()
        if reading.tokens[other.head].sentence == sentence
        and place.score >= 0.4
        and place.adm1 is not None
        and place.precision in ("town", "district", "province", "site")
    ]
    return min(beside, key=lambda pair: pair[0])[1] if beside else None


def _narrowed(place: Place, toponym: str, sense: Sense) -> Place:
    """The place as its words narrow it: a part of a country is not the country."""
    if place.precision == "country" and (sense.directions or sense.part or sense.kind == "region"):
        part = " ".join((*sense.directions, toponym))
        return _without_point(place, part, "region", f"a part of {place.name}")
    compass = any(word in COMPASS for word in sense.directions)
    if place.precision == "town" and compass and "rural" not in sense.directions:
        part = " ".join((*sense.directions, place.name or toponym))
        return replace(place, reasons=(*place.reasons, f"{part} is a part of {place.name}"))
    land = sense.part == "countryside" or "rural" in sense.directions
    if place.precision == "town" and (land or sense.kind == "district"):
        reason = f"the land around {place.name}, whose coordinates these are"
        return replace(
            place, precision="district", geonameid=None, reasons=(*place.reasons, reason)
        )
    return place


def _without_point(place: Place, name: str | None, precision: PlacePrecision, reason: str) -> Place:
    return replace(
        place,
        name=name,
        precision=precision,
        lat=None,
        lon=None,
        geonameid=None,
        reasons=(*place.reasons, f"{reason}: no coordinates of its own"),
    )


def _landform(toponym: str, quote: str) -> str:
    """ "Hills" of "Garo Hills": the noun is part of the name, but "area" is not."""
    noun = quote[quote.lower().rfind(toponym.lower()) + len(toponym) :].strip()
    return "" if noun.lower() in _VAGUE else noun


def _unknown(
    mention: Mention, quote: str, ranked: tuple[Ranked, ...], around: _Surroundings
) -> Place:
    """A name that is not resolved, with what its container says."""
    container = around.containers.get(mention)
    if container and not container.firm:
        container = None
    sense, name = sense_of(mention), mention.keys[0]
    name = name.title() if name.isupper() or name.islower() else name
    landform = _landform(mention.keys[0], quote) if sense.kind == "region" else ""
    name = f"{name} {landform}".strip()
    home = around.gazetteer.entry(container.adm1) if container and container.adm1 else None
    reasons = [
        "nothing in the report tells which place of this name is meant"
        if ranked
        else "not in the gazetteer"
    ]
    if container:
        reasons.append(f"in {container.words}")
    precision: PlacePrecision = "site" if sense.site else _UNKNOWN.get(sense.kind or "", "town")
    if landform:
        precision = "region"
    elif sense.kind == "region" and quote.split()[-1].lower() in around.words.landforms:
        precision = "site"  # "Katkahi forest": a great one would be in the gazetteer
    return Place(
        mention.span,
        quote,
        name=site_name(name, sense.site, quote) if sense.site else name,
        adm1=home.name if home else None,
        country=container.country if container else None,
        precision=precision,
        reasons=tuple(reasons),
        candidates=candidates_of(ranked),
    )
