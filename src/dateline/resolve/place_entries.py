"""Entries of the gazetteer and regions of the codebook as places, with their points and names."""

from collections.abc import Mapping

from dateline.codebook.places import RegionEntry
from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Candidate, Place, PlacePrecision, Span
from dateline.resolve.place_best import WELL_KNOWN
from dateline.resolve.place_rank import Ranked

SHOWN = 5  # candidates a place keeps

_PRECISION: Mapping[str, PlacePrecision] = {
    "country": "country",
    "adm1": "province",
    "adm2": "district",
    "town": "town",
    "site": "site",
    "region": "region",
}


def candidates_of(ranked: tuple[Ranked, ...]) -> tuple[Candidate, ...]:
    """The first of the ranked entries, as a reviewer sees them."""
    return tuple(
        Candidate(str(each.entry.id), _label(each.entry), each.score, each.reasons)
        for each in ranked[:SHOWN]
    )


def _label(entry: Entry) -> str:
    within = entry.adm1_name if entry.feature != "adm1" else None
    return ", ".join(part for part in (entry.name, within, entry.country) if part)


def place_of_entry(span: Span, quote: str, ranked: Ranked, named: str | None = None) -> Place:
    """A ranked entry as a place; `named` is the report's spelling of its name."""
    entry = ranked.entry
    reasons = ranked.reasons
    if entry.lat is None:
        reasons = (*reasons, "no point known")
    elif entry.point != "own":
        whose = {"seat": "its main town's", "towns": "the middle of its towns"}[entry.point]
        reasons = (*reasons, f"coordinates are {whose}")
    return Place(
        span,
        quote,
        name=_name(entry, named or entry.name),
        adm1=entry.name if entry.feature == "adm1" else entry.adm1_name,
        country=entry.country,
        precision=_PRECISION[entry.feature],
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        score=ranked.score,
        reasons=reasons,
    )


def _name(entry: Entry, named: str) -> str:
    """The usual English name of a well-known place, the report's spelling of a village."""
    if entry.feature not in ("town", "site", "adm2"):
        return entry.name
    if entry.feature == "adm2" and not entry.alias:
        return entry.name
    if entry.alias and not named.isupper():
        return named.title() if named.islower() else named
    if entry.population >= WELL_KNOWN or named.isupper() or named.islower():
        return entry.name
    return named


def place_of_region(span: Span, quote: str, region: RegionEntry, gazetteer: Gazetteer) -> Place:
    """A region has no one point, unless the gazetteer holds it as a division or country."""
    twin = _division_of(region, gazetteer)
    where = "a region has no one point" if twin is None else f"coordinates of {_label(twin)}"
    return Place(
        span,
        quote,
        name=region.name,
        adm1=region.adm1,
        country=region.country,
        precision=region.precision,
        lat=twin.lat if twin else None,
        lon=twin.lon if twin else None,
        score=0.9,
        reasons=("a region of the codebook", where),
    )


def _division_of(region: RegionEntry, gazetteer: Gazetteer) -> Entry | None:
    feature = {"province": "adm1", "country": "country"}.get(region.precision)
    name = region.adm1 or region.name
    return next(
        (
            entry
            for entry in gazetteer.find(name)
            if entry.feature == feature
            and entry.country == region.country
            and entry.lat is not None
        ),
        None,
    )
