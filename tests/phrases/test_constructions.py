"""Constructions: what each way of telling an event gives, role by role, and what gives nothing.

Sentences are told on Monday 7 March 2016. An event is its type, agents, targets and counts.
"""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]
Told = tuple[str, str, str, str]
Row = tuple[str, list[Told]]
TOLD = date(2016, 3, 7)
BELOW = "\n\nThe weather was fine all week.\n"  # a headline needs a report below it

ACTIVE: list[Row] = [
    ("Rebels attacked an army base near Hama.", [("battle", "Rebels", "an army base", "")]),
    (
        "Police arrested 14 activists in Cairo on Sunday.",
        [("arrest", "Police", "14 activists", "detained 14..14")],
    ),
    (
        "Gunmen kidnapped two engineers near Maiduguri.",
        [("abduction", "Gunmen", "two engineers", "abducted 2..2")],
    ),
    (
        "The army shelled the town of Douma, wounding nine people.",
        [("shelling", "The army", "nine people", "injured 9..9")],
    ),
    ("The committee attacked the plan in its report.", []),
]
ALONGSIDE: list[Row] = [
    (
        "The army, along with police, arrested 12 men in Homs.",
        [("arrest", "The army | police", "12 men", "detained 12..12")],
    ),
    (
        "The Syrian army alongside a militia killed nine Islamic State fighters.",
        [("battle", "The Syrian army | a militia", "nine Islamic State fighters", "killed 9..9")],
    ),
    (
        "Gunmen abducted the mayor along with his two sons.",
        [("abduction", "Gunmen", "the mayor", "abducted 1..1")],
    ),
]
PASSIVE: list[Row] = [
    ("An army base near Hama was attacked by rebels.", [("battle", "rebels", "An army base", "")]),
    (
        "Fourteen activists were arrested by police in Cairo.",
        [("arrest", "police", "Fourteen activists", "detained 14..14")],
    ),
    (
        "Two engineers have been kidnapped by gunmen near Maiduguri.",
        [("abduction", "gunmen", "Two engineers", "abducted 2..2")],
    ),
    (
        "Three soldiers were killed by militants in Sinai.",
        [("battle", "militants", "Three soldiers", "killed 3..3")],
    ),
    ("The film was attacked by critics.", []),
]
AGENTLESS: list[Row] = [
    (
        "Fourteen activists were arrested in Cairo on Sunday.",
        [("arrest", "", "Fourteen activists", "detained 14..14")],
    ),
    (
        "Two engineers were kidnapped near Maiduguri.",
        [("abduction", "", "Two engineers", "abducted 2..2")],
    ),
    ("A mayor was assassinated in Kirkuk.", [("killing", "", "A mayor", "killed 1..1")]),
    (
        "Five hostages were freed in Mosul on Monday.",
        [("release", "", "Five hostages", "released 5..5")],
    ),
    ("The road was closed for repairs.", []),
]
NOMINAL: list[Row] = [
    (
        "The arrest of 14 activists by police in Cairo drew criticism.",
        [("arrest", "police", "14 activists", "detained 14..14")],
    ),
    ("A rebel attack on an army base near Hama failed.", [("battle", "rebel", "an army base", "")]),
    (
        "Attacks by militants against soldiers in Sinai continued.",
        [("armed_attack", "militants", "soldiers", "")],
    ),
    (
        "Clashes between the army and the rebels erupted in Aleppo.",
        [("battle", "the army", "the rebels", "")],
    ),
    (
        "The army's shelling of Douma wounded nine people.",
        [("shelling", "The army", "nine people", "injured 9..9")],
    ),
    (
        "The abduction of two engineers near Maiduguri was confirmed.",
        [("abduction", "", "two engineers", "abducted 2..2")],
    ),
    ("The attack of nerves was brief.", []),
]
PARTICIPLES: list[Row] = [
    (
        "Rebels stormed a village near Hama, killing six soldiers.",
        [("battle", "Rebels", "a village", "killed 6..6")],
    ),
    (
        "Villagers abducted by Boko Haram were freed on Monday.",
        [("abduction", "Boko Haram", "Villagers", ""), ("release", "", "Villagers", "")],
    ),
    (
        "Having seized the town of Manbij, the rebels freed 30 prisoners.",
        [
            ("territory_seized", "the rebels", "", ""),
            ("release", "the rebels", "30 prisoners", "released 30..30"),
        ],
    ),
    (
        "Fighters belonging to the militia attacked a checkpoint in Basra.",
        [("battle", "Fighters", "a checkpoint", "")],
    ),
    ("The smiling man wore a hat.", []),
]
RELATIVE_CLAUSES: list[Row] = [
    (
        "The militants who abducted two engineers near Maiduguri fled.",
        [("abduction", "The militants", "two engineers", "abducted 2..2")],
    ),
    ("The base that rebels attacked is near Hama.", [("battle", "rebels", "The base", "")]),
    (
        "The rebels, who seized the town of Manbij last week, withdrew on Monday.",
        [("territory_seized", "The rebels", "", ""), ("withdrawal", "The rebels", "", "")],
    ),
    (
        "A bomb that exploded in Kirkuk killed nine people.",
        [("bombing", "", "nine people", "killed 9..9")],
    ),
    ("Nobody knows who attacked the base.", [("battle", "", "the base", "")]),
    ("The man who wrote the book left early.", []),
]
CONTROL: list[Row] = [
    (
        "The militia tried to seize the airport in Benghazi.",
        [("territory_seized", "The militia", "", "")],
    ),
    (
        "The rebels managed to capture the town of Manbij.",
        [("territory_seized", "The rebels", "", "")],
    ),
    (
        "The rebels appear to have seized the town of Manbij.",
        [("territory_seized", "The rebels", "", "")],
    ),
    ("The army is said to have shelled Douma.", [("shelling", "The army", "Douma", "")]),
    ("Troops were sent to fight terrorism.", [("deployment", "Troops", "", "")]),
    ("The boy wanted to leave the school.", []),
]
VERBS: list[Row] = [
    (
        "The army shelled Douma and arrested 20 men.",
        [
            ("shelling", "The army", "Douma", ""),
            ("arrest", "The army", "20 men", "detained 20..20"),
        ],
    ),
    (
        "Police shot and killed two protesters in Nairobi.",
        [("killing", "Police", "two protesters", "killed 2..2")],
    ),
    (
        "Rebels seized the town of Manbij and freed 30 prisoners.",
        [
            ("territory_seized", "Rebels", "", ""),
            ("release", "Rebels", "30 prisoners", "released 30..30"),
        ],
    ),
    (
        "Militants attacked a convoy near Gao and fled.",
        [("armed_attack", "Militants", "a convoy", "")],
    ),
    ("The man ate and slept.", []),
]
ARGUMENTS: list[Row] = [
    (
        "Soldiers and policemen arrested five men in Tunis.",
        [("arrest", "Soldiers | policemen", "five men", "detained 5..5")],
    ),
    (
        "Gunmen killed three soldiers and two policemen in Sinai.",
        [("battle", "Gunmen", "three soldiers | two policemen", "killed 2..2, killed 3..3")],
    ),
    (
        "The Taliban and the Haqqani network attacked a convoy near Kabul.",
        [("armed_attack", "The Taliban | the Haqqani network", "a convoy", "")],
    ),
    (
        "Shelling killed four women and three children in Taiz.",
        [("shelling", "", "four women and three children", "killed 3..3, killed 4..4")],
    ),
    ("Tea and coffee were served.", []),
]
APPOSITION: list[Row] = [
    (
        "Boko Haram, a militant group, abducted two engineers near Maiduguri.",
        [("abduction", "Boko Haram, a militant group", "two engineers", "abducted 2..2")],
    ),
    (
        "Police arrested the leader of the group, a former teacher, in Cairo.",
        [("arrest", "Police", "the leader of the group, a former teacher", "detained 1..1")],
    ),
    (
        "Gunmen killed the mayor of the town, a critic of the militia, in Kirkuk.",
        [("killing", "Gunmen", "the mayor of the town, a critic of the militia", "killed 1..1")],
    ),
    (
        "The rebels, most of them teenagers, attacked an army base near Hama.",
        [("battle", "The rebels", "an army base", "")],
    ),
    ("The minister, a former teacher, left early.", []),
]
LIGHT_VERBS: list[Row] = [
    (
        "The coalition conducted air strikes against militants in Mosul.",
        [("air_strike", "The coalition", "militants", "")],
    ),
    (
        "Residents staged a protest against the army in Aden.",
        [("protest", "Residents", "the army", "")],
    ),
    (
        "The militia carried out an attack on a convoy near Gao.",
        [("armed_attack", "The militia", "a convoy", "")],
    ),
    ("The two leaders held talks in Geneva.", [("talks", "The two leaders", "", "")]),
    ("The band gave a performance in Geneva.", []),
]
CAUSATIVES: list[Row] = [
    (
        "The shelling forced thousands of people to flee Taiz.",
        [("shelling", "", "", ""), ("displacement", "", "thousands of people", "displaced 2000..")],
    ),
    (
        "The army had the activists arrested in Cairo.",
        [("arrest", "The army", "the activists", "")],
    ),
    (
        "The group had two engineers kidnapped near Maiduguri.",
        [("abduction", "", "two engineers", "abducted 2..2")],
    ),
    (
        "The militia made 300 families leave Douma.",
        [("displacement", "", "300 families", "displaced 300..300")],
    ),
    ("The teacher had the room cleaned.", []),
]
NATIONS: list[Row] = [
    (
        "Russian and Syrian warplanes bombed the camp near Idlib.",
        [("air_strike", "Russian | Syrian warplanes", "the camp", "")],
    ),
    (
        "Israeli and Palestinian officials met in Cairo.",
        [("talks", "Israeli | Palestinian officials", "", "")],
    ),
    (
        "Clashes broke out between regime and opposition forces near Hama.",
        [("battle", "regime", "opposition", "")],
    ),
    (
        "Turkish and Syrian journalists were arrested in Ankara.",
        [("arrest", "", "journalists", "")],
    ),
    ("Russian and Syrian music was played.", []),
]
WEAPONS: list[Row] = [
    (
        "A Hamas rocket hit a house in Ashkelon.",
        [("shelling", "Hamas", "a house", "")],
    ),
    (
        "Rockets fired by the militia hit the market in Basra.",
        [("shelling", "the militia", "the market", "")],
    ),
    ("A rocket hit a house in Ashkelon.", [("shelling", "", "a house", "")]),
]
NAMED_BEFORE: list[Row] = [
    (
        "The police killing of a teenager shocked Athens.",
        [("killing", "police", "a teenager", "killed 1..1")],
    ),
    ("Residents spoke of a police raid on a hotel.", [("raid", "police", "a hotel", "")]),
    ("The car bombing of a hotel shocked Kabul.", [("bombing", "", "a hotel", "")]),
]
COUNTED: list[Row] = [
    (
        "One man was killed and ten villagers displaced in Hama.",
        [
            ("killing", "", "One man", "killed 1..1"),
            ("displacement", "", "ten villagers", "displaced 10..10"),
        ],
    ),
    (
        "Two policemen shot at the crowd in Cairo.",
        [("armed_attack", "Two policemen", "the crowd", "")],
    ),
    (
        "Two gunmen shot and killed a judge in Cairo.",
        [("killing", "Two gunmen", "a judge", "killed 1..1")],
    ),
]
NOT_ABOVE: list[Row] = [
    (
        "The soldiers moved closer to safety in case of another chemical attack.",
        [("chemical_attack", "", "", "")],
    ),
    ("The soldiers were under attack in Hama.", [("armed_attack", "", "The soldiers", "")]),
]
TAKEN_UP: list[Row] = [
    (
        "Boko Haram said it had captured the town of Bama.",
        [("territory_seized", "Boko Haram", "", "")],
    ),
    (
        "Gunmen entered the village of Kosti. They killed ten people.",
        [("killing", "Gunmen", "ten people", "killed 10..10")],
    ),
    (
        "The ministry said it would halt fire around the city.",
        [("agreement", "The ministry", "", "")],
    ),
    # a single person stays told by the pronoun
    ("The mayor was ill. He killed a guard.", [("killing", "He", "a guard", "killed 1..1")]),
    (
        "Damascus accused Turkey and Qatar of funding and arming militants.",
        [("deployment", "Turkey | Qatar", "militants", "")],
    ),
]
HANDS: list[Row] = [
    (
        "Ten villagers were killed at the hands of Boko Haram near Maiduguri.",
        [("killing", "Boko Haram", "Ten villagers", "killed 10..10")],
    ),
    (
        "Prisoners were tortured at the hands of the militia in Basra.",
        [("torture", "the militia", "Prisoners", "")],
    ),
    (
        "Three policemen were killed at the hands of unknown gunmen in Kirkuk.",
        [("battle", "unknown gunmen", "Three policemen", "killed 3..3")],
    ),
    ("He held the cup in his hands.", []),
    ("The matter is in the hands of the committee.", []),
]
CLASHES: list[Row] = [
    (
        "Twenty militants died in clashes with soldiers in Mali.",
        [("battle", "Twenty militants", "soldiers", "killed 20..20")],
    ),
    (
        "Five civilians were killed in clashes between the army and the rebels in Taiz.",
        [("battle", "the army", "the rebels", "killed 5..5")],
    ),
    (
        "Three policemen were killed in clashes with militants in Sinai.",
        [("battle", "Three policemen", "militants", "killed 3..3")],
    ),
    ("The army fought the rebels near Hama.", [("battle", "The army", "the rebels", "")]),
    ("Ministers clashed over the budget on Tuesday.", []),
]
RESULTS: list[Row] = [
    (
        "The attack on the convoy near Gao resulted in the death of three soldiers.",
        [("armed_attack", "", "the convoy | three soldiers", "killed 3..3")],
    ),
    ("An air strike on Idlib resulted in 12 deaths.", [("air_strike", "", "", "killed 12..12")]),
    ("A car bomb in Kirkuk caused nine deaths.", [("bombing", "", "", "killed 9..9")]),
    (
        "The raid in Cairo led to the arrest of five men.",
        [("arrest", "", "five men", "detained 5..5")],
    ),
    ("The vote resulted in a tie.", []),
]
HEADLINES: list[Row] = [
    (
        "Gunmen kidnap two engineers near Maiduguri",
        [("abduction", "Gunmen", "two engineers", "abducted 2..2")],
    ),
    (
        "Two engineers kidnapped near Maiduguri",
        [("abduction", "", "Two engineers", "abducted 2..2")],
    ),
    (
        "Rebels seize town of Manbij from Islamic State",
        [("territory_seized", "Rebels", "Islamic State", "")],
    ),
    ("Nine killed in Kirkuk car bomb", [("bombing", "", "Nine", "killed 9..9")]),
    ("Army shelling kills four in Taiz", [("shelling", "Army", "four", "killed 4..4")]),
    (
        "Two police officers killed in bomb attack in Quetta",
        [("bombing", "", "Two police officers", "killed 2..2")],
    ),
    ("Weather fine in north", []),
]
CAPITALS: list[Row] = [
    (
        "GUNMEN KIDNAPPED TWO ENGINEERS NEAR MAIDUGURI ON SUNDAY. POLICE SAID THEY WERE SAFE.",
        [("abduction", "GUNMEN", "TWO ENGINEERS", "abducted 2..2")],
    ),
    (
        "REBELS ATTACKED AN ARMY BASE NEAR HAMA. SIX SOLDIERS WERE KILLED IN THE ATTACK.",
        [("battle", "REBELS", "AN ARMY BASE", "killed 6..6")],
    ),
    (
        "POLICE ARRESTED 14 ACTIVISTS IN CAIRO ON SUNDAY. THEIR LAWYER SPOKE TO REPORTERS.",
        [("arrest", "POLICE", "14 ACTIVISTS", "detained 14..14")],
    ),
    (
        "A CAR BOMB KILLED SIX PEOPLE IN BAGHDAD. NOBODY CLAIMED IT.",
        [("bombing", "", "SIX PEOPLE", "killed 6..6")],
    ),
    ("THE CHOIR SANG ON SUNDAY. THE HALL WAS FULL.", []),
]
LOST_COMMAS: list[Row] = [
    (
        "On Monday gunmen kidnapped two engineers near Maiduguri police said.",
        [("abduction", "gunmen", "two engineers", "abducted 2..2")],
    ),
    (
        "Rebels stormed a village near Hama killing six soldiers and wounding ten.",
        [("battle", "Rebels", "a village", "injured 10..10, killed 6..6")],
    ),
    (
        "In Cairo police arrested 14 activists the ministry said.",
        [("arrest", "police", "14 activists", "detained 14..14")],
    ),
    ("In the evening the choir sang residents said.", []),
]
STRIKES: list[Row] = [
    (
        "Near Raqqah, six strikes destroyed two IS vehicles.",
        [("air_strike", "", "two IS vehicles", "")],
    ),
    (
        "Near Mosul, four airstrikes struck three ISIL tactical units and destroyed a bunker.",
        [("air_strike", "", "three ISIL tactical units | a bunker", "")],
    ),
    (
        "Near Al Hawl, one strike destroyed an ISIL fighting position.",
        [("air_strike", "", "an ISIL fighting position", "")],
    ),
    (
        "-- Near Ramadi, five strikes engaged two Islamic State tactical units.",
        [("air_strike", "", "two Islamic State tactical units", "")],
    ),
    (
        "Coalition forces conducted 14 strikes in Syria on Sunday.",
        [("air_strike", "Coalition forces", "", "")],
    ),
    ("Near the station, two trains stood still.", []),
]
NUMBERED: list[Row] = [
    (
        "1. Rebels attacked an army base near Hama.\n2. Police arrested 14 activists in Cairo.\n",
        [
            ("battle", "Rebels", "an army base", ""),
            ("arrest", "Police", "14 activists", "detained 14..14"),
        ],
    ),
    (
        "(1) Gunmen kidnapped two engineers near Maiduguri.\n(2) The army shelled Douma.\n",
        [
            ("abduction", "Gunmen", "two engineers", "abducted 2..2"),
            ("shelling", "The army", "Douma", ""),
        ],
    ),
    (
        "a) Five hostages were freed in Mosul on Monday.\nb) A mayor was assassinated in Kirkuk.\n",
        [
            ("release", "", "Five hostages", "released 5..5"),
            ("killing", "", "A mayor", "killed 1..1"),
        ],
    ),
    (
        "3. A car bomb killed six people in Baghdad.\n",
        [("bombing", "", "six people", "killed 6..6")],
    ),
    ("1. The agenda was adopted.\n2. The chair thanked the members.\n", []),
]
QUOTES: list[Row] = [
    (
        '"Rebels attacked the base near Hama," a soldier said.',
        [("battle", "Rebels", "the base", "")],
    ),
    (
        "A resident said: \"The soldiers shouted 'Get out' and then arrested five men.\"",
        [("arrest", "The soldiers", "five men", "detained 5..5")],
    ),
    (
        "\"They told us 'the army has seized the town' and we fled,\" said a woman from Manbij.",
        [("territory_seized", "the army", "", "")],
    ),
    (
        'The general said the rebels "attacked the base near Hama".',
        [("battle", "the rebels", "the base", "")],
    ),
    ("\"The film was 'a triumph',\" a critic wrote.", []),
]
TABLES = {
    "active": ACTIVE,
    "alongside": ALONGSIDE,
    "passive": PASSIVE,
    "agentless passive": AGENTLESS,
    "nominal": NOMINAL,
    "participles": PARTICIPLES,
    "relative clauses": RELATIVE_CLAUSES,
    "control and raising": CONTROL,
    "coordinated verbs": VERBS,
    "coordinated arguments": ARGUMENTS,
    "apposition": APPOSITION,
    "light verbs": LIGHT_VERBS,
    "causatives": CAUSATIVES,
    "two nations before a noun": NATIONS,
    "whose weapon it is": WEAPONS,
    "an armed side before a noun": NAMED_BEFORE,
    "counted people undergo": COUNTED,
    "who stands above and does nothing": NOT_ABOVE,
    "doers told before their clause": TAKEN_UP,
    "at the hands of": HANDS,
    "in clashes with": CLASHES,
    "result in": RESULTS,
    "capitals": CAPITALS,
    "lost commas": LOST_COMMAS,
    "lists of strikes": STRIKES,
    "numbered items": NUMBERED,
    "quotes within quotes": QUOTES,
}
ROWS = [
    pytest.param(*row, id=f"{table}: {row[0]}") for table, rows in TABLES.items() for row in rows
]


@pytest.mark.parametrize(("text", "told"), ROWS)
def test_a_construction_tells_its_events(coded: Code, text: str, told: list[Told]) -> None:
    assert [described(event) for event in coded(text, published=TOLD)] == told


@pytest.mark.parametrize(("text", "told"), HEADLINES)
def test_a_headline_is_read_as_a_clause(coded: Code, text: str, told: list[Told]) -> None:
    assert [described(event) for event in coded(text + BELOW, published=TOLD)] == told


def described(event: Event) -> Told:
    """An event as its row in a table."""
    agents, targets = (" | ".join(p.quote for p in role) for role in (event.agent, event.target))
    counts = sorted(
        f"{c.measure} {_bound(c.quantity.low)}..{_bound(c.quantity.high)}" for c in event.counts
    )
    return event.type, agents, targets, ", ".join(counts)


def _bound(value: int | None) -> str:
    return "" if value is None else str(value)
