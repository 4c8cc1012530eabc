"""What `dateline history` says of assignments, sheets and notes."""

import pytest
from casefile_samples import NOON, fill
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
