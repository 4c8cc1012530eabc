"""How exactly a place and a day are known, in the codes of ACLED (1-3) and UCDP GED (1-7, 1-5).

ACLED: geo_precision 1 a particular town, 2 near one or a small part of a region, 3 a larger
region; time_precision 1 the day, 2 the week, 3 the month. UCDP GED: where_prec 1 the exact
place, 2 within some 25 km, 3 a second-level division, 4 a first-level one, 5 a landscape,
6 the country; date_prec 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year.
"""

from collections.abc import Mapping

from dateline.model import Place, PlacePrecision, TimeInterval

WHERE: Mapping[PlacePrecision, tuple[int, int]] = {
    "site": (1, 1),
    "town": (1, 1),
    "district": (2, 3),
    "province": (3, 4),
    "region": (3, 5),
    "country": (3, 6),
}
NEAR = (2, 2)  # of a site or town that only says what the event was near
ACLED_DAYS = ((1, 1), (7, 2))  # up to so many days, this code; 3 beyond
UCDP_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))  # none beyond


def place_codes(place: Place) -> dict[str, int | None]:
    """ACLED's and UCDP's code for a place; None for a place whose kind is not known."""
    if place.precision is None:
        return {"acled_precision": None, "ucdp_precision": None}
    acled, ucdp = WHERE[place.precision]
    if place.near and acled == 1:
        acled, ucdp = NEAR
    return {"acled_precision": acled, "ucdp_precision": ucdp}


def time_codes(time: TimeInterval) -> dict[str, int | None]:
    """ACLED's and UCDP's code for an interval; None where it is open or longer than they code."""
    if time.earliest is None or time.latest is None:
        return {"acled_precision": None, "ucdp_precision": None}
    days = (time.latest - time.earliest).days + 1
    acled = next((code for most, code in ACLED_DAYS if days <= most), 3)
    ucdp = next((code for most, code in UCDP_DAYS if days <= most), None)
    return {"acled_precision": acled, "ucdp_precision": ucdp}
