"""Lists of strikes: each item is an event of its own, by the doer named above the list."""

from collections.abc import Callable

import pytest

from dateline.model import Event

HEAD = "On June 8, coalition forces conducted 34 strikes against ISIL in Syria and Iraq.\n"
Code = Callable[..., tuple[Event, ...]]


def told(events: tuple[Event, ...]) -> list[tuple[str, list[str], list[str]]]:
    return [
        (event.type, [each.quote for each in event.agent], [place.quote for place in event.places])
        for event in events
    ]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            "Near Manbij, two strikes destroyed a bridge.\n"
            "Near Mosul, five strikes destroyed two buildings.",
            [
                ("air_strike", ["coalition forces"], ["Manbij"]),
                ("air_strike", ["coalition forces"], ["Mosul"]),
            ],
        ),
        # another act, and a doer of its own: nothing is carried over
        ("Near Mosul, two mines killed a farmer.", [("bombing", [], ["Mosul"])]),
        (
            "Near Mosul, five strikes by Russian jets destroyed two buildings.",
            [("air_strike", ["Russian jets"], ["Mosul"])],
        ),
    ],
)
def test_items_of_a_list(coded: Code, items: str, expected: list[object]) -> None:
    assert told(coded(HEAD + items))[1:] == expected
