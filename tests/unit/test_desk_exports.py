"""Exports of the desk: the same bytes as `dateline export`, for whom, and told where held."""

import csv
import html
import io
import json

import pytest
from desk_samples import NOON, opened
from typer.testing import CliRunner

from dateline.cli import app
from dateline.desk.exporting import LEFT_OUT
from dateline.export import FORMATS

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exports")


@pytest.fixture(scope="module")
def client(desk_case, folder):
    with opened(desk_case, folder) as client:
        client.room.case.review("ev_0000000000000004", "reject", who="maria", at=NOON)
        change = ("ev_0000000000000002", "correct", "type", "bombing")
        client.room.case.review(*change, who="maria", at=NOON)
        denial = ("ev_0000000000000006", "correct", "factuality", "denied")
        client.room.case.review(*denial, who="maria", at=NOON)
        yield client


def exported(folder, *words):
    """What the command writes."""
    out = folder / "out"
    done = CliRunner().invoke(app, ["export", str(folder / "case"), "-o", str(out), *words])
    assert done.exit_code == 0, done.output
    return out.read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_what_the_command_writes(client, folder, format):
    answer = client.get(f"/api/v1/exports/{format}", headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    assert answer.content == exported(folder, "--format", format)
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "annotations"])
def test_what_is_redacted_is_redacted_alike(client, folder, format):
    answer = client.get(f"/api/v1/exports/{format}?public=true")
    assert answer.content == exported(folder, "--format", format, "--public")
    assert "residents" not in answer.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("type=arrest", ("--type", "arrest")),
        ("country=SYR&earliest=2016-03-07", ("--country", "SYR", "--from", "2016-03-07")),
        ("latest=2016-03-06", ("--to", "2016-03-06")),
        ("country=IRQ", ("--country", "IRQ")),
    ],
)
def test_filters_are_those_of_the_command(client, folder, query, words):
    for format in ("jsonl", "geojson"):
        answer = client.get(f"/api/v1/exports/{format}?{query}")
        assert answer.content == exported(folder, "--format", format, *words)


def test_exports_hold_what_the_lists_hold(client):
    listed = client.get("/api/v1/events?status=any&limit=500").json()["items"]
    lines = client.get("/api/v1/exports/jsonl?status=any").text.splitlines()
    by_id = {each["event"]["id"]: each["event"] for each in listed}
    assert {each["id"]: each for each in map(json.loads, lines)} == by_id
    rejected = client.get("/api/v1/exports/csv?status=rejected").text
    assert [row["event_id"] for row in csv.DictReader(io.StringIO(rejected))] == [
        "ev_0000000000000004"
    ]


def test_one_report_can_be_taken_by_itself(client):
    report = client.room.case.report("r3").id
    lines = client.get(f"/api/v1/exports/jsonl?report={report}").text.splitlines()
    assert {json.loads(line)["doc_id"] for line in lines} == {"r3"}
    assert client.get("/api/v1/exports/jsonl?report=nothing").status_code == 404


def test_who_holds_the_file_gets_none(client):
    path = "/api/v1/exports/csv"
    before = client.get(path)
    noted = client.room.case.ledger_head()
    again = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.room.case.ledger_head() == noted
    assert client.get(path).headers["etag"] == before.headers["etag"]
    other = client.get(f"{path}?type=arrest", headers={"If-None-Match": before.headers["etag"]})
    assert other.status_code == 200


def test_each_is_noted_in_the_ledger(client):
    client.get("/api/v1/exports/csv?type=arrest&public=true")
    entry = client.room.case.ledger()[-1]
    assert (entry.action, entry.who) == ("export", "maria")
    assert entry.body == {
        "format": "csv", "filters": {"type": "arrest", "status": "in force"}, "public": True,
    }  # fmt: skip


def test_what_a_format_leaves_out_is_said(client):
    answer = client.get("/api/v1/exports/acled")
    assert "1: told as denied" in answer.headers[LEFT_OUT]
    notes = client.get("/api/v1/exports/acled?notes=true")
    assert notes.text.startswith("event_id,note\n")
    assert 'filename="acled-notes.csv"' in notes.headers["content-disposition"]


@pytest.mark.parametrize(
    ("format", "name", "kind"),
    [
        ("jsonl", "events.jsonl", "application/jsonl"),
        ("acled", "acled.csv", "text/csv"),
        ("datapackage", "datapackage.zip", "application/zip"),
        ("html", "events.html", "text/html"),
    ],
)
def test_a_file_has_a_name_and_a_kind(client, format, name, kind):
    answer = client.get(f"/api/v1/exports/{format}?country=IRQ")
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert answer.headers["content-type"].startswith(kind)


def test_a_format_there_is_not_is_refused(client):
    answer = client.get("/api/v1/exports/pdf")
    assert answer.status_code == 422
    assert "known are table, jsonl" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("role", "whole", "redacted"),
    [(None, 401, 401), ("viewer", 403, 200), ("reviewer", 403, 200), ("publisher", 200, 200)],
)
def test_what_is_not_redacted_takes_a_publisher(desk_case, tmp_path, role, whole, redacted):
    with opened(desk_case, tmp_path, alone=None) as client:
        headers = {}
        if role:
            client.room.accounts.put(role, role, PASSWORD)
            token = client.room.accounts.make_token(role, "test", NOON)
            headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/api/v1/exports/csv", headers=headers).status_code == whole
        answer = client.get("/api/v1/exports/csv?public=true", headers=headers)
        assert answer.status_code == redacted


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("/queue?type=arrest&status=any", 10),
        ("/explore?type=arrest", 10),
        ("/explore?adm1=Homs&country=SYR", 5),
        ("/explore?count=incidents&type=shelling", 7),
    ],
)
def test_a_page_links_to_a_file_of_what_it_shows(client, page, number):
    answer = client.get(page)
    link = html.unescape(answer.text).split(">jsonl</a>", 1)[0].rsplit('href="', 1)[1].strip('"')
    lines = client.get(link).text.splitlines()
    shown = answer.text.split("<h1>", 1)[1].split("<small>", 1)[1].split(" ", 1)[0]
    assert len(lines) == number == int(shown)


def test_an_incident_is_taken_once_however_many_reports_are_read_together(client, monkeypatch):
    view = "/explore/export/jsonl?count=incidents&type=shelling"
    whole = client.get(view).text
    monkeypatch.setattr("dateline.exchange.case_events._AT_ONCE", 1)
    assert client.get(view).text == whole
