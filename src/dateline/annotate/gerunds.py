"""Gerunds the parser takes for verbs: "killed in police firing" names a firing by police.

The parser reads such a word as a verb, or makes the noun before it the head of the phrase
("the tank shelling killed two"). It is read as the noun it is, with that noun before it.
"""

from collections.abc import Iterable
from dataclasses import replace

from dateline.codebook.classes import CarryingVerbs
from dateline.model import Token

OWNED = ("compound", "det", "poss", "amod")  # before a noun, never before a verb


def repair_gerunds(tokens: Iterable[Token], verbs: CarryingVerbs) -> tuple[Token, ...]:
    """The same tokens, with the gerunds that name an act read as nouns."""
    fixed = list(tokens)
    objects = {token.head for token in fixed if token.dep == "dobj"}
    for gerund in fixed[1:]:
        if gerund.tag != "VBG" or gerund.text.lower() not in verbs.gerunds or gerund.i in objects:
            continue
        before = fixed[gerund.i - 1]
        if before.head == gerund.i and before.dep in OWNED:
            fixed[gerund.i] = replace(gerund, pos="NOUN", tag="NN")
        elif gerund.dep == "acl" and gerund.head == before.i and before.lemma in verbs.doers:
            _lead(fixed, before, gerund)
    return tuple(fixed)


def _lead(fixed: list[Token], before: Token, gerund: Token) -> None:
    """Makes a gerund the head of the phrase that the noun before it led."""
    top = gerund.i if before.head == before.i else before.head
    for token in fixed:
        if token.head == before.i and token.i != before.i:
            fixed[token.i] = replace(token, head=gerund.i)
    fixed[gerund.i] = replace(gerund, pos="NOUN", tag="NN", dep=before.dep, head=top)
    fixed[before.i] = replace(before, dep="compound", head=gerund.i)
