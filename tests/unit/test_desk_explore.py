"""Explore: map, timeline and table of one view, as a browser without JavaScript sees them."""

import csv
import html
import itertools
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from desk_samples import ATTACK, add, opened, party, place, record, time
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select, text

from dateline.desk.located import located
from dateline.desk.mapping import bounds_of, shade
from dateline.desk.outlines import load_outlines
from dateline.gazetteer import open_gazetteer
from dateline.ingest import report_of_text
from dateline.store import Scene
from dateline.store.events import off_the_map
from dateline.store.schema import event

TOLD = "Rebels shelled Homs on Monday. Rebels shelled somewhere. Rebels shelled Syria."


def vague(case):
    """Four more events: known to a province, to a country, to no place; and one denied."""
    report = report_of_text(TOLD, id="vague", source="Constructed", published=date(2016, 3, 8))
    homs = place(TOLD, "Homs") | {"precision": "province"}
    syria = homs | {"name": "Syria", "adm1": None, "precision": "country"}
    monday = time(TOLD, "Monday", "2016-03-07")
    long = monday | {"earliest": "2016-03-05", "latest": "2016-03-08", "precision": "week"}
    rebels = [party(TOLD, "Rebels", "rebels/SYR", "rebels (Syria)")]
    add(
        case,
        report,
        record(report, "ev_00000000000000c1", agent=rebels, places=[homs], time=long),
        record(report, "ev_00000000000000c2", agent=rebels, places=[syria], time=monday),
        record(report, "ev_00000000000000c3", agent=rebels),
        record(report, "ev_00000000000000c4", places=[homs], time=monday, factuality="denied"),
    )


@pytest.fixture(scope="module")
def client(desk_case, tmp_path_factory):
    with opened(desk_case, tmp_path_factory.mktemp("explore")) as client:
        vague(client.room.case)
        yield client


def total(answer):
    return int(re.search(r"<h1>Explore <small>([\d,]+) ", answer.text)[1].replace(",", ""))


def cells(answer):
    return list(csv.DictReader(answer.text.splitlines()))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", 25),
        ("?factuality=any", 26),
        ("?factuality=denied", 1),
        ("?type=arrest", 10),
        ("?country=syr", 24),
        ("?country=SYR&adm1=Homs", 6),
        ("?country=IRQ&adm1=Homs", 0),
        ("?earliest=2016-03-07&latest=2016-03-13", 13),
        ("?box=34,36,35,37", 4),
        ("?box=34,36,35,37&type=arrest", 1),
        ("?actor=government", 10),
        ("?text=somewhere", 3),
        ("?status=accepted", 0),
    ],
)
def test_map_timeline_and_table_show_one_view(client, query, shown):
    assert total(client.get(f"/explore{query}")) == shown
    weeks = cells(client.get(f"/explore/timeline.csv{query}"))
    undated = int(weeks.pop()["possible"])
    # An event that may lie in two weeks is possible in both, and sure in neither.
    assert sum(int(row["sure"]) for row in weeks) + undated <= shown
    places = cells(client.get(f"/explore/places.csv{query}"))
    marked = sum(int(row["events"]) for row in places if row["level"] in ("province", "country"))
    unlocated = next(int(row["events"]) for row in places if row["level"] == "none")
    apart = shown if "denied" in query else 0
    assert marked + unlocated == shown or apart


def test_an_incident_is_counted_once(client):
    case = client.room.case
    left, right = "ev_0000000000000001", "ev_000000000000000d"
    assert case.event(left).incident_id != case.event(right).incident_id
    before = total(client.get("/explore?count=incidents"))
    case.judge(left, right, "same", who="maria", at=client.room.now())
    assert total(client.get("/explore?count=incidents")) == before - 1
    assert total(client.get("/explore")) == 25
    assert "/incidents/" in client.get("/explore?count=incidents").text
    case.undo("maria", client.room.now())


def test_a_province_is_an_area_and_no_dot(client):
    found = client.get("/explore/places.json?text=somewhere").json()
    assert found["spots"] == []
    (homs,) = found["areas"]
    assert (homs["adm1"], homs["number"], homs["only"]) == ("Homs", 1, 1)
    shown = client.get("/explore?text=somewhere").text
    assert "Not on the map: <strong>2</strong></a>, of which 1 without a place" in shown
    assert re.search(r'country=SYR">SYR</a> 1', shown)
    drawn = client.get("/explore/map.svg?text=somewhere").text
    assert "<circle" not in drawn
    assert "1 known only to a province; 1 only to a country (not drawn); 1 to no place" in drawn


def test_a_neighbourhood_is_a_ring():
    near = Scene("SYR", "Homs", "town", "Homs", 34.7, 36.7, True, 2)
    district = Scene("SYR", "Homs", "district", "Tadmur", 34.5, 38.2, False, 1)
    town = Scene("SYR", "Homs", "town", "Homs", 34.7, 36.7, False, 4)
    found = located([near, district, town], load_outlines(), open_gazetteer())
    assert [(each.name, each.ring, each.number) for each in found.spots] == [
        ("Homs", False, 4), ("Homs", True, 2), ("Tadmur", True, 1),
    ]  # fmt: skip
    assert [(each.number, each.only) for each in found.areas] == [(7, 0)]


