"""Decisions: beside the machine's record, signed, undone by another row."""

import pytest
from casefile_samples import NOON, add, arrest, fill, record, told

from dateline.errors import NotHeld, UsageError
from dateline.store import EventQuery
from dateline.store.corrections import check_correction, read_correction


def decide(casefile, *decision, who="maria", **more):
    return casefile.review(*decision, who=who, at=NOON, **more)


def test_an_accepted_event_is_as_the_machine_read_it(casefile):
    fill(casefile)
    stands = decide(casefile, "ev_1", "accept")
    assert stands.status == "accepted"
    assert stands.machine == record()
    assert stands.record == record() | {
        "review": {"status": "accepted", "fields": [], "by": ["maria"]}
    }


def test_a_correction_stands_beside_the_machines_record(casefile):
    fill(casefile)
    stands = decide(casefile, "ev_1", "correct", "type", "bombing", reason="a car bomb")
    assert (stands.record["type"], stands.record["family"]) == ("bombing", "remote")
    assert stands.record["codes"]["cameo"] == "183"
    assert stands.machine["type"] == "shelling"
    assert stands.reviews[0].reason == "a car bomb"
    assert [e.id for e in casefile.events(EventQuery(type="bombing")).items] == ["ev_1"]
    assert casefile.events(EventQuery(type="shelling")).total == 0


def test_what_is_looked_up_follows_a_correction(casefile):
    fill(casefile)
    place = record()["places"][0] | {"name": "Mosul", "quote": "Mosul", "country": "IRQ"}
    decide(casefile, "ev_1", "correct", "places", [place])
    assert casefile.events(EventQuery(country="IRQ")).total == 1
    assert [hit.id for hit in casefile.search("mosul")] == ["ev_1"]
    decide(casefile, "ev_1", "correct", "agent", [])
    assert casefile.events(EventQuery(actor="rebels/SYR")).total == 0
    casefile.undo("maria", NOON)
    casefile.undo("maria", NOON)
    assert casefile.events(EventQuery(actor="rebels/SYR")).total == 1
    assert casefile.search("mosul") == []


def test_a_rejected_event_is_kept_and_out_of_force(casefile):
    fill(casefile)
    decide(casefile, "ev_1", "reject", reason="a caption")
    assert [e.id for e in casefile.events().items] == ["ev_2"]
    assert [e.id for e in casefile.events(EventQuery(status="rejected")).items] == ["ev_1"]
    decide(casefile, "ev_1", "accept")
    assert casefile.event("ev_1").status == "accepted"


def test_undo_is_a_row_of_its_own_and_may_be_undone(casefile):
    fill(casefile)
    decide(casefile, "ev_1", "correct", "factuality", "denied")
    decide(casefile, "ev_2", "reject")
    assert casefile.undo("maria", NOON).subject == "ev_2"
    assert casefile.undo("maria", NOON).subject == "ev_1"
    assert casefile.event("ev_1").record == record()
    assert casefile.event("ev_1").reviews[0].undone
    with pytest.raises(NotHeld, match="no decision of maria left to undo"):
        casefile.undo("maria", NOON)
    assert casefile.redo("maria", NOON).subject == "ev_1"
    assert casefile.redo("maria", NOON).subject == "ev_2"
    with pytest.raises(NotHeld, match="nothing to redo"):
        casefile.redo("maria", NOON)
    assert casefile.event("ev_1").record["factuality"] == "denied"
    assert [e.action for e in casefile.ledger()] == [
        "init", "add", "review", "review", "undo", "undo", "undo", "undo",
    ]  # fmt: skip


def test_what_was_decided_since_ends_redoing(casefile):
    fill(casefile)
    decide(casefile, "ev_1", "reject")
    casefile.undo("maria", NOON)
    decide(casefile, "ev_1", "accept")
    with pytest.raises(NotHeld):
        casefile.redo("maria", NOON)


def test_everybody_undoes_their_own(casefile):
    fill(casefile)
    decide(casefile, "ev_1", "reject", who="maria")
    decide(casefile, "ev_2", "reject", who="omar")
    assert casefile.undo("maria", NOON).subject == "ev_1"
    assert casefile.event("ev_2").status == "rejected"
    assert casefile.undo("maria", NOON, event_id="ev_2").who == "omar"


