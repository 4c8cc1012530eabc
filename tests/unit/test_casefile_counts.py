"""What the database counts is what one counts by hand from the records, whatever was decided."""

import contextlib
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from desk_samples import ISIS, NOON, fill, fill_isis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, insert, select

from dateline.codebook.cohesion import load_cohesion
from dateline.errors import NotHeld, UsageError
from dateline.store import Casefile, EventQuery, IncidentQuery, every
from dateline.store.address import read_address
from dateline.store.connection import Store
from dateline.store.effective import IN_FORCE
from dateline.store.opening import bring_up, upgrade
from dateline.store.schema import HEAD, event_strand, metadata, worked_out
from dateline.store.strands import belongs
from dateline.store.upgrading import migrate

ACTORS = (ISIS[0], "rebels/SYR", "state/SYR")
VIEWS = (
    EventQuery(),
    EventQuery(status="any"),
    EventQuery(status="unreviewed", factuality="asserted", country="SYR", scene=True),
    EventQuery(country="SYR"),
    EventQuery(country="IRQ"),
    EventQuery(types=("arrest", "defection"), latest="2016-03-06"),
    EventQuery(type="shelling", adm1="Homs", earliest="2016-03-07"),
    EventQuery(family="coercion", factuality="denied"),
    EventQuery(actor="rebels/SYR", scene=True),
)
ONCE = tuple(replace(view, once=True) for view in VIEWS)
SIDES = {"agent": ("agent", "supporter", "from_group", "to_group"), "target": ("target",)}


def fits(event, query):
    """Whether an event is one that a query asks for, read from its record."""
    record = event.record
    places = [each.get("country") for each in record["places"]]
    at = [each for each in record["places"] if each.get("rel", "at") == "at"] or record["places"]
    scene = at[0] if at else {}
    time = record["time"] or {}
    first, last = time.get("earliest"), time.get("latest")
    names = {id for role in [*SIDES["agent"], "target"] for id in actors(record, (role,))}
    return all((
        query.status == "any" or event.status == query.status
        or (query.status == "in force" and event.status in IN_FORCE),
        query.type in (None, record["type"]),
        query.types is None or record["type"] in query.types,
        query.family in (None, record["family"]),
        query.factuality in (None, record["factuality"]),
        query.adm1 in (None, scene.get("adm1")),
        query.country is None
        or (query.country == scene.get("country") if query.scene else query.country in places),
        query.earliest is None or (last or first or "") >= query.earliest,
        query.latest is None or (first or last or "9") <= query.latest,
        query.actor is None or query.actor in names,
    ))  # fmt: skip


def actors(record, roles):
    """The actors named in roles of a record, each as often as it is."""
    parties = [each["actor"] for role in roles for each in record[role]]
    return [actor["id"] for actor in parties if actor]


def first_of_each(events):
    """The first account of each incident."""
    found = {}
    for event in events:
        found.setdefault(event.incident_id or event.id, event)
    return list(found.values())


def days_of(case, event, once=False):
    """The days of an event, or of its incident."""
    time = event.record["time"] or {}
    found = case.incident(event.incident_id) if once and event.incident_id else None
    return (
        (found and found.earliest) or time.get("earliest"),
        (found and found.latest) or time.get("latest"),
        event.record["factuality"],
    )


def as_counted(days):
    found = Counter()
    for each in days:
        found[each.earliest, each.latest, each.factuality] += each.number
    return found


def check(case, views, actor):
    """Views counted by the database and by hand."""
    events = list(every(case.events, EventQuery(status="any", order="added")))
    for query in views:
        those = [each for each in events if fits(each, query)]
        those = first_of_each(those) if query.once else those
        assert case.events(query).total == len(those)
        assert {each.id for each in every(case.events, query)} == {each.id for each in those}
        assert as_counted(case.days(query)) == Counter(
            days_of(case, each, query.once) for each in those
        )
        scenes = case.scenes(query)
        assert sum(each.number for each in scenes) == len(those)
        check_actors(case, query, those)
        check_actor(case, query, events, actor)
    check_incidents(case, events)


def check_actors(case, query, those):
    acts = Counter(id for e in those for id in actors(e.record, SIDES["agent"]))
    targets = Counter(id for e in those for id in actors(e.record, SIDES["target"]))
    found = {each.id: (each.agent, each.target) for each in case.actors(query)}
    assert found == {id: (acts[id], targets[id]) for id in acts | targets}


def check_actor(case, query, events, actor):
    """The sides and the strands of an actor, as its page asks for them."""
    query = replace(query, actor=actor)
    those = [each for each in events if fits(each, query)]
    those = first_of_each(those) if query.once else those
    for side, days in case.sides(query, actor).items():
        mine = [each for each in those if actor in actors(each.record, SIDES[side])]
        assert as_counted(days) == Counter(days_of(case, each) for each in mine)
    for strand in load_cohesion():
        mine = {}
        for telling in strand.told:
            asked = replace(query, types=telling.types or None)
            of_type = [each for each in events if fits(each, asked)]
            of_type = first_of_each(of_type) if query.once else of_type
            mine |= {e.id: e for e in of_type if in_strand(e.record, actor, telling)}
        found = case.strand(query, actor, strand)
        days = Counter(days_of(case, each) for each in mine.values())
        assert as_counted([each.days for each in found]) == days


