"""Parties named around a noun: in its clause, in a list, before it; all sentences constructed."""

from collections.abc import Callable

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]


def parties(events: tuple[Event, ...], kind: str) -> tuple[list[str], list[str]]:
    """Doers and targets of the event of a type, as the text words them."""
    event = next(each for each in events if each.type == kind)
    return [each.quote for each in event.agent], [each.quote for each in event.target]


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        # verbs side by side reach each their own
        (
            "Near Hit, two strikes engaged a unit; destroyed a bunker; and damaged a road.",
            "air_strike",
            [],
            ["a unit", "a bunker", "a road"],
        ),
        (
            "Coalition airstrikes hit a convoy and the militants destroyed a bridge.",
            "air_strike",
            ["Coalition"],
            ["a convoy"],
        ),
        # those who are said to include others
        (
            "Coalition nations which conducted airstrikes in Iraq include Canada and Jordan.",
            "air_strike",
            ["Canada", "Jordan"],
            [],
        ),
        ("Those arrested include two journalists.", "arrest", [], ["two journalists"]),
        ("Those arrested do not include the mayor.", "arrest", [], ["Those"]),
        # who falls in a fight is a side of it
        (
            "The gunman was killed in a gun battle with police.",
            "battle",
            ["The gunman"],
            ["police"],
        ),
        ("The gunman died after a gunfight with police.", "battle", ["The gunman"], ["police"]),
        ("Three civilians were killed in clashes with the army.", "battle", [], ["the army"]),
        # who does something while talking
        (
            "The secretary raised the matter in a call with the Russian foreign minister.",
            "talks",
            ["The secretary", "the Russian foreign minister"],
            [],
        ),
        # against whom
        (
            "Thousands joined anti-government protests in Homs.",
            "protest",
            ["Thousands"],
            ["government"],
        ),
        ("Thousands joined an anti-war march in Paris.", "protest", ["Thousands"], []),
        # the hand of others
        (
            "He alleged police involvement in the murder of the mayor.",
            "killing",
            ["police"],
            ["the mayor"],
        ),
        (
            "They found the hand of Hezbollah in the murder of the mayor.",
            "killing",
            ["Hezbollah"],
            ["the mayor"],
        ),
        ("He alleged a plot in the murder of the mayor.", "killing", [], ["the mayor"]),
        ("The opposition sees a police hand in the killing.", "killing", ["police"], []),
    ],
)
def test_who_takes_part(
    coded: Code, text: str, kind: str, agents: list[str], targets: list[str]
) -> None:
    assert parties(coded(text), kind) == (agents, targets)
