"""Countries by ISO 3166-1 alpha-3, with what other codebooks call them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA

# Gleditsch and Ward number their states by part of the world; UCDP names the parts.
_UCDP_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"))


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. A code is None where a scheme does not list it."""

    iso3: str
    iso2: str
    numeric: int | None  # ISO 3166-1
    name: str
    fips: str | None  # FIPS 10-4, as GDELT has places
    cow: int | None  # Correlates of War
    gw: int | None  # Gleditsch and Ward, as UCDP has states
    acled_region: str

    @property
    def ucdp_region(self) -> str | None:
        """The part of the world UCDP puts the state in; None for what is no state there."""
        if self.gw is None:
            return None
        return next((name for below, name in _UCDP_REGIONS if self.gw < below), "Asia")


@cache
def load_countries() -> Mapping[str, Country]:
    """Every country that ships, by its ISO 3166-1 alpha-3 code."""
    lines = (DATA / "countries.csv").read_text(encoding="utf-8").splitlines()
    return {row["iso3"]: _country(row) for row in csv.DictReader(lines)}


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        numeric=_number(row["numeric"]),
        name=row["name"],
        fips=row["fips"] or None,
        cow=_number(row["cow"]),
        gw=_number(row["gw"]),
        acled_region=row["acled_region"],
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
