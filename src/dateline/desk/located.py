"""What a map may show of events: a dot only for a town or a site, an area for a province.

What is known only to a country, or to no place, has no mark and is counted beside the map.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.desk.outlines import Outline, Outlines
from dateline.gazetteer import Gazetteer
from dateline.store import Scene

MOST_SPOTS = 2000
DOTS = ("site", "town")
RINGS = ("district",)


@dataclass(frozen=True, slots=True)
class Area:
    """A province: how many events lie in it, and of how many nothing nearer is known."""

    country: str
    adm1: str
    number: int
    only: int
    outline: Outline | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A town or a site, or (`ring`) a place of which only the neighbourhood is known."""

    name: str
    adm1: str | None
    country: str | None
    lat: float
    lon: float
    ring: bool
    number: int


@dataclass(frozen=True, slots=True)
class Located:
    """All events of a view by how near their place is known."""

    areas: tuple[Area, ...]
    spots: tuple[Spot, ...]
    countries: tuple[tuple[str, int], ...]  # known only to a country, or a region of it
    unlocated: int
    hidden: int  # events at places beyond MOST_SPOTS: counted in their areas all the same

    @property
    def unmapped(self) -> int:
        """Events without a mark and in no province."""
        return self.unlocated + sum(number for _, number in self.countries)

    @property
    def most(self) -> int:
        """The events of the fullest province."""
        return max((each.number for each in self.areas), default=0)


def located(scenes: Sequence[Scene], outlines: Outlines, gazetteer: Gazetteer) -> Located:
    """Sort places by what a map may show of them."""
    within: Counter[tuple[str, str]] = Counter()
    only: Counter[tuple[str, str]] = Counter()
    countries: Counter[str] = Counter()
    spots: dict[tuple[float, float, str, bool], list[Scene]] = defaultdict(list)
    unlocated = 0
    for each in scenes:
        shown = _spot_key(each)
        if each.country and each.adm1:
            within[each.country, each.adm1] += each.number
            if shown is None:
                only[each.country, each.adm1] += each.number
        elif shown is None and each.country:
            countries[each.country] += each.number
        elif shown is None:
            unlocated += each.number
        if shown is not None:
            spots[shown].append(each)
    areas = tuple(
        Area(*key, number, only[key], outlines.province(*key, gazetteer))
        for key, number in within.most_common()
    )
    marked = sorted((_spot(key, found) for key, found in spots.items()), key=_rank)
    hidden = sum(each.number for each in marked[MOST_SPOTS:])
    return Located(
        areas, tuple(marked[:MOST_SPOTS]), tuple(countries.most_common()), unlocated, hidden
    )


def _spot_key(each: Scene) -> tuple[float, float, str, bool] | None:
    if each.lat is None or each.lon is None or each.precision not in (*DOTS, *RINGS):
        return None
    return each.lat, each.lon, each.name or "", each.near or each.precision in RINGS


def _spot(key: tuple[float, float, str, bool], found: list[Scene]) -> Spot:
    lat, lon, name, ring = key
    number = sum(each.number for each in found)
    return Spot(name, found[0].adm1, found[0].country, lat, lon, ring, number)


def _rank(each: Spot) -> tuple[int, str]:
    return -each.number, each.name
