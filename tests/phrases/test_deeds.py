"""Constructions in which a doer, a count or a sense was once lost, and what gives none."""

from collections.abc import Callable

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]


def shape(event: Event) -> tuple[str, str, str, str]:
    counts = " ".join(f"{c.measure} {c.quantity.low}..{c.quantity.high}" for c in event.counts)
    agents = "; ".join(each.quote for each in event.agent)
    return event.type, agents, "; ".join(each.quote for each in event.target), counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The general had three officers arrested on Monday.",
            [("arrest", "The general", "three officers", "detained 3..3")],
        ),
        (
            "The militia forced the residents of Daraya to leave.",
            [("displacement", "The militia", "the residents of Daraya", "")],
        ),
        (
            "Two soldiers died at the hands of Boko Haram in Maiduguri.",
            [("battle", "Boko Haram", "Two soldiers", "killed 2..2")],
        ),
        ("Two soldiers died of cholera in Maiduguri.", []),
        ("The company forced its director to leave.", []),
    ],
)
def test_who_stands_behind_an_act_is_its_doer(coded: Code, text: str, expected: object) -> None:
    assert [shape(event) for event in coded(text)] == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The rebels lost 12 men in clashes with the army near Homs.", "killed 12..12"),
        ("There were 14 arrests in Istanbul on Friday.", "detained 14..14"),
        ("The number of wounded in the blast in Kabul rose to 40.", "injured 40..40"),
        ("The number of dead rose from 5 to 8 in the shelling of Taiz.", "killed 8..8"),
        ("The death toll from the attack in Kabul rose from 5 to 8.", "killed 8..8"),
        (
            "The death toll rose to 76, including 28 children, after the air strike on Douma.",
            "killed 76..76",
        ),
        (
            "Twelve were killed and more than 30 wounded in a car bombing in Baghdad.",
            "killed 12..12 injured 31..None",
        ),
        ("A bomb wounded five soldiers in Yala.", "injured 5..5"),
        ("Soldiers fired 105 mm shells at Kobani, killing four people.", "killed 4..4"),
        ("A 25-year-old man was killed in the shelling of Donetsk.", "killed 1..1"),
        ("About 30 percent of the fighters were killed in the battle.", ""),
        ("A number of people were killed in a bombing in Kabul.", ""),
    ],
)
def test_a_count_is_tied_to_its_event(coded: Code, text: str, counts: str) -> None:
    assert [shape(event)[3] for event in coded(text)] == [counts]


@pytest.mark.parametrize(
    "text",
    [
        "The party lost 12 seats in the election.",
        "The minister was defeated in a clash with his party over taxes.",
        "Ministers clashed with the party over taxes.",
        "The party vowed to unleash its anger on the government.",
    ],
)
def test_politics_is_no_fight(coded: Code, text: str) -> None:
    assert coded(text) == ()


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "The militants attacked a village and abducted ten women.",
            ["armed_attack", "abduction"],
        ),
        ("The militants attacked a village and killed ten women.", ["armed_attack"]),
        (
            "A car bomb killed two people in Aden. Another car bomb wounded five in Taiz.",
            ["bombing", "bombing"],
        ),
        ("A car bomb killed two people in Aden. The bomb wounded five.", ["bombing"]),
        ("The army used artillery to shell the town of Kafr Zita.", ["shelling"]),
        ("The guns are used to shell towns.", []),
        ("Urban commandos machinegunned the home of a deputy.", ["armed_attack"]),
    ],
)
def test_each_happening_is_one_event(coded: Code, text: str, types: list[str]) -> None:
    assert [event.type for event in coded(text)] == types


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("A civilian died in a terrorist rocket attack on Homs.", []),
        ("The minister condemned the terrorist attack on the market.", []),
        ("Terrorists attacked a bus in Homs.", ["Terrorists"]),
        ("A rebel attack on the base killed six soldiers.", ["rebel"]),
    ],
)
def test_what_sort_of_act_it_is_names_no_doer(coded, text, doers):
    (event,) = coded(text)
    assert [party.quote for party in event.agent] == doers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("However, there may not be any disease to battle.", []),
        ("Troops went to battle on Monday.", ["battle"]),
        ("The fall of the town led to battle.", ["battle"]),
    ],
)
def test_a_verb_taken_for_a_noun_is_no_event(coded, text, kinds):
    assert [event.type for event in coded(text)] == kinds
