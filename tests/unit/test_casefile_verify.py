"""verify finds what was changed behind the ledger's back, wherever it was."""

import shutil

import pytest
from casefile_samples import NOON, add, arrest, fill, record, told
from sqlalchemy import text

from dateline.store import Casefile, EventQuery, Share
from dateline.store.archive import path_of
from dateline.store.schema import APPEND_ONLY


@pytest.fixture
def busy(casefile):
    """A casefile in which everything has been done once."""
    fill(casefile)
    add(casefile, told("r2", "Another text of another day."), arrest("ev_3", "r2"))
    casefile.review("ev_1", "correct", "type", "bombing", who="maria", at=NOON)
    casefile.review("ev_2", "accept", who="omar", at=NOON, reason="checked")
    casefile.retract("r2", "withdrawn", who="omar", at=NOON)
    casefile.undo("omar", NOON)
    return casefile


@pytest.fixture
def worked(casefile):
    """A casefile whose events were assigned, double coded, adjudicated, sent back and answered."""
    fill(casefile)
    rita = {"who": "rita", "at": NOON}
    casefile.work.assign(EventQuery(type="shelling"), ["ana", "omar"], Share(double=True), **rita)
    casefile.review("ev_1", "accept", who="ana", at=NOON)
    casefile.review("ev_1", "reject", who="omar", at=NOON)
    casefile.work.adjudicate({"ev_1": {"": "ana"}}, **rita)
    casefile.work.assign_one("ev_2", "ana", **rita)
    casefile.work.hand_back("ana", ["ev_2"], **rita)
    casefile.review("ev_2", "reject", who="ana", at=NOON)
    casefile.work.send_back("ev_2", "Why?", **rita)
    casefile.work.answer("ev_2", "Because.", who="ana", at=NOON)
    return casefile


@pytest.mark.parametrize(
    ("order", "seq", "what"),
    [
        ("UPDATE assignment SET assignee = 'lena' WHERE seq = 7", 7, "of the assignment is gone"),
        ("DELETE FROM assignment WHERE assignee = 'ana' AND seq = 3", 3, "of the assignment"),
        ("UPDATE sheet SET action = 'accept' WHERE who = 'omar'", 5, "the sheet of ev_1"),
        ("UPDATE adjudication SET decisions = '[]'", 6, "of the adjudication is gone"),
        ("UPDATE handback SET who = 'ana'", 8, "of the handback is gone"),
        ("UPDATE sendback SET reason = 'No.'", 10, "the sendback of ev_2"),
        ("UPDATE answer SET answers = 3", 11, "the answer of ev_2"),
        ("INSERT INTO answer VALUES (12, 'ev_2', 3, 'ana', 'then', NULL)", 0, "answer has 2 rows"),
    ],
)
def test_what_was_changed_of_the_work_is_named(worked, order, seq, what):
    assert worked.verify().problems == ()
    tamper(worked, order)
    first = worked.verify().problems[0]
    assert first.seq == seq
    assert what in first.what


def tamper(casefile, order):
    """Change rows as someone could who owns the database."""
    with casefile._store.writing() as connection:
        for table in APPEND_ONLY:
            if casefile._store.on_server:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            else:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_update"))
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_delete"))
        connection.execute(text(order))


def test_a_casefile_as_it_was_left_is_sound(busy):
    found = busy.verify()
    assert found.problems == ()
    assert (found.entries, found.reports, found.originals, found.records) == (7, 2, 2, 3)
    assert found.head == busy.status().head


@pytest.mark.parametrize(
    ("order", "seq", "what"),
    [
        ("UPDATE ledger SET who = 'nobody' WHERE seq = 4", 4, "it was changed"),
        ("UPDATE ledger SET body = '{}' WHERE seq = 5", 5, "it was changed"),
        ("UPDATE ledger SET previous = hash WHERE seq = 3", 3, "it does not follow #2"),
        ("DELETE FROM ledger WHERE seq = 3", 3, "it is missing: the next one there is #4"),
        ("UPDATE report SET source = 'Other' WHERE doc_id = 'r1'", 2, "its row has another hash"),
        ("UPDATE report SET text = 'x' WHERE doc_id = 'r1'", 2, "its row has another hash"),
        ("DELETE FROM report WHERE doc_id = 'r2'", 3, "is gone"),
        ("UPDATE version SET record = '{}' WHERE event_id = 'ev_1'", 2, "the record of event ev_1"),
        ("DELETE FROM version WHERE event_id = 'ev_2'", 2, "the record of event ev_2"),
        ("UPDATE reading SET made_by = '{}' WHERE id = 1", 2, "coding 1 of report"),
        ("UPDATE review SET action = 'reject' WHERE event_id = 'ev_2'", 5, "the review of ev_2"),
        ("UPDATE review SET who = 'nobody' WHERE event_id = 'ev_2'", 5, "the review of ev_2"),
        ("DELETE FROM retraction", 6, "the retraction of rep_"),
        ("UPDATE undo SET undoes = 4", 7, "the undo of #6"),
        ("INSERT INTO undo VALUES (8, 4, 'nobody', 'then', NULL)", 0, "table undo has 2 rows"),
        ("DELETE FROM original", 0, "its original"),
    ],
)
def test_the_first_broken_link_is_named(busy, order, seq, what):
    tamper(busy, order)
    first = busy.verify().problems[0]
    assert first.seq == seq
    assert what in first.what


def test_the_ledger_cut_off_shows_against_a_hash_written_down(busy):
    head = busy.status().head
    assert busy.verify(head).problems == ()
    tamper(busy, "DELETE FROM undo")
    tamper(busy, "DELETE FROM ledger WHERE seq = 7")
    assert busy.verify().problems == ()  # which nobody can tell from the casefile alone
    (problem,) = busy.verify(head).problems
    assert f"no entry has the hash {head}" in str(problem)


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
def test_an_original_that_was_touched_is_named(made_cases, harm):
    with Casefile.open(made_cases("sqlite", "")) as casefile:
        added = fill(casefile)
        sha256 = casefile.report(added.report_id).sha256
        path = path_of(casefile._store.address.folder, sha256)
        if harm == "gone":
            path.unlink()
        elif harm == "cut":
            path.write_bytes(path.read_bytes()[:-9])
        else:
            add(casefile, told("r2", "Another text of another day."), record("ev_9", "r2"))
            other = path_of(casefile._store.address.folder, casefile.report("r2").sha256)
            shutil.copy(other, path)
        (problem,) = casefile.verify().problems
        assert problem.what.startswith(f"original {sha256}")