@pytest.mark.parametrize(
    ("country", "name", "outline"),
    [
        ("SYR", "Homs", "Homs (Hims)"),
        ("SYR", "Al-Hasakah", "Hasaka (Al Haksa)"),
        ("SYR", "Raqqa", "Ar Raqqah"),
        ("SYR", "Daraa", "Dar`a"),
        ("IRQ", "Homs", None),
        ("SYR", "Nowhere", None),
    ],
)
def test_provinces_are_found_however_they_are_spelled(country, name, outline):
    found = load_outlines().province(country, name, open_gazetteer())
    assert (found.name if found else None) == outline


@pytest.mark.parametrize("most", [1, 2, 5, 40, 3000, 90_000])
def test_each_number_has_one_shade(most):
    bounds = [bounds_of(i, most) for i in range(5)]
    used = [each for each in bounds if each[0] <= each[1]]
    assert (used[0][0], used[-1][1]) == (1, most)
    assert all(left[1] < right[0] for left, right in itertools.pairwise(used))
    assert shade(most, most) == 4


@pytest.mark.parametrize("name", ["map.svg", "timeline.svg"])
@pytest.mark.parametrize("query", ["", "?text=somewhere", "?country=IRQ", "?factuality=any"])
def test_charts_are_files_that_open_anywhere(client, name, query):
    answer = client.get(f"/explore/{name}{query}")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(answer.text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    links = re.findall(r'(?:href|src)="([^"#]*)"', answer.text)
    assert not links


def test_every_link_keeps_the_view(client):
    asked = "factuality=any&country=SYR&text=Rebels&count=incidents"
    shown = html.unescape(client.get(f"/explore?{asked}").text)
    links = re.findall(r'href="(/explore\?[^"]*)"', shown)
    assert len(links) > 5
    for link in links:
        assert all(part in link for part in asked.split("&")), link


def test_a_bar_leads_to_its_week(client):
    shown = html.unescape(client.get("/explore?type=shelling").text)
    assert 'href="/explore?type=shelling&earliest=2016-03-07&latest=2016-03-13"' in shown
    assert 'value="2016-03-07"' in client.get("/explore?earliest=2016-03-07").text


def test_names_come_out_as_text(client):
    for path in (f"/explore?actor={ATTACK}&adm1={ATTACK}", "/explore?text=end"):
        shown = client.get(path).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    drawn = client.get("/explore/map.svg", params={"adm1": ATTACK, "type": ATTACK}).text
    assert "<script>" not in drawn
    ET.fromstring(drawn)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("box=1,2,3", "is no box"),
        ("box=95,0,99,1", "no box of the world"),
        ("box=nan,0,1,1", "no box of the world"),
        ("earliest=yesterday", "is not a day"),
        ("status=gone", "no status"),
        ("count=reports", "no count"),
    ],
)
def test_a_view_that_cannot_be_is_refused_in_words(client, query, why):
    answer = client.get(f"/explore?{query}")
    assert answer.status_code == 422
    assert why in html.unescape(answer.text)


def test_what_is_decided_is_seen_at_once(client):
    first = total(client.get("/explore"))
    id = "ev_0000000000000005"
    client.room.case.review(id, "reject", who="maria", at=client.room.now())
    assert total(client.get("/explore")) == first - 1
    client.room.case.undo("maria", client.room.now())
    assert total(client.get("/explore")) == first


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["c2", "c3"]),
        ("?nowhere=true", ["c3"]),
        ("?country=SYR", ["c2"]),
        ("?country=IRQ", []),
        ("?type=arrest", []),
    ],
)
def test_what_the_map_cannot_show_is_listed(client, query, ids):
    answer = client.get(f"/explore/unmapped{query}")
    assert sorted(re.findall(r'href="/events/ev_0{14}(\w+)', answer.text)) == ids
    assert f"<h1>Not on the map <small>{len(ids)} of" in answer.text


@pytest.mark.parametrize("count", ["events", "incidents"])
def test_as_many_are_listed_as_the_map_says_it_cannot_show(client, count):
    said = client.get(f"/explore?factuality=any&count={count}").text
    number = re.search(r"Not on the map: <strong>(\d+)", said)[1]
    listed = client.get(f"/explore/unmapped?factuality=any&count={count}").text
    assert f"<h1>Not on the map <small>{number} of {count}" in listed


SCENES = st.builds(
    Scene,
    country=st.sampled_from([None, "SYR", "IRQ"]),
    adm1=st.sampled_from([None, "Homs"]),
    precision=st.sampled_from([None, "site", "town", "district", "province", "region", "country"]),
    name=st.just("a place"),
    lat=st.sampled_from([None, 34.7]),
    lon=st.sampled_from([None, 36.7]),
    near=st.booleans(),
    number=st.just(1),
)


@given(st.lists(SCENES, max_size=12))
def test_what_is_listed_is_what_the_map_counts(scenes):
    """The condition in the database and the sorting of places agree, whatever is known."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE event (country, adm1, precision, lat, lon)"))
        words = text("INSERT INTO event VALUES (:country, :adm1, :precision, :lat, :lon)")
        for each in scenes:
            row = {name: getattr(each, name) for name in ("country", "adm1", "precision")}
            connection.execute(words, row | {"lat": each.lat, "lon": each.lon})
        for nowhere in (True, False):
            asked = select(func.count()).select_from(event).where(off_the_map(nowhere=nowhere))
            listed = connection.execute(asked).scalar()
            counted = located(scenes, load_outlines(), open_gazetteer())
            assert listed == (counted.unlocated if nowhere else counted.unmapped)
