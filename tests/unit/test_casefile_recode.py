"""A report coded again: both versions are kept, people's decisions stay, the diff is readable."""

import pytest
from casefile_samples import KILLED, MADE_BY, NOON, arrest, fill, record
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.case_recode import difference_text
from dateline.store import EventQuery
from dateline.store.recoding import value_text

NEW = MADE_BY | {"codebook": "0.2"}
AGAIN = record(counts=[KILLED | {"low": 14, "high": 14}], factuality="uncertain")


def recode(casefile, *records, **more):
    return casefile.recode("r1", list(records), NEW, who="maria", at=NOON, **more)


def test_the_new_version_stands_beside_the_old(casefile):
    fill(casefile)
    found = recode(casefile, AGAIN, arrest("ev_9"))
    assert [(each.kind, each.event_id) for each in found.differences] == [
        ("changed", "ev_1"),
        ("lost", "ev_2"),
        ("found", "ev_9"),
    ]
    assert found.differences[0].fields == (
        ("factuality", "asserted", "uncertain"),
        ("counts", "killed 12..", "killed 14"),
    )
    assert (casefile.event("ev_1").machine, casefile.event("ev_1").reading) == (AGAIN, 2)
    assert casefile.event("ev_2").status == "superseded"
    assert casefile.event("ev_2").incident_id is None
    assert [each.id for each in casefile.events(EventQuery(order="added")).items] == [
        "ev_1",
        "ev_9",
    ]
    assert [each.number for each in casefile.readings(casefile.report("r1").id)] == [1, 2]
    assert casefile.verify().problems == ()


def test_what_people_decided_stays(casefile):
    fill(casefile)
    casefile.review("ev_1", "correct", "type", "bombing", who="maria", at=NOON)
    casefile.review("ev_2", "accept", who="maria", at=NOON)
    found = recode(casefile, AGAIN)
    assert [(each.kind, each.kept) for each in found.differences] == [
        ("changed", False),
        ("lost", True),
    ]
    stands = casefile.event("ev_1")
    assert (stands.record["type"], stands.record["factuality"]) == ("bombing", "uncertain")
    assert casefile.event("ev_2").status == "accepted"
    casefile.undo("maria", NOON)
    assert casefile.event("ev_2").status == "superseded"


def test_a_rejected_event_that_is_found_again_stays_rejected(casefile):
    fill(casefile)
    casefile.review("ev_1", "reject", who="maria", at=NOON)
    recode(casefile, AGAIN)
    assert casefile.event("ev_1").status == "rejected"


def test_the_same_coding_changes_nothing_and_is_not_asked_for_again(casefile):
    fill(casefile)
    report_id = casefile.report("r1").id
    assert casefile.needs_coding(NEW) == [report_id]
    assert casefile.needs_coding(MADE_BY) == []
    assert recode(casefile, record(), arrest()).differences == ()
    assert casefile.needs_coding(NEW) == []
    assert casefile.event("ev_1").status == "unreviewed"


def test_a_dry_run_says_what_would_change_and_keeps_nothing(casefile):
    fill(casefile)
    before = casefile.ledger()
    assert len(recode(casefile, AGAIN, dry_run=True).differences) == 2
    assert casefile.ledger() == before
    assert casefile.event("ev_1").reading == 1
    assert casefile.event("ev_2").status == "unreviewed"


def test_a_difference_is_written_for_reading(casefile):
    fill(casefile)
    casefile.review("ev_2", "accept", who="maria", at=NOON)
    changed, lost = recode(casefile, AGAIN).differences
    assert difference_text(changed).splitlines() == [
        "~ shelling “shelled” (ev_1)",
        "    factuality: asserted -> uncertain",
        "    counts: killed 12.. -> killed 14",
    ]
    assert difference_text(lost) == (
        "- arrest “arrested” (ev_2), kept in force: a person reviewed it"
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("agent", "rebels (Syria)"),
        ("places", "Madaya (town)"),
        ("time", "2016-03-07"),
        ("target", "nothing"),
        ("phase", "nothing"),
        ("sources", "residents"),
    ],
)
def test_values_are_compared_as_read(field, text):
    assert value_text(record()[field]) == text


def test_recode_on_the_command_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    (tmp_path / "r.txt").write_text("Rebels shelled Madaya on Monday, residents said.")
    case = ["--case", "case", "--as", "maria"]
    assert run(app, ["init", "case", "--as", "maria"]).exit_code == 0
    assert run(app, ["add", "r.txt", *case, "--engine", "rules"]).exit_code == 0
    again = run(app, ["recode", *case, "--engine", "rules"])
    assert (again.exit_code, again.stdout) == (0, "")
    assert "0 reports coded again" in again.stderr
    other = run(app, ["recode", *case, "--engine", "trained", "--dry-run"])
    assert other.exit_code == 0
    assert "1 report coded again" in other.stderr
    assert run(app, ["recode", "none", *case, "--engine", "rules"]).exit_code == 2


def test_what_was_only_tried_is_not_merged_afterwards(casefile):
    """The numbers of rows that were not kept are given again, to rows with other words."""
    fill(casefile)
    elsewhere = arrest("ev_1")["places"]
    recode(casefile, record(places=elsewhere), arrest(), dry_run=True)
    recode(casefile, AGAIN, arrest())
    found = casefile.incident(casefile.event("ev_1").incident_id)
    assert (found.place, found.body["counts"][0]["reported"][0]["low"]) == ("Madaya", 14)
