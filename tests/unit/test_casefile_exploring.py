"""Counting the events of a casefile by day, place and actor, alike on either database."""

import pytest

from dateline.store import Days, EventQuery, Scene, TakingPart

REBELS = "rebels/SYR"


@pytest.mark.parametrize("once", [False, True])
def test_days_are_counted(filled, once):
    found = filled.days(EventQuery(once=once))
    assert sorted(found, key=lambda each: each.earliest) == [
        Days("2016-03-06", "2016-03-06", "asserted", 1),
        Days("2016-03-07", "2016-03-07", "asserted", 1),
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (EventQuery(), {"Madaya", "Homs"}),
        (EventQuery(adm1="Homs", country="SYR", scene=True), {"Homs"}),
        (EventQuery(country="SYR"), {"Madaya", "Homs"}),
        (EventQuery(country="IRQ"), set()),
        (EventQuery(factuality="denied"), set()),
        (EventQuery(factuality="asserted", type="arrest"), {"Homs"}),
        (EventQuery(types=("arrest", "raid")), {"Homs"}),
        (EventQuery(box=(33.0, 36.0, 34.0, 37.0)), {"Madaya", "Homs"}),
        (EventQuery(box=(0.0, 0.0, 1.0, 1.0)), set()),
    ],
)
def test_scenes_are_counted(filled, query, names):
    found = filled.scenes(query)
    assert {each.name for each in found} == names
    assert filled.events(query).total == sum(each.number for each in found)


def test_a_scene_says_how_near_it_is_known(filled):
    (homs,) = filled.scenes(EventQuery(type="arrest"))
    assert homs == Scene("SYR", "Homs", "town", "Homs", 33.69, 36.1, False, 1)


def test_actors_are_counted_by_side(filled):
    assert filled.actors(EventQuery()) == [TakingPart(REBELS, "rebels (Syria)", "rebel", 1, 0)]
    assert filled.actors(EventQuery(), "REBELS") == filled.actors(EventQuery())
    assert filled.actors(EventQuery(), "100%") == []
    sides = filled.sides(EventQuery(), REBELS)
    assert sides == {"agent": [Days("2016-03-07", "2016-03-07", "asserted", 1)], "target": []}
