"""Accounts cut down to what comparing looks at: keys and judgements stay the same."""

import pytest
from casefile_samples import KILLED, MADAYA, MONDAY, REBELS, arrest, record

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import (
    EventRecord,
    Printing,
    keys_of,
    profile_of,
    sentences_of,
    setting_of,
)
from dateline.merge.brief import brief_of, brief_rules, read_brief
from dateline.merge.judge import judge_pair

SETTING = setting_of(load_merging(), load_traits())
EXACT = KILLED | {"low": 14, "high": 14, "quote": "14"}
RECORDS = (
    record(),
    record("ev_3", "r3", counts=[EXACT], agent=[], time=None),
    record("ev_4", "r4", places=[], time=MONDAY | {"basis": "inferred"}, type="air_strike"),
    record("ev_5", "r5", places=[MADAYA | {"name": None, "adm1": None, "geonameid": None}]),
    record("ev_6", "r6", factuality="denied", phase="ended", target=[REBELS], mentions=[]),
    arrest("ev_7", "r7", alt_types=["abduction"]),
    record("ev_8", "r8", sentences=[{"quote": "The toll rose to 26 in Ma’daya's north."}]),
)


def whole(told, copies=frozenset()):
    event = EventRecord.model_validate(told)
    sentences = tuple(sentences_of(event))
    printing = Printing(event.doc_id, copies)
    return profile_of(event, load_merging().stop_words, sentences, printing)


def brief(profile):
    stop_words = load_merging().stop_words
    return read_brief(brief_of(profile), profile.id, profile.doc_id, profile.copies, stop_words)


@pytest.mark.parametrize("one", RECORDS, ids=lambda each: each["id"])
@pytest.mark.parametrize("other", RECORDS, ids=lambda each: each["id"])
@pytest.mark.parametrize("copies", [frozenset(), frozenset({"r1", "r3"})])
def test_a_brief_account_is_judged_as_the_whole_one(one, other, copies):
    left, right = whole(one, copies), whole(other, copies)
    judged = judge_pair(brief(left), brief(right), SETTING)
    assert judged == judge_pair(left, right, SETTING)
    assert keys_of(brief(left), SETTING) == keys_of(left, SETTING)


@pytest.mark.parametrize("told", RECORDS, ids=lambda each: each["id"])
def test_a_brief_account_made_of_itself_is_the_same(told):
    once = brief_of(whole(told))
    assert brief_of(brief(whole(told))) == once


def test_other_stop_words_make_other_briefs():
    assert brief_rules(frozenset({"the"})) != brief_rules(frozenset({"the", "a"}))
