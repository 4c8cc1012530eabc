"""`dateline export` and `dateline trends` on a real casefile."""

import csv
import io
import json
import zipfile

import pytest
from casefile_samples import MADE_BY, NOON, REBELS, record, told
from typer.testing import CliRunner

from dateline.cli import app
from dateline.export import FORMATS
from dateline.store import Casefile

RUN = CliRunner()
CODES = {
    "acled": {
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
    },
    "plover": {"type": "ASSAULT", "mode": "heavy-weapons"},
    "cameo": "194",
    "ucdp": "1|3",
}
OTHER = "Rebels shelled Palmyra on Monday, a monitor said."


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A casefile with two reports, one of them retracted, and one event corrected."""
    place = str(tmp_path_factory.mktemp("cases") / "case")
    with Casefile.create(place, "maria", NOON) as casefile:
        first, second = told("r1"), told("r2", text=OTHER)
        shelled = record(codes=CODES)
        denied = record("ev_2", codes=CODES, factuality="denied")
        for report, records in ((first, [shelled, denied]), (second, [record("ev_3", "r2")])):
            raw = report.text.encode("utf-8")
            casefile.add(report, raw, records, MADE_BY, "maria", NOON)
        casefile.retract("r2", "withdrawn", who="maria", at=NOON)
        corrected = [{**REBELS, "start": None, "end": None, "quote": None}]
        casefile.review("ev_1", "correct", "target", corrected, who="maria", at=NOON)
    return place


def run(*words: str):
    return RUN.invoke(app, list(words))


@pytest.mark.parametrize("name", [each for each in FORMATS if not FORMATS[each].binary])
def test_every_format_takes_a_casefile(case, name):
    done = run("export", case, "--format", name)
    assert done.exit_code == 0, done.output
    assert "Madaya" in done.stdout
    assert "Palmyra" not in done.stdout


def test_events_stand_as_people_left_them(case):
    rows = list(csv.DictReader(io.StringIO(run("export", case, "--format", "csv").stdout)))
    assert [(row["event_id"], row["target"]) for row in rows] == [
        ("ev_1", "rebels (Syria)"), ("ev_2", ""),
    ]  # fmt: skip


def test_json_lines_are_the_records_as_they_are_stored(case):
    told_lines = run("export", case, "--format", "jsonl").stdout.splitlines()
    lines = [json.loads(line) for line in told_lines]
    assert [line["made_by"] for line in lines] == [MADE_BY, MADE_BY]
    assert lines[0]["review"]["fields"] == ["target"]


def test_what_a_reviewer_gave_has_no_words_to_point_at(case):
    page = json.loads(run("export", case, "--format", "annotations").stdout)
    targets = [item["target"] for item in page["items"] if "target=" in item["body"][0]["value"]]
    assert [("selector" in target) for target in targets] == [False]


def test_other_codebooks_leave_out_and_say_so(case, tmp_path):
    notes = tmp_path / "lost.csv"
    done = run("export", case, "--format", "acled", "--notes", str(notes))
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 1
    assert "acled: left out 1 event: told as denied" in done.stderr
    assert "ev_1,no upper bound is given for the number of killed" in notes.read_text("utf-8")
    everything = run("export", case, "--format", "acled", "--factuality", "all")
    assert len(list(csv.DictReader(io.StringIO(everything.stdout)))) == 2


@pytest.mark.parametrize(
    ("option", "value", "number"),
    [
        ("--country", "SYR", 2), ("--country", "IRQ", 0), ("--type", "battle", 0),
        ("--from", "2016-03-08", 0), ("--to", "2016-03-07", 2),
        ("--status", "corrected", 1), ("--status", "retracted", 0), ("--status", "any", 2),
        ("--actor", "nobody", 0), ("--text", "Madaya", 2), ("--text", "Idlib", 0),
    ],
)  # fmt: skip
def test_only_what_is_asked_for(case, option, value, number):
    done = run("export", case, "--format", "jsonl", option, value)
    assert len(done.stdout.splitlines()) == number


def test_a_file_takes_its_format_from_its_name(case, tmp_path):
    for name in ("events.parquet", "report.html", "events.geojson"):
        assert run("export", case, "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "events.parquet").read_bytes()[:4] == b"PAR1"
    assert (
        run("export", case, "--format", "datapackage", "-o", str(tmp_path / "a.zip")).exit_code == 0
    )
    held = zipfile.ZipFile(tmp_path / "a.zip").read("incidents.csv").decode()
    assert held.startswith("event_id,incident_id\nev_1,inc_")
    assert "ev_3" not in held
    assert "events.csv" in zipfile.ZipFile(tmp_path / "a.zip").namelist()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--format", "xml"], "unknown value"),
        (["--factuality", "perhaps"], "unknown value"),
        (["--from", "March"], "not a date"),
        (["--status", "fine"], "no status 'fine'"),
    ],
)
def test_wrong_options_are_refused(case, words, why):
    done = run("export", case, *words)
    assert done.exit_code == 2
    assert why in " ".join(done.stderr.split())


def test_no_casefile_is_an_error_that_says_so(tmp_path):
    done = run("export", str(tmp_path / "none"), "--format", "csv")
    assert done.exit_code == 2
    assert "none" in done.stderr


def test_trends_of_a_casefile(case, tmp_path):
    table = run("trends", case, "--by", "week")
    assert table.exit_code == 0
    assert "2016-03-07" in table.stdout
    assert run("trends", case, "-o", str(tmp_path / "types.svg")).exit_code == 0
    assert (tmp_path / "types.svg").read_text("utf-8").startswith("<svg")
    assert run("trends", case, "--by", "month").exit_code == 2
