"""Incidents across reports: kept in step with what comes in and what people decide."""

import json
import re

import pytest
from casefile_samples import KILLED, MADAYA, MONDAY, NOON, SHELLED, add, arrest, fill, record, told
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.event import listen

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.errors import NotHeld, UsageError
from dateline.export.incident_json import incident_json
from dateline.merge import EventRecord, merge_events
from dateline.store import Casefile, EventQuery, IncidentQuery
from dateline.store.incident_rows import made_by

OTHER_WORDS = (
    "Rebel shells fell on Madaya on Monday. At least 14 people died under the fire, a doctor in "
    "the town said by telephone."
)


def shelling(number, toll=12, **more):
    """The same shelling as another report tells it."""
    report = told(f"r{number}", f"{OTHER_WORDS} Report {number} of a constructed series.")
    return report, record(
        f"ev_{number}", f"r{number}", counts=[KILLED | {"low": toll, "high": toll}], **more
    )


def incidents(casefile):
    return sorted(tuple(each.body["events"]) for each in casefile.incidents().items)


@pytest.fixture
def two(casefile):
    """Two reports of one shelling, and an arrest that only one of them tells."""
    fill(casefile)
    report, other = shelling(3, toll=14)
    add(casefile, report, other)
    return casefile


def test_accounts_of_one_happening_become_one_incident(two):
    assert incidents(two) == [("ev_1", "ev_3"), ("ev_2",)]
    (found,) = two.incidents(IncidentQuery(accounts=2)).items
    assert (found.type, found.place, found.country) == ("shelling", "Madaya", "SYR")
    assert (found.events, found.accounts, found.earliest) == (2, 2, "2016-03-07")
    assert found.body["doc_ids"] == ["r1", "r3"]
    (toll,) = found.body["counts"]
    assert [(each["event"], each["low"]) for each in toll["reported"]] == [
        ("ev_1", 12),
        ("ev_3", 14),
    ]
    assert two.event("ev_1").incident_id == found.id
    assert two.incident(found.id) == found
    assert [e.id for e in two.events(EventQuery(incident=found.id, order="added")).items] == [
        "ev_1",
        "ev_3",
    ]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 2),
        ({"type": "arrest"}, 1),
        ({"country": "SYR"}, 2),
        ({"actor": "rebels/SYR"}, 1),
        ({"text": "telephone"}, 1),
        ({"earliest": "2016-03-07"}, 1),
        ({"latest": "2016-03-05"}, 0),
        ({"accounts": 3}, 0),
        ({"order": "accounts"}, 2),
    ],
)
def test_incidents_are_found(two, asked, number):
    page = two.incidents(IncidentQuery(**asked))
    assert (len(page.items), page.total) == (number, number)


def test_pages_of_incidents_follow_one_another(two):
    for order in ("day", "accounts"):
        first = two.incidents(IncidentQuery(order=order, limit=1))
        second = two.incidents(IncidentQuery(order=order, limit=1, after=first.next))
        assert second.next is None
        assert {first.items[0].id, second.items[0].id} == {
            each.id for each in two.incidents().items
        }


def test_people_rule_and_take_it_back(two):
    two.judge("ev_1", "ev_3", "different", who="maria", at=NOON, reason="two mornings")
    assert incidents(two) == [("ev_1",), ("ev_2",), ("ev_3",)]
    assert two.ledger()[-1].body["pairs"] == [["ev_1", "ev_3"]]
    two.undo("maria", NOON)
    assert incidents(two) == [("ev_1", "ev_3"), ("ev_2",)]
    two.judge("ev_2", "ev_1", "same", who="maria", at=NOON)
    assert incidents(two) == [("ev_1", "ev_2"), ("ev_3",)]
    found = two.incident(two.event("ev_1").incident_id)
    ruled = [each for each in found.body["judgements"] if each["score"] == 1.0]
    assert any("maria ruled: same" in reason for each in ruled for reason in each["reasons"])
    assert [e.action for e in two.history(found.id)] == ["add", "judge", "undo", "judge"]
    assert two.verify().problems == ()


