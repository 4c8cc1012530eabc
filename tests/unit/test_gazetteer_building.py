"""Where the points of countries come from: pages of a factbook, outlines in TopoJSON."""

import io
import json
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer.building.factbook import read_country_points
from dateline.gazetteer.building.shapes import is_inside, middle

SQUARE = [(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0), (0.0, 0.0)]
ISLET = [(50.0, 50.0), (50.0, 51.0), (51.0, 51.0), (51.0, 50.0), (50.0, 50.0)]


def archive_of(folder, pages):
    path = folder / "factbook.tgz"
    with tarfile.open(path, "w:gz") as tarball:
        for name, page in pages.items():
            text = json.dumps(page).encode()
            member = tarfile.TarInfo(f"package/{name}.json")
            member.size = len(text)
            tarball.addfile(member, io.BytesIO(text))
    return path


def told(where):
    return {"Geography": {"Geographic coordinates": {"text": where}}}


@pytest.mark.parametrize(
    ("where", "point"),
    [
        ("60 00 N, 100 00 E", (60.0, 100.0)),
        ("31 25 N, 34 20 E", (31.4167, 34.3333)),
        ("10 00 S, 55 30 W", (-10.0, -55.5)),
        ("0 00 N, 25 00 W", (0.0, -25.0)),
    ],
)
def test_a_page_gives_its_point(tmp_path, where, point):
    archive = archive_of(tmp_path, {"asia/xx": told(where)})
    assert read_country_points(archive) == {"XX": pytest.approx(point, abs=1e-3)}


def test_pages_without_a_point_are_passed_over(tmp_path):
    pages = {"world/xx": told(None), "europe/yy": {}, "package": told("1 00 N, 1 00 E")}
    pages["africa/zz"] = told("somewhere at sea")
    assert read_country_points(archive_of(tmp_path, pages)) == {}


@given(st.floats(0.01, 9.99), st.floats(0.01, 9.99))
def test_what_lies_between_the_sides_is_inside(lat, lon):
    assert is_inside((lat, lon), [ISLET, SQUARE])
    assert not is_inside((lat + 10, lon), [ISLET, SQUARE])
    assert not is_inside((lat, lon - 10), [ISLET, SQUARE])


def test_the_middle_leaves_small_parts_out():
    assert middle([SQUARE, ISLET]) == pytest.approx((5.0, 5.0))
