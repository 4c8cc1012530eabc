"""Who fills a slot, construction by construction (active, passive, nominal, control ...)."""

from collections.abc import Callable

import pytest

from dateline.codebook.classes import load_carrying_verbs
from dateline.extract.grammar import Grammar
from dateline.extract.phrases import phrase_span
from dateline.model import Reading

VERBAL = [
    # active and passive
    ("Rebels attacked the base.", "attacked", "subject", ["Rebels"]),
    ("Rebels attacked the base.", "attacked", "object", ["the base"]),
    ("The base was attacked by rebels.", "attacked", "subject", ["rebels"]),
    ("The base was attacked by rebels.", "attacked", "object", ["The base"]),
    ("The base was attacked on Monday.", "attacked", "subject", []),
    ("He was killed at the hands of the militants.", "killed", "subject", ["the militants"]),
    # coordination of arguments and of verbs
    ("Soldiers and policemen arrested five men.", "arrested", "subject", ["Soldiers", "policemen"]),
    ("Gunmen attacked the village and abducted ten women.", "abducted", "subject", ["Gunmen"]),
    ("Three teachers were kidnapped and killed.", "killed", "object", ["Three teachers"]),
    ("Police shot and killed two men.", "shot", "object", ["two men"]),
    # participles and relative clauses
    ("The army shelled the town, killing two women.", "killing", "subject", ["The army"]),
    ("Villagers abducted by the group were freed.", "abducted", "object", ["Villagers"]),
    ("Villagers abducted by the group were freed.", "abducted", "subject", ["the group"]),
    ("The fighters who seized the town fled.", "seized", "subject", ["The fighters"]),
    ("The town that the fighters seized is empty.", "seized", "object", ["The town"]),
    # control and raising
    ("The commander ordered his men to attack the post.", "attack", "subject", ["his men"]),
    ("The militia tried to seize the airport.", "seize", "subject", ["The militia"]),
    ("After attacking the camp, the rebels withdrew.", "attacking", "subject", ["the rebels"]),
    ("The militia failed in its attempt to seize the airport.", "seize", "subject", ["its"]),
    ("The army launched an offensive to retake the town.", "retake", "subject", ["The army"]),
    ("The rebels accused the army of shelling the town.", "shelling", "subject", ["the army"]),
    (
        "The mayor was kidnapped, held and killed by rebels.",
        "kidnapped",
        "subject",
        ["rebels"],
    ),
    ("The mayor was kidnapped and later died.", "kidnapped", "subject", []),
    ("It saw shelling and shooting by the army.", "shelling", "subject", ["the army"]),
    ("Five men suspected of shelling the town fled.", "shelling", "subject", ["Five men"]),
    # a question's "who" is nobody
    ("It was unclear who attacked the base.", "attacked", "subject", []),
    # who makes others do it
    ("The coalition forced thousands to flee the city.", "flee", "driven_by", ["The coalition"]),
    ("Thousands tried to flee the city.", "flee", "driven_by", []),
    # prepositions
    ("The army clashed with the militia.", "clashed", "with", ["the militia"]),
    ("Soldiers defected from the army to the rebels.", "defected", "from", ["the army"]),
]

NOMINAL = [
    ("Clashes between the army and the rebels erupted.", "Clashes", "between.1", ["the army"]),
    ("Clashes between the army and the rebels erupted.", "Clashes", "between.2", ["the rebels"]),
    ("The group's attack on the village failed.", "attack", "possessor", ["The group"]),
    ("Coalition airstrikes hit the town.", "airstrikes", "compound", ["Coalition"]),
    ("Strikes by the coalition hit the town.", "Strikes", "by", ["the coalition"]),
    ("Raids on areas controlled by the militia went on.", "Raids", "by", []),
    ("They kept an accord reached with the army.", "accord", "with", ["the army"]),
    ("They spoke of a deal agreed between Iran and Iraq.", "deal", "between.2", ["Iraq"]),
    ("It was a town shared with the army.", "town", "with", []),
    (
        "Strikes suspected to be carried out by the coalition hit it.",
        "Strikes",
        "by",
        ["the coalition"],
    ),
    ("Kidnappings and raids by the militia went on.", "raids", "by", ["the militia"]),
    ("Kidnappings and raids by the militia went on.", "Kidnappings", "by", ["the militia"]),
    ("Ten people died in an offensive by the army.", "offensive", "by", ["the army"]),
    (
        "It was a target of strikes against the militia by the coalition.",
        "strikes",
        "by",
        ["the coalition"],
    ),
    ("Ten were killed in the raid on the town by the army.", "town", "by", []),
    ("Fighting broke out between soldiers and rebels.", "Fighting", "between.2", ["rebels"]),
    ("Fighting broke out with the rebels.", "Fighting", "with", ["the rebels"]),
    ("The raid left the town with the rebels.", "raid", "with", []),
    (
        "Clashes between Israeli and Palestinian forces erupted.",
        "Clashes",
        "between.1",
        ["Israeli"],
    ),
    (
        "Clashes between Israeli and Palestinian forces erupted.",
        "Clashes",
        "between.2",
        ["Palestinian"],
    ),
    ("Clashes between large and small forces erupted.", "Clashes", "between.2", []),
    ("The militia carried out an attack on the village.", "attack", "subject", ["The militia"]),
    ("The militia carried out an attack on the village.", "attack", "on", ["the village"]),
    ("The attack was carried out by the militia.", "attack", "subject", ["the militia"]),
    ("The army suffered an attack.", "attack", "object", ["The army"]),
    ("The killing of two monks shocked the town.", "killing", "of", ["two monks"]),
    (
        "The defection of 12 men with support from Ahrar al-Sham was a blow.",
        "defection",
        "with_support_of",
        ["Ahrar al-Sham"],
    ),
]


THINGS = {"attempt", "offensive", "bombing", "large"}


def can_act(reading: Reading, i: int) -> bool:
    return reading.tokens[i].lemma not in THINGS


@pytest.mark.parametrize(("text", "word", "slot", "expected"), VERBAL + NOMINAL)
def test_a_slot_is_filled_by(
    parsed: Callable[[str], Reading], text: str, word: str, slot: str, expected: list[str]
) -> None:
    reading = parsed(text)
    head = next(token.i for token in reading.tokens if token.text == word)
    grammar = Grammar(reading, load_carrying_verbs().light, lambda i: can_act(reading, i))
    found = [reading.quote(phrase_span(reading, i)) for i in grammar.fill(head, slot)]
    assert found == expected
