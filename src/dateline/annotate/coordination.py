"""Verbs the parser takes for adjectives: "has killed 300 and displaced 4,000 civilians".

The parser may read the second verb as a participle that only describes its object, and hangs the
object on the first verb, which then killed the 4,000. A noun is never coordinated with a verb: the
participle is read as the verb that is, and the noun as its object.
"""

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Token

_PARTICIPLES = ("VBN", "VBD")


def repair_coordination(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The same tokens; a participle that opens a noun joined to a verb is the verb joined."""
    fixed = list(tokens)
    for noun in fixed:
        verb = fixed[noun.head]
        if noun.dep != "conj" or verb.pos != "VERB" or noun.pos not in ("NOUN", "PROPN", "NUM"):
            continue
        joiner = next(
            (t for t in fixed[verb.i : noun.i] if t.dep == "cc" and t.head == verb.i), None
        )
        if joiner is None:
            continue
        participle = fixed[joiner.i + 1]
        own = participle.head == noun.i and participle.dep == "amod"
        if own and participle.tag in _PARTICIPLES:
            tag = verb.tag if verb.tag in _PARTICIPLES else "VBD"
            fixed[participle.i] = replace(participle, pos="VERB", tag=tag, dep="conj", head=verb.i)
            fixed[noun.i] = replace(noun, dep="dobj", head=participle.i)
    return tuple(fixed)
