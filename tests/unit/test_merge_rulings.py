"""What people rule on accounts: it binds, the newest counts, and what cannot be kept is named."""

import pytest
from merge_samples import MADAYA, RAQQA, on, told

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import Ruling, gather, judge, prepare, split
from dateline.merge.rulings import standing

STRIKE = {"places": [MADAYA], "time": on("2016-03-06"), "title": "Strike hits convoy at Atma"}
ALIKE = [told(f"ev_{at}", f"r{at}", **STRIKE) for at in (1, 2, 3)]
FAR = told("ev_9", "r9", **STRIKE | {"places": [RAQQA]})  # no likeness outweighs the distance


def incidents(events, *rulings):
    ready = prepare(events, load_merging(), load_traits())
    return list(gather(ready, list(judge(ready)), rulings))


def groups(events, *rulings):
    return sorted(incident.events for incident in incidents(events, *rulings))


def ruled(left, right, verdict):
    return Ruling(f"ev_{left}", f"ev_{right}", verdict, "desk:ada")


def test_without_rulings_the_machine_joins_what_is_alike():
    assert groups([*ALIKE, FAR]) == [("ev_1", "ev_2", "ev_3"), ("ev_9",)]


def test_same_outweighs_a_veto():
    assert groups([ALIKE[0], FAR], ruled(1, 9, "same")) == [("ev_1", "ev_9")]


def test_same_joins_even_two_events_of_one_report():
    events = [told("ev_1", "r1", **STRIKE), told("ev_2", "r1", **STRIKE)]
    assert len(groups(events)) == 2
    assert groups(events, ruled(2, 1, "same")) == [("ev_1", "ev_2")]


def test_different_parts_what_is_alike():
    found = groups(ALIKE, ruled(1, 2, "different"))
    assert all(not {"ev_1", "ev_2"} <= set(events) for events in found)


def test_unsure_takes_back_what_the_machine_thought_of_the_pair():
    assert groups(ALIKE[:2], ruled(1, 2, "unsure")) == [("ev_1",), ("ev_2",)]


def test_an_incident_taken_apart_stays_apart():
    rulings = split([{"ev_1", "ev_3"}, {"ev_2"}], "desk:ada", "two raids an hour apart")
    assert groups(ALIKE, *rulings) == [("ev_1", "ev_3"), ("ev_2",)]


def test_the_last_ruling_on_a_pair_counts():
    assert groups(ALIKE[:2], ruled(1, 2, "different"), ruled(2, 1, "same")) == [("ev_1", "ev_2")]
    assert len(groups(ALIKE[:2], ruled(1, 2, "same"), ruled(2, 1, "different"))) == 2


def test_both_incidents_show_who_ruled_and_why():
    found = incidents(ALIKE[:2], Ruling("ev_2", "ev_1", "different", "desk:ada", "other convoy"))
    for incident in found:
        (judgement,) = incident.judgements
        assert (judgement.by, judgement.verdict) == ("desk:ada", "different")
        assert judgement.reasons == ("desk:ada ruled: different (other convoy)",)


@pytest.mark.parametrize(
    ("rulings", "aside", "why"),
    [
        (
            [ruled(1, 3, "different"), ruled(1, 2, "same"), ruled(2, 3, "same")],
            ruled(1, 3, "different"),
            "newer rulings put the two together",
        ),
        (
            [ruled(1, 2, "same"), ruled(2, 3, "same"), ruled(1, 3, "different")],
            ruled(1, 2, "same"),
            "a newer ruling keeps ev_1 and ev_3 apart",
        ),
    ],
)
def test_of_rulings_that_contradict_each_other_the_older_is_set_aside_and_named(
    rulings, aside, why
):
    (found,) = standing(rulings, ["ev_1", "ev_2", "ev_3"]).set_aside
    assert found.ruling == aside
    assert why in found.why


def test_a_ruling_on_an_event_that_is_not_there_waits():
    assert standing([ruled(1, 7, "same")], ["ev_1"]).kept == ()


def test_a_ruling_is_on_two_events():
    with pytest.raises(ValueError, match="on two events, not on ev_1 alone"):
        ruled(1, 1, "same")
