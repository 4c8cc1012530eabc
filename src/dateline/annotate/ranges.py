"""Ranges the parser loses: in "killed between two and three hundred people" people were killed.

The parser reads "between" as a preposition of the verb, so that nobody is killed, and may
take the verb for a participle ("the attack killed between ..."). What the range counts is
read as the verb's object.
"""

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Token

_ACTIVE = ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG")


def repair_ranges(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The same tokens, with what is counted by "between N and M" as the object of its verb."""
    fixed = list(tokens)
    objects = {token.head for token in fixed if token.dep in ("dobj", "nsubjpass")}
    for between in fixed[1:-1]:
        verb, number = fixed[between.i - 1], fixed[between.i + 1]
        if between.lemma != "between" or between.dep != "prep" or number.tag != "CD":
            continue
        counted = next(
            (t for t in fixed[number.i :] if t.dep == "pobj" and t.head == between.i), None
        )
        if counted is None or between.head != verb.i or verb.i in objects:
            continue
        if verb.tag in _ACTIVE:
            fixed[counted.i] = replace(counted, dep="dobj", head=verb.i)
            fixed[between.i] = replace(between, dep="quantmod", head=number.i)
            _as_main_verb(fixed, verb)
    return tuple(fixed)


def _as_main_verb(fixed: list[Token], verb: Token) -> None:
    """Makes a participle the verb of the noun before it: "the attack killed"."""
    subject = fixed[verb.head]
    if verb.dep != "acl" or subject.i != verb.i - 1:
        return
    top = verb.i if subject.head == subject.i else subject.head
    for token in fixed:
        if token.head == subject.i and token.i > verb.i:
            fixed[token.i] = replace(token, head=verb.i)
    fixed[verb.i] = replace(verb, tag="VBD", dep=subject.dep, head=top)
    fixed[subject.i] = replace(subject, dep="nsubj", head=verb.i)
