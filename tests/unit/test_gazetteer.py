"""The shipped gazetteer: known spellings, ranks, sizes, and what goes wrong."""

import sqlite3

import pytest

from dateline.codebook.places import load_place_words
from dateline.errors import GazetteerError
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.gazetteer.store import SCHEMA, shipped_file
from dateline.resolve.places import geocode


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "adm1"),
    [
        ("Tel Abyad", "SYR", "Raqqa"),
        ("Qamishlo", "SYR", "Hasakah"),
        ("Kobane", "SYR", "Aleppo"),
        ("Ayn al-Arab", "SYR", "Aleppo"),
        ("Shaddadi", "SYR", "Hasakah"),
        ("Deir Ezzor", "SYR", "Deir ez-Zor"),
        ("Baga", "NGA", "Borno"),
        ("Kiev", "UKR", "Kyiv"),
        ("Artemivsk", "UKR", "Donetsk"),
        ("Fallujah", "IRQ", "Anbar"),
        ("الموصل", "IRQ", "Nineveh"),
        ("Мариуполь", "UKR", "Donetsk"),
    ],
)
def test_known_spellings_are_held(gazetteer, name, country, adm1):
    assert (country, adm1) in {(entry.country, entry.adm1_name) for entry in gazetteer.find(name)}


@pytest.mark.parametrize(
    ("name", "feature", "country"),
    [
        ("Raqqa", "town", "SYR"),
        ("Syria", "country", "SYR"),
        ("Idlib", "town", "SYR"),
        ("Britain", "country", "GBR"),
        ("Nineveh", "adm1", "IRQ"),
        ("North Kivu", "adm1", "COD"),
    ],
)
def test_the_plain_reading_comes_first(gazetteer, name, feature, country):
    first = gazetteer.find(name)[0]
    assert (first.feature, first.country) == (feature, country)


def test_a_close_spelling_ranks_above_a_folded_one(gazetteer):
    matches = [entry.match for entry in gazetteer.find("Raqqa")]
    assert matches == sorted(matches, key=["exact", "article", "loose"].index)
    assert "loose" in matches


@pytest.mark.parametrize("name", ["", "...", "Zzyzxqwv", "12"])
def test_what_is_no_name_is_not_found(gazetteer, name):
    assert gazetteer.find(name) == ()


def test_a_province_is_not_its_capital(gazetteer):
    entries = gazetteer.find("Raqqa")
    town = next(e for e in entries if e.feature == "town" and e.country == "SYR")
    province = next(e for e in entries if e.feature == "adm1" and e.country == "SYR")
    assert (town.lat, town.lon) != (province.lat, province.lon)
    assert town.adm1 == province.id


def test_countries_are_found_by_code(gazetteer):
    syria = gazetteer.country("SYR")
    assert syria is not None
    assert (syria.name, syria.feature) == ("Syria", "country")
    assert gazetteer.country("XXX") is None


@pytest.mark.parametrize(
    ("name", "country", "adm1"),
    [
        ("Baga", "NGA", "Borno"),
        ("Camp Speicher", "IRQ", "Salahuddin"),
        ("Shayrat airbase", "SYR", "Homs"),
    ],
)
def test_a_place_no_source_gives_a_point_has_none(gazetteer, name, country, adm1):
    places = geocode(name, country=country, gazetteer=gazetteer)
    place = next(place for place in places if place.adm1 == adm1)
    assert (place.lat, place.lon) == (None, None)
    assert "no point known" in place.reasons


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Kobani", 36.9, 38.4),  # GeoNames, as Ayn al-Arab
        ("Tabqa airbase", 35.8, 38.6),  # UCDP
        ("Qayyarah", 35.8, 43.3),  # GeoNames
    ],
)
def test_a_name_of_ours_has_the_point_of_its_source(gazetteer, name, lat, lon):
    first = gazetteer.find(name)[0]
    assert (first.lat, first.lon) == (pytest.approx(lat, abs=0.1), pytest.approx(lon, abs=0.1))


@pytest.mark.parametrize(
    ("country", "south", "north", "west", "east"),
    [
        ("AUS", -35, -15, 120, 145),  # and not on a reef that bears its number
        ("RUS", 55, 68, 80, 115),  # which crosses 180 degrees
        ("FRA", 44, 49, 0, 5),  # without its lands overseas
        ("PHL", 8, 17, 120, 126),  # between its islands
    ],
)
def test_a_country_lies_in_its_middle(gazetteer, country, south, north, west, east):
    entry = gazetteer.country(country)
    assert south < entry.lat < north
    assert west < entry.lon < east


def test_no_point_is_half_known():
    base = sqlite3.connect(shipped_file())
    half = base.execute("SELECT count(*) FROM place WHERE (lat IS NULL) != (lon IS NULL)")
    assert half.fetchone() == (0,)


