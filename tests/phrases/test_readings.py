"""Words that could name an event: which type they tell here, and where they tell nothing.

Constructed sentences, told on Monday 7 March 2016; each with the types it tells, in order.
"""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]
TOLD = date(2016, 3, 7)

TELLS = [
    # an air force is aircraft, and many rifles are rifles
    ("The Syrian air force hit two villages near Hasakah on Saturday.", ["air_strike"]),
    ("The navy seized a total of 14 rifles in the port of Aden.", ["weapons_seized"]),
    # a noun that mostly goes back stands for itself where people died in it
    ("Nine civilians were killed in raids on the northern edge of Manbij.", ["air_strike"]),
    # what was agreed, though it was broken since
    ("A truce agreed by Russia and Turkey in May has been violated daily.", ["agreement"]),
    ("Residents said violence broke out in Godhra on Friday.", ["riot"]),
    ("The government answered with the repression of protests.", ["armed_attack", "protest"]),
    ("Both sides sent in reinforcements on Friday.", ["deployment"]),
    ("Russia intervened in Syria in 2015.", ["deployment"]),
    ("The militants fled the battlefield near Homs.", ["withdrawal"]),
    # what is threatened is told by the threat
    ("A leaflet warned the rebels to surrender.", ["threat"]),
    ("The rebels threatened to shell the airport.", ["threat"]),
]

NOTHING = [
    "Shops stayed shut in the curfew-bound town.",
    "He visited riot-hit areas with his staff.",
    "The paper wrote about starve-or-surrender tactics.",
    "The militia is the most effective fighting force in the country.",
    "The monitor says it determines whose planes carry out raids by their flight paths.",
    "Documents were found at his presidential retreat.",
    "He demanded the withdrawal of the statement.",
    "He said that they must be held to account.",
    "The bus driver was given an ultimatum by his boss.",
    "She wants longer jail sentences for extremists.",
    "The channel released footage of men and a woman.",
    "The report tells of a violation of the cessation of hostilities agreement.",
    "His quick move saved the situation from taking a violent turn.",
    "A resolution bans the use of such dyes.",
]


@pytest.mark.parametrize(("text", "kinds"), TELLS)
def test_what_a_sentence_tells(coded: Code, text: str, kinds: list[str]) -> None:
    assert [event.type for event in coded(text, published=TOLD)] == kinds


@pytest.mark.parametrize("text", NOTHING)
def test_what_tells_nothing(coded: Code, text: str) -> None:
    assert [(event.type, event.mentions[0].quote) for event in coded(text, published=TOLD)] == []


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Many prisoners allege torture by the guards.", "uncertain"),
        ("It is not the kind of state whose rulers kidnapped opponents.", "denied"),
        ("He is not the man who kidnapped the teacher.", "asserted"),
    ],
)
def test_how_firmly_it_is_told(coded: Code, text: str, factuality: str) -> None:
    assert [event.factuality for event in coded(text, published=TOLD)] == [factuality]


def test_what_they_killed_is_the_toll_of_what_they_did(coded: Code) -> None:
    (event,) = coded("On Friday gunmen attacked a camp in Helmand. They killed 23 soldiers.")
    assert event.type == "battle"
    assert [(count.measure, count.quantity.low) for count in event.counts] == [("killed", 23)]


def test_they_of_the_first_sentence_go_back_to_nothing(coded: Code) -> None:
    assert [event.type for event in coded("They killed nine teachers in Mosul.")] == ["killing"]


def test_a_side_of_a_river_is_nobody(coded: Code) -> None:
    (event,) = coded("Militants carried out attacks on the regime's side of the Euphrates.")
    assert event.target == ()
