"""The algebra of merging: whatever the accounts, and in whatever order they arrive."""

import sys
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import (
    EventRecord,
    Judgement,
    Ruling,
    gather,
    incidents_of,
    judge,
    merge_events,
    prepare,
    profile_of,
    regroup,
    setting_of,
)
from dateline.merge.merging import group
from dateline.merge.vetoes import veto

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from memory import Shelf
from merge_samples import MADAYA, MOSUL, RAQQA, RIF_DIMASHQ, ZABADANI, killed, on, party, told

KINDS = (
    ("air_strike", "remote"),
    ("bombing", "remote"),
    ("battle", "fighting"),
    ("talks", "politics"),
)
PLACES = (MADAYA, ZABADANI, RAQQA, RIF_DIMASHQ, MOSUL)
FIRST = date(2016, 3, 5)
SAME = load_merging().weights.same


@st.composite
def records(draw: st.DrawFn) -> list[EventRecord]:
    return [draw(record(at)) for at in range(draw(st.integers(0, 9)))]


@st.composite
def record(draw: st.DrawFn, at: int) -> EventRecord:
    kind, family = draw(st.sampled_from(KINDS))
    day = str(FIRST + timedelta(draw(st.integers(0, 3))))
    basis = draw(st.sampled_from(["stated", "inferred"]))
    deaths = draw(st.integers(1, 3))
    return told(
        f"ev_{at}",
        f"r{draw(st.integers(0, 5))}",
        type=kind,
        family=family,
        time=draw(st.sampled_from([None, on(day, basis=basis)])),
        places=draw(st.lists(st.sampled_from(PLACES), max_size=2)),
        agent=draw(st.lists(st.sampled_from([party("a"), party("b")]), max_size=1)),
        counts=draw(st.lists(st.just(killed(deaths, deaths)), max_size=1)),
        factuality=draw(st.sampled_from(["asserted", "denied"])),
        title=draw(
            st.sampled_from(
                [None, "Convoy hit at Atma", "Market burns", "Menbej: toll rises", "Manbij"]
            )
        ),
        published=day,
        sha256=draw(st.sampled_from(["a" * 64, "b" * 64, "c" * 64])),
    )


def merged(events: list[EventRecord]) -> tuple[object, ...]:
    return merge_events(events, load_merging(), load_traits())


@settings(deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_incidents_do_not_depend_on_the_order_in_which_events_arrive(events, random) -> None:
    shuffled = random.sample(events, len(events))
    assert merged(shuffled) == merged(events)


@settings(deadline=None)
@given(records())
def test_every_event_is_in_one_incident(events) -> None:
    told = [id for incident in merged(events) for id in incident.events]
    assert sorted(told) == sorted(event.id for event in events)


@settings(deadline=None)
@given(records())
def test_no_incident_bridges_what_a_report_tells_apart_or_a_veto_bars(events) -> None:
    ready = prepare(events, load_merging(), load_traits())
    for incident in gather(ready, list(judge(ready))):
        for left, right in combinations(incident.events, 2):
            one, other = ready.profiles[left], ready.profiles[right]
            assert one.event.doc_id != other.event.doc_id
            copied = one.account == other.account
            assert copied or not veto(one, other, ready.setting)


@settings(deadline=None)
@given(records())
def test_no_figure_is_lost_and_the_bounds_are_in_order(events) -> None:
    given_, kept = sum(len(event.counts) for event in events), 0
    for incident in merged(events):
        for toll in incident.counts:
            kept += len(toll.reported)
            shown = [value for value in (toll.low, toll.best, toll.high) if value is not None]
            assert shown == sorted(shown)
    assert kept == given_


@st.composite
def rulings(draw: st.DrawFn) -> list[Ruling]:
    pairs = st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1])
    verdicts = st.sampled_from(["same", "different", "unsure"])
    given_ = draw(st.lists(st.tuples(pairs, verdicts), max_size=6))
    return [Ruling(f"ev_{a}", f"ev_{b}", verdict, "desk") for (a, b), verdict in given_]


