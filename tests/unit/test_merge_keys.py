"""Which accounts are compared: who seeks whom, and how keys become numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_samples import MADAYA, on, told

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import keys_of, profile_of, setting_of, sought_by
from dateline.merge.keys import window_of

SETTING = setting_of(load_merging(), load_traits())
FIRST = date(2016, 3, 7)
STRETCHES = st.tuples(st.integers(0, 30), st.integers(0, 20) | st.just(365))


def account(name, stretch=None):
    """An account of Madaya, of so many days from so many days after the first."""
    more = {"time": None, "published": None}
    if stretch is not None:
        day = FIRST + timedelta(days=stretch[0])
        more = {"time": on(str(day), str(day + timedelta(days=stretch[1])))}
    event = told(f"ev_{name}", name, places=[MADAYA], **more)
    return profile_of(event, load_merging().stop_words)


def meet(one, other):
    """Whether one seeks a key of the other."""
    return not sought_by(one, SETTING).isdisjoint(keys_of(other, SETTING))


@given(STRETCHES, STRETCHES)
def test_each_seeks_the_other_or_neither_does(one, other):
    left, right = account("r1", one), account("r2", other)
    assert meet(left, right) == meet(right, left)


@given(STRETCHES, STRETCHES)
def test_accounts_few_days_apart_meet_and_those_far_apart_do_not(one, other):
    left, right = account("r1", one), account("r2", other)
    (first, last), (start, end) = ((day, day + more) for day, more in (one, other))
    apart, width = max(first, start) - min(last, end), SETTING.merging.limits.apart_days
    if apart <= width and max(one[1], other[1]) <= 20:
        assert meet(left, right)
    if apart > 2 * width:
        assert not meet(left, right)


def test_accounts_without_a_day_meet_each_other_alone():
    without, dated = account("r1"), account("r2", (0, 0))
    assert meet(without, account("r3"))
    assert not meet(without, dated)
    assert not meet(dated, without)


@pytest.mark.parametrize(
    ("key", "window"),
    [("245893|place|atma|idlib", 245893), ("no day|actor|isis", 0), ("report|r1", 0)],
)
def test_the_window_of_a_key(key, window):
    assert window_of(key) == window
