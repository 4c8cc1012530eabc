"""Double coding: two sheets of one event, hidden until both are done; then one adjudication."""

import hashlib
import json

import pytest
from casefile_samples import KILLED, NOON, add, record, told

from dateline.errors import DatelineError, NotHeld, UsageError
from dateline.store import EventQuery, Share
from dateline.store.ledger import canonical

ALL = EventQuery(order="added", limit=500)
RITA = {"who": "rita", "at": NOON}


@pytest.fixture
def four(casefile):
    """Four events that nobody has looked at."""
    add(casefile, told(), *(record(f"ev_{each:02}") for each in range(4)))
    return casefile


@pytest.fixture
def double(four):
    """All of them double coded by ana and karim."""
    four.work.assign(ALL, ["ana", "karim"], Share(double=True), **RITA)
    return four


def decide(casefile, id, who, action, field=None, value=None):
    return casefile.review(id, action, field, value, who=who, at=NOON)


def both(casefile, id="ev_00"):
    """ana corrects the type and accepts, karim rejects."""
    decide(casefile, id, "ana", "correct", "type", "bombing")
    decide(casefile, id, "ana", "accept")
    decide(casefile, id, "karim", "reject")


def unit(casefile, id="ev_00"):
    return next(each for each in casefile.work.units() if each.event_id == id)


def test_each_event_goes_to_two(double):
    assert [[task.assignee for task in double.work.tasks(f"ev_{n:02}")] for n in range(4)] == [
        ["ana", "karim"]
    ] * 4


@pytest.mark.parametrize(
    ("people", "share", "given"),
    [
        (["a", "b", "c"], {}, {"a": 3, "b": 3, "c": 2}),
        (["a", "b", "c", "d"], {}, {"a": 2, "b": 2, "c": 2, "d": 2}),
        (["a", "b"], {"each": 1}, {"a": 1, "b": 1}),
        (["a", "b"], {"percent": 50}, {"a": 2, "b": 2}),
    ],
)
def test_pairs_take_turns(four, people, share, given):
    found = four.work.assign(ALL, people, Share(double=True, **share), **RITA)
    assert {name: len(ids) for name, ids in found.items()} == given


def test_only_what_nobody_has_looked_at_is_double_coded(four):
    four.review("ev_00", "accept", **RITA)
    four.work.assign_one("ev_01", "lena", **RITA)
    found = four.work.assign(ALL, ["ana", "karim"], Share(double=True), **RITA)
    assert found == {"ana": ("ev_02", "ev_03"), "karim": ("ev_02", "ev_03")}
    with pytest.raises(UsageError, match="no event that fits"):
        four.work.assign(EventQuery(status="unreviewed"), ["omar"], **RITA)


def test_what_one_of_them_decides_is_on_their_sheet_and_nowhere_else(double):
    before = double.event("ev_00")
    seen = decide(double, "ev_00", "ana", "correct", "type", "bombing")
    assert (seen.record["type"], seen.status) == ("bombing", "corrected")
    decide(double, "ev_00", "ana", "accept")
    assert double.event("ev_00") == before
    assert double.work.seen_by("ev_00", "karim") == before
    assert double.work.seen_by("ev_00", "rita") == before
    own = double.work.seen_by("ev_00", "ana")
    assert [(each.action, each.field) for each in own.reviews] == [
        ("correct", "type"), ("accept", None),
    ]  # fmt: skip
    assert unit(double).sheets[0].record["type"] == "bombing"
    assert not unit(double).complete
    assert double.verify().problems == ()


@pytest.mark.parametrize("who", ["rita", "lena"])
def test_nobody_else_decides_on_it_meanwhile(double, who):
    with pytest.raises(UsageError, match="is double coded by ana and karim"):
        decide(double, "ev_00", who, "accept")
    with pytest.raises(UsageError, match="is assigned to ana and karim"):
        double.work.assign_one("ev_00", who, **RITA)


