"""Parties named by a list: "those killed included three soldiers".

Who is said to include others stands for them; the others are named.
"""

from dateline.extract.filling import may_fill
from dateline.extract.grammar import Grammar, with_conjuncts
from dateline.extract.phrases import Senses, argument_of
from dateline.model import Argument
from dateline.syntax import LISTING, SUBJECTS, children, is_verb


def members_of(
    arguments: tuple[Argument, ...], event_type: str, grammar: Grammar, senses: Senses
) -> tuple[Argument, ...]:
    """The arguments, those that include others replaced by them."""
    return tuple(
        member
        for each in arguments
        for member in _listed(each, event_type, grammar, senses) or (each,)
    )


def _listed(
    argument: Argument, event_type: str, grammar: Grammar, senses: Senses
) -> list[Argument]:
    role, by = argument.role, argument.by
    token, reading = grammar.tokens[argument.head], grammar.reading
    verb = grammar.tokens[token.head]
    if (
        role not in ("agent", "target")
        or token.dep not in SUBJECTS
        or not is_verb(verb)
        or verb.lemma not in LISTING
    ):
        return []
    if children(reading, verb.i, "neg"):
        return []
    heads = with_conjuncts(reading, children(reading, verb.i, "dobj"))
    return [
        argument_of(reading, role, i, by)
        for i in heads
        if may_fill(reading, i, role, "list", senses, event_type)
    ]