def test_every_place_has_an_adm1_that_is_one():
    base = sqlite3.connect(shipped_file())
    astray = base.execute(
        "SELECT count(*) FROM place p LEFT JOIN place a ON a.id = p.adm1 "
        "WHERE p.adm1 IS NOT NULL AND (a.feature IS NULL OR a.feature != 1)"
    ).fetchone()
    assert astray == (0,)


def test_the_file_is_small_enough_to_ship():
    assert shipped_file().stat().st_size < 25_000_000


def test_a_missing_gazetteer_says_how_to_build_it(tmp_path):
    with pytest.raises(GazetteerError, match="gazetteer add"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_another_version_is_refused(tmp_path):
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as base:
        base.executescript(SCHEMA)
        base.execute("INSERT INTO meta VALUES ('version', '0')")
    with pytest.raises(GazetteerError, match="version"):
        open_gazetteer(path)


def test_something_else_is_refused(tmp_path):
    path = tmp_path / "letter.sqlite"
    path.write_text("not a database, but long enough to be read as the head of one " * 20)
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        open_gazetteer(path)


def test_geocode_ranks_with_reasons(gazetteer):
    first = geocode("Tel Abyad", country="SYR", gazetteer=gazetteer)[0]
    assert (first.adm1, first.country) == ("Raqqa", "SYR")
    assert first.reasons
    assert 0 < first.score <= 1


def test_geocode_keeps_to_the_country_and_the_limit(gazetteer):
    places = geocode("Tripoli", country="LBN", gazetteer=gazetteer)
    assert {place.country for place in places} == {"LBN"}
    assert len(geocode("San Pedro", gazetteer=gazetteer, limit=3)) == 3
    assert geocode("Zzyzxqwv", gazetteer=gazetteer) == ()


def test_geocode_knows_regions(gazetteer):
    words = load_place_words()
    first = geocode("the Sahel", gazetteer=gazetteer, words=words)[0]
    assert (first.name, first.country, first.precision) == ("Sahel", None, "region")
    assert (first.lat, first.lon) == (None, None)
    assert "a region has no one point" in first.reasons


@pytest.mark.parametrize(
    ("name", "lat", "lon", "near", "why"),
    [
        ("Sinai", 29.7, 33.7, False, "the middle of North Sinai, EGY; South Sinai, EGY"),
        ("Eastern Ghouta", 33.54, 36.37, False, "the middle of Douma, Rif Dimashq, SYR"),
        ("Sheikh Maqsoud", 36.2, 37.16, True, "in or beside Aleppo, Aleppo, SYR"),
        ("Mallah Farms", 36.27, 37.13, False, "coordinates of Al Mallah farms"),
        ("Sayyida Zaynab", 33.45, 36.34, False, "coordinates of Sayyida Zeinab"),
        ("Sulu", 6.05, 121.0, False, "in or beside Jolo"),
    ],
)
def test_a_region_has_the_point_of_what_it_lies_beside(gazetteer, name, lat, lon, near, why):
    first = geocode(name, gazetteer=gazetteer, words=load_place_words())[0]
    assert (first.lat, first.lon) == (pytest.approx(lat, abs=0.1), pytest.approx(lon, abs=0.1))
    assert first.near is near
    assert any(why in reason for reason in first.reasons), first.reasons


def test_every_place_a_region_lies_beside_is_in_the_gazetteer(gazetteer):
    regions = {region.name: region for region in load_place_words().regions.values()}
    unknown = [
        (region.name, name)
        for region in regions.values()
        for name in region.beside
        if not any(
            entry.country == region.country and entry.match == "exact" and entry.lat is not None
            for entry in gazetteer.find(name)
        )
    ]
    assert unknown == []


def test_a_region_that_is_a_division_has_its_point(gazetteer):
    words = load_place_words()
    first = geocode("Gaza Strip", gazetteer=gazetteer, words=words)[0]
    assert (first.precision, first.country) == ("province", "PSE")
    assert first.lat == pytest.approx(31.4, abs=0.1)
    assert "coordinates of Gaza Strip, PSE" in first.reasons


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Russia", 60.0, 100.0),  # where the World Factbook has it
        ("Syria", 35.0, 38.0),
        ("United States", 39.5, -99.1),  # the middle of the states that touch one another
        ("Kuwait", 29.3, 47.6),  # the Factbook's point lies in Saudi Arabia
    ],
)
def test_a_country_has_its_usual_point(gazetteer, name, lat, lon):
    country = gazetteer.find(name)[0]
    assert country.feature == "country"
    assert (country.lat, country.lon) == pytest.approx((lat, lon), abs=0.1)