def test_a_coder_may_change_their_mind_until_both_are_done(double):
    decide(double, "ev_00", "ana", "accept")
    double.undo("ana", NOON)
    decide(double, "ev_00", "ana", "reject")
    decide(double, "ev_00", "karim", "accept")
    for who in ("ana", "karim"):
        with pytest.raises(UsageError, match="both coders are done"):
            double.undo(who, NOON)
        with pytest.raises(UsageError, match="a reviewer adjudicates"):
            decide(double, "ev_00", who, "accept")
    assert [sheet.status for sheet in unit(double).sheets] == ["rejected", "accepted"]


def read(casefile, who, oversees):
    """What somebody reads of the sheets, in the order of the ledger."""
    told = casefile.work.veiled(casefile.ledger(), who, oversees=oversees)
    return [each.body.get("action", "hidden") for each in told if each.action == "code"]


@pytest.mark.parametrize(
    ("who", "oversees", "one", "after"),
    [
        ("ana", False, ["correct", "accept"], ["correct", "accept", "reject"]),
        ("karim", False, ["hidden", "hidden"], ["correct", "accept", "reject"]),
        ("karim", True, ["hidden", "hidden"], ["correct", "accept", "reject"]),
        ("lena", False, ["hidden", "hidden"], ["correct", "accept", "reject"]),
        ("rita", True, ["correct", "accept"], ["correct", "accept", "reject"]),
    ],
)
def test_who_may_read_the_sheets_in_the_ledger(double, who, oversees, one, after):
    decide(double, "ev_00", "ana", "correct", "type", "bombing")
    decide(double, "ev_00", "ana", "accept")
    assert read(double, who, oversees) == one
    decide(double, "ev_00", "karim", "reject")
    assert read(double, who, oversees) == after


def test_the_hash_of_an_entry_does_not_give_a_sheet_away(double):
    decide(double, "ev_00", "ana", "accept")
    decide(double, "ev_01", "ana", "accept")
    one, other = double.ledger()[-2:]
    assert one.body["salt"] != other.body["salt"]
    guess = {"action": "accept", "reason": None, "of": 1}
    row = [one.seq, one.at, one.who, one.action, one.subject, canonical(guess), one.previous]
    assert hashlib.sha256(canonical(row).encode()).hexdigest() != one.hash
    assert json.loads(canonical(one.body))["action"] == "accept"


def test_what_one_gives_back_goes_to_another(double):
    decide(double, "ev_00", "ana", "accept")
    double.work.hand_back("karim", ["ev_00"], who="karim", at=NOON)
    assert not unit(double).complete
    found = double.work.assign(ALL, ["ana", "lena"], Share(double=True), **RITA)
    assert found == {"lena": ("ev_00",)}
    decide(double, "ev_00", "lena", "accept")
    assert [each.coder for each in unit(double).sheets] == ["ana", "lena"]
    with pytest.raises(UsageError, match="cannot be given back"):
        double.work.hand_back("ana", ["ev_00"], who="ana", at=NOON)
    assert double.verify().problems == ()


@pytest.mark.parametrize(
    ("choice", "status", "type", "counts"),
    [
        ({"": "ana"}, "corrected", "bombing", 1),
        ({"": "karim"}, "corrected", "shelling", 0),
        ({"": "karim", "type": "ana"}, "corrected", "bombing", 0),
        ({"": "ana", "counts": "karim", "type": "karim"}, "corrected", "shelling", 0),
        ({"": "ana", "type": "karim"}, "accepted", "shelling", 1),
    ],
)
def test_a_reviewer_chooses_whose_sheet_holds_field_by_field(double, choice, status, type, counts):
    decide(double, "ev_00", "ana", "correct", "type", "bombing")
    decide(double, "ev_00", "ana", "accept")
    decide(double, "ev_00", "karim", "correct", "counts", [])
    decide(double, "ev_00", "karim", "accept")
    double.work.adjudicate({"ev_00": choice}, reason="the words", **RITA)
    found = double.event("ev_00")
    assert (found.status, found.record["type"], len(found.record["counts"])) == (
        status, type, counts,
    )  # fmt: skip
    assert {each.who for each in found.reviews} == {"rita"}
    assert len({each.seq for each in found.reviews}) == 1
    assert unit(double).settled
    assert double.history("ev_00")[-1].action == "adjudicate"
    assert double.verify().problems == ()
    double.undo("rita", NOON)
    assert double.event("ev_00").status == "unreviewed"
    assert not unit(double).settled


