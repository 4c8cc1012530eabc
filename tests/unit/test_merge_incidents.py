"""What an incident keeps: every account and figure, who denies, and copies as one account."""

import pytest
from merge_samples import MADAYA, RIF_DIMASHQ, killed, on, party, told

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import merge_events
from dateline.merge.sentences import sentences_of

STRIKE = {
    "places": [MADAYA],
    "time": on("2016-03-06"),
    "agent": [party("russia", "state")],
    "title": "Strike hits convoy at Atma crossing",
}


def merged(*events, texts=None):
    return merge_events(events, load_merging(), load_traits(), texts)


def strikes(*figures, **more):
    """One strike as several reports tell it, each with a figure."""
    given = [
        told(f"ev_{at}", f"r{at}", counts=[figure], source=f"Outlet {at}", **STRIKE, **more)
        for at, figure in enumerate(figures)
    ]
    (incident,) = merged(*given)
    return incident


@pytest.mark.parametrize(
    ("figures", "bounds"),
    [
        ([killed(12, 12), killed(12, 12)], (12, 12, 12)),
        ([killed(12, 12), killed(14, 14), killed(12, 12)], (12, 12, 14)),
        ([killed(12, 12), killed(14, 14)], (12, 12, 14)),  # as many for each: the smaller
        ([killed(12, None), killed(12, 12)], (12, 12, 12)),
        ([killed(12, None), killed(10, 10)], (10, 10, None)),  # "at least 12" leaves it open
        ([killed(None, 20), killed(15, 15)], (15, 15, 20)),
    ],
)
def test_low_best_and_high_by_the_rule(figures, bounds):
    (toll,) = strikes(*figures).counts
    assert (toll.low, toll.best, toll.high) == bounds
    assert [(each.low, each.high) for each in toll.reported] == [
        (figure["low"], figure["high"]) for figure in figures
    ]


def test_of_two_numbers_given_as_often_the_later_report_counts():
    early = told("ev_1", "r1", counts=[killed(9, 9)], **STRIKE)
    late = told("ev_2", "r2", counts=[killed(11, 11)], published="2016-03-08", **STRIKE)
    (incident,) = merged(early, late)
    assert incident.counts[0].best == 11


def test_a_figure_says_whose_it_is():
    source = {"quote": "a doctor", "kind": "witness"}
    incident = strikes(killed(12, 12), sources=[source])
    assert incident.counts[0].reported[0].source == "a doctor"
    assert strikes(killed(12, 12)).counts[0].reported[0].source == "Outlet 0"


def test_who_denies_is_kept_and_has_no_say_in_the_figures():
    said = told("ev_1", "r1", counts=[killed(12, 12)], **STRIKE)
    denied = told("ev_2", "r2", counts=[killed(0, 0)], factuality="denied", **STRIKE)
    (incident,) = merged(said, denied)
    assert incident.denied_by == ("ev_2",)
    assert (incident.counts[0].low, incident.counts[0].best) == (12, 12)
    assert len(incident.counts[0].reported) == 2


def test_copies_of_one_text_are_one_account():
    copied = {"sha256": "a" * 64, "counts": [killed(12, 12)]}
    first, second = told("ev_1", "r1", **STRIKE, **copied), told("ev_2", "r2", **STRIKE, **copied)
    third = told("ev_3", "r3", counts=[killed(14, 14)], published="2016-03-08", **STRIKE)
    (incident,) = merged(first, second, third)
    assert [account.doc_ids for account in incident.accounts] == [("r1", "r2"), ("r3",)]
    assert "the same bytes" in incident.accounts[0].copies[0].why
    assert incident.counts[0].best == 14  # one account each: the later
    assert any("printed twice" in judgement.reasons[0] for judgement in incident.judgements)


LONG = (
    "Warplanes struck a convoy of trucks near the crossing early on Monday, killing twelve drivers "
    "and burning most of the flour that the trucks carried, residents and a doctor said by phone."
)


