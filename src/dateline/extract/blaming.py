"""Who is said to be behind an act that a noun names: "blamed for the attack", "behind the blast".

The slots are "blamed" (an accusation), "tried" (the law's hand is on them) and "behind" (a part
in the act, or responsibility for it).
"""

from collections.abc import Callable

from dateline.codebook.classes import CarryingVerbs
from dateline.extract.grammar import Grammar, is_beside
from dateline.model import Reading, Token
from dateline.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    before_infinitive,
    children,
    governing_verb,
    is_verb,
    objects_of,
    path_up,
)

FOR = ("for", "of", "over", "with", "in", "on")  # "sentenced over", "jailed on charges of"
Behind = tuple[str, list[int]]  # a slot and the heads of its words
NOBODY: Behind = ("", [])


def find_behind(noun: int, grammar: Grammar, verbs: CarryingVerbs) -> Behind:
    """Who is said to be behind what a noun names, and the slot that says so."""
    first = grammar.first_of_list(noun)  # "suspected of kidnappings and killings"
    found = (rule(first, grammar, verbs) for rule in RULES)
    return next((behind for behind in found if behind[1]), NOBODY)


def _laid_on(noun: int, grammar: Grammar, verbs: CarryingVerbs) -> Behind:
    """ "Blamed the attack on X", "an attack attributed to X"."""
    token = grammar.tokens[noun]
    clauses = children(grammar.reading, noun, "acl", "relcl")
    if token.dep in ("dobj", *PASSIVE_SUBJECTS):
        clauses.append(token.head)
    laying = [i for i in clauses if grammar.tokens[i].lemma in verbs.laying]
    return "blamed", [i for v in laying for i in objects_of(grammar.reading, v, "on", "to")]


def _hung_on(noun: int, grammar: Grammar, verbs: CarryingVerbs) -> Behind:
    """ "Accused of the attack", "arrested over it", "responsible for it", "behind it"."""
    token = grammar.tokens[noun]
    preposition = grammar.tokens[token.head]
    if token.dep != "pobj" or preposition.dep != "prep":
        return NOBODY
    above = grammar.tokens[preposition.head]
    if preposition.lemma == "behind":
        return "behind", _standing_behind(above, grammar)
    if is_verb(above):
        return _undergoer(above, preposition.lemma, grammar, verbs)
    held = grammar.tokens[above.head].lemma in verbs.trying | verbs.blaming
    held = held and above.lemma not in verbs.parts  # "suspect a rebel role in the attack"
    if held and above.dep in ("dobj", *PASSIVE_SUBJECTS) and preposition.lemma in FOR:
        return "tried", [above.i]  # "detained a man in the attack", where "in" hangs on the man
    if above.lemma in verbs.responsible:
        return "behind", _described(above, grammar)
    return _bridged(above, grammar, verbs)


def _claimed(noun: int, grammar: Grammar, verbs: CarryingVerbs) -> Behind:
    """ "The attack for which X claimed responsibility", "in which X took part"."""
    own = children(grammar.reading, noun, "relcl")
    below = [i for i in _below(noun, grammar) if _is_of_act(i, grammar)]
    clauses = [grammar.tokens[i] for i in (*own, *below)]
    parts = [(part, each) for each in clauses if (part := _part_of(each, grammar, verbs))]
    return "behind", [i for part, each in parts for i in _holders(part, each, grammar, verbs)]


def _below(noun: int, grammar: Grammar) -> list[int]:
    """ "The attacks in two towns, for which X ...": relative clauses hung on nearer nouns."""
    reading = grammar.reading
    verb = governing_verb(reading, noun)
    inside = (i for i in reading.subtree(noun if verb is None else verb) if i > noun)
    return [clause for i in inside for clause in children(reading, i, "relcl")]


def _is_of_act(clause: int, grammar: Grammar) -> bool:
    """ "For which X has claimed responsibility": said of an act, not of a place."""
    parts = children(grammar.reading, clause, "dobj")
    asked = [o for i in (clause, *parts) for o in objects_of(grammar.reading, i, "for")]
    return any(grammar.tokens[i].tag == "WDT" for i in asked)


