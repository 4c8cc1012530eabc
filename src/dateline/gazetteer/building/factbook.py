"""The point of a country, as the World Factbook gives it: the one most maps and lists use."""

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from dateline.gazetteer.building.sources import Point

_POINT = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")


def read_country_points(archive: Path) -> dict[str, Point]:
    """The geographic coordinates of each country, by its FIPS 10-4 code in capitals."""
    return dict(_points(archive))


def _points(archive: Path) -> Iterator[tuple[str, Point]]:
    with tarfile.open(archive) as tarball:
        for member in tarball:
            page = Path(member.name)
            opened = tarball.extractfile(member)
            if page.suffix != ".json" or page.parent.name == "package" or opened is None:
                continue
            geography = json.load(opened).get("Geography", {})
            told = geography.get("Geographic coordinates", {}).get("text") or ""
            if match := _POINT.match(told):
                yield page.stem.upper(), _degrees(match)


def _degrees(match: re.Match[str]) -> Point:
    lat = int(match[1]) + int(match[2]) / 60
    lon = int(match[4]) + int(match[5]) / 60
    return (lat if match[3] == "N" else -lat), (lon if match[6] == "E" else -lon)
