"""Copies of one text are found by keys that a store can index. The texts are constructed."""

import pytest

from dateline.codebook.merging import load_merging
from dateline.merge import ReportText, band_keys, copy_of, printings, signature
from dateline.merge.reprints import Copy

LIMITS = load_merging().limits
LONG = (
    "Warplanes struck a convoy of trucks near the crossing early on Monday, killing twelve drivers "
    "and burning most of the flour that the trucks carried, residents and a doctor said by phone."
)
OTHER = (
    "Officials in the capital said on Monday that flour trucks would be escorted from now on, and "
    "that drivers who lost their trucks would be paid for them before the end of the month."
)


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        (LONG, True),
        ("By our staff. " + LONG, True),
        (LONG.upper(), True),
        (LONG.replace("twelve", "fourteen"), True),
        (OTHER, False),
        ("Warplanes struck a convoy.", False),
        ("", False),
    ],
)
def test_copies_share_a_band_key_and_other_texts_do_not(text, shared):
    keys = set(band_keys(signature(LONG, LIMITS)))
    found = set(band_keys(signature(text, LIMITS)))
    assert bool(keys & found) == shared
    copy = copy_of(ReportText("b", LONG), ReportText("a", text), LIMITS)
    assert bool(copy) == shared
    if copy:
        assert (copy.left, copy.right) == ("a", "b")
        assert "three-word runs of their texts are the same" in copy.why


def test_a_signature_is_the_same_each_time_and_has_one_key_a_band():
    assert signature(LONG, LIMITS) == signature(LONG, LIMITS)
    assert len(set(band_keys(signature(LONG, LIMITS)))) == 32
    assert band_keys(signature("Too short to tell.", LIMITS)) == ()


def test_chains_of_copies_are_one_account_and_only_found_pairs_are_copies():
    found = printings(["c", "a", "b", "d"], [Copy("a", "b", ""), Copy("b", "c", "")])
    assert [found[id].account for id in "abcd"] == ["a", "a", "a", "d"]
    assert found["a"].copies == {"b"}
    assert found["b"].copies == {"a", "c"}
    assert found["d"].copies == frozenset()