def test_near_copies_are_told_by_the_texts_where_they_are_given():
    first, second = told("ev_1", "r1", **STRIKE), told("ev_2", "r2", **STRIKE)
    texts = {"r1": LONG, "r2": "By our staff. " + LONG}
    (incident,) = merged(first, second, texts=texts)
    assert len(incident.accounts) == 1
    assert "three-word runs of their texts" in incident.accounts[0].copies[0].why
    assert len(merged(first, second)[0].accounts) == 2  # too few words in the records alone


def test_other_texts_are_no_copies():
    first, second = told("ev_1", "r1", **STRIKE), told("ev_2", "r2", **STRIKE)
    other = (
        "Officials in the capital said on Monday that flour trucks would be escorted from now on."
    )
    (incident,) = merged(first, second, texts={"r1": LONG, "r2": other})
    assert len(incident.accounts) == 2


def test_two_events_of_one_report_stay_two_though_another_report_would_join_them():
    one = told("ev_1", "r1", **STRIKE)
    two = told("ev_2", "r1", **STRIKE)
    other = told("ev_3", "r2", **STRIKE)
    incidents = merged(one, two, other)
    assert sorted(len(each.events) for each in incidents) == [1, 2]


def test_the_days_are_those_that_fit_every_account():
    wide = told("ev_1", "r1", **STRIKE | {"time": on("2016-03-04", "2016-03-07")})
    narrow = told("ev_2", "r2", **STRIKE)
    (incident,) = merged(wide, narrow)
    assert (str(incident.time.earliest), str(incident.time.latest)) == ("2016-03-06", "2016-03-06")
    assert incident.time.agreed


def test_the_place_is_the_finest_that_the_accounts_speak_for_and_none_is_lost():
    town = told("ev_1", "r1", **STRIKE)
    province = told("ev_2", "r2", **STRIKE | {"places": [RIF_DIMASHQ]})
    (incident,) = merged(town, province)
    assert incident.place.place.name == "Madaya"
    assert {where.place.name for where in incident.places} == {"Madaya", "Rif Dimashq"}


def test_a_pair_left_unsure_is_named_in_both_incidents():
    one = told("ev_1", "r1", title="Convoy hit", places=[MADAYA], published="2016-03-07")
    other = told("ev_2", "r2", title="Bakery burns", places=[MADAYA], published="2016-03-10")
    incidents = merged(one, other)
    assert len(incidents) == 2
    for incident in incidents:
        assert [judgement.verdict for judgement in incident.judgements] == ["unsure"]


def test_the_words_for_the_event_itself_do_not_join_two_accounts():
    (one, _) = merged(told("ev_1", "r1", title="Convoy hit"), told("ev_2", "r2", title="Dam burns"))
    assert [judgement.verdict for judgement in one.judgements] == ["unsure"]


def test_accounts_that_share_nothing_but_a_day_are_not_compared():
    one = told("ev_1", "r1", title="Convoy hit", published="2016-03-07")
    other = told("ev_2", "r2", title="A hospital burns", mentions=[{"quote": "bombed"}])
    assert [incident.judgements for incident in merged(one, other)] == [(), ()]


def test_nothing_merges_to_nothing():
    assert merged() == ()


@pytest.mark.parametrize(
    ("quote", "start", "sentences"),
    [
        ("struck", 16, ["Warplanes struck a convoy at Atma"]),
        ("struck", 3, []),  # another version of the text
        ("struck", None, []),  # a record for the public has no offsets
    ],
)
def test_the_sentences_of_an_event_are_those_around_its_words(quote, start, sentences):
    text = "Atma.\nWarplanes struck a convoy at Atma. The town is calm."
    end = None if start is None else start + len(quote)
    event = told(mentions=[{"quote": quote, "start": start, "end": end}])
    assert list(sentences_of(event, text)) == sentences