def in_strand(record, actor, telling):
    return actor in actors(record, telling.roles) and belongs(record, actor, telling)


def check_incidents(case, events):
    held = [case.incident(id) for id in {e.incident_id for e in events if e.incident_id}]
    assert case.incidents(IncidentQuery()).total == len(held)
    many = [each for each in held if each.accounts >= 2]
    assert case.incidents(IncidentQuery(accounts=2)).total == len(many)
    unsure = [each for each in held if each.unsure]
    assert case.incidents(IncidentQuery(unsure=True, order="accounts")).total == len(unsure)


NUMBERS = st.integers(0, 40)
DECISIONS = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject", "retract", "split"]), NUMBERS, st.none()),
    st.tuples(st.sampled_from(["same", "different"]), NUMBERS, NUMBERS),
    st.tuples(st.sampled_from(["undo", "redo"]), st.none(), st.none()),
    st.tuples(st.just("type"), NUMBERS, st.sampled_from(["arrest", "defection", "shelling"])),
    st.tuples(st.just("factuality"), NUMBERS, st.sampled_from(["denied", "asserted"])),
    st.tuples(st.just("places.0.country"), NUMBERS, st.sampled_from(["IRQ", "SYR", None])),
    st.tuples(st.just("places"), NUMBERS, st.just([])),
    st.tuples(st.just("time"), NUMBERS, st.none()),
    st.tuples(st.just("agent"), NUMBERS, st.just([])),
)


def decide(case, decision):
    """Carry a decision out; one that cannot be is passed over, as the desk refuses it."""
    what, first, second = decision
    by = {"who": "maria", "at": NOON}
    ids = [each.id for each in every(case.events, EventQuery(status="any", order="added"))]
    event = case.event(ids[first % len(ids)]) if first is not None else None
    with contextlib.suppress(NotHeld, UsageError):
        match what:
            case "undo" | "redo":
                getattr(case, what)(**by)
            case "accept" | "reject":
                case.review(event.id, what, **by)
            case "retract":
                case.retract(event.report_id, "constructed", **by)
            case "split":
                case.split(event.incident_id or "inc_none", **by)
            case "same" | "different":
                case.judge(event.id, ids[second % len(ids)], what, **by)
            case field:
                case.review(event.id, "correct", field, second, **by)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a casefile of many actors, days and places."""
    folder = tmp_path_factory.mktemp("counts") / "case"
    with Casefile.create(str(folder), "maria", NOON) as case:
        fill(case)
        fill_isis(case)
    return folder


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(DECISIONS, min_size=1, max_size=6),
    st.lists(st.sampled_from((*VIEWS, *ONCE)), min_size=1, max_size=2),
    st.sampled_from(ACTORS),
)
def test_counts_are_those_of_the_records(made, tmp_path, decisions, views, actor):
    shutil.rmtree(tmp_path / "case", ignore_errors=True)
    shutil.copytree(made, tmp_path / "case")
    with Casefile.open(str(tmp_path / "case")) as case:
        for decision in decisions:
            decide(case, decision)
        check(case, views, actor)


def test_counts_hold_on_either_database(casefile):
    fill(casefile)
    fill_isis(casefile)
    for decision in (
        ("accept", 0, None), ("same", 0, 2), ("same", 2, 4), ("reject", 0, None),
        ("places.0.country", 6, "IRQ"), ("retract", 8, None), ("undo", None, None),
        ("type", 3, "defection"), ("split", 2, None), ("factuality", 12, "denied"),
    ):  # fmt: skip
        decide(casefile, decision)
    check(casefile, (*VIEWS, *ONCE), ISIS[0])


def older(case, made):
    """A casefile with the rows of another, in the tables of the first migration."""
    address = read_address(case)
    if address.folder is not None:
        Path(address.folder).mkdir()
    store = Store(address)
    with (
        Casefile.open(str(made)) as newer,
        newer.store.reading() as there,
        store.creating() as connection,
    ):
        migrate(connection, "0001")
        known = MetaData()
        known.reflect(connection)
        for table in (each for each in metadata.sorted_tables if each.name in known.tables):
            names = known.tables[table.name].columns.keys()
            rows = there.execute(select(*(table.c[name] for name in names))).mappings().all()
            if rows:
                connection.execute(insert(table), [dict(row) for row in rows])
    store.close()


def rows_of(case, name):
    with case.store.reading() as connection:
        rows = connection.execute(select(metadata.tables[name])).all()
    return sorted(map(str, rows))


def test_an_older_casefile_is_counted_when_it_is_upgraded(case, made):
    older(case, made)
    assert upgrade(case, "maria", NOON) == ("0001", HEAD)
    with Casefile.open(case) as upgraded, Casefile.open(str(made)) as new:
        for name in ("event", "event_actor", "event_strand", "worked_out"):
            assert rows_of(upgraded, name) == rows_of(new, name)


def test_strands_of_another_codebook_are_worked_out_again(made, tmp_path):
    shutil.copytree(made, tmp_path / "case")
    with Casefile.open(str(tmp_path / "case")) as case:
        held = rows_of(case, "event_strand")
        with case.store.writing() as connection:
            connection.execute(event_strand.delete())
        bring_up(case.store)
        assert rows_of(case, "event_strand") == []
        with case.store.writing() as connection:
            connection.execute(worked_out.update().values(by="other rules"))
        bring_up(case.store)
        assert rows_of(case, "event_strand") == held != []
