"""Which of two places holds the other."""

from typing import get_args

from dateline.model import Place, PlacePrecision

EXACT = ("site", "town", "district")  # precisions that say where within a province
_FINE = {precision: rank for rank, precision in enumerate(get_args(PlacePrecision))}


def holds(outer: Place, inner: Place) -> bool:
    """Whether the outer place is coarser and may hold the inner one, by their divisions.

    A region whose country is not known ("the Euphrates") holds all that is finer: said
    beside a town, it says nothing more.
    """
    if outer.precision is None or inner.precision is None or outer.name == inner.name:
        return False
    if _FINE[outer.precision] <= _FINE[inner.precision]:
        return False
    if outer.precision in ("region", "country") and outer.country is None:
        return inner.precision != "country"
    if outer.country != inner.country:
        return False
    if outer.precision in ("country", "region"):
        return outer.adm1 in (None, inner.adm1)
    return outer.adm1 is not None and outer.adm1 == inner.adm1