def test_a_retracted_report_takes_its_events_with_it(casefile):
    fill(casefile)
    decide(casefile, "ev_1", "accept")
    held = casefile.retract("r1", "withdrawn by its publisher", who="omar", at=NOON)
    assert held.retracted == "withdrawn by its publisher"
    assert {e.status for e in casefile.events(EventQuery(status="any")).items} == {"retracted"}
    with pytest.raises(UsageError, match="retracted already"):
        casefile.retract("r1", "again", who="omar", at=NOON)
    casefile.undo("omar", NOON)
    assert casefile.report("r1").retracted is None
    assert casefile.event("ev_1").status == "accepted"


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        (("ev_9", "accept"), "no event ev_9"),
        (("ev_1", "approve"), "no decision 'approve': known are accept, reject, correct, undo"),
        (("ev_1", "correct"), "a correction needs a field"),
        (("ev_1", "correct", "colour", "red"), "no field 'colour'"),
        (("ev_1", "correct", "places.4.name", "Homs"), "no field 'places.4.name'"),
        (("ev_1", "correct", "type", "party"), "no event type 'party'"),
        (("ev_1", "correct", "factuality", "true"), "no factuality 'true'"),
        (("ev_1", "correct", "id", "ev_2"), "id cannot be corrected"),
        (("ev_1", "correct", "report.title", "x"), "report.title cannot be corrected"),
        (("ev_1", "correct", "time", {"earliest": "2016-03-09", "latest": "2016-03-01"}), "time"),
        (("ev_1", "correct", "counts.0.low", -1), "counts.0.low"),
        (("ev_1", "correct", "counts", "many"), "counts"),
    ],
)
def test_what_cannot_be_decided_is_named_and_nothing_is_written(casefile, decision, message):
    fill(casefile)
    with pytest.raises(UsageError, match=message):
        decide(casefile, *decision)
    assert len(casefile.ledger()) == 2


@pytest.mark.parametrize(
    ("field", "written", "part", "value"),
    [
        ("type", "killing", ("type",), "killing"),
        ("phase", "null", ("phase",), None),
        ("time", "2016-03-01", ("time", "latest"), "2016-03-01"),
        ("time", "2016-03-01..2016-03-07", ("time", "precision"), "week"),
        ("time", "2016-03-01..", ("time", "latest"), None),
        ("time", "null", ("time",), None),
        ("killed", "14", ("counts", 0, "high"), 14),
        ("killed", "14..", ("counts", 0, "high"), None),
        ("killed", "..14", ("counts", 0, "low"), None),
        ("killed", "14..16", ("counts", 0, "high"), 16),
        ("killed", "null", ("counts",), []),
        ("injured", "3", ("counts", 1, "measure"), "injured"),
        ("agent", "islamic-state", ("agent", 0, "actor", "name"), "Islamic State"),
        ("agent", "unknown gunmen", ("agent", 0, "quote"), "unknown gunmen"),
        ("target", "islamic-state, villagers", ("target", 1, "actor"), None),
        ("target", "null", ("target",), []),
        ("places.0.name", "Zabadani", ("places", 0, "name"), "Zabadani"),
        ("counts.0.low", "13", ("counts", 0, "low"), 13),
    ],
)
def test_a_value_is_read_as_a_reviewer_writes_it(field, written, part, value):
    found = check_correction(record(), *read_correction(record(), field, written))
    for step in part:
        found = found[step]
    assert found == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("time", "yesterday"),
        ("time", "2016-13-01"),
        ("time", ".."),
        ("killed", "many"),
        ("killed", ".."),
        ("killed", "-3"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(field, written):
    with pytest.raises(UsageError, match="is no "):
        read_correction(record(), field, written)


def test_two_events_of_two_reports_are_told_apart(casefile):
    fill(casefile)
    add(casefile, told("r2", "Another text of another day."), arrest("ev_3", "r2"))
    decide(casefile, "ev_3", "reject")
    assert [e.id for e in casefile.events(EventQuery(order="added")).items] == ["ev_1", "ev_2"]
    assert casefile.events(EventQuery(report=casefile.report("r2").id, status="any")).total == 1