def test_an_incident_is_split(two):
    (found,) = two.incidents(IncidentQuery(accounts=2)).items
    two.split(found.id, ["ev_3"], who="maria", at=NOON)
    assert incidents(two) == [("ev_1",), ("ev_2",), ("ev_3",)]
    with pytest.raises(NotHeld, match="its id changes when accounts join or leave"):
        two.incident(found.id)
    two.undo("maria", NOON)
    assert two.incident(found.id) == found
    two.split(found.id, who="maria", at=NOON)
    assert len(two.incidents().items) == 3
    assert two.verify().problems == ()


def test_older_rulings_that_a_new_one_contradicts_are_named(two):
    report, third = shelling(4)
    add(two, report, third)
    two.judge("ev_1", "ev_3", "same", who="maria", at=NOON)
    two.judge("ev_3", "ev_4", "same", who="maria", at=NOON)
    aside = two.judge("ev_1", "ev_4", "different", who="omar", at=NOON)
    assert [(each.ruling.left, each.ruling.right) for each in aside] == [("ev_1", "ev_3")]


@pytest.mark.parametrize(
    ("ruling", "error"),
    [
        (("ev_1", "ev_1", "same"), UsageError),
        (("ev_1", "ev_9", "same"), NotHeld),
        (("ev_1", "ev_3", "perhaps"), UsageError),
    ],
)
def test_what_cannot_be_ruled_is_named(two, ruling, error):
    with pytest.raises(error):
        two.judge(*ruling, who="maria", at=NOON)
    assert two.ledger()[-1].action == "add"


def test_what_cannot_be_split_is_named(two):
    alone = two.event("ev_2").incident_id
    together = two.event("ev_1").incident_id
    for incident_id, ids in ((alone, []), (together, ["ev_1", "ev_3"]), (together, ["ev_2"])):
        with pytest.raises(UsageError):
            two.split(incident_id, ids, who="maria", at=NOON)


def test_an_event_out_of_force_leaves_its_incident(two):
    two.review("ev_3", "reject", who="maria", at=NOON)
    assert incidents(two) == [("ev_1",), ("ev_2",)]
    assert two.event("ev_3").incident_id is None
    two.retract("r1", "withdrawn", who="maria", at=NOON)
    assert incidents(two) == []
    two.undo("maria", NOON)
    two.undo("maria", NOON)
    assert incidents(two) == [("ev_1", "ev_3"), ("ev_2",)]


def test_a_correction_may_part_accounts_and_join_them(two):
    mosul = MADAYA | {
        "quote": "Mosul", "name": "Mosul", "adm1": "Nineveh", "country": "IRQ",
        "geonameid": 99072, "lat": 36.34, "lon": 43.12,
    }  # fmt: skip
    two.review("ev_3", "correct", "places", [mosul], who="maria", at=NOON)
    assert incidents(two) == [("ev_1",), ("ev_2",), ("ev_3",)]
    two.undo("maria", NOON)
    assert incidents(two) == [("ev_1", "ev_3"), ("ev_2",)]


def test_copies_count_as_one_account_and_are_named(two):
    add(two, told("wire", source="Another Outlet"))
    near = told("late", SHELLED.replace("residents said", "residents  said."), source="Third")
    held = add(two, near)
    assert held.copy_of == two.report("r1").id
    (found,) = two.incidents(IncidentQuery(accounts=2)).items
    assert found.accounts == 2
    two.review("ev_1", "accept", who="maria", at=NOON)
    two.judge("ev_1", "ev_3", "same", who="maria", at=NOON)
    (found,) = two.incidents(IncidentQuery(accounts=2)).items
    reprints = [each["doc_id"] for a in found.body["accounts"] for each in a["reprints"]]
    assert sorted(reprints) == ["late", "wire"]


LONG = SHELLED + (
    " The shelling began before dawn and went on for three hours, and ambulances could not reach "
    "the old market, where most of the dead were found. The town has been under siege since July."
)


@pytest.mark.parametrize(
    ("text", "copy", "coded"),
    [
        (LONG, True, False),
        (LONG.replace("old market", "covered market"), True, False),
        (LONG.replace("at least 12", "at least 14"), True, True),  # a correction is an account
        (LONG.replace("three hours", "four hours"), True, True),
        (LONG.replace("killed at least 12 people", "killed people"), True, False),
        (OTHER_WORDS, False, True),
        ("Rebels shelled Madaya on Monday.", False, True),
    ],
)
def test_a_copy_is_coded_only_where_it_has_figures_of_its_own(casefile, text, copy, coded):
    first = add(casefile, told("r1", LONG), record())
    report = told("r2", text)
    assert casefile.is_coded_once(report) == (not coded)
    second = add(casefile, report, record("ev_9", "r2"))
    assert (second.copy_of == first.report_id) == copy
    assert second.events == (("ev_9",) if coded else ())


