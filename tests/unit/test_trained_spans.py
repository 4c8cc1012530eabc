"""From scores of words to runs of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.trained_spans import find_runs

B, I, O = (0.9, 0.1), (0.1, 0.8), (0.0, 0.1)  # noqa: E741


@pytest.mark.parametrize(
    ("tokens", "tags", "runs"),
    [
        ([4, 5, 6], [O, O, O], []),
        ([4, 5, 6], [B, I, O], [(4, 5)]),
        ([4, 5, 6], [B, B, I], [(4,), (5, 6)]),
        ([4, 5, 6], [O, I, I], [(5, 6)]),
        ([4, 6], [B, I], [(4,), (6,)]),  # a word between them is not judged
        ([], [], []),
    ],
)
def test_runs(tokens: list[int], tags: list[tuple[float, float]], runs: list[tuple[int]]) -> None:
    found = find_runs(tokens, [b for b, _ in tags], [i for _, i in tags], 0.5)
    assert [run.tokens for run in found] == runs


@given(st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 0.5))), st.floats(0, 1))
def test_every_word_that_reaches_the_threshold_is_in_one_run(
    tags: list[tuple[float, float]], least: float
) -> None:
    tokens = range(len(tags))
    found = find_runs(tokens, [b for b, _ in tags], [i for _, i in tags], least)
    reached = [i for i in tokens if round(sum(tags[i]), 4) >= least]
    assert [i for run in found for i in run.tokens] == reached
