"""How many people an event's record counts, under which measure; and what is told once."""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]
TOLD = date(2016, 3, 7)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # killed and injured lumped together are casualties
        ("Dozens of people were killed and injured in an air strike.", {("casualties", 24, None)}),
        # a number stands under the word it belongs to
        (
            "A bombing left 40 soldiers killed and some 90 wounded.",
            {("killed", 40, 40), ("injured", 90, 90)},
        ),
        (
            "At least seven people were killed and many more wounded in an air strike.",
            {("killed", 7, None)},
        ),
        # no casualties: nobody killed, nobody injured
        ("The bombing caused no casualties.", {("killed", 0, 0), ("injured", 0, 0)}),
        # a list is added up only where a member has no number of its own
        (
            "Air strikes killed 30 fighters and four civilians.",
            {("killed", 30, 30), ("killed", 4, 4)},
        ),
        ("Air strikes killed a farmer and his three sons.", {("killed", 4, 4)}),
        # people are counted by what they undergo, and by the number of an act done to each
        ("Ten people sustained injuries in an ambush.", {("injured", 10, 10)}),
        ("Over 40 arrests were made in Tunis.", {("detained", 41, None)}),
        ("Police fired 40 rounds at a mob.", set()),
        # one who surrenders is not counted
        ("A commander surrendered to the army.", set()),
    ],
)
def test_counts_of_an_event(
    coded: Code, text: str, counts: set[tuple[str, int | None, int | None]]
) -> None:
    found = [
        {(c.measure, c.quantity.low, c.quantity.high) for c in event.counts}
        for event in coded(text, published=TOLD)
    ]
    assert found == [counts]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("A car bomb exploded in Baghdad on Sunday. The blast killed six people.", 1),
        ("Gunmen attacked a market in Mosul. No group has claimed the attack.", 1),
        (
            "A car bomb killed six people in Baghdad on Sunday. "
            "Another bomb killed three people in Basra on Friday.",
            2,
        ),
    ],
)
def test_the_attack_points_back_and_another_does_not(coded: Code, text: str, events: int) -> None:
    assert len(coded(text, published=TOLD)) == events
