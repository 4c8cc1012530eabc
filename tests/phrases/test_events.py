"""What a sentence tells: the event, who, whom and how many; and what must give nothing.

Sentences are told on Monday 7 March 2016.
"""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]
TOLD = date(2016, 3, 7)

ONE_EVENT = [
    # means before result: the toll is a count of what caused it
    ("A car bomb killed six people in Baghdad.", "bombing", {("killed", 6, 6)}),
    ("Six people were killed in an air strike on Idlib.", "air_strike", {("killed", 6, 6)}),
    ("Shelling in Taiz left four civilians dead.", "shelling", {("killed", 4, 4)}),
    (
        "Gunmen ambushed a convoy near Gao, killing at least three soldiers and wounding ten.",
        "armed_attack",
        {("killed", 3, None), ("injured", 10, 10)},
    ),
    # lists and single people are counted
    ("Gunmen killed a teacher and her two children in Mosul.", "killing", {("killed", 3, 3)}),
    ("A judge was assassinated in Bogota on Sunday.", "killing", {("killed", 1, 1)}),
    # two sides: fighters killed by fighters fall in battle
    ("Soldiers killed 20 militants in the north.", "battle", {("killed", 20, 20)}),
    # light verbs carry their noun
    ("The army carried out air strikes on rebel positions.", "air_strike", set()),
    ("Villagers staged a protest against the mine.", "protest", set()),
]

NOTHING = [
    "The minister left the office early.",
    "The spokesman for military operations wore a blue tie.",
    "The city is known for its war museum.",
    "The company launched a price war against its rivals.",
    "The convoy crossed the desert at night.",
    "Shares fell sharply after the report.",
    "The group controls the city.",
]


@pytest.mark.parametrize(("text", "kind", "counts"), ONE_EVENT)
def test_a_sentence_tells_one_event(
    coded: Code, text: str, kind: str, counts: set[tuple[str, int | None, int | None]]
) -> None:
    events = coded(text, published=TOLD)
    assert [event.type for event in events] == [kind]
    found = {(c.measure, c.quantity.low, c.quantity.high) for c in events[0].counts}
    assert found == counts


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_tells_nothing(coded: Code, text: str) -> None:
    assert [(e.type, e.mentions[0].quote) for e in coded(text, published=TOLD)] == []


def test_a_toll_told_later_is_a_count_of_the_same_event(coded: Code) -> None:
    text = (
        "A bomb exploded at a market in Kirkuk on Sunday. "
        "The blast killed nine people, police said. The death toll later rose to 11."
    )
    events = coded(text, published=TOLD)
    assert [event.type for event in events] == ["bombing"]
    found = {(c.measure, c.quantity.low) for c in events[0].counts}
    assert found == {("killed", 9), ("killed", 11)}


def test_other_places_with_other_tolls_are_other_events(coded: Code) -> None:
    text = (
        "An air strike on Aleppo killed five people on Sunday. "
        "Another air strike, on Idlib, killed 12 people on Friday."
    )
    events = coded(text, published=TOLD)
    assert [event.type for event in events] == ["air_strike", "air_strike"]


def test_the_time_of_a_statement_is_not_the_time_of_the_event(coded: Code) -> None:
    (event,) = coded("Rebels seized the town of Manbij, the army said on Thursday.", published=TOLD)
    assert event.time is None or event.time.quote is None


def test_a_lead_in_the_present_perfect_is_dated_by_its_publication(coded: Code) -> None:
    (event,) = coded("Rebels have seized the town of Manbij.", published=TOLD)
    assert event.time is not None
    assert (event.time.earliest, event.time.basis) == (TOLD, "inferred")


def test_a_headline_without_a_verb_tag_is_read_as_a_clause(coded: Code) -> None:
    text = "Over 200 jihadis desert ISIS in Raqqa\n\nThe weather was fine all week.\n"
    (event,) = coded(text, published=TOLD)
    assert event.type == "defection"
    assert {p.actor.name for p in event.from_group if p.actor} == {"Islamic State"}


def test_two_runs_give_the_same_events(coded: Code) -> None:
    text = "Gunmen abducted five aid workers near Goma on Friday. Two were later freed."
    assert coded(text, published=TOLD) == coded(text, published=TOLD)