def is_apart(act: int, head: int, reading: Reading, verbs: CarryingVerbs) -> bool:
    """Whether a word is the subject of a clause that tells an act beside what it says itself.

    "Condemned the raid", "foiled a plot to kill him", "called for talks after the massacre": who
    does has not done it.
    """
    noun = planned_noun(act, reading, verbs)
    noun = act if noun is None else noun
    verb = governing_verb(reading, noun)
    if verb in (None, act):
        return False
    lemma = reading.tokens[verb].lemma
    met = lemma in verbs.judging or lemma in verbs.facing
    if not met and not is_beside(reading, noun, verb):
        return False
    subjects = children(reading, verb, *SUBJECTS)
    return any(i in path_up(reading, head) for i in subjects)


def planned_noun(act: int, reading: Reading, verbs: CarryingVerbs) -> int | None:
    """The plot or plan that a verb after "to" is the content of, wherever the parser hangs it."""
    i = before_infinitive(reading, act)
    return i if i is not None and reading.tokens[i].lemma in verbs.plots else None


def _standing_behind(above: Token, grammar: Grammar) -> list[int]:
    """ "The group was behind the attack", "the men behind the attack"."""
    if above.lemma == "be":
        return grammar.clause_subject(above.i)
    return [above.i] if not is_verb(above) and grammar.acts(above.i) else []


def _undergoer(verb: Token, preposition: str, grammar: Grammar, verbs: CarryingVerbs) -> Behind:
    """Who is accused, tried or linked, or takes part."""
    if preposition == "in":
        if verb.lemma in verbs.sharing:
            return "behind", grammar.clause_subject(verb.i)
        if part := _part_of(verb, grammar, verbs):
            return "behind", _holders(part, verb, grammar, verbs)
    if preposition == "to" and verb.lemma in verbs.tying:
        return "blamed", grammar.object(verb.i)
    accused = verb.lemma in verbs.blaming
    if preposition in FOR and (accused or verb.lemma in verbs.trying):
        bare = not children(grammar.reading, verb.i, "dobj")  # "a man wanted for the murder"
        own = grammar.object(verb.i) or (grammar.clause_subject(verb.i) if bare else [])
        return "blamed" if accused else "tried", own
    return NOBODY


def _part_of(verb: Token, grammar: Grammar, verbs: CarryingVerbs) -> Token | None:
    """The part in "took part in the attack", where "in" hangs on the verb."""
    objects = (grammar.tokens[i] for i in children(grammar.reading, verb.i, "dobj"))
    return next((each for each in objects if each.lemma in verbs.parts), None)


def _described(adjective: Token, grammar: Grammar) -> list[int]:
    """ "X was responsible for", "holds X responsible for", "the men responsible for"."""
    own = children(grammar.reading, adjective.i, *SUBJECTS)
    above = grammar.tokens[adjective.head]
    if own or above.i == adjective.i:
        return own
    if not is_verb(above):
        return [above.i]
    held = children(grammar.reading, above.i, "dobj")
    return held or grammar.clause_subject(above.i)


def _bridged(noun: Token, grammar: Grammar, verbs: CarryingVerbs) -> Behind:
    """ "In connection with", "on suspicion of", "a role in", "responsibility for" the act."""
    if noun.lemma not in verbs.parts | verbs.bridges:
        return NOBODY
    further = _hung_on(noun.i, grammar, verbs)
    if further[1] or noun.lemma not in verbs.parts:
        return further
    above = grammar.tokens[noun.head]
    verb = above if noun.dep == "dobj" and is_verb(above) else None
    return "behind", _holders(noun, verb, grammar, verbs)


def _holders(part: Token, verb: Token | None, grammar: Grammar, verbs: CarryingVerbs) -> list[int]:
    """Who has a part: "their role", "alleged police hand", "played a role".

    Who sees the hand of others in it has none.
    """
    own = [
        *children(grammar.reading, part.i, "poss"),
        *objects_of(grammar.reading, part.i, "of"),
        *(i for i in grammar.modifiers(part.i) if grammar.acts(i)),
    ]
    if own or verb is None or verb.lemma not in verbs.having:
        return own
    return grammar.clause_subject(verb.i)


RULES: tuple[Callable[[int, Grammar, CarryingVerbs], Behind], ...] = (
    _laid_on,
    _hung_on,
    _claimed,
)