def test_a_rejection_that_holds_rejects(double):
    both(double)
    double.work.adjudicate({"ev_00": {"": "karim"}}, **RITA)
    assert double.event("ev_00").status == "rejected"
    decided = double.review("ev_00", "accept", **RITA)
    assert decided.status == "accepted"


@pytest.mark.parametrize(
    ("id", "choice", "who", "why"),
    [
        ("ev_00", {"": "ana"}, "ana", "another has to adjudicate"),
        ("ev_00", {"": "lena"}, "rita", "say whose sheet"),
        ("ev_00", {"type": "ana"}, "rita", "say whose sheet"),
        ("ev_01", {"": "ana"}, "rita", "not both coders are done"),
        ("ev_99", {"": "ana"}, "rita", "not both coders are done"),
    ],
)
def test_what_cannot_be_adjudicated_is_said(double, id, choice, who, why):
    both(double)
    head = double.ledger_head()
    with pytest.raises(DatelineError, match=why):
        double.work.adjudicate({id: choice}, who=who, at=NOON)
    assert double.ledger_head() == head


def test_many_are_adjudicated_in_one_entry_and_undone_so(double):
    for id in ("ev_00", "ev_01"):
        for who in ("ana", "karim"):
            decide(double, id, who, "accept")
    double.work.adjudicate({"ev_00": {"": "ana"}, "ev_01": {"": "ana"}}, **RITA)
    assert [double.event(id).status for id in ("ev_00", "ev_01")] == ["accepted", "accepted"]
    with pytest.raises(UsageError, match="adjudicated already"):
        double.work.adjudicate({"ev_00": {"": "ana"}}, **RITA)
    double.undo("rita", NOON)
    assert [double.event(id).status for id in ("ev_00", "ev_01")] == ["unreviewed", "unreviewed"]
    double.redo("rita", NOON)
    assert double.verify().problems == ()


def test_a_correction_that_cannot_be_is_refused_on_a_sheet_too(double):
    with pytest.raises(UsageError, match="no event type"):
        decide(double, "ev_00", "ana", "correct", "type", "picnic")
    with pytest.raises(NotHeld):
        decide(double, "ev_99", "ana", "accept")
    counts = [KILLED | {"low": 3, "high": 3}]
    assert decide(double, "ev_00", "ana", "correct", "counts", counts).record["counts"] == counts


def test_a_restored_casefile_has_the_same_work(double, tmp_path):
    from dateline.store import Casefile

    both(double)
    double.work.adjudicate({"ev_00": {"": "ana"}}, **RITA)
    decide(double, "ev_01", "ana", "accept")
    double.backup(tmp_path / "whole.backup")
    with Casefile.restore(tmp_path / "whole.backup", str(tmp_path / "back")) as back:
        assert back.work.units() == double.work.units()
        assert back.work.loads() == double.work.loads()
        assert back.event("ev_00") == double.event("ev_00")


def test_sheets_outlast_a_coding_that_no_longer_finds_the_event(double):
    both(double)
    double.recode("r1", [record("ev_01")], {"dateline": "next"}, who="maria", at=NOON)
    assert double.event("ev_00").status == "superseded"
    double.work.adjudicate({"ev_00": {"": "ana"}}, **RITA)
    assert double.event("ev_00").status == "corrected"
    assert double.verify().problems == ()
