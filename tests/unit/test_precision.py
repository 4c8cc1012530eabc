"""The codes of ACLED and UCDP for how exactly a place and a day are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.precision import place_codes, time_codes
from dateline.model import Place, Span, TimeInterval

DAY = date(2016, 3, 7)


def codes(found):
    return found["acled_precision"], found["ucdp_precision"]


@pytest.mark.parametrize(
    ("precision", "near", "expected"),
    [
        ("town", False, (1, 1)),
        ("town", True, (2, 2)),
        ("site", False, (1, 1)),
        ("district", False, (2, 3)),
        ("province", False, (3, 4)),
        ("province", True, (3, 4)),
        ("region", False, (3, 5)),
        ("country", False, (3, 6)),
        (None, False, (None, None)),
    ],
)
def test_a_place_has_its_codes(precision, near, expected):
    place = Place(Span(0, 4), "Homs", precision=precision, near=near)
    assert codes(place_codes(place)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, (1, 1)),
        (2, (2, 2)),
        (7, (2, 3)),
        (8, (3, 4)),
        (31, (3, 4)),
        (32, (3, 5)),
        (400, (3, None)),
    ],
)
def test_an_interval_has_its_codes(days, expected):
    time = TimeInterval(DAY, DAY + timedelta(days=days - 1), "day")
    assert codes(time_codes(time)) == expected


def test_an_open_interval_has_none():
    assert codes(time_codes(TimeInterval(DAY, None, "longer"))) == (None, None)


@given(st.integers(1, 800), st.integers(1, 800))
def test_a_longer_interval_is_never_more_exact(one, other):
    short, long = sorted((one, other))
    shorter, longer = (
        codes(time_codes(TimeInterval(DAY, DAY + timedelta(days=n - 1), "day")))
        for n in (short, long)
    )
    assert shorter[0] <= longer[0]
    assert longer[1] is None or (shorter[1] or 9) <= longer[1]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Shells killed six people near Saraqib.", True),
        ("Shells killed six people outside Homs.", True),
        ("Shells killed six people in Homs.", False),
    ],
)
def test_what_an_event_was_near_is_said_to_be(coded, text, near):
    (event,) = coded(text)
    assert [place.near for place in event.places] == [near]
