"""Who is to look at what: given out once, given back, sent back with a note, answered."""

import threading

import pytest
from casefile_samples import NOON, add, record, told

from dateline.errors import DatelineError, NotHeld, UsageError
from dateline.store import NOBODY, Casefile, EventQuery, Share

ALL = EventQuery(order="added", limit=500)
SIGNED = {"who": "rita", "at": NOON}


def fill(casefile, number=6):
    """A report with so many events: ev_00, ev_01 ..."""
    add(casefile, told(), *(record(f"ev_{each:02}") for each in range(number)))


def assign(casefile, *people, query=ALL, **share):
    return casefile.work.assign(query, people, Share(**share), **SIGNED)


def waiting(casefile, name):
    query = EventQuery(work=name, status="any", order="added")
    return [each.id for each in casefile.events(query).items]


def loads(casefile):
    return {each.assignee: (each.open, each.sent_back, each.done) for each in casefile.work.loads()}


@pytest.mark.parametrize(
    ("people", "share", "given"),
    [
        (("ana",), {}, {"ana": 6}),
        (("ana", "karim"), {}, {"ana": 3, "karim": 3}),
        (("ana", "karim", "lena", "omar"), {}, {"ana": 2, "karim": 2, "lena": 1, "omar": 1}),
        (("ana", "karim"), {"each": 2}, {"ana": 2, "karim": 2}),
        (("ana", "ana", " ", "karim "), {"each": 1}, {"ana": 1, "karim": 1}),
        (("ana",), {"percent": 50.0}, {"ana": 3}),
        (("ana",), {"percent": 1.0}, {"ana": 1}),
    ],
)
def test_events_are_given_out_in_turn_and_each_once(casefile, people, share, given):
    fill(casefile)
    found = assign(casefile, *people, **share)
    assert {name: len(ids) for name, ids in found.items()} == given
    ids = [id for each in found.values() for id in each]
    assert len(ids) == len(set(ids))
    for name in given:
        assert waiting(casefile, name) == sorted(found[name])
    assert len(waiting(casefile, NOBODY)) == 6 - len(ids)
    assert casefile.verify().problems == ()


def test_what_is_somebodys_is_not_given_out_again(casefile):
    fill(casefile)
    assign(casefile, "ana", each=4)
    assert assign(casefile, "karim") == {"karim": ("ev_04", "ev_05")}
    with pytest.raises(UsageError, match="no event that fits is free"):
        assign(casefile, "lena")
    with pytest.raises(UsageError, match="is assigned to ana: take it back first"):
        casefile.work.assign_one("ev_00", "karim", **SIGNED)


@pytest.mark.parametrize(
    ("people", "share", "why"),
    [
        ((), {}, "name somebody"),
        (("", " "), {}, "name somebody"),
        (("ana",), {"each": 0}, "0 events cannot be assigned"),
        (("ana",), {"percent": 0.0}, "is no share"),
        (("ana",), {"percent": 101.0}, "is no share"),
        (("ana",), {"double": True}, "takes 2 people"),
    ],
)
def test_what_cannot_be_given_out_is_said_and_nothing_is_kept(casefile, people, share, why):
    fill(casefile)
    head = casefile.ledger_head()
    with pytest.raises(UsageError, match=why):
        assign(casefile, *people, **share)
    assert casefile.ledger_head() == head


def test_only_what_fits_is_given_out(casefile):
    fill(casefile)
    casefile.review("ev_01", "accept", **SIGNED)
    unreviewed = EventQuery(order="added", status="unreviewed")
    assert assign(casefile, "ana", query=unreviewed, each=2) == {"ana": ("ev_00", "ev_02")}


def test_deciding_is_having_done_it_and_undo_brings_it_back(casefile):
    fill(casefile, 2)
    assign(casefile, "ana")
    casefile.review("ev_00", "correct", "type", "bombing", who="ana", at=NOON)
    assert loads(casefile) == {"ana": (2, 0, 0)}
    casefile.review("ev_00", "accept", who="ana", at=NOON)
    assert (waiting(casefile, "ana"), loads(casefile)) == (["ev_01"], {"ana": (1, 0, 1)})
    casefile.undo("ana", NOON)
    assert waiting(casefile, "ana") == ["ev_00", "ev_01"]
    casefile.redo("ana", NOON)
    assert waiting(casefile, "ana") == ["ev_01"]


def test_what_is_done_can_be_given_to_another_to_look_again(casefile):
    fill(casefile, 1)
    assign(casefile, "ana")
    casefile.review("ev_00", "accept", who="ana", at=NOON)
    assert assign(casefile, "karim") == {"karim": ("ev_00",)}
    assert loads(casefile) == {"ana": (0, 0, 1), "karim": (1, 0, 0)}


def test_events_are_given_back_by_whom_they_were_given_to_or_taken(casefile):
    fill(casefile, 3)
    assign(casefile, "ana")
    assert casefile.work.hand_back("ana", ["ev_01"], who="ana", at=NOON) == ("ev_01",)
    assert waiting(casefile, NOBODY) == ["ev_01"]
    with pytest.raises(NotHeld, match="not assigned to ana"):
        casefile.work.hand_back("ana", ["ev_01"], **SIGNED)
    casefile.review("ev_00", "reject", who="ana", at=NOON)
    assert casefile.work.hand_back("ana", **SIGNED) == ("ev_02",)
    with pytest.raises(UsageError, match="has nothing"):
        casefile.work.hand_back("ana", **SIGNED)
    assert loads(casefile) == {"ana": (0, 0, 1)}
    assert casefile.verify().problems == ()


