"""Who takes part in what a noun names as the subject of the clause it hangs in.

"Tamerlan died after a gunfight with police" tells of two sides, "she raised it in a call with the
minister" of two who talked: the noun names one, the clause the other.
"""

from dateline.extract.grammar import Grammar
from dateline.model import Argument
from dateline.syntax import governing_verb, is_verb

FALLING = frozenset("die kill wound injure perish fall hurt shoot capture arrest".split())
DURING = ("in", "during", "after", "following", "amid", "at", "by")


def fallen_side(noun: int, grammar: Grammar) -> list[int]:
    """Who fell in a fight with others: "was killed in a gun battle with police"."""
    verb = _verb_above(noun, grammar)
    if verb is None or grammar.tokens[verb].lemma not in FALLING:
        return []
    return grammar.object(verb) if grammar.is_passive(verb) else grammar.subject(verb)


def one_who_talks(noun: int, grammar: Grammar) -> list[int]:
    """Who does something while talking with others: "raised it in a call with the minister"."""
    verb = _verb_above(noun, grammar)
    if verb is None or grammar.is_passive(verb):
        return []
    return [i for i in grammar.subject(verb) if grammar.acts(i)]


def is_alone_with(arguments: tuple[Argument, ...]) -> bool:
    """Whether all that is known of a noun's parties is whom it was with."""
    return bool(arguments) and all(each.by == "slot.with" for each in arguments)


def _verb_above(noun: int, grammar: Grammar) -> int | None:
    """The verb of the clause in the course of which something happened."""
    token = grammar.tokens[noun]
    preposition = grammar.tokens[token.head]
    if token.dep != "pobj" or preposition.lemma not in DURING:
        return None
    verb = governing_verb(grammar.reading, noun)
    near = verb in (preposition.head, grammar.tokens[preposition.head].head)
    return verb if near and verb is not None and is_verb(grammar.tokens[verb]) else None
