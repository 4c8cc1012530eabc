"""Formats that are files of their own kind, read back by the libraries their users have."""

import hashlib
import io
import json
import re
import struct
import sys
import zipfile

import followthemoney
import frictionless
import hxl
import pyarrow.parquet
import pytest
from export_samples import MADE_BY, event, readable, report, span
from followthemoney.proxy import EntityProxy

from dateline.codebook import load_codebook
from dateline.errors import UsageError
from dateline.export import FORMATS, make_format
from dateline.export.column_meanings import column_meanings
from dateline.export.csv_columns import COLUMNS
from dateline.model import Actor, Count, Event, Participant, Quantity

REBELS = Actor("ahrar-al-sham", "Ahrar al-Sham", "rebel", "SYR", 2)


def made(name: str, *events: Event, told=None) -> str | bytes:
    shape = make_format(name, MADE_BY)
    text = shape.opening() + shape.report(told or report(), events)
    end = shape.closing()
    return end if isinstance(end, bytes) else text + end


def killed(low: int | None, high: int | None) -> Count:
    return Count("killed", Quantity(low, high), span("Dozens"), "Dozens")


SAMPLES = (
    event(),
    event(id="ev_ffffffffffff", places=(), time=None, counts=(killed(12, 12), killed(None, 20))),
    event(id="ev_eeeeeeeeeeee", agent=(Participant(span("militants"), "militants", REBELS),)),
)


# --- Parquet -----------------------------------------------------------------------


def test_parquet_has_types_a_geometry_and_the_whole_record():
    table = pyarrow.parquet.read_table(io.BytesIO(made("parquet", *SAMPLES)))
    assert table.column_names[: len(COLUMNS)] == [name for name, _ in COLUMNS]
    first, second, _ = table.to_pylist()
    assert (str(first["earliest"]), first["lat"], first["geonameid"]) == (
        "2016-02-29", 35.95, 172957,
    )  # fmt: skip
    assert struct.unpack("<BIdd", first["geometry"]) == (1, 1, 38.99, 35.95)
    assert (second["geometry"], second["lat"], second["earliest"]) == (None, None, None)
    assert (second["killed_low"], second["killed_high"]) == (12, 20)
    assert (first["defected_low"], first["defected_high"]) == (24, None)
    assert json.loads(first["record"])["id"] == first["event_id"]
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")


def test_parquet_of_no_events_is_a_table_without_rows():
    table = pyarrow.parquet.read_table(io.BytesIO(made("parquet")))
    assert (table.num_rows, len(table.column_names)) == (0, len(COLUMNS) + 2)


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'dateline\[parquet\]'"):
        make_format("parquet", MADE_BY)


# --- Data Package ------------------------------------------------------------------


def unpacked(tmp_path):
    zipfile.ZipFile(io.BytesIO(made("datapackage", *SAMPLES))).extractall(tmp_path)
    return tmp_path


def test_the_data_package_is_valid_with_keys_hashes_and_values(tmp_path):
    folder = unpacked(tmp_path)
    found = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert found.valid, found.flatten(["type", "title", "message"])
    assert {task.name: task.stats["rows"] for task in found.tasks} == {
        "events": 3, "reports": 1, "event_types": len(load_codebook().types),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("events.csv", "defection", "no_such_type"),
        ("events.csv", "2016-02-29", "yesterday"),
        ("reports.csv", "constructed", "another"),
    ],
)
def test_the_schema_of_the_package_finds_what_is_wrong(tmp_path, file, old, new):
    folder = unpacked(tmp_path)
    wrong = (folder / file).read_text("utf-8").replace(old, new)
    (folder / file).write_text(wrong, "utf-8")
    assert not frictionless.Package(str(folder / "datapackage.json")).validate().valid


def test_the_package_names_the_hash_of_each_table(tmp_path):
    folder = unpacked(tmp_path)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in described["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


def test_every_column_has_a_meaning():
    assert list(column_meanings()) == [name for name, _ in COLUMNS]
    assert all(each.text for each in column_meanings().values())


# --- HXL, FollowTheMoney, GeoJSON --------------------------------------------------


def test_hxl_is_read_and_validated_by_its_own_library():
    text = made("hxl", *SAMPLES)
    source = hxl.data(io.BytesIO(text.encode()))
    assert len(list(source)) == 3
    again = hxl.data(io.BytesIO(text.encode()))
    tags = [column.display_tag for column in again.columns]
    assert "#affected+killed+min" in {re.sub(r"\+min\+killed", "+killed+min", tag) for tag in tags}
    assert hxl.validate(io.BytesIO(text.encode()))


def test_followthemoney_accepts_every_entity():
    for line in made("followthemoney", *SAMPLES).splitlines():
        entity = json.loads(line)
        schema = followthemoney.model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = EntityProxy.from_dict(entity)
        held = {name: sorted(proxy.get(name)) for name in entity["properties"]}
        assert held == {name: sorted(set(v)) for name, v in entity["properties"].items()}


def test_geojson_keeps_to_its_standard():
    page = json.loads(made("geojson", *SAMPLES))
    assert page["type"] == "FeatureCollection"
    assert "crs" not in page
    ids = [feature["id"] for feature in page["features"]]
    assert len(ids) == len(set(ids)) == 3
    for feature in page["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert (-180 <= lon <= 180, -90 <= lat <= 90) == (True, True)


# --- HTML --------------------------------------------------------------------------


def test_the_page_asks_the_network_for_nothing():
    page = made("html", *SAMPLES)
    assert "default-src 'none'" in page
    attributes = re.findall(r"<(?!a\b)[^>]*\b(?:src|href|srcset|action)=", page)
    assert not attributes
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|import\(", page)


def test_the_page_shows_hostile_words_as_words():
    text = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> militants @TITLE@"
    shown = report(text=text, title=text, source=text, url="javascript:alert(3)")
    words = Participant(span("militants", text), text)
    told = event(report=shown, agent=(words,), from_group=(), places=(), time=None, counts=(),
                 sources=(), mentions=(), notes=(text,))  # fmt: skip
    page = made("html", told, told=shown)
    assert page.count("<script") == page.count("</script>") == 2
    assert "<img" not in page
    assert "javascript:alert" not in page.split('id="data"')[0]
    held = re.search(r'id="data">(.*?)</script>', page, re.S)[1]
    assert json.loads(held)["events"][0]["actors"] == [" ".join(text.split())]


def test_the_page_holds_the_evidence_and_the_countries_around():
    page = made("html", *SAMPLES)
    assert "<mark>deserted</mark>" in page
    held = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])
    assert "Syria" in held["outlines"]
    assert "Brazil" not in held["outlines"]
    assert held["events"][0]["places"][0] | {"radius": 0} == {
        "lat": 35.95, "lon": 38.99, "radius": 0, "text": "Raqqa, Syria",
    }  # fmt: skip


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_public_record_makes_a_whole_file_in_every_format(name):
    told = event(report=report(text="", id="report_000000000000"))
    shape = make_format(name, MADE_BY)
    text = shape.opening() + shape.report(told.report, (told,)) + readable(shape.closing())
    # A defection is no event of GED, and the sample has no PLOVER code.
    assert "Raqqa" in text or name in ("ged", "plover")