@settings(deadline=None)
@given(records(), rulings(), st.randoms(use_true_random=False))
def test_reports_that_arrive_one_by_one_give_what_merging_all_at_once_gives(
    events, ruled, random
) -> None:
    ready = prepare(events, load_merging(), load_traits())
    at_once = {each.id: each for each in gather(ready, list(judge(ready)), ruled)}
    shelf = Shelf(ready.setting, ruled)
    for doc_id in random.sample(
        sorted({event.doc_id for event in events}), k=len({e.doc_id for e in events})
    ):
        shelf.add([each for each in ready.profiles.values() if each.doc_id == doc_id])
    assert set(shelf.groups.values()) == {frozenset(each.events) for each in at_once.values()}
    for event in events:
        grouping = regroup([event.id], shelf, ready.setting)
        members = [id for each in grouping.groups for id in each.members]
        profiles = {id: ready.profiles[id] for id in members}
        for incident in incidents_of(profiles, grouping, ready.copies, ready.setting):
            told_at_once = at_once[incident.id]
            assert (incident.events, incident.counts) == (told_at_once.events, told_at_once.counts)


@st.composite
def likenesses(draw: st.DrawFn) -> list[Judgement]:
    """Judgements on some pairs of up to 14 accounts, many just above or below the limit."""
    count = draw(st.integers(2, 14))
    scores = st.sampled_from([None, None, 0.1, 0.4, 0.51, 0.5249, 0.525, 0.53, 0.6, 0.61, 0.8, 1.0])
    return [
        Judgement(f"ev_{a:02}", f"ev_{b:02}", "same" if score >= SAME else "unsure", score, ())
        for a, b in combinations(range(count), 2)
        if (score := draw(scores)) is not None
    ]


@settings(deadline=None)
@given(likenesses(), st.randoms(use_true_random=False), st.integers(2, 14))
def test_what_is_grouped_as_it_arrives_and_goes_is_grouped_as_if_all_were_there(
    judged, random, reports
) -> None:
    ids = sorted({id for each in judged for id in each[:2]})
    shelf = Shelf(setting_of(load_merging(), load_traits()))
    for id in random.sample(ids, len(ids)):
        event = told(id, f"r{int(id[3:]) % reports}")
        shelf.profiles[id] = profile_of(event, frozenset())
        here = [each for each in judged if shelf.profiles.keys() >= {each.left, each.right}]
        shelf.judgements |= {(each.left, each.right): each for each in here}
        shelf.regroup([id])
    assert shelf.groups == grouped_at_once(shelf)
    for id in random.sample(ids, len(ids) // 3):
        beside = shelf.groups.pop(id) | {id for pair in shelf.joining([id]) for id in pair}
        del shelf.profiles[id]
        shelf.judgements = {p: each for p, each in shelf.judgements.items() if id not in p}
        shelf.regroup(beside - {id})
        assert shelf.groups == grouped_at_once(shelf)


def grouped_at_once(shelf: Shelf) -> dict[str, frozenset[str]]:
    groups = group(shelf.profiles, shelf.judgements.values(), shelf.setting).groups
    return {id: frozenset(each.members) for each in groups for id in each.members}


@settings(deadline=None)
@given(records(), rulings())
def test_what_people_ruled_stands_unless_newer_rulings_contradict_it(events, ruled) -> None:
    ready = prepare(events, load_merging(), load_traits())
    grouping = group(ready.profiles, list(judge(ready)), ready.setting, ruled)
    group_of = {id: each.members[0] for each in grouping.groups for id in each.members}
    aside = {id(each.ruling) for each in grouping.set_aside}
    last = {each.pair: each for each in ruled if group_of.keys() >= set(each.pair)}
    for each in last.values():
        if id(each) not in aside and each.verdict != "unsure":
            joined = group_of[each.left] == group_of[each.right]
            assert joined == (each.verdict == "same")
