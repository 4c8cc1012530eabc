"""`dateline merge` as a user meets it."""

import csv
import io
import json
import os

import pytest
from merge_samples import MADAYA, killed, lines, on, row
from typer.testing import CliRunner

from dateline.cli import app
from dateline.export.incident_csv import INCIDENT_COLUMNS
from dateline.export.incident_formats import INCIDENT_FORMATS

STRIKE = {"places": [MADAYA], "time": on("2016-03-06"), "title": "Strike hits convoy at Atma"}
TWO = (
    row("ev_1", "r1", counts=[killed(12, 12)], **STRIKE),
    row("ev_2", "r2", counts=[killed(14, None)], source="Other Outlet", **STRIKE),
)
OTHER = row("ev_3", "r3", type="talks", family="politics", factuality="planned")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    return lambda *words, **more: runner.invoke(app, ["merge", *map(str, words)], **more)


@pytest.fixture
def events(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text(lines(*TWO, OTHER), encoding="utf-8")
    return path


def incidents(text):
    return [json.loads(line) for line in text.splitlines()]


def test_accounts_of_one_happening_become_one_incident(run, events):
    done = run(events, "--format", "jsonl")
    assert done.exit_code == 0
    first, second = incidents(done.stdout)
    assert (first["events"], second["events"]) == (["ev_1", "ev_2"], ["ev_3"])
    assert first["doc_ids"] == ["r1", "r2"]
    (count,) = first["counts"]
    assert [(f["event"], f["low"], f["high"]) for f in count["reported"]] == [
        ("ev_1", 12, 12),
        ("ev_2", 14, None),
    ]
    assert first["judgements"][0]["verdict"] == "same"
    assert first["made_by"]["dateline"]
    assert done.stderr.splitlines()[-1] == "3 events, 2 incidents"


def test_the_contracts_fields_are_there(run, events):
    (first, _) = incidents(run(events, "--format", "jsonl").stdout)
    fields = {"schema", "id", "type", "events", "doc_ids", "time", "place", "actors", "counts"}
    assert fields | {"judgements", "made_by"} <= set(first)
    assert first["schema"] == "dateline.incident/1"
    judged = {"left", "right", "verdict", "score", "reasons"}
    assert set(first["judgements"][0]) == judged | {"by"}
    assert {"measure", "low", "high", "reported"} <= set(first["counts"][0])
    assert {"event", "low", "high", "source"} <= set(first["counts"][0]["reported"][0])


def test_files_and_lines_in_another_order_give_the_same_bytes(run, events, tmp_path):
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_text(lines(OTHER, TWO[1]), encoding="utf-8")
    other.write_text(lines(TWO[0]), encoding="utf-8")
    assert run(one, other, "-f", "jsonl").stdout == run(events, "-f", "jsonl").stdout


def test_json_is_one_array(run, events):
    assert len(json.loads(run(events, "-f", "json").stdout)) == 2


def test_csv_has_a_row_an_incident(run, events):
    rows = list(csv.DictReader(io.StringIO(run(events, "-f", "csv").stdout)))
    assert list(rows[0]) == [name for name, _ in INCIDENT_COLUMNS]
    assert rows[0]["killed_reported"] == "12 (Constructed News); 14 or more (Other Outlet)"
    assert (rows[0]["killed_low"], rows[0]["killed_high"]) == ("12", "")
    assert rows[0]["reports"] == "2"
    assert (rows[0]["sources"], rows[0]["outlets"]) == ("2", "Constructed News; Other Outlet")
    assert "both have madaya" in rows[0]["verdicts"]


def test_the_table_tells_both_figures_and_why_they_were_joined(run, events):
    said = run(events, "-f", "table").stdout
    assert "12 (Constructed News); 14 or more (Other Outlet)" in said
    assert "of what the shorter tells is in both (+" in " ".join(said.split())


@pytest.mark.parametrize("name", list(INCIDENT_FORMATS))
def test_nothing_is_a_complete_output_too(run, tmp_path, name):
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    done = run(empty, "-f", name)
    assert done.exit_code == 0
    assert "nothing to merge: no event was read" in done.stderr
    if name == "json":
        assert json.loads(done.stdout) == []


def test_a_line_that_cannot_be_read_is_named_and_the_rest_merged(run, events):
    with events.open("a", encoding="utf-8") as out:
        out.write("{broken\n" + lines(OTHER))
    done = run(events, "-f", "jsonl")
    assert done.exit_code == 3
    assert len(incidents(done.stdout)) == 2
    assert f"not read: {events}:4: not JSON" in done.stderr
    assert f"{events}:5: event ev_3 stands already at {events}:3" in done.stderr
    assert done.stderr.splitlines()[-1] == "3 events, 2 incidents, 2 lines not read"


def test_a_file_that_is_not_there_is_named(run, events):
    done = run(events, "nowhere.jsonl", "-f", "jsonl")
    assert done.exit_code == 3
    assert "not read: nowhere.jsonl: cannot be opened: No such file or directory" in done.stderr


def test_an_unknown_format_is_a_usage_error(run, events):
    assert run(events, "-f", "xml").exit_code == 2


def test_the_input_is_not_overwritten(run, events):
    before = events.read_text("utf-8")
    done = run(events, "-o", events)
    assert done.exit_code == 2
    assert "would be overwritten" in done.stderr
    assert events.read_text("utf-8") == before


def test_the_suffix_of_the_output_decides_the_format(run, events, tmp_path):
    run(events, "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("incident_id,type,")


def test_texts_of_reports_tell_reprints(run, events, tmp_path):
    told = "Warplanes hit a convoy of trucks near the crossing on Monday, killing twelve drivers, "
    told += "residents and a doctor said by telephone in the evening."
    texts = tmp_path / "texts.jsonl"
    rows = ({"id": id, "text": told} for id in ("r1", "r2"))
    texts.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    (first, _) = incidents(run(events, "-f", "jsonl", "--reports", texts).stdout)
    assert [account["doc_ids"] for account in first["accounts"]] == [["r1", "r2"]]
    assert first["made_by"]["compared_by"] == "texts"


def test_an_interrupted_run_leaves_whole_incidents(run, events, monkeypatch, tmp_path):
    from dateline import merge

    gather = merge.gather

    def interrupted(*given):
        yield next(gather(*given))
        raise KeyboardInterrupt

    monkeypatch.setattr(merge, "gather", interrupted)
    done = run(events, "-o", tmp_path / "out.json")
    assert done.exit_code == 130
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))) == 1
    assert "interrupted: 3 events, 1 incident; what is written is complete" in done.stderr


def test_standard_input_is_read(events):
    import subprocess
    import sys

    program = "from dateline.cli import app; app()"
    with events.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-c", program, "merge", "-"],
            stdin=stream,
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    assert len(done.stdout.splitlines()) == 2