def test_an_assignment_is_undone_by_a_row_of_its_own(casefile):
    fill(casefile)
    assign(casefile, "ana", "karim")
    undone = casefile.undo("rita", NOON)
    assert undone.action == "assign"
    assert waiting(casefile, "ana") == []
    assert [entry.action for entry in casefile.ledger()][-2:] == ["assign", "undo"]
    casefile.redo("rita", NOON)
    assert len(waiting(casefile, "ana")) == 3


def test_an_assignment_does_not_come_back_where_another_has_the_event_by_now(casefile):
    fill(casefile, 1)
    assign(casefile, "ana")
    casefile.undo("rita", NOON)
    casefile.work.assign(ALL, ["karim"], who="omar", at=NOON)
    with pytest.raises(UsageError, match="would be of ana and karim"):
        casefile.redo("rita", NOON)
    assert (waiting(casefile, "ana"), waiting(casefile, "karim")) == ([], ["ev_00"])


def test_an_assignment_stands_in_the_history_of_each_event(casefile):
    fill(casefile, 2)
    assign(casefile, "ana")
    for id in ("ev_00", "ev_01"):
        last = casefile.history(id)[-1]
        assert (last.action, last.who, last.body["to"]) == (
            "assign", "rita", {"ana": ["ev_00", "ev_01"]},
        )  # fmt: skip


def test_what_is_retracted_waits_for_nobody(casefile):
    fill(casefile)
    assign(casefile, "ana")
    casefile.retract("r1", "withdrawn", **SIGNED)
    assert (waiting(casefile, "ana"), loads(casefile)) == ([], {})
    with pytest.raises(UsageError, match="is retracted"):
        casefile.work.assign_one("ev_00", "karim", **SIGNED)


def test_two_who_take_at_once_do_not_get_the_same(made_case):
    with Casefile.open(made_case) as casefile:
        fill(casefile, 40)
    got, start = {}, threading.Barrier(4)

    def take(name):
        with Casefile.open(made_case) as own:
            start.wait()
            got[name] = own.work.assign(ALL, [name], Share(each=10), who=name, at=NOON)[name]

    threads = [threading.Thread(target=take, args=(f"coder {each}",)) for each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    taken = sorted(id for ids in got.values() for id in ids)
    assert taken == [f"ev_{each:02}" for each in range(40)]
    with Casefile.open(made_case) as casefile:
        assert casefile.verify().problems == ()


@pytest.fixture
def decided(casefile):
    """ana has accepted ev_00, which was assigned to her."""
    fill(casefile, 2)
    assign(casefile, "ana")
    casefile.review("ev_00", "accept", who="ana", at=NOON)
    return casefile


def test_a_decided_event_goes_back_to_its_coder_with_a_note_and_is_answered(decided):
    task = decided.work.send_back("ev_00", "The toll is of both towns.", **SIGNED)
    assert (task.assignee, task.note) == ("ana", "The toll is of both towns.")
    assert decided.work.sent_back("ana") == (task,)
    assert loads(decided) == {"ana": (2, 1, 0)}
    decided.review("ev_00", "correct", "counts", [], who="ana", at=NOON)
    assert decided.work.sent_back("ana") == (task,)
    decided.work.answer("ev_00", "Right: I took it out.", who="ana", at=NOON)
    assert (decided.work.sent_back("ana"), loads(decided)) == ((), {"ana": (1, 0, 1)})
    last = decided.history("ev_00")[-3:]
    assert [(entry.action, entry.body["reason"]) for entry in last] == [
        ("send back", "The toll is of both towns."),
        ("review", None),
        ("answer", "Right: I took it out."),
    ]
    assert decided.verify().problems == ()


def test_without_an_assignment_it_goes_to_who_decided(casefile):
    fill(casefile, 2)
    casefile.review("ev_00", "reject", who="karim", at=NOON)
    assert casefile.work.send_back("ev_00", "Why?", **SIGNED).assignee == "karim"
    casefile.review("ev_01", "reject", **SIGNED)
    with pytest.raises(UsageError, match="nobody but rita decided"):
        casefile.work.send_back("ev_01", "Why?", **SIGNED)
    assert casefile.work.send_back("ev_01", "Why?", to="lena", **SIGNED).assignee == "lena"


@pytest.mark.parametrize(
    ("id", "note", "why"),
    [
        ("ev_00", " ", "say in a note"),
        ("ev_01", "Why?", "only what is decided is sent back"),
        ("ev_99", "Why?", "holds no event"),
    ],
)
def test_what_cannot_be_sent_back_is_said(decided, id, note, why):
    with pytest.raises(DatelineError, match=why):
        decided.work.send_back(id, note, **SIGNED)


def test_it_is_sent_back_once_and_answered_by_whom_it_was_sent_to(decided):
    decided.work.send_back("ev_00", "Why?", **SIGNED)
    with pytest.raises(UsageError, match="waits for ana already"):
        decided.work.send_back("ev_00", "Really?", **SIGNED)
    with pytest.raises(UsageError, match="is assigned to ana"):
        decided.work.assign_one("ev_00", "karim", **SIGNED)
    with pytest.raises(NotHeld, match="was not sent back to karim"):
        decided.work.answer("ev_00", "Because.", who="karim", at=NOON)
    with pytest.raises(UsageError, match="say in words"):
        decided.work.answer("ev_00", "", who="ana", at=NOON)
    decided.undo("rita", NOON)
    assert decided.work.sent_back("ana") == ()
    with pytest.raises(NotHeld, match="or was answered"):
        decided.work.answer("ev_00", "Because.", who="ana", at=NOON)
