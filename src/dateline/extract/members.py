"""Parties named by a list: "those killed included three soldiers".

Who is said to include others stands for them; the others are named.
"""

from collections.abc import Callable

from dateline.extract.grammar import Grammar, with_conjuncts
from dateline.extract.phrases import argument_of
from dateline.model import Argument
from dateline.syntax import LISTING, SUBJECTS, children, is_verb


def members_of(
    arguments: tuple[Argument, ...], grammar: Grammar, fits: Callable[[int, str], bool]
) -> tuple[Argument, ...]:
    """The arguments, those that include others replaced by them; `fits` a word in a role."""
    return tuple(
        member
        for each in arguments
        for member in (_listed(each, grammar, fits) if each.role in ("agent", "target") else ())
        or (each,)
    )


def _listed(
    argument: Argument, grammar: Grammar, fits: Callable[[int, str], bool]
) -> list[Argument]:
    token, reading = grammar.tokens[argument.head], grammar.reading
    verb = grammar.tokens[token.head]
    if token.dep not in SUBJECTS or not is_verb(verb) or verb.lemma not in LISTING:
        return []
    if children(reading, verb.i, "neg"):
        return []
    heads = with_conjuncts(reading, children(reading, verb.i, "dobj"))
    return [
        argument_of(reading, argument.role, i, argument.by) for i in heads if fits(i, argument.role)
    ]
