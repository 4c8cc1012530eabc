"""The casefile: what comes in is kept, what is decided is added, and both can be asked for."""

import json

import pytest
from casefile_samples import MADE_BY, NOON, SHELLED, add, arrest, fill, record, told

from dateline.errors import NotHeld, UsageError
from dateline.export.json_text import json_line
from dateline.store import Casefile, EventQuery, ReportQuery


def test_a_report_is_kept_with_its_bytes_and_its_events(casefile):
    added = fill(casefile)
    assert added.events == ("ev_1", "ev_2")
    held = casefile.report(added.report_id)
    assert (held.doc_id, held.text, held.added_by, held.events) == ("r1", SHELLED, "maria", 2)
    assert casefile.report("r1") == held
    assert held.as_read() == told()
    assert casefile.original("r1") == SHELLED.encode()
    found = casefile.event("ev_1")
    assert json_line(found.record) == json_line(record())
    assert (found.status, found.reading, found.reviews) == ("unreviewed", 1, ())


def test_adding_the_same_again_changes_nothing(casefile):
    fill(casefile)
    before = casefile.ledger()
    again = fill(casefile)
    assert again.held
    assert casefile.is_coded_once(told())
    assert casefile.ledger() == before


def test_the_same_bytes_under_another_name_are_a_copy_and_not_coded(casefile):
    first = fill(casefile)
    copy = add(casefile, told("r2"))
    assert (copy.copy_of, copy.events) == (first.report_id, ())
    held = casefile.report("r2")
    assert (held.account, held.copy_why) == (first.report_id, "the same bytes")
    assert casefile.reports(ReportQuery(copies=False)).total == 1


def test_bytes_that_are_not_those_of_the_report_are_refused(casefile):
    with pytest.raises(UsageError, match="the bytes given have the SHA-256"):
        casefile.add(told(), b"other", None, None, "maria", NOON)
    assert casefile.reports().total == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["ev_2", "ev_1"]),
        ({"order": "added"}, ["ev_1", "ev_2"]),
        ({"order": "priority"}, ["ev_2", "ev_1"]),
        ({"type": "arrest"}, ["ev_2"]),
        ({"family": "remote"}, ["ev_1"]),
        ({"country": "SYR"}, ["ev_2", "ev_1"]),
        ({"country": "IRQ"}, []),
        ({"actor": "rebels/SYR"}, ["ev_1"]),
        ({"actor": "Rebels ("}, ["ev_1"]),
        ({"actor": "100%"}, []),
        ({"earliest": "2016-03-07"}, ["ev_1"]),
        ({"latest": "2016-03-06"}, ["ev_2"]),
        ({"earliest": "2016-03-08"}, []),
        ({"text": "madaya"}, ["ev_2", "ev_1"]),  # the report of both has the word
        ({"text": '"killed at least"'}, ["ev_2", "ev_1"]),
        ({"text": '"least at killed"'}, []),
        ({"text": "shel*"}, ["ev_2", "ev_1"]),
        ({"text": "shel"}, []),
        ({"text": "madaya raqqa"}, []),
        ({"status": "accepted"}, []),
        ({"status": "any"}, ["ev_2", "ev_1"]),
        ({"ids": ("ev_1", "ev_9")}, ["ev_1"]),
    ],
)
def test_events_are_found(filled, asked, found):
    page = filled.events(EventQuery(**({"order": "day"} | asked)))
    assert [each.id for each in page.items] == found
    assert page.total == len(found)


@pytest.mark.parametrize("order", ["priority", "day", "added"])
def test_pages_follow_one_another_and_lose_nothing(casefile, order):
    events = [
        record(f"ev_{n}", confidence=0.1 * (n % 3), time=None if n % 4 == 0 else record()["time"])
        for n in range(10)
    ]
    add(casefile, told(), *events)
    seen, after = [], None
    while True:
        page = casefile.events(EventQuery(order=order, limit=3, after=after))
        assert page.total == 10
        seen += [each.id for each in page.items]
        after = page.next
        if after is None:
            break
    every = casefile.events(EventQuery(order=order, limit=100)).items
    assert seen == [each.id for each in every]
    assert len(set(seen)) == 10


@pytest.mark.parametrize("mark", ["x", "é", "W10=", "bm8="])
def test_a_mark_that_no_page_gave_is_refused(filled, mark):
    with pytest.raises(UsageError, match="no page begins after"):
        filled.events(EventQuery(after=mark))


