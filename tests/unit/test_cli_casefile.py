"""The commands on a casefile, as a user meets them."""

import csv
import json
import re

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.export.incident_csv import INCIDENT_COLUMNS

REPORT = (
    "Rebels shelled Madaya on Monday and killed at least 12 people, residents said.\n\n"
    "Government forces arrested three men in Homs on Sunday, a monitor said.\n"
)
OTHER = (
    "Rebel shells fell on the town of Madaya on Monday. Rebels shelled Madaya and killed 14 "
    "people, a doctor said by telephone from the hospital of the town.\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch, tools):
    """Runs a command in a folder of its own, with models that are loaded already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_CASE", raising=False)
    monkeypatch.setattr("dateline.pipeline.load_tools", lambda *_, **__: tools)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(REPORT)
    (tmp_path / "in" / "two.txt").write_text(OTHER)
    return lambda *words, **more: CliRunner().invoke(app, list(map(str, words)), **more)


@pytest.fixture
def filled(run):
    """The runner, and a casefile with two reports."""
    assert run("init", "case", "--as", "maria").exit_code == 0
    done = run("add", "in", "--case", "case", "--published", "2016-03-08", "--as", "maria")
    assert done.exit_code == 0, done.output
    assert "2 reports added" in done.stderr

    def on_case(*words, **more):
        return run(*words, "--case", "case", **more)

    return on_case


def ids(done):
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


def test_what_was_added_is_listed(filled):
    found = filled("events", "--format", "jsonl")
    assert found.exit_code == 0
    records = [json.loads(line) for line in found.stdout.splitlines()]
    assert {each["type"] for each in records} >= {"shelling", "arrest"}
    assert all(each["schema"] == "dateline.event/1" for each in records)
    assert len(ids(filled("events", "--type", "arrest", "-f", "jsonl"))) == 1
    assert ids(filled("events", "--from", "2017-01-01", "-f", "jsonl")) == []


@pytest.mark.parametrize("format", ["table", "json", "csv", "geojson"])
def test_every_format_of_code_is_one_of_events(filled, format):
    found = filled("events", "--format", format)
    assert found.exit_code == 0
    assert "shelling" in found.stdout
    if format in ("json", "geojson"):
        assert json.loads(found.stdout)


def test_records_are_those_that_code_writes(filled, run):
    coded = run("code", "in", "--published", "2016-03-08", "-f", "jsonl", "--engine", "rules")
    stored = filled("events", "--order", "added", "-f", "jsonl")
    assert stored.stdout == coded.stdout


def test_show_history_review_and_undo(filled):
    (event,) = ids(filled("events", "--type", "arrest", "-f", "jsonl"))
    shown = filled("show", event)
    assert "arrest" in shown.stdout
    assert "unreviewed" in shown.stdout
    done = filled("review", event[:8], "correct", "detained", "4", "--as", "omar", "--reason", "x")
    assert done.stdout == f"{event} is corrected\n"
    assert "detained     4" in filled("show", event).stdout
    assert "omar: corrected counts to" in filled("history", event).stdout
    assert "taken back: #4" in filled("review", event, "undo", "--as", "maria").stdout
    assert "detained     3" in filled("show", event).stdout
    assert json.loads(filled("show", event, "-f", "json").stdout)["reviews"][0]["undone"]
    assert "taken back" in filled("show", event).stdout
    report = filled("show", "one")
    assert "coding 1" in report.stdout
    assert json.loads(filled("show", "one", "-f", "json").stdout)["doc_id"] == "one"


def test_incidents_judge_and_split(filled):
    left, right = ids(filled("events", "--type", "shelling", "-f", "jsonl"))[:2]
    assert filled("judge", left, right, "same", "--as", "maria").exit_code == 0
    (incident,) = ids(filled("incidents", "--accounts", "2", "-f", "jsonl"))
    assert "told by   2 accounts" in filled("incidents", "-f", "table").stdout
    assert incident in filled("show", incident).stdout
    assert "judged same" in filled("history", incident).stdout
    done = filled("split", incident, right, "--as", "maria")
    assert done.exit_code == 0
    assert "no longer counts: maria ruled" in done.stderr or "is in inc_" in done.stdout
    assert ids(filled("incidents", "--accounts", "2", "-f", "jsonl")) == []
    assert json.loads(filled("incidents", "-f", "json").stdout)


def test_incidents_as_csv_say_what_people_ruled(filled, tmp_path):
    left, right = ids(filled("events", "--type", "shelling", "-f", "jsonl"))[:2]
    filled("judge", left, right, "same", "--as", "maria", "--reason", "one morning")
    done = filled("incidents", "--accounts", "2", "-o", "out.csv")
    assert done.exit_code == 0, done.output
    with (tmp_path / "out.csv").open(newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert list(row) == [name for name, _ in INCIDENT_COLUMNS]
    (body,) = map(
        json.loads, filled("incidents", "--accounts", "2", "-f", "jsonl").stdout.split("\n")[:-1]
    )
    toll = next(each for each in body["counts"] if each["measure"] == "killed")
    figures = [row[f"killed_{name}"] for name in ("low", "best", "high")]
    assert figures == ["" if toll[n] is None else str(toll[n]) for n in ("low", "best", "high")]
    assert row["killed_why"] == toll["why"]
    assert (row["incident_id"], row["accounts"], row["reports"]) == (body["id"], "2", "2")
    assert (row["place"], row["place_precision"]) == ("Madaya", "town")
    assert "by maria" in row["verdicts"]
    assert "one morning" in row["verdicts"]
    assert row["sources"] == "0"  # the reports do not say who published them


def test_incidents_as_csv_are_a_header_where_there_is_none(run):
    run("init", "case")
    done = run("incidents", "--case", "case", "-f", "csv")
    assert done.stdout.splitlines() == [",".join(name for name, _ in INCIDENT_COLUMNS)]


def test_search_and_status(filled):
    assert "“" not in filled("search", "madaya").stdout
    assert len(filled("search", "telephone", "-f", "jsonl").stdout.splitlines()) >= 1
    status = filled("status")
    assert "reports    2 (0 copies, 0 retracted)" in status.stdout
    assert json.loads(filled("status", "-f", "json").stdout)["reports"] == 2


def test_backup_restore_and_verify(filled, run):
    assert filled("backup", "whole.backup").exit_code == 0
    assert filled("backup", "whole.backup").exit_code == 2
    assert run("restore", "whole.backup", "back").exit_code == 0
    assert run("restore", "whole.backup", "back").exit_code == 2
    sound = run("verify", "--case", "back")
    assert (sound.exit_code, sound.stdout) == (0, "")
    assert sound.stderr.endswith("no problem\n")
    anchor = re.search(r"anchor +(\w+)", filled("status").stdout)[1]
    assert run("verify", "--case", "back", "--anchor", anchor).exit_code == 0
    other = run("verify", "--case", "back", "--anchor", "0" * 64)
    assert other.exit_code == 4
    assert "no entry has the hash" in other.stdout


def test_a_missing_original_is_found_out(filled, tmp_path):
    next((tmp_path / "case" / "archive").rglob("*.gz")).unlink()
    found = filled("verify")
    assert found.exit_code == 4
    assert "its file is missing from the archive" in found.stdout


def test_retract_undo_and_redo(filled):
    done = filled("retract", "one", "--reason", "withdrawn", "--as", "maria")
    assert "is retracted" in done.stdout
    assert "1 retracted" in filled("status").stdout
    assert filled("undo", "--as", "maria").exit_code == 0
    assert "0 retracted" in filled("status").stdout
    assert "in force again" in filled("redo", "--as", "maria").stdout
    nothing = filled("redo", "--as", "maria")
    assert (nothing.exit_code, nothing.stdout) == (2, "")


def test_mark_and_erase(filled, run):
    done = filled("mark", "one", "severe", "--reason", "names a witness", "--as", "maria")
    assert re.fullmatch(r"rep_\w+ is marked severe\n", done.stdout)
    assert "marked      severe" in filled("show", "one").stdout
    assert "maria: marked rep_" in filled("history", "one").stdout
    public = run("export", "case", "-f", "jsonl", "--public")
    assert "their report is marked severe" in public.stderr
    asked = filled("erase", "one", "--reason", "a court asked")
    assert asked.exit_code == 2
    assert "one (rep_" in asked.stderr
    assert "say --yes" in asked.stderr
    (event,) = ids(filled("events", "--type", "arrest", "-f", "jsonl"))
    filled("review", event, "correct", "detained", "4", "--as", "omar")
    done = filled("erase", "one", "--reason", "a court asked", "--yes", "--as", "lead")
    assert done.exit_code == 0, done.output
    id = done.stdout.split()[0]
    assert re.fullmatch(r"rep_\w+ is erased, and its \d events\n", done.stdout)
    assert f"{id} was erased: a court asked" in filled("show", id).stdout
    assert "lead: erased rep_" in filled("history", id).stdout
    assert "corrected counts; its words were erased" in filled("history", event).stdout
    assert "2 reports (0 copies, 0 retracted, 1 erased)" in filled("status").stdout.replace(
        "reports    2", "2 reports"
    )
    assert "erased before" in filled("erase", id, "--reason", "x", "--yes").stdout
    again = filled("add", "in", "--published", "2016-03-08")
    assert again.exit_code == 3
    assert "not read: one: it was erased from the casefile as rep_" in again.stderr
    assert filled("verify").exit_code == 0
    assert run("export", "case", "-f", "jsonl").exit_code == 0
    assert run("publish", "case", "out").exit_code == 0


def test_marks_and_erasures_reach_the_copies_if_asked_to(filled, run, tmp_path):
    (tmp_path / "in" / "copy.txt").write_text(REPORT + "\n")
    assert "1 of them a copy" in filled("add", "in", "--published", "2016-03-08").stderr
    run("publish", "case", "out")
    done = filled("mark", "one", "high", "--copies", "--reason", "x")
    assert done.stdout.count("is marked high") == 2
    assert "releases that were published: rel_" in done.stderr
    kept = filled("erase", "copy", "--reason", "x", "--yes")
    assert "still held are reports that repeat it: rep_" in kept.stderr
    assert filled("erase", "one", "--copies", "--reason", "x", "--yes").exit_code == 0
    assert "0 retracted, 2 erased" in filled("status").stdout
    assert filled("verify").exit_code == 0


def test_a_report_in_another_language_is_added_only_if_asked_for(run, tmp_path):
    french = (
        "Les rebelles ont bombardé la ville de Madaya lundi matin et tué au moins douze personnes, "
        "selon des habitants joints par téléphone dans la ville assiégée par les forces du régime."
    )
    (tmp_path / "fr.txt").write_text(french)
    run("init", "case")
    refused = run("add", "fr.txt", "--case", "case")
    assert refused.exit_code == 3
    assert "it is in French, not English: skipped" in refused.stderr
    taken = run("add", "fr.txt", "--case", "case", "--any-language")
    assert taken.exit_code == 0
    assert "1 report added" in taken.stderr
    assert "1 held already" in run("add", "fr.txt", "--case", "case", "--any-language").stderr


@pytest.mark.parametrize("day", ["20160307", "2016-W10-1", "7 March 2016", "2016-02-30", "2016-03"])
@pytest.mark.parametrize(
    "words",
    [
        ["events", "--case", "case", "--from"], ["incidents", "--case", "case", "--to"],
        ["export", "case", "--from"], ["trends", "case", "--to"],
        ["add", "in", "--case", "case", "--published"],
    ],
)  # fmt: skip
def test_a_day_is_read_the_same_way_by_every_command(run, words, day):
    run("init", "case")
    done = run(*words, day)
    assert done.exit_code == 2
    assert f"'{day}' is not a date" in " ".join(done.output.split())


def test_adding_again_goes_on_where_it_stopped(filled, tmp_path):
    (tmp_path / "in" / "three.txt").write_text("Police arrested two men in Aleppo on Friday.")
    (tmp_path / "in" / "bad.txt").write_text("  ")
    done = filled("add", "in", "--published", "2016-03-08")
    assert done.exit_code == 3
    assert "1 report added, 2 held already, 1 not read" in done.stderr
    assert "bad.txt: the report holds no text" in done.stderr


def test_a_text_that_postgresql_cannot_hold_is_named_and_the_others_are_added(run, tmp_path):
    rows = [{"id": "bad", "text": "Rebels \0 shelled Madaya."}, {"id": "good", "text": REPORT}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    run("init", "case")
    done = run("add", "rows.jsonl", "--case", "case")
    assert done.exit_code == 3
    assert "bad: it holds NUL characters" in done.stderr
    assert "1 report added, 1 not read" in done.stderr


def test_what_was_finished_before_an_interruption_is_kept(run, monkeypatch):
    from dateline.cli.case_add import Coder

    run("init", "case")
    coded = []

    def code(_, report):
        if coded:
            raise KeyboardInterrupt
        coded.append(report.id)
        return []

    with monkeypatch.context() as patch:
        patch.setattr(Coder, "code", code)
        done = run("add", "in", "--case", "case")
    assert done.exit_code == 130
    assert "interrupted: 1 report added" in done.stderr
    again = run("add", "in", "--case", "case")
    assert "1 report added, 1 held already" in again.stderr


def test_a_report_the_program_trips_over_is_named_and_the_others_are_added(run, monkeypatch):
    from dateline.cli.case_add import Coder

    run("init", "case")
    monkeypatch.setattr(Coder, "code", lambda *_: 1 / 0)
    done = run("add", "in", "--case", "case")
    assert done.exit_code == 3
    assert "one: a fault in Dateline (ZeroDivisionError" in done.stderr
    assert "two: a fault in Dateline" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["events"], "--case"),
        (["status", "--case", "nowhere"], "holds no casefile: make one with dateline init"),
        (["init", "in"], "is no empty folder"),
        (["events", "--case", "case", "--from", "May"], "is not a date"),
        (["events", "--case", "case", "--status", "lost"], "no status 'lost'"),
        (["events", "--case", "case", "--format", "pdf"], "unknown value 'pdf'"),
        (["show", "ev_0", "--case", "case"], "holds no event ev_0"),
        (["show", "inc_0", "--case", "case"], "holds no incident inc_0"),
        (["show", "none", "--case", "case"], "holds no report none"),
        (["review", "ev_0", "accept", "--case", "case"], "holds no event ev_0"),
        (["retract", "none", "--reason", "x", "--case", "case"], "holds no report none"),
        (["search", "?", "--case", "case"], "nothing to search for"),
        (["undo", "--case", "case"], "left to undo"),
        (["restore", "none", "new"], "there is no file none"),
        (["add", "in", "--case", "case", "--sensitivity", "secret"], "no sensitivity 'secret'"),
    ],
)
def test_what_cannot_be_done_is_said_and_is_a_matter_of_usage(run, words, message):
    run("init", "case")
    done = run(*words)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())


def test_the_casefile_may_be_named_by_the_environment(run):
    run("init", "case")
    assert run("status", env={"DATELINE_CASE": "case"}).exit_code == 0
