"""Counts of what happened: once each, with what is not sure kept apart."""

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest
from casefile_samples import KILLED, MONDAY, record
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.trend_plot import trend_plot
from dateline.export.trend_text import between, trend_csv, trend_table
from dateline.trends import BY, Happening, happenings_of, tally


def days(first: str | None, last: str | None) -> dict[str, object]:
    return {**MONDAY, "earliest": first, "latest": last}


def killed(low: int | None, high: int | None) -> dict[str, object]:
    return {**KILLED, "low": low, "high": high}


def told(id: str, **more: object) -> Happening:
    fields = {
        "type": "shelling", "actors": ("rebels",), "place": "Madaya, SYR",
        "first": date(2016, 3, 7), "last": date(2016, 3, 7), "sure": True,
    }  # fmt: skip
    return Happening(id, **{**fields, **more})


def test_an_incident_is_one_happening_however_many_tell_it():
    one = record("ev_1", counts=[killed(12, 12)])
    two = record("ev_2", counts=[killed(20, None)], factuality="uncertain", places=[])
    (found,) = happenings_of([(one, "inc_1"), (two, "inc_1")])
    assert (found.id, found.type, found.place, found.sure) == (
        "inc_1", "shelling", "Madaya, Rif Dimashq, SYR", True,
    )  # fmt: skip
    assert (found.killed_low, found.killed_high) == (12, None)
    assert found.actors == ("rebels (Syria)",)


@pytest.mark.parametrize("factuality", ["denied", "planned", "foiled", "hypothetical"])
def test_what_did_not_happen_is_not_counted(factuality):
    assert happenings_of([(record(factuality=factuality), None)]) == ()


@pytest.mark.parametrize(
    ("times", "first", "last"),
    [
        ([("2016-03-07", "2016-03-07")], "2016-03-07", "2016-03-07"),
        ([("2016-03-01", "2016-03-07"), ("2016-03-05", "2016-03-09")], "2016-03-05", "2016-03-07"),
        ([("2016-03-01", "2016-03-02"), ("2016-03-05", "2016-03-06")], "2016-03-01", "2016-03-06"),
        ([("2016-03-01", None)], None, None),
        ([(None, None), ("2016-03-05", "2016-03-06")], "2016-03-05", "2016-03-06"),
    ],
)
def test_days_are_those_all_accounts_allow_else_those_of_any(times, first, last):
    accounts = [(record(f"ev_{i}", time=days(*t)), "inc_1") for i, t in enumerate(times)]
    (found,) = happenings_of(accounts)
    assert (found.first and str(found.first), found.last and str(found.last)) == (first, last)


def test_a_week_has_what_surely_and_what_possibly_lies_in_it():
    rows = tally(
        [
            told("a", killed_low=3, killed_high=3),
            told("b", sure=False, killed_low=5, killed_high=5),
            told("c", first=date(2016, 3, 11), last=date(2016, 3, 16)),
            told("d", first=date(2016, 3, 28), last=date(2016, 3, 28), killed_high=None),
            told("e", first=None, last=None),
        ],
        "week",
    )
    assert [(row.key, row.sure, row.possible) for row in rows] == [
        ("2016-03-07", 1, 3), ("2016-03-14", 0, 1), ("2016-03-21", 0, 0), ("2016-03-28", 1, 1),
        ("not known", 1, 1),
    ]  # fmt: skip
    assert (rows[0].killed_low, rows[0].killed_high) == (3, 8)
    assert rows[3].killed_high is None


def test_other_counts_go_by_how_many_there_were():
    rows = tally([told("a"), told("b", type="battle"), told("c", type="battle")], "type")
    assert [(row.key, row.possible) for row in rows] == [("battle", 2), ("shelling", 1)]
    (row,) = tally([told("a", actors=())], "actor")
    assert row.key == "not known"


HAPPENINGS = st.lists(
    st.builds(
        told,
        st.uuids().map(str),
        type=st.sampled_from(["battle", "shelling"]),
        place=st.sampled_from([None, "Madaya", "Homs"]),
        sure=st.booleans(),
        first=st.just(date(2016, 3, 1)),
        last=st.dates(date(2016, 3, 1), date(2016, 5, 1)),
    ),
    max_size=12,
)


@given(HAPPENINGS, st.randoms())
def test_counts_do_not_depend_on_the_order_and_sure_is_at_most_possible(happenings, random):
    for by in BY:
        rows = tally(happenings, by)
        assert rows == tally(random.sample(happenings, len(happenings)), by)
        assert all(row.sure <= row.possible for row in rows)
    for by in ("type", "place"):
        assert sum(row.possible for row in tally(happenings, by)) == len(happenings)


@pytest.mark.parametrize(
    ("low", "high", "words"), [(3, 3, "3"), (3, 5, "3 to 5"), (0, None, "0 or more")]
)
def test_bounds_in_words(low, high, words):
    assert between(low, high) == words


def test_table_csv_and_plot_say_the_same():
    rows = tally([told("a", killed_low=3, killed_high=None), told("b", sure=False)], "place")
    assert "Madaya, SYR    1 to 2  3 or more" in trend_table("place", rows)
    (line,) = csv.DictReader(io.StringIO(trend_csv("place", rows)))
    assert (line["sure"], line["possible"], line["killed_high"]) == ("1", "2", "")
    for by in BY:
        root = ElementTree.fromstring(trend_plot(by, tally([told("a", place="<&>")], by)))
        words = " ".join(root.itertext())
        assert f"Events by {by}" in words
    assert ElementTree.fromstring(trend_plot("week", ())) is not None
