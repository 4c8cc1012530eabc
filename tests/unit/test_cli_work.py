"""What `dateline history` says of assignments, sheets and notes."""

import pytest
from casefile_samples import NOON, add, fill, record
from casefile_samples import told as told_report
from typer.testing import CliRunner

from dateline.cli import app
from dateline.store import Casefile, EventQuery, Share

RITA = {"who": "rita", "at": NOON}


@pytest.fixture
def worked(tmp_path):
    """A casefile whose ev_1 is double coded by ana, who is done, and by omar, who is not."""
    with Casefile.create(str(tmp_path / "case"), "maria", NOON) as casefile:
        fill(casefile)
        shelling = EventQuery(type="shelling")
        casefile.work.assign(shelling, ["ana", "omar"], Share(double=True), **RITA)
        casefile.review("ev_1", "correct", "type", "bombing", who="ana", at=NOON)
        casefile.review("ev_1", "accept", who="ana", at=NOON)
        casefile.work.assign_one("ev_2", "ana", reason="hers", **RITA)
        casefile.work.hand_back("ana", ["ev_2"], **RITA)
        casefile.review("ev_2", "reject", who="ana", at=NOON)
        casefile.work.send_back("ev_2", "Why?", **RITA)
        casefile.work.answer("ev_2", "Because.", who="ana", at=NOON)
    return str(tmp_path / "case")


def told(case, id, who):
    found = CliRunner().invoke(app, ["history", id, "--case", case, "--as", who])
    assert found.exit_code == 0
    return [line.split("Z ", 1)[1] for line in found.stdout.splitlines()[1:]]


def test_history_tells_of_the_work(worked):
    assert told(worked, "ev_2", "rita") == [
        "rita: assigned ev_2 to ana (hers)",
        "rita: gave back ev_2 of ana",
        "ana: rejected ev_2",
        "rita: sent ev_2 back to ana (Why?)",
        "ana: answered #9 (Because.)",
    ]


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        ("ana", ['ana: on a sheet of ev_1: type is "bombing"', "ana: on a sheet of ev_1: accept"]),
        ("rita", ['ana: on a sheet of ev_1: type is "bombing"', "ana: on a sheet of ev_1: accept"]),
        ("omar", ["ana: coded ev_1; hidden until both coders of the event are done"] * 2),
    ],
)
def test_history_hides_a_sheet_from_the_other_coder(worked, who, lines):
    assert told(worked, "ev_1", who) == [
        "rita: assigned ev_1 to ana, ev_1 to omar, each to be coded by two", *lines
    ]  # fmt: skip


def test_history_tells_what_was_adjudicated(worked):
    with Casefile.open(worked) as casefile:
        casefile.review("ev_1", "reject", who="omar", at=NOON)
        casefile.work.adjudicate({"ev_1": {"": "ana", "type": "omar"}}, **RITA)
    assert told(worked, "ev_1", "omar")[-1] == (
        "rita: adjudicated ev_1: all as ana has it, type as omar has it"
    )


@pytest.fixture
def doubled(tmp_path):
    """Twelve events coded by two, who differ in two of them; one by ana alone, one by none."""
    with Casefile.create(str(tmp_path / "twice"), "maria", NOON) as casefile:
        add(casefile, told_report(), *(record(f"ev_{each:02}") for each in range(14)))
        casefile.work.assign(
            EventQuery(order="added", limit=50), ["ana", "omar"], Share(double=True), **RITA
        )
        for number in range(13):
            if number % 2:
                casefile.review(f"ev_{number:02}", "correct", "type", "bombing", who="ana", at=NOON)
            casefile.review(f"ev_{number:02}", "accept", who="ana", at=NOON)
        for number in range(12):
            if number % 2 and number > 1:
                casefile.review(
                    f"ev_{number:02}", "correct", "type", "bombing", who="omar", at=NOON
                )
            decision = "accept" if number else "reject"
            casefile.review(f"ev_{number:02}", decision, who="omar", at=NOON)
    return str(tmp_path / "twice")


def test_agreement_as_a_table(doubled):
    found = CliRunner().invoke(app, ["agreement", "--case", doubled])
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0] == "12 events coded by both; left out: 1 coded by one so far, 1 by none"
    assert lines[2].split() == ["field", "scale", "alpha", "95", "%", "interval", "units", "same",
                                "one", "only"]  # fmt: skip
    cells = {line.split()[0]: line.split() for line in lines[3:]}
    assert cells["type"][1:3] == ["nominal", "0.83"]
    assert cells["type"][-3:] == ["11", "10", "1"]
    assert "all values are the same" in " ".join(cells["factuality"])


def test_agreement_as_json_and_csv_says_the_same(doubled):
    import csv
    import json

    written = CliRunner().invoke(app, ["agreement", "--case", doubled, "-f", "json"])
    found = json.loads(written.stdout)
    assert (found["units"], found["coded_by_one"], found["coded_by_none"]) == (12, 1, 1)
    rows = CliRunner().invoke(app, ["agreement", "--case", doubled, "-f", "csv"])
    for row, each in zip(csv.DictReader(rows.stdout.splitlines()), found["fields"], strict=True):
        assert row["field"] == each["field"]
        assert row["alpha"] == ("" if each["alpha"] is None else str(each["alpha"]))
        assert int(row["units"]) == each["units"]


def test_agreement_without_double_coding_says_what_to_do(worked, tmp_path):
    Casefile.create(str(tmp_path / "new"), "maria", NOON).close()
    found = CliRunner().invoke(app, ["agreement", "--case", str(tmp_path / "new")])
    assert "No event is double coded" in found.stdout
    few = CliRunner().invoke(app, ["agreement", "--case", worked])
    assert "0 events coded by both; left out: 1 coded by one so far, 0 by none" in few.stdout
    assert "too few: 0 compared, 10 are needed" in few.stdout
    wrong = CliRunner().invoke(app, ["agreement", "--case", worked, "-f", "pdf"])
    assert wrong.exit_code == 2
