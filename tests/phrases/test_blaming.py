"""Who is said to be behind an act that a noun names, and who is not; all sentences constructed."""

from collections.abc import Callable

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]


def doers(events: tuple[Event, ...], mention: str) -> list[tuple[str, str]]:
    """The doers of the event with a mention, and how surely they are told."""
    event = next(e for e in events if any(m.quote == mention for m in e.mentions))
    return [(each.quote, each.certainty) for each in event.agent]


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        # blamed
        (
            "The FBI blamed the militia for the attack on the bus.",
            "attack",
            [("the militia", "accused")],
        ),
        (
            "The government blamed the attack on the bus on the rebels.",
            "attack",
            [("the rebels", "accused")],
        ),
        (
            "The rebels were blamed for the attack on the bus.",
            "attack",
            [("The rebels", "accused")],
        ),
        (
            "An attack blamed on Boko Haram killed ten people.",
            "attack",
            [("Boko Haram", "accused")],
        ),
        (
            "The attack on the mayor was attributed to the militia.",
            "attack",
            [("the militia", "accused")],
        ),
        (
            "The senator linked Iran to the attack on the embassy.",
            "attack",
            [("Iran", "accused")],
        ),
        (
            "Police questioned five men suspected of killing a judge.",
            "killing",
            [("five men", "accused")],
        ),
        # in the hands of the law
        (
            "The officer was charged in the fatal shooting of a teenager.",
            "fatal shooting",
            [("The officer", "accused")],
        ),
        (
            "The court sentenced two militants for the attack on a school.",
            "attack",
            [("two militants", "asserted")],
        ),
        (
            "Two men were arrested in connection with the killing of a journalist.",
            "killing",
            [("Two men", "asserted")],
        ),
        (
            "The police detained a man in the attack on the bus.",
            "attack",
            [("a man", "asserted")],
        ),
        # a part in it
        (
            "The militants were involved in several attacks on policemen.",
            "attacks",
            [("The militants", "asserted")],
        ),
        (
            "Their leaders directly participated in the attack on the bus.",
            "attack",
            [("Their leaders", "asserted")],
        ),
        (
            "The gang responsible for the killing of the priest fled.",
            "killing",
            [("The gang", "asserted")],
        ),
        (
            "The group behind the attack on the convoy fled.",
            "attack",
            [("The group", "asserted")],
        ),
        (
            "The rebels denied involvement in the attack on the convoy.",
            "attack",
            [("The rebels", "denied")],
        ),
        (
            "The attacks in Latakia, for which Da'esh claimed responsibility, killed ten people.",
            "attacks",
            [("Da'esh", "claimed")],
        ),
        (
            "The mayor condemned the attacks in the towns of Jabla and Tartus, for which Da'esh "
            "has claimed responsibility.",
            "attacks",
            [("Da'esh", "claimed")],
        ),
        # nobody
        ("Nobody was behind the attack on the bus.", "attack", []),
        ("The attack on the mayor was not claimed by any group.", "attack", []),
        ("The senator visited the site of the attack on the embassy.", "attack", []),
        ("The police condemned the attack on the embassy.", "attack", []),
        ("The police arrested ten men after the attack on the embassy.", "attack", []),
        ("The hospital behind the market was hit in the attack on the town.", "attack", []),
        # told beside a clause, it is not the doing of its subject
        ("The government called for talks after the massacre of villagers.", "massacre", []),
        ("The army launched an offensive after the killing of two soldiers.", "killing", []),
        ("Rebels planned an attack following the arrest of their leader.", "arrest", []),
        ("Police discovered the murder of two farmers near Kano.", "murder", []),
        ("The army helped victims of the massacre in Houla.", "massacre", []),
        ("A convoy was hit in an air strike near Raqqa, killing ten.", "air strike", []),
        ("Police want to question a man about the murder of a nurse.", "murder", []),
        ("The group promised retaliation for the attack on its camp.", "attack", []),
        ("The army commander warned of an attack on the city.", "attack", []),
        (
            "Following the U.S. invasion of Panama, the Front announced a truce.",
            "invasion",
            [("U.S.", "asserted")],
        ),
        (
            "The rebels took the village after clashes with the army.",
            "clashes",
            [("The rebels", "asserted")],
        ),
    ],
)
def test_who_is_behind_what_a_noun_names(
    coded: Code, text: str, mention: str, expected: list[tuple[str, str]]
) -> None:
    assert doers(coded(text), mention) == expected


@pytest.mark.parametrize(
    ("text", "mention", "expected", "factuality"),
    [
        ("Police uncovered a plot to assassinate the president.", "assassinate", [], "planned"),
        ("The army foiled a plot to kill the mayor of Kano.", "kill", [], "foiled"),
        ("The FBI disrupted a conspiracy to kidnap the governor.", "kidnap", [], "foiled"),
        ("The mayor survived an attempt to kill her.", "kill", [], "foiled"),
        ("Investigators found evidence of plans to kidnap diplomats.", "kidnap", [], "planned"),
        (
            "Rebels hatched a plot to assassinate the president.",
            "assassinate",
            [("Rebels", "asserted")],
            "planned",
        ),
        (
            "Citizens protested against the regime for shelling the town.",
            "shelling",
            [("the regime", "asserted")],
            "asserted",
        ),
    ],
)
def test_who_meets_a_plot_has_not_made_it(
    coded: Code, text: str, mention: str, expected: list[tuple[str, str]], factuality: str
) -> None:
    events = coded(text)
    event = next(e for e in events if any(m.quote == mention for m in e.mentions))
    assert (doers(events, mention), event.factuality) == (expected, factuality)
