"""The algebra of merging: whatever the accounts, and in whatever order they arrive."""

import sys
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import EventRecord, gather, judge, merge_events, prepare
from dateline.merge.vetoes import veto

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from merge_samples import MADAYA, MOSUL, RAQQA, RIF_DIMASHQ, ZABADANI, killed, on, party, told

KINDS = (
    ("air_strike", "remote"),
    ("bombing", "remote"),
    ("battle", "fighting"),
    ("talks", "politics"),
)
PLACES = (MADAYA, ZABADANI, RAQQA, RIF_DIMASHQ, MOSUL)
FIRST = date(2016, 3, 5)


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
        title=draw(st.sampled_from([None, "Convoy hit at Atma", "Market burns"])),
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
