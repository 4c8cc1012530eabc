"""How far apart two places lie, and how their names stand to each other."""

import math
import re
from functools import lru_cache
from typing import Literal, NamedTuple

from dateline.merge.profile import FINE
from dateline.merge.record import PlaceRecord

_EARTH_KM = 6371.0
_ARTICLES = frozenset({"al", "the", "el", "ar", "as", "ad", "an", "city", "town", "village"})
Kinship = Literal[
    "same", "named", "within", "near", "province", "apart", "country", "countries", "open"
]
# Of several pairs of places the one that says most for one scene is told.
ORDER: tuple[Kinship, ...] = (
    "same", "named", "near", "within", "province", "open", "apart", "country", "countries",
)  # fmt: skip


class PlacePair(NamedTuple):
    """Two places and how they stand to each other.

    same: one place; named: called alike, but one is not held or is placed elsewhere; near: two
    so close that they may be one; within: one holds the other, at the coarser one's precision
    they are the same; province: two of one province; apart: of two provinces; country: of one
    country, no more is known; countries: of two; open: one the gazetteer does not hold.
    """

    kinship: Kinship
    left: PlaceRecord
    right: PlaceRecord
    km: float | None


def pair_of(left: PlaceRecord, right: PlaceRecord, near_km: float) -> PlacePair:
    """How two places stand to each other, looked at no closer than the coarser one is known."""
    km = distance_km(left, right) if fine(left) and fine(right) else None
    return PlacePair(_kinship(left, right, km, near_km), left, right, km)


def fine(place: PlaceRecord) -> bool:
    """Whether a place is known so exactly that a distance from it says something."""
    return place.precision in FINE


def distance_km(left: PlaceRecord, right: PlaceRecord) -> float | None:
    """Great-circle distance; None where a place has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    turn = math.radians(right.lon - left.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return round(2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h))), 1)


def label(place: PlaceRecord) -> str:
    """The place as a reviewer reads it: "Madaya, Rif Dimashq, SYR (town)"."""
    named = ", ".join(part for part in (place.name, place.adm1, place.country) if part)
    return f"{named} ({place.precision})" if named else f"“{place.quote}” (not in the gazetteer)"


def _kinship(left: PlaceRecord, right: PlaceRecord, km: float | None, near_km: float) -> Kinship:
    if _one(left, right):
        return "same"
    if _keys(left) & _keys(right):
        return "named"
    if left.name is None or right.name is None:
        return "open"
    if left.country and right.country and left.country != right.country:
        return "countries"
    if _holds(left, right) or _holds(right, left):
        return "within"
    if km is not None and km <= near_km:
        return "near"
    if left.adm1 and right.adm1:
        return "province" if left.adm1 == right.adm1 else "apart"
    return "country"


def _one(left: PlaceRecord, right: PlaceRecord) -> bool:
    if left.geonameid is not None and right.geonameid is not None:
        return left.geonameid == right.geonameid
    if left.name is None and right.name is None:
        return bool(_keys(left) & _keys(right))
    return left.name is not None and (left.name, left.adm1, left.country, left.precision) == (
        right.name, right.adm1, right.country, right.precision,
    )  # fmt: skip


def _holds(outer: PlaceRecord, inner: PlaceRecord) -> bool:
    if outer.precision == "province":
        return inner.precision in FINE and outer.adm1 is not None and outer.adm1 == inner.adm1
    return outer.precision == "country" and outer.country == inner.country


def _keys(place: PlaceRecord) -> frozenset[str]:
    """What a town or site is called, without its article. A province is often named as its seat."""
    if place.precision not in (None, *FINE):
        return frozenset()
    return _called(place.quote, place.name)


@lru_cache(maxsize=50_000)
def _called(*names: str | None) -> frozenset[str]:
    return frozenset(_bare(name) for name in names if name) - {""}


def _bare(name: str) -> str:
    words = re.sub(r"\W+", " ", name.lower()).split()
    return " ".join(word for word in words if word not in _ARTICLES)