def test_an_event_is_found_by_the_beginning_of_its_id(casefile):
    add(casefile, told(), record("ev_abc"), arrest("ev_abd"))
    assert casefile.event("ev_abc").id == "ev_abc"
    with pytest.raises(NotHeld, match="several events begin with ev_ab"):
        casefile.event("ev_ab")
    with pytest.raises(NotHeld, match="no event ev_x"):
        casefile.event("ev_x")
    with pytest.raises(NotHeld, match="no report r9"):
        casefile.report("r9")


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("madaya", [("event", "ev_1"), ("report", "r1")]),
        ("Sunday", [("event", "ev_2"), ("report", "r1")]),
        ("residents said", [("report", "r1")]),
        ("MADAYA", [("event", "ev_1"), ("report", "r1")]),
        ("mádaya", [("event", "ev_1"), ("report", "r1")]),
        ("arres*", [("event", "ev_2"), ("report", "r1")]),
        ("nothing", []),
        ("madaya & | ! ( :* '", [("event", "ev_1"), ("report", "r1")]),
    ],
)
def test_search_finds_reports_and_events(filled, asked, hits):
    found = filled.search(asked)
    names = sorted((hit.kind, hit.id if hit.kind == "event" else hit.doc_id) for hit in found)
    assert names == hits
    for hit in found:
        assert all(0 <= start < end <= len(hit.excerpt) for start, end in hit.found)


def test_a_search_for_nothing_is_refused(filled):
    with pytest.raises(UsageError, match="nothing to search for"):
        filled.search(" ?! ")


def test_words_in_other_scripts_are_found(casefile):
    add(casefile, told("ar", "قصف الثوار مضايا يوم الاثنين"))
    assert [hit.doc_id for hit in casefile.search("مضايا")] == ["ar"]


def test_status_counts(casefile):
    fill(casefile)
    add(casefile, told("r2"))
    casefile.review("ev_1", "accept", who="maria", at=NOON)
    found = casefile.status()
    assert (found.reports, found.copies, found.retracted, found.originals) == (2, 1, 0, 1)
    assert found.events == {"accepted": 1, "unreviewed": 1}
    assert found.codings == {"dateline 0.1.0, codebook 0.1, rules": 1}
    assert (found.entries, found.head) == (4, casefile.ledger()[-1].hash)


def test_each_entry_holds_the_hash_of_the_one_before(casefile):
    fill(casefile)
    casefile.review("ev_1", "reject", who="omar", at=NOON, reason="a caption")
    entries = casefile.ledger()
    assert [entry.action for entry in entries] == ["init", "add", "review"]
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries[0].previous == "0" * 64
    assert [e.previous for e in entries[1:]] == [e.hash for e in entries[:-1]]
    assert entries[2].body["reason"] == "a caption"
    assert casefile.ledger(after=2) == entries[2:]


def test_history_of_an_event_begins_with_its_report(casefile):
    fill(casefile)
    casefile.review("ev_1", "accept", who="maria", at=NOON)
    casefile.review("ev_2", "reject", who="maria", at=NOON)
    assert [entry.action for entry in casefile.history("ev_1")] == ["add", "review"]
    report = casefile.report("r1")
    assert [entry.action for entry in casefile.history(report.id)] == ["add", "review", "review"]


def test_a_casefile_is_not_made_over_another(case):
    Casefile.create(case, "maria", NOON).close()
    with pytest.raises(UsageError, match=r"already"):
        Casefile.create(case, "maria", NOON)
    with Casefile.open(case) as casefile:
        assert casefile.status().entries == 1


def test_what_is_no_casefile_is_named(tmp_path, database):
    for case in (str(tmp_path / "none"), database):
        with pytest.raises(UsageError, match="no casefile: make one with dateline init"):
            Casefile.open(case)
    with pytest.raises(UsageError, match="not mysql://"):
        Casefile.open("mysql://somewhere/else")


def test_a_codings_record_says_what_made_it(casefile):
    fill(casefile)
    (reading,) = casefile.readings(casefile.report("r1").id)
    assert reading.made_by == MADE_BY
    assert json.dumps(casefile.ledger()[1].body["reading"]["made_by"], sort_keys=True) == (
        json.dumps(MADE_BY, sort_keys=True)
    )
