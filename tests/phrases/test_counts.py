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
        ("The mines have killed and wounded hundreds of civilians.", {("casualties", 200, None)}),
        ("Jets attacked the area, leaving dozens killed and injured.", {("casualties", 24, None)}),
        # that it was not said is no count of none
        ("Russia has not acknowledged any civilian deaths from its air strikes.", set()),
        ("The army gave no casualty figures for the air strike.", set()),
        # the number a toll has reached, not what it was
        ("The toll of the attack climbed to 12 from nine.", {("killed", 12, 12)}),
        ("The death toll from the bombing rose from 5 to 8.", {("killed", 8, 8)}),
        # parts are no counts of their own
        (
            "The air strike killed 25 civilians. Of those killed six were children.",
            {("killed", 25, 25)},
        ),
        ("The bombing killed 49 people, including seven officers.", {("killed", 49, 49)}),
        (
            "At least 11 civilians among them three children were killed in an air strike.",
            {("killed", 11, None)},
        ),
        ("The penalties, including several executions, were harsh.", {("killed", 3, None)}),
        # a page that lost the space after a full stop
        (
            "A bomb killed two men near Homs.Three other men were wounded.",
            {("killed", 2, 2), ("injured", 3, 3)},
        ),
        (
            "The rebels killed 23 soldiers and injured another 15.Twenty rebels were killed.",
            {("killed", 23, 23), ("injured", 15, 15), ("killed", 20, 20)},
        ),
        ("A bomb killed two men in ward no.3 of Homs.", {("killed", 2, 2)}),
        # a ship is no person
        ("Pirates hijacked a Thai trawler.", set()),
        # scales without their plural, and a range after the verb
        ("Hundred of thousands fled the city of Mosul.", {("displaced", 200_000, None)}),
        ("Thousand of protesters marched in Baghdad.", {("participants", 2000, None)}),
        (
            "The attack killed between two and three hundred people in Mosul.",
            {("killed", 200, 300)},
        ),
        ("Police detained between two and three hundred people.", {("detained", 200, 300)}),
        (
            "The blast killed between 10 and 15 and wounded between 30 and 40.",
            {("killed", 10, 15), ("injured", 30, 40)},
        ),
        ("The shelling killed people between two villages.", set()),
        # two numbers of one scale
        ("Two to three hundred protesters marched in Tunis.", {("participants", 200, 300)}),
        (
            "Between two and three dozen people were killed in the shelling.",
            {("killed", 24, 36)},
        ),
        # what numbers say of guns, ages, hours and shares counts nobody
        ("Two soldiers, aged 19 and 22, were killed in an ambush.", {("killed", 2, 2)}),
        ("Rebels fired 122mm rockets at the base, killing three.", {("killed", 3, 3)}),
        ("The 47th Division shelled the town with 130mm guns.", set()),
        ("The rate of killings rose by 12 percent in 2015.", set()),
        ("Gunmen attacked the village at 2120 and killed two people.", {("killed", 2, 2)}),
        ("Police made 14 arrests in Cairo on Monday.", {("detained", 14, 14)}),
        ("The army lost 12 men in clashes near Homs.", {("killed", 12, 12)}),
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
        ("An air strike on Idlib killed a family of six.", {("killed", 6, 6)}),
        ("The bus was hit by a mine in Kunar, killing ten people.", {("killed", 10, 10)}),
        # what was planned killed nobody
        ("Police arrested three men over a plot to kill the mayor.", {("detained", 3, 3)}),
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


def test_a_number_counts_for_the_event_its_words_stand_nearest_to(coded: Code) -> None:
    events = coded("The teenager was shot and killed by police in Athens, triggering a riot.")
    told = {event.type: {count.quote for count in event.counts} for event in events}
    assert told == {"killing": {"The teenager"}, "riot": set()}


def test_a_verb_that_goes_on_from_a_passive_one_is_passive(coded: Code) -> None:
    events = coded("Some 300 people have been killed and more than 10 million displaced.")
    (moved,) = [event for event in events if event.type == "displacement"]
    assert [each.quote for each in moved.target] == ["more than 10 million"]
    assert [(c.measure, c.quantity.low) for c in moved.counts] == [("displaced", 10000001)]


def _killed(event: Event) -> set[tuple[int | None, int | None]]:
    counts = (count for count in event.counts if count.measure == "killed")
    return {(count.quantity.low, count.quantity.high) for count in counts}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("More than 330000 people have been killed since the war began with protests.", "protest"),
        (
            "More than 150000 people have been killed in the war which broke out after "
            "a crackdown on protesters.",
            "armed_attack",
        ),
    ],
)
def test_what_a_war_began_with_has_not_the_toll_of_the_war(
    coded: Code, text: str, kind: str
) -> None:
    tolls = {event.type: _killed(event) for event in coded(text, published=TOLD)}
    assert tolls[kind] == set()
    assert {len(found) for name, found in tolls.items() if name == "battle"} == {1}


@pytest.mark.parametrize(
    ("body", "killed"),
    [
        ("At least 18 people were killed in an air strike in Idlib on Monday.", {(18, None)}),
        ("An air strike killed 18 people in Idlib on Monday.", {(18, 18)}),
        (
            "At least 20 people were killed in an air strike in Idlib on Monday.",
            {(18, 18), (20, None)},
        ),
    ],
)
def test_a_headline_rounds_what_the_text_gives_as_a_bound(
    coded: Code, body: str, killed: set[tuple[int | None, int | None]]
) -> None:
    found = coded(f"Air strike kills 18 in Syria\n\n{body}", published=TOLD)
    assert [_killed(event) for event in found] == [killed]
