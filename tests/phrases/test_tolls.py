"""What did not happen has no toll."""

import pytest


def told(events, kind):
    found = [event for event in events if event.type == kind]
    assert len(found) == 1, [event.type for event in events]
    counts = {(c.measure, c.quantity.low, c.quantity.high) for c in found[0].counts}
    return found[0].factuality, counts


@pytest.mark.parametrize(
    ("text", "kind", "factuality"),
    [
        ("An attempt to kill the president of Colombia failed.", "killing", "foiled"),
        ("The attempted assassination of the governor shook the city.", "killing", "foiled"),
        ("Gunmen tried to kill the mayor of Kandahar on Monday.", "killing", "foiled"),
        ("The premier survived an assassination attempt in Tripoli.", "killing", "foiled"),
        ("The president escaped an attempt on his life.", "killing", "foiled"),
        ("The group plotted to kill the ambassador.", "killing", "planned"),
        ("Rebels swore to kill 12 hostages.", "killing", "planned"),
        ("The group plans to execute three prisoners on Friday.", "killing", "planned"),
        (
            "Three men were arrested on suspicion of plotting to kill the king.",
            "killing",
            "planned",
        ),
        ("The army denied killing 30 civilians in the village.", "killing", "denied"),
        ("The gunmen failed to kidnap two journalists.", "abduction", "foiled"),
        ("The army thwarted a bombing that could have killed dozens.", "bombing", "foiled"),
    ],
)
def test_what_did_not_happen_counts_nobody(coded, text, kind, factuality):
    assert told(coded(text), kind) == (factuality, set())


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "The group is planning to release 20 prisoners.",
            "release",
            ("planned", {("released", 20, 20)}),
        ),
        (
            "The minister survived an assassination attempt that killed two of his guards.",
            "killing",
            ("asserted", {("killed", 2, 2)}),
        ),
        (
            "The assassination attempt on the deputy wounded three people.",
            "killing",
            ("asserted", {("injured", 3, 3)}),
        ),
        ("A car bomb nearly killed the mayor.", "bombing", ("asserted", set())),
        ("A car bomb killed nearly 40 people.", "bombing", ("asserted", {("killed", 40, 40)})),
        (
            "Authorities issued 27 arrest warrants for the plotters.",
            "arrest",
            ("planned", {("detained", 27, 27)}),
        ),
    ],
)
def test_what_is_told_as_fact_stays_counted(coded, text, kind, expected):
    assert told(coded(text), kind) == expected


def test_an_arrest_is_not_charged_with_a_planned_killing(coded):
    events = coded("Three men were arrested on suspicion of plotting to kill the king.")
    assert told(events, "arrest") == ("asserted", {("detained", 3, 3)})


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A blast in Homs killed two people; three others died of cholera.", 2),
        ("An air strike hit Homs, killing six. Eight people have died from malaria.", 6),
        ("Shells hit Homs on Friday and three people died of their wounds.", 3),
    ],
)
def test_who_dies_of_an_illness_is_nobodys_victim(coded, text, dead):
    counts = [count for event in coded(text) for count in event.counts]
    assert [count.quantity.low for count in counts if count.measure == "killed"] == [dead]


@pytest.mark.parametrize(
    "text",
    [
        "Eight people died of the unknown disease in Aragua, the doctor announced.",
        "The outbreak of cholera has claimed lives; nobody was spared.",
    ],
)
def test_an_illness_is_no_event(coded, text):
    assert coded(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Air strikes killed 12 people in Aleppo. In all, 280,000 people have been killed "
            "and millions displaced since the war began.",
            [("air_strike", 12), ("battle", 280000), ("displacement", 2000000)],
        ),
        ("The war in Yemen has left 220,000 dead.", [("battle", 220000)]),
        ("Gunmen shot at a bus near Kabul. 12 people were killed.", [("armed_attack", 12)]),
        ("An earthquake killed 20,000 people.", []),
    ],
)
def test_the_dead_of_a_war_are_a_battle_of_their_own(coded, text, expected):
    assert [(e.type, e.counts[0].quantity.low) for e in coded(text)] == expected
