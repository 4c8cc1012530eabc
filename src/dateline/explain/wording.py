"""What rules and constructions mean, for a reader who does not know their names."""

from collections.abc import Mapping

from dateline.model import Argument, Reading
from dateline.syntax import path_up

SLOTS: Mapping[str, str] = {
    "subject": "the doer in the grammar: subject, “by” of a passive, subject of its light verb",
    "object": "who or what it is done to: direct object, subject of a passive",
    "possessor": "who owns the noun: “the group's attack”",
    "compound": "the noun or adjective before the noun",
    "above": "the actor that the noun's own phrase or its clause names",
    "blamed": "who is blamed for what the noun names",
    "tried": "who is held or tried for what the noun names",
    "behind": "who is told to have had a part in what the noun names",
    "wielder": "whose weapon the subject is",
    "struck": "what the verb of contact above the noun reaches",
    "between.1": "the first of “between A and B”",
    "between.2": "the second of “between A and B”",
    "driven_by": "who makes them do it",
    "at_hands_of": "at whose hands they suffer it",
    "with_support_of": "who is said to give support",
}
RULES: Mapping[str, str] = {
    "near": "an actor that stands near, whom no word of the event gives the role",
    "list.agent": "the doer named for the list that this is an item of",
    "result.victims": "those whom a word of death or injury speaks of",
    "place.clause": "the place that hangs nearest to this word in its sentence",
    "time.clause": "the time that hangs nearest to this word in its sentence",
    "count.quantity": "the number in the phrase that it counts",
    "count.list": "the people of the list together",
    "count.single": "one person, named or told of in the singular",
    "means": "a weapon or means beside the word",
}


def meaning_of(by: str) -> str:
    """What a rule's or model's name stands for, in a phrase."""
    if by.startswith("slot."):
        slot = by.removeprefix("slot.")
        return SLOTS.get(slot, f"the words after “{slot}”")
    if by in RULES:
        return RULES[by]
    if by.startswith("llm:"):
        return "the language model gives these words the role"
    return "the network gives these words the role" if "@" in by else by


def party_meaning(name: str) -> str:
    """A feature of the model that weighs parties: its name is a phrase, but for rules and types."""
    if name.startswith("by "):
        rule, comma, where = name.removeprefix("by ").partition(", in ")
        name = f"{meaning_of(rule)}{comma}{where}"
    return name.replace("_", " ")


def path_between(reading: Reading, argument: Argument, trigger: int) -> str:
    """The way through the parse from an event's word to an argument: "killed <nsubj rebels"."""
    up, over = path_up(reading, argument.head), path_up(reading, trigger)
    if argument.head == trigger:
        return "the word itself"
    shared = next((i for i in over if i in up), None)
    if shared is None:
        return "another sentence"
    climb = [f"{_word(reading, i)} ({reading.tokens[i].dep})" for i in over[: over.index(shared)]]
    fall = [f"{_word(reading, i)} ({reading.tokens[i].dep})" for i in up[: up.index(shared)]]
    return " > ".join([*climb, _word(reading, shared), *reversed(fall)])


def _word(reading: Reading, i: int) -> str:
    return reading.tokens[i].text