def test_a_copy_of_a_report_that_is_retracted_or_was_not_coded_speaks_for_itself(casefile):
    add(casefile, told("r1", LONG), record())
    casefile.retract("r1", "withdrawn", who="maria", at=NOON)
    second = add(casefile, told("r2", LONG), record("ev_9", "r2"))
    assert (second.copy_of, second.events) == (casefile.report("r1").id, ("ev_9",))
    add(casefile, told("r3", OTHER_WORDS))
    fourth = add(casefile, told("r4", OTHER_WORDS), record("ev_8", "r4"))
    assert fourth.events == ("ev_8",)


PLACES = [MADAYA, MADAYA | {"name": "Zabadani", "quote": "Zabadani", "geonameid": 163533}]
DAYS = ["2016-03-07", "2016-03-08", None]


def variant(number, place, day, toll):
    time = MONDAY | {"earliest": day, "latest": day} if day else None
    report, event = shelling(number, toll, places=[PLACES[place]], time=time)
    return report, event


@settings(max_examples=6, phases=[Phase.generate])
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from(DAYS), st.sampled_from([1, 12, 40])),
        min_size=2,
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_one_at_a_time_is_all_at_once_whatever_the_order(made_cases, told_of, random):
    given_ones = [variant(n, *each) for n, each in enumerate(told_of, 1)]
    arriving = random.sample(given_ones, len(given_ones))
    with Casefile.open(made_cases("sqlite", "")) as casefile:
        ids = {}
        for report, event in arriving:
            added = add(casefile, report, event)
            ids[added.report_id] = report.id
        stored = {
            tuple(each.body["events"])
            for each in casefile.incidents(IncidentQuery(limit=100)).items
        }
        texts = {report.id: report.text for report, _ in given_ones}
        copies = {each.copy_of for each in casefile.reports().items}
        told_here = [
            EventRecord.model_validate(json.loads(json.dumps(each.machine)))
            for each in casefile.events(EventQuery(limit=100)).items
        ]
    merged = merge_events(told_here, load_merging(), load_traits(), texts)
    assert copies == {None} or len(told_here) <= len(given_ones)
    assert stored == {each.events for each in merged}


def test_events_of_one_report_are_never_joined_by_the_machine(casefile):
    add(casefile, told(), record(), record("ev_2"), arrest("ev_3"))
    assert sorted(incidents(casefile)) == [("ev_1",), ("ev_2",), ("ev_3",)]


WORDS = ("Shells hit the market", "The mill at Tarna burnt", "Guns fired on Tarna road")


def telling(number, place, day, words):
    """A report too short to be told as a copy, whose one event is like others in part."""
    short = f"{WORDS[words]}. {number}."
    said = [{"start": 0, "end": len(WORDS[words]), "quote": WORDS[words]}]
    time = MONDAY | {"earliest": day, "latest": day} if day else None
    places = [] if place is None else [PLACES[place]]
    nobody = {"agent": [], "counts": [], "mentions": [{**said[0], "quote": WORDS[words][:5]}]}
    more = {"sentences": said, "time": time, "places": places, **nobody}
    event = record(f"ev_{number}", f"r{number}", **more)
    event["report"]["sha256"] = f"{number:064}"
    return told(f"r{number}", short), event


def bodies(casefile):
    """What is stored of each incident, by its id."""
    return {each.id: each.body for each in casefile.incidents(IncidentQuery(limit=100)).items}


def bodies_at_once(casefile):
    """What merging all events of a casefile at once gives, as it would be stored."""
    records = [
        EventRecord.model_validate(each.machine | {"doc_id": each.report_id})
        for each in casefile.events(EventQuery(limit=100)).items
    ]
    merged = merge_events(records, load_merging(), load_traits())
    return {each.id: incident_json(each, made_by()) for each in merged}


