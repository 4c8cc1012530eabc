"""Where a toll belongs: to the event its clause names, else to the one told before it.

Codebook sections 1 and 4: people killed by a happening are a count of it, not another
event; means before result; fighters killed by an armed side are a battle.
"""

from collections.abc import Mapping
from dataclasses import replace

from dateline.codebook.traits import Traits
from dateline.extract.grammar import Grammar
from dateline.extract.phrases import Senses, arguments_of
from dateline.extract.results import Result
from dateline.model import Argument, Proposal, Reading
from dateline.syntax import children, distance, is_infinitive, is_verb, path_up

RESULT_SCORE = 0.6
BEGINNING = ("begin", "start", "erupt", "break", "evolve")
BACKDROP = ("after", "since", "before", "following", "over", "despite", "amid", "for", "until")


def settle_results(
    reading: Reading,
    proposals: tuple[Proposal, ...],
    results: tuple[Result, ...],
    senses: Senses,
    traits: Traits,
    grammar: Grammar,
) -> tuple[Proposal, ...]:
    """Proposals with the tolls that are theirs, and the tolls that stand for an event."""
    found = {proposal.head: proposal for proposal in proposals}
    for result in results:
        own = found.get(result.head)
        means = None
        if own is None or not is_infinitive(reading, result.head):  # "plotted to kill" killed none
            means = _means_of(reading, result, own, found, traits, grammar)
        if means is not None:
            found[means.head] = _with_toll(reading, means, result, own, senses)
            if own is not None and own.type in ("killing", "armed_attack"):
                found.pop(own.head)
        elif own is not None:
            found[own.head] = _standing(reading, own, result, senses)
        else:
            found[result.head] = _bare(reading, result)
    return tuple(found[head] for head in sorted(found))


def _means_of(
    reading: Reading,
    result: Result,
    own: Proposal | None,
    found: Mapping[int, Proposal],
    traits: Traits,
    grammar: Grammar,
) -> Proposal | None:
    """The event of the same sentence that did it, None if no other is named."""
    sentence = reading.sentences[reading.tokens[result.head].sentence]
    others = [
        p
        for p in map(found.get, range(sentence.first, sentence.last))
        if p is not None
        and p is not own
        and p.strength != "result"
        and p.type in traits.harms
        and not _is_outset(reading, result, p)
    ]
    tied = [p for p in others if _tied(reading, result, p, grammar)]
    if tied:
        return min(tied, key=lambda p: (p.type not in traits.means, _far(reading, result, p)))
    has_doer = own is not None and any(a.role == "agent" for a in own.arguments)
    if has_doer or _told_as_backdrop(reading, result):
        return None
    near = [p for p in others if p.type in traits.means]
    return near[0] if len(near) == 1 else None


def _is_outset(reading: Reading, result: Result, proposal: Proposal) -> bool:
    """ "Thousands died in a war that began with protests": what a war began with did not do it."""
    up = path_up(reading, proposal.head)
    between = up[1 : up.index(result.head)] if result.head in up else ()
    return any(
        reading.tokens[i].lemma in BEGINNING and reading.tokens[i].dep in ("advcl", "relcl", "acl")
        for i in between
    )


def _far(reading: Reading, result: Result, proposal: Proposal) -> int:
    return distance(reading, path_up(reading, result.head), proposal.head)


def _tied(reading: Reading, result: Result, proposal: Proposal, grammar: Grammar) -> bool:
    """Whether grammar ties a toll to an event: as its subject, its clause, or its "in ..."."""
    above = path_up(reading, result.head)
    if proposal.head in above:
        return True
    verb = next((i for i in above if is_verb(reading.tokens[i])), None)
    if verb is None or _told_as_backdrop(reading, result):
        return False
    if proposal.head in grammar.clause_subject(verb):
        return True
    return verb in path_up(reading, proposal.head) and not _own_clause(reading, verb, proposal)


def _told_as_backdrop(reading: Reading, result: Result) -> bool:
    above = path_up(reading, result.head)
    clause = [i for i in above if is_verb(reading.tokens[i])][:1]
    upto = above.index(clause[0]) if clause else len(above)
    return any(is_backdrop(reading, i) for i in above[:upto])


def is_backdrop(reading: Reading, i: int) -> bool:
    """Whether a word places another event in time: "after the death", "since the killing"."""
    token = reading.tokens[i]
    return token.pos in ("ADP", "SCONJ") and token.lemma in BACKDROP


