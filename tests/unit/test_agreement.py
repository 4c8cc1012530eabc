"""Krippendorff's alpha against published examples, and what may be compared at all."""

from itertools import permutations
from types import SimpleNamespace

import pytest
from casefile_samples import KILLED, MADAYA, MONDAY, REBELS, record
from hypothesis import given
from hypothesis import strategies as st

from dateline.agreement import FEWEST, SCALES, alpha_of, compared_in, measure, value_of

NONE = None
# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): sections A, B, C.
MEG_OWEN = tuple(zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True))
BEN_GERRY = tuple(zip("aabbdcccedda", "babbbcccedd" + "d", strict=True))
FOUR = tuple(
    zip(
        (1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3),
        (NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE),
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("units", "scale", "published"),
    [
        (MEG_OWEN, "nominal", 0.095),
        (BEN_GERRY, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
    ],
)
def test_alpha_is_that_of_the_published_examples(units, scale, published):
    found = alpha_of(units, scale)
    assert round(found.value, 3) == published
    assert found.low <= found.value <= found.high


def test_sets_that_share_more_agree_more():
    a, b, ab, none = frozenset("a"), frozenset("b"), frozenset("ab"), frozenset()
    rest = [(a, a), (b, b), (none, none)] * 4
    apart, part, same = (
        alpha_of([*rest, pair], "sets").value for pair in ((a, b), (a, ab), (a, a))
    )
    assert apart < part < same == 1.0
    # By hand: observed 1/2 and 1; expected over the six pairs of a, ab, a, none.
    assert alpha_of([(a, ab), (a, none)], "sets").value == pytest.approx(
        1 - (2 * (0.5 + 1) / 4) / (2 * (0 + 0.5 + 1 + 0.5 + 1 + 1) / 12)
    )


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("units", [(), ((1, NONE), (NONE, NONE)), ((1, 1), (1, 1)), ((1,), (2,))])
def test_without_pairs_or_differences_there_is_no_number(units, scale):
    if scale == "sets":
        units = [[each and frozenset([each]) for each in unit] for unit in units]
    assert alpha_of(units, scale).value is None


CODED = st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=3), min_size=2, max_size=9)


@given(CODED, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_neither_the_order_of_coders_nor_of_units_matters(units, scale):
    found = alpha_of(units, scale, resamples=0).value
    turned = alpha_of([unit[::-1] for unit in reversed(units)], scale, resamples=0).value
    assert found == pytest.approx(turned, nan_ok=True) if found is not None else turned is None


@given(CODED, st.sampled_from(list(permutations(range(5)))[:40]))
def test_names_do_not_matter_to_a_nominal_alpha(units, names):
    found = alpha_of(units, "nominal", resamples=0).value
    other = alpha_of([[names[value] for value in unit] for unit in units], "nominal", resamples=0)
    assert found is other.value is None or found == pytest.approx(other.value)


@given(CODED)
def test_who_always_agrees_has_an_alpha_of_one(units):
    found = alpha_of([[unit[0]] * 2 for unit in units], "interval").value
    assert found is None or found == 1.0


def test_the_interval_is_the_same_each_time_and_narrows_with_more_units():
    few, again, many = (alpha_of(units, "nominal") for units in (FOUR, FOUR, FOUR * 20))
    assert few == again
    assert many.high - many.low < (few.high - few.low) / 2


def coding(accepts=True, **more):
    return SimpleNamespace(accepts=accepts, record=record(**more))


HOMS = MADAYA | {"name": "Homs", "adm1": "Homs", "precision": "province"}
LATER = MONDAY | {"earliest": "2016-03-09", "latest": "2016-03-09"}
NOBODY = REBELS | {"actor": None, "quote": "gunmen"}


@pytest.mark.parametrize(
    ("left", "right", "fields"),
    [
        ({}, {}, []),
        ({"confidence": 0.1}, {"confidence": 0.9}, []),
        ({"accepts": False}, {"type": "bombing"}, ["status"]),
        ({"accepts": False}, {"accepts": False, "type": "bombing"}, []),
        ({"type": "bombing"}, {}, ["type"]),
        ({"factuality": "denied"}, {}, ["factuality"]),
        ({"agent": []}, {}, ["agent"]),
        ({"agent": [NOBODY]}, {"agent": [REBELS, REBELS]}, ["agent"]),
        ({"target": [REBELS]}, {}, ["target"]),
        ({"places": []}, {}, ["place", "place precision"]),
        ({"places": [HOMS]}, {}, ["place", "place precision"]),
        ({"places": [HOMS | {"rel": "from"}, MADAYA]}, {}, []),
        ({"time": None}, {}, ["dated", "date", "date precision"]),
        ({"time": LATER}, {}, ["date"]),
        ({"counts": []}, {}, ["counted", "killed"]),
        ({"counts": [KILLED | {"low": 13}]}, {}, ["killed"]),
        ({"counts": [KILLED | {"low": None, "high": 12}]}, {}, []),
        (
            {"counts": [KILLED, KILLED | {"low": 3, "measure": "injured"}]},
            {},
            ["counted", "injured"],
        ),
    ],
)
def test_in_what_two_codings_differ(left, right, fields):
    codings = coding(**left), coding(**right)
    apart = [
        field.name
        for field in compared_in(codings)
        if len({value_of(field, each) for each in codings}) > 1
    ]
    assert [name for name in apart if all(each.accepts for each in codings) or name in fields] == (
        fields
    )


def test_agreement_is_measured_field_by_field_and_what_is_left_out_is_counted():
    alike = [[coding(), coding()], [coding(type="bombing"), coding(type="bombing")]]
    apart = [[coding(), coding(type="bombing", time=None)], [coding(accepts=False), coding()]]
    found = measure(
        [
            *alike * 6,
            *apart,
            [coding()],
            [
                coding(),
            ],
            [],
        ]
    )
    assert (found.units, found.coded_by_one, found.coded_by_none) == (14, 2, 1)
    by_name = {each.field: each for each in found.fields}
    status, type, date = (by_name[name] for name in ("status", "type", "date"))
    assert (status.units, status.same, status.one_only) == (14, 13, 0)
    assert (type.units, type.same, type.one_only) == (13, 12, 1)
    assert (date.units, date.same, date.one_only) == (12, 12, 2)
    assert 0.7 < type.alpha < 1
    assert type.low <= type.alpha <= type.high
    assert date.alpha is None
    assert "all values are the same" in date.why


def test_of_too_few_no_number_is_given():
    pair = [[coding(), coding(type="bombing")]]
    found = measure(pair * (FEWEST - 1))
    assert {each.alpha for each in found.fields} == {None}
    assert found.fields[0].why == f"too few: {FEWEST - 1} compared, {FEWEST} are needed"
    assert measure([]).units == 0
