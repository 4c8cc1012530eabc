"""Events set out in time: nothing is lost, and what may have happened is not taken for sure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.chart import timeline_svg
from dateline.desk.periods import LONGEST, first_of, number_of, timeline_of
from dateline.store import Days


def told(earliest, latest, factuality="asserted", number=1):
    return Days(earliest, latest, factuality, number)


def numbers(timeline):
    return [(str(p.first), p.sure, p.possible, p.apart) for p in timeline.periods]


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([told("2016-03-07", "2016-03-07")], [("2016-03-07", 1, 1, 0)]),
        ([told("2016-03-07", "2016-03-13", number=3)], [("2016-03-07", 3, 3, 0)]),
        (  # Sunday and Monday: of neither week for sure
            [told("2016-03-06", "2016-03-07")],
            [("2016-02-29", 0, 1, 0), ("2016-03-07", 0, 1, 0)],
        ),
        ([told("2016-03-07", "2016-03-07", "denied", 2)], [("2016-03-07", 0, 0, 2)]),
        (
            [told("2016-03-07", "2016-03-07"), told("2016-03-08", "2016-03-08", "uncertain")],
            [("2016-03-07", 1, 1, 1)],
        ),
        (  # no week is left out
            [told("2016-03-07", "2016-03-07"), told("2016-03-21", "2016-03-21")],
            [("2016-03-07", 1, 1, 0), ("2016-03-14", 0, 0, 0), ("2016-03-21", 1, 1, 0)],
        ),
        ([], []),
        ([told(None, None)], []),
        ([told("2016-03-07", None)], []),
        ([told("2015-01-01", "2016-06-01")], []),
    ],
)
def test_weeks_keep_sure_and_possible_apart(days, shown):
    assert numbers(timeline_of(days)) == shown


def test_what_has_no_place_in_time_is_counted_beside():
    days = [told(None, None, number=4), told(None, "2016-03-07"), told("2014-01-01", "2016-01-01")]
    timeline = timeline_of(days)
    assert (timeline.undated, timeline.vague, timeline.periods) == (5, 1, ())


@pytest.mark.parametrize(
    ("last", "unit"), [("2016-03-07", "week"), ("2021-03-07", "month"), ("2061-03-07", "year")]
)
def test_the_unit_is_the_finest_that_can_be_read(last, unit):
    assert timeline_of([told("2016-03-07", "2016-03-07"), told(last, last)]).unit == unit


DAY = st.dates(date(1950, 1, 1), date(2030, 12, 31))
DAYS = st.builds(
    lambda first, length, factuality, number: told(
        str(first), str(date.fromordinal(first.toordinal() + length)), factuality, number
    ),
    DAY,
    st.integers(0, LONGEST - 1),
    st.sampled_from(["asserted", "uncertain", "denied"]),
    st.integers(1, 5),
)


@given(st.lists(DAYS, max_size=12), st.sampled_from(["week", "month", "year"]))
def test_every_event_lies_in_some_period_and_none_twice_for_sure(days, unit):
    timeline = timeline_of(days, unit)
    facts = [each for each in days if each.factuality == "asserted"]
    assert sum(p.sure for p in timeline.periods) <= sum(each.number for each in facts)
    assert sum(p.possible for p in timeline.periods) >= sum(each.number for each in facts)
    for period in timeline.periods:
        may = [d for d in days if d.earliest <= str(period.last) and d.latest >= str(period.first)]
        sure = [d for d in may if d.earliest >= str(period.first) and d.latest <= str(period.last)]
        assert period.possible == sum(d.number for d in may if d.factuality == "asserted")
        assert period.sure == sum(d.number for d in sure if d.factuality == "asserted")
        assert period.apart == sum(d.number for d in may if d.factuality != "asserted")


@given(DAY, st.sampled_from(["week", "month", "year"]))
def test_a_period_holds_its_days(day, unit):
    number = number_of(day, unit)
    assert first_of(number, unit) <= day < first_of(number + 1, unit)


def test_the_chart_says_in_words_what_it_draws():
    days = [told("2016-03-06", "2016-03-07"), told("2016-03-07", "2016-03-07", "denied", 2)]
    drawn = timeline_svg(timeline_of(days), "A & B <by week>", "t")
    assert "A &amp; B &lt;by week&gt;" in drawn
    assert "Week of 2016-02-29: 0 to 1</title>" in drawn
    assert "Week of 2016-03-07: 0 to 1; not told as fact: 2" in drawn
    assert "not told as fact, below the line" in drawn