def _own_clause(reading: Reading, verb: int, proposal: Proposal) -> bool:
    """Whether the event stands in a clause of its own beside the toll's ("and then raided")."""
    token = reading.tokens[proposal.head]
    return is_verb(token) and token.dep in ("conj", "ccomp", "parataxis") and token.head == verb


def _with_toll(
    reading: Reading,
    means: Proposal,
    result: Result,
    own: Proposal | None,
    senses: Senses,
) -> Proposal:
    means = replace(means, arguments=_without_bare_places(means, result, senses))
    roles = {argument.role for argument in means.arguments}
    extra: list[Argument] = list(result.counts)
    if own is not None:
        extra += [
            a
            for a in own.arguments
            if a.role not in roles and a.head != means.head and a.role != "count"
        ]
    if means.type == "battle":  # civilians who die in it are no side of it
        extra = [a for a in extra if a.role != "target" or not senses.is_unarmed(a.head)]
        fallen = tuple(i for i in result.victims if not senses.is_unarmed(i))
        result = replace(result, victims=fallen)
    known = {a.head for a in (*extra, *means.arguments) if a.role == "target"}
    sides = means.type == "battle" and "target" in roles  # its dead are not another side
    if not sides and not any(head in known for head in result.victims):
        others = bool(known)
        extra += [a for a in _targets(reading, result) if not (others and _is_bare(reading, a))]
    return replace(
        means,
        strength="strong" if own is not None and _is_new(reading, means) else means.strength,
        arguments=means.arguments
        + tuple(argument for argument in extra if argument not in means.arguments),
    )


def _is_new(reading: Reading, means: Proposal) -> bool:
    """ "Ten were killed in raids": a noun that elsewhere only goes back is told anew."""
    kids = children(reading, means.head, "det", "poss")
    return means.strength == "weak" and not any(
        reading.tokens[i].text.lower() not in ("a", "an") for i in kids
    )


def _without_bare_places(means: Proposal, result: Result, senses: Senses) -> tuple[Argument, ...]:
    """Where people are hurt they are the target, not the town they were hurt in."""
    return tuple(
        a
        for a in means.arguments
        if a.role != "target"
        or not result.victims
        or senses.is_actor(a.head)
        or not senses.is_place(a.head)
    )


def _is_bare(reading: Reading, argument: Argument) -> bool:
    """ "killed 14 fighters and wounded 20 (others)" does not say who the 20 are."""
    token = reading.tokens[argument.head]
    bare = token.pos == "NUM" or token.lemma == "other"
    return bare and not children(reading, argument.head, "prep")


def _targets(reading: Reading, result: Result) -> list[Argument]:
    return arguments_of(reading, "target", result.victims, "result.victims")


def _standing(reading: Reading, own: Proposal, result: Result, senses: Senses) -> Proposal:
    """A result word that is a trigger itself, with no means named in its sentence."""
    counts = tuple(c for c in result.counts if c not in own.arguments)
    agents = [a for a in own.arguments if a.role == "agent"]
    targets = [a for a in own.arguments if a.role == "target"]
    known = any(_goes_back(reading, own.head, a.head) for a in agents)
    single = any(c.by == "count.single" for c in result.counts)
    sides = all(senses.is_a(a.head, "armed") for a in (*agents, *targets))
    fell = sides if agents else all(senses.is_a(a.head, "nonstate") for a in targets)
    # one particular man is killed, fighters fall in battle
    fight = own.type == "killing" and targets and fell and not single
    return replace(
        own,
        type="battle" if fight else own.type,
        strength="strong" if (agents and not known) or own.type != "killing" else "result",
        score=own.score if agents else RESULT_SCORE,
        arguments=own.arguments + counts,
    )


def _goes_back(reading: Reading, verb: int, doer: int) -> bool:
    """ "They killed nine": whom the sentences before told of, and mostly what they did there."""
    sentence = reading.sentences[reading.tokens[doer].sentence]
    pronoun = reading.tokens[doer].tag == "PRP" and doer == sentence.first and sentence.i > 0
    return pronoun and reading.tokens[verb].tag == "VBD" and reading.tokens[verb].dep == "ROOT"


def _bare(reading: Reading, result: Result) -> Proposal:
    """A toll on its own ("the death toll rose to 76"): it joins an event told before, or none."""
    token = reading.tokens[result.head]
    targets = tuple(_targets(reading, result))
    return Proposal(
        "killing" if result.measure == "killed" else "armed_attack",
        token.span,
        result.head,
        f"rules:result.{token.lemma}",
        RESULT_SCORE,
        "result",
        targets + result.counts,
    )
