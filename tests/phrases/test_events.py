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
    # the weapon decides, wherever "with" stands
    ("Rebels attacked a suburb of the city with mortars.", "shelling", set()),
    ("Two people died in terrorist attacks with rocket shells.", "shelling", {("killed", 2, 2)}),
    # a gerund after a noun names an act
    ("Two people died in police firing.", "armed_attack", {("killed", 2, 2)}),
    ("The tank shelling killed two people.", "shelling", {("killed", 2, 2)}),
    ("Police lobbed 12 tear-gas shells at the mob.", "riot", set()),
    # a list of strikes, as the coalition writes it
    ("Near Raqqah, six strikes destroyed two IS vehicles.", "air_strike", set()),
    ("The regime has provided the militia with weapons.", "deployment", set()),
]

NOTHING = [
    "The minister left the office early.",
    "The spokesman for military operations wore a blue tie.",
    "The city is known for its war museum.",
    "The company launched a price war against its rivals.",
    "The convoy crossed the desert at night.",
    "Shares fell sharply after the report.",
    "The group controls the city.",
    # business, sport, screens, accidents and words
    "Supermarkets fought a price war over milk.",
    "The two ministers clashed over the budget.",
    "The minister launched a bombshell attack on his rivals in parliament.",
    "The senator came under fire for his remarks.",
    "Oil prices exploded after the announcement.",
    "There was an explosion of violence in the film.",
    "A gas explosion killed four people in a flat in Leeds.",
    "Hackers attacked the ministry's website.",
    "The bank was hit by a cyber attack.",
    "The company fired 200 workers on Friday.",
    "The merger of the two banks was approved.",
    "United beat City in the final on Sunday.",
    "The hospital released the patient on Monday.",
    "The operation on his knee was a success.",
    "The actress took the stage to applause.",
    "The car was left in the street overnight.",
    # what is done in general, what words and treaties say, what is watched over
    "Suicide bombers often attack markets.",
    "Kidnappings are common in the region.",
    "Assassinations are a regular event in the city, residents say.",
    "A bombing is the use of explosives against a target.",
    "The treaty bans chemical weapons.",
    "The group exists to combat terrorism.",
    "Both sides said they would respect the ceasefire.",
    "Observers were sent to monitor the truce.",
    "Tags Syria Raqqa airstrikes civilians",
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


@pytest.mark.parametrize(
    "text",
    [
        "Over 200 jihadis desert ISIS in Raqqa\n\nThe weather was fine all week.\n",
        "Over 200 jihadis desert ISIS in Raqqa, a source close to the group told ARA News.",
    ],
)
def test_a_clause_without_a_verb_tag_is_read_as_one(coded: Code, text: str) -> None:
    (event,) = coded(text, published=TOLD)
    assert event.type == "defection"
    assert {p.actor.name for p in event.from_group if p.actor} == {"Islamic State"}


CRIME = (
    "A former employee shot two co-workers at an office in Springfield on Friday. "
    "The jury found him guilty of murder. His boss said the worker had been dismissed."
)


def test_ordinary_crime_tells_nothing(coded: Code) -> None:
    assert [event.type for event in coded(CRIME, published=TOLD)] == []


def test_a_crime_of_a_party_to_a_conflict_is_an_event(coded: Code) -> None:
    text = CRIME + " Rebels of the Islamic State and the Taliban killed three soldiers in Kabul."
    assert "battle" in {event.type for event in coded(text, published=TOLD)}


def test_two_runs_give_the_same_events(coded: Code) -> None:
    text = "Gunmen abducted five aid workers near Goma on Friday. Two were later freed."
    assert coded(text, published=TOLD) == coded(text, published=TOLD)


@pytest.mark.parametrize(
    ("text", "agents", "targets"),
    [
        ("Rebels attacked an army base near Hama.", ["Rebels"], ["an army base"]),
        ("The opposition has accused government forces of shelling the town of Douma.",
         ["government forces"], []),
        ("Syrian government air raids killed ten civilians in Douma.",
         ["Syrian government"], ["ten civilians"]),
        # who is hurt does nothing, and is no side of a fight
        ("Ten civilians were killed in air strikes on Douma.", [], ["Ten civilians"]),
        ("Twelve civilians died in clashes between the army and rebels in Hama.",
         ["the army"], ["rebels"]),
        # a thing does nothing
        ("The pamphlets announced rallies in Athens.", [], []),
    ],
)  # fmt: skip
def test_who_does_it_and_to_whom(
    coded: Code, text: str, agents: list[str], targets: list[str]
) -> None:
    event = coded(text, published=TOLD)[0]
    assert [p.quote for p in event.agent] == agents
    if targets:
        assert [p.quote for p in event.target] == targets
