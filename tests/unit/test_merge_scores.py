"""The scores of clusterings, on the worked examples of the papers that define them."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from merge_scores import b_cubed, ceaf_e, groups_of, muc, pair_scores

GOLD = dict.fromkeys("abcde", "one") | dict.fromkeys("fg", "two") | dict.fromkeys("hijkl", "three")
KEY = groups_of(GOLD)
JOINED_SMALL = [set("abcde"), set("fghijkl")]  # the pair joined with a large group
JOINED_LARGE = [set("abcdehijkl"), set("fg")]  # the two large groups joined


@pytest.mark.parametrize("response", [JOINED_SMALL, JOINED_LARGE])
def test_muc_counts_links_alone(response):
    precision, recall, _ = muc(KEY, response)
    assert (round(precision, 2), recall) == (0.9, 1.0)


@pytest.mark.parametrize(("response", "precision"), [(JOINED_SMALL, 0.76), (JOINED_LARGE, 0.58)])
def test_b_cubed_minds_how_large_a_wrong_group_is(response, precision):
    found = b_cubed(GOLD, response)
    assert (round(found[0], 2), found[1]) == (precision, 1.0)


def test_a_perfect_answer_is_perfect_and_an_empty_one_is_nothing():
    assert ceaf_e(KEY, KEY) == muc(KEY, KEY) == b_cubed(GOLD, KEY) == (1.0, 1.0, 1.0)
    assert pair_scores(GOLD, KEY) == (1.0, 1.0, 1.0)
    assert ceaf_e(KEY, []) == (0.0, 0.0, 0.0)


def test_ceaf_matches_each_group_once():
    precision, recall, _ = ceaf_e([set("ab"), set("cd")], [set("abcd")])
    assert (round(precision, 3), round(recall, 3)) == (0.667, 0.333)