def as_merged(body):
    """A stored body as merging gives it, whose reports go by their ids."""
    names = dict(zip(body["doc_ids"], body["reports"], strict=True))
    accounts = [
        {name: value for name, value in each.items() if name != "reprints"}
        | {"doc_ids": [names[name] for name in each["doc_ids"]]}
        for each in body["accounts"]
    ]
    rest = {name: value for name, value in body.items() if name != "reports"}
    return rest | {"doc_ids": body["reports"], "accounts": accounts}


def differing(stored, merged):
    """The fields in which stored incidents differ from merged ones."""
    told = {id: as_merged(body) for id, body in stored.items()}
    assert told.keys() == merged.keys()
    fields = ((id, name) for id in sorted(told) for name in merged[id])
    return [
        (id, name, told[id][name], merged[id][name])
        for id, name in fields
        if told[id][name] != merged[id][name]
    ]


ACCOUNTS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, None]),
        st.sampled_from(DAYS),
        st.integers(0, len(WORDS) - 1),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=8, phases=[Phase.generate])
@given(ACCOUNTS, st.randoms(use_true_random=False), st.data())
def test_what_is_stored_of_incidents_does_not_depend_on_the_order_of_arrival(
    made_cases, told_of, random, data
):
    given_ones = [telling(n, *each) for n, each in enumerate(told_of, 1)]
    with Casefile.open(made_cases("sqlite", "")) as casefile:
        for report, event in random.sample(given_ones, len(given_ones)):
            add(casefile, report, event)
        stored = bodies(casefile)
        assert differing(stored, bodies_at_once(casefile)) == []
        changed = data.draw(st.integers(1, len(given_ones)))
        casefile.review(f"ev_{changed}", "reject", who="maria", at=NOON)
        assert differing(bodies(casefile), bodies_at_once(casefile)) == []
        casefile.undo("maria", NOON)
        assert bodies(casefile) == stored


def test_who_may_be_of_one_happening_is_said_of_both_though_nothing_else_joins_them(casefile):
    for each in ((1, 0, "2016-03-07", 0), (2, 1, "2016-03-07", 1)):
        report, event = telling(*each)
        add(casefile, report, event)
    one, other = (casefile.incident(casefile.event(id).incident_id) for id in ("ev_1", "ev_2"))
    assert one.id != other.id
    assert (one.unsure, other.unsure) == (True, True)
    assert one.body["judgements"] == other.body["judgements"] != []
    casefile.retract("r2", "withdrawn", who="maria", at=NOON)
    assert casefile.incident(one.id).body["judgements"] == []
    assert not casefile.incident(one.id).unsure


def briefs(casefile):
    """What is kept of accounts for comparing, by the number of the event."""
    with casefile.store.reading() as connection:
        rows = connection.execute(text("SELECT event_seq, brief FROM account")).all()
    return dict(rows)


def test_what_is_compared_of_an_account_is_made_anew_where_it_is_missing_or_stale(two):
    kept = briefs(two)
    assert len(kept) == 3
    with two.store.writing() as connection:
        connection.execute(text("DELETE FROM account WHERE event_seq = 1"))
        connection.execute(text("UPDATE account SET brief = '', by = 'before' WHERE event_seq = 3"))
    with Casefile.open(two.address) as again:
        again.judge("ev_1", "ev_3", "same", who="maria", at=NOON)
        assert briefs(again) == kept
        again.review("ev_3", "correct", "type", "bombing", who="maria", at=NOON)
        assert '"bombing"' in briefs(again)[3]
        again.undo("maria", NOON)
    with Casefile.open(two.address) as again:
        again.judge("ev_1", "ev_3", "unsure", who="maria", at=NOON)
        assert briefs(again) == kept


GROWING = "event|version|pair|filed|account|incident|report|sketch|copy_link|reading"


def test_adding_reads_through_no_table_that_grows(made_cases):
    asked = []
    with Casefile.open(made_cases("sqlite", "")) as casefile:
        fill(casefile)
        engine = casefile.store._engine
        listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
        add(casefile, *shelling(3))
        with engine.connect() as connection:
            for statement, values in [each for each in asked if each[0].startswith("SELECT")]:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                steps = [row[3] for row in plan]
                assert not [step for step in steps if "event_by_status" in step], statement
                assert not [step for step in steps if re.match(f"SCAN ({GROWING})$", step)]
    assert len(asked) > 20
