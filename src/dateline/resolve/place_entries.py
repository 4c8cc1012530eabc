"""Entries of the gazetteer and regions of the codebook as places, with their points and names."""

from collections.abc import Mapping

from dateline.codebook.places import RegionEntry
from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Candidate, Place, PlacePrecision, Span
from dateline.resolve.place_best import WELL_KNOWN
from dateline.resolve.place_rank import Ranked

_TWINS = {"province": "adm1", "country": "country", "town": "town", "site": "site"}
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
    """A region with the point of the gazetteer's entry for it, or of what it lies beside.

    A site or town whose point is that of what it lies beside is only near it.
    """
    twin = _twin_of(region, gazetteer)
    beside = () if twin else _beside(region, gazetteer)
    around = [twin] if twin else [*beside]
    return Place(
        span,
        quote,
        name=region.name,
        adm1=region.adm1,
        country=region.country,
        precision=region.precision,
        lat=_mean([entry.lat for entry in around]),
        lon=_mean([entry.lon for entry in around]),
        near=bool(beside) and region.precision in ("site", "town"),
        score=0.9,
        reasons=("a region of the codebook", _whence(twin, beside)),
    )


def _whence(twin: Entry | None, beside: tuple[Entry, ...]) -> str:
    """Whose coordinates a region has."""
    if twin is not None:
        return f"coordinates of {_label(twin)}"
    names = [_label(entry) for entry in beside]
    if not names:
        return "a region has no one point"
    if len(names) == 1:
        return f"in or beside {names[0]}, whose coordinates these are"
    return f"coordinates are the middle of {'; '.join(names)}, in or around it"


def _mean(degrees: list[float | None]) -> float | None:
    known = [each for each in degrees if each is not None]
    return round(sum(known) / len(known), 4) if known else None


def _beside(region: RegionEntry, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The places a region lies in, holds or lies between: divisions for a region, else towns."""
    wide = region.precision == "region"
    found = []
    for name in region.beside:
        entries = [each for each in gazetteer.find(name) if _may_be(each, region)]
        entries.sort(key=lambda each: (each.feature == "adm1") != wide)
        found += entries[:1]
    return tuple(found)


def _may_be(entry: Entry, region: RegionEntry) -> bool:
    placed = entry.lat is not None and entry.match == "exact"
    return placed and entry.country == region.country


def _twin_of(region: RegionEntry, gazetteer: Gazetteer) -> Entry | None:
    """The gazetteer's entry for a division, a country, or a town or site under any of its names."""
    feature = _TWINS.get(region.precision)
    whole = feature in ("adm1", "country")
    if whole and region.beside:
        return None
    names = (region.adm1 or region.name,) if whole else (region.name, *region.aliases)
    entries = (entry for name in names for entry in gazetteer.find(name)) if feature else ()
    return next(
        (
            entry
            for entry in entries
            if entry.feature == feature
            and _may_be(entry, region)
            and (whole or entry.adm1_name == region.adm1)
        ),
        None,
    )
