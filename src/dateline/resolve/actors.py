"""Whom a role's words name: an entry of the codebook, or nobody we can name.

Rules are tried in order; the first that gives candidates decides. Each candidate
carries one sentence a reviewer can check.
"""

from collections.abc import Callable
from dataclasses import replace

from dateline.codebook.actor_names import Alias, words_of
from dateline.codebook.actors import ActorTable
from dateline.codebook.classes import load_classes
from dateline.codebook.introduced import introduced_actor
from dateline.model import Actor, Candidate, Mention, Reading, Span
from dateline.resolve.actor_phrase import Known, Phrase, candidate, phrase_of
from dateline.resolve.coreference import Antecedent, find_antecedents
from dateline.resolve.persons import PERSON, full_name, person_id
from dateline.syntax import children

_SPELLED = frozenset({"country", "capital", "leader", "name", "demonym"})


def resolve_actor(
    span: Span, head: int, reading: Reading, actors: ActorTable, known: Known | None = None
) -> tuple[Actor | None, tuple[Candidate, ...]]:
    """The actor a role's words name, and all candidates, best first.

    `reading` must hold the actor mentions of find_actors. None when nothing fits: a name nobody
    knows, an army of no stated country; or when two fit as well, and both are candidates.
    `known` is kept by who asks again of the same reading: what was found is not sought twice.
    """
    found = _found(span, head, reading, actors, {} if known is None else known)
    undecided = len(found) > 1 and found[0].score == found[1].score
    return (None if undecided or not found else _actor(found[0], actors)), found


def _found(
    span: Span, head: int, reading: Reading, actors: ActorTable, known: Known
) -> tuple[Candidate, ...]:
    """The candidates of some words, sought once."""
    if (span, head) not in known:
        known[span, head] = _candidates(phrase_of(span, head, reading, actors, known))
    return known[span, head]


def _candidates(phrase: Phrase) -> tuple[Candidate, ...]:
    found = (rule(phrase) for rule in RULES)
    return next((candidates for candidates in found if candidates), ())


def _actor(candidate: Candidate, actors: ActorTable) -> Actor | None:
    if candidate.id.startswith(PERSON):
        return Actor(candidate.id, candidate.label, "person")
    return actors.actor(candidate.id)


def _referring(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "they", "the group": whoever the one antecedent names."""
    found = find_antecedents(phrase)
    return _of_antecedent(found[0], phrase) if len(found) == 1 else ()


def _undecided(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "the group" after two groups: both, and neither is chosen."""
    found = [each for a in find_antecedents(phrase) for each in _of_antecedent(a, phrase)[:1]]
    every = {each.id: each for each in found}
    if len(every) < 2:
        return ()
    reason = f"{len(every)} are named before, and nothing says which"
    return tuple(replace(c, score=0.3, reasons=(*c.reasons, reason)) for c in every.values())


def _of_antecedent(antecedent: Antecedent, phrase: Phrase) -> tuple[Candidate, ...]:
    words = antecedent.span, antecedent.head
    found = _found(*words, phrase.reading, phrase.actors, phrase.known)
    scores = (round(each.score * antecedent.score, 3) for each in found)
    return tuple(
        replace(each, score=score, reasons=(antecedent.reason, *each.reasons[1:]))
        for each, score in zip(found, scores, strict=True)
    )


def _predicated(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "X is a jihadist group that has fought ...": a noun said of a name is that name."""
    verb = phrase.reading.tokens[phrase.head.head]
    if phrase.head.dep != "attr" or verb.lemma != "be":
        return ()
    if phrase.own is not None and phrase.is_named(phrase.own):
        return ()
    subjects = [
        i for i in phrase.reading.children[verb.i] if phrase.reading.tokens[i].dep == "nsubj"
    ]
    named = [
        m for m in phrase.reading.of_kind("actor") if m.head in subjects and phrase.is_named(m)
    ]
    if len(named) != 1:
        return ()
    name = candidate(named[0].keys[0], 0.8, "", phrase).label
    reason = f'"{phrase.head.text}" is said of {name}'
    return (candidate(named[0].keys[0], 0.8, reason, phrase),)


def _of_phrase(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "members of the group", "dozens of civilians": what follows "of" decides."""
    patterns = phrase.actors.patterns
    wing = phrase.head.lemma in patterns.wings
    if phrase.head.pos != "NUM" and not wing and phrase.head.lemma not in patterns.of_heads:
        return ()
    own = phrase.own
    if own is not None and own.keys and not _opens(own, phrase) and not wing:
        return ()
    for kid in phrase.reading.children[phrase.head.i]:
        token = phrase.reading.tokens[kid]
        if token.dep == "prep" and token.lemma in ("of", "from", "in", "with"):
            found = _under(phrase, kid, only_named=wing or token.lemma != "of")
            if found:
                return found
    return ()


def _opens(mention: Mention, phrase: Phrase) -> bool:
    """Whether a generic noun leaves it to its of-phrase to say who it is."""
    actor = phrase.actors.actor(mention.keys[0])
    return actor is not None and actor.country is None and not phrase.is_named(mention)


def _under(phrase: Phrase, preposition: int, *, only_named: bool) -> tuple[Candidate, ...]:
    reading = phrase.reading
    tree = set(reading.subtree(preposition))
    heads = [i for i in reading.children[preposition] if reading.tokens[i].dep == "pobj"]
    beside = reading.mentions_of(reading.tokens[preposition].sentence)
    below = [m for m in beside if m.kind == "actor" and m.head in tree and m.keys]
    if only_named:
        below = [m for m in below if _is_group(m, phrase)]
    direct = [m for m in below if m.head in heads] or below
    return _keyed(direct[0], phrase) if direct else ()


def _is_group(mention: Mention, phrase: Phrase) -> bool:
    return phrase.is_named(mention) and phrase.actors.kinds.get(mention.keys[0]) != "state"


def _own(phrase: Phrase) -> tuple[Candidate, ...]:
    """The head is itself a name or a generic noun with or without a country."""
    own = phrase.own
    return _keyed(own, phrase) if own is not None else ()


def _beside(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "X, a commander of Hamas": words in apposition, or an of-phrase further in."""
    own = phrase.own
    if own is None or own.keys:
        return ()
    for mention in phrase.inside:
        if mention is not own and mention.keys and _is_group(mention, phrase):
            return _keyed(mention, phrase)
    others = (m for m in phrase.inside if m is not own and m.keys and not phrase.is_named(m))
    other = next(others, None)
    return _keyed(other, phrase) if other is not None else ()


def _told_within(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "terrorists affiliated to X": a general armed word and one group's name in its clause."""
    own = phrase.own
    if own is None or not own.keys or own.keys[0] not in phrase.actors.generics:
        return ()
    if phrase.actors.generics[own.keys[0]].kind != "rebel":
        return ()
    named = {
        m.keys[0]: m
        for m in phrase.inside
        if m is not own
        and m.head > own.head
        and phrase.is_named(m)
        and phrase.actors.kinds.get(m.keys[0]) == "rebel"
    }
    return _keyed(next(iter(named.values())), phrase) if len(named) == 1 else ()


def _spelled(phrase: Phrase) -> tuple[Candidate, ...]:
    """The head is a name inside a longer phrase, or in none: the "regime" of "regime jets"."""
    if phrase.own is not None:
        return ()
    tokens = phrase.reading.tokens_in(phrase.span)
    words = [w for token in tokens for w in words_of(token.text, token.start, token.i)]
    for match in phrase.actors.names.find(words, phrase.reading.report.text, cased=True):
        held = range(words[match.first].token, words[match.last - 1].token + 1)
        alias = match.aliases[0]
        if phrase.head.i in held and not alias.weak:
            return _spelled_out(alias, phrase)
    return ()


def _spelled_out(alias: Alias, phrase: Phrase) -> tuple[Candidate, ...]:
    words = phrase.reading.quote(phrase.span)
    if alias.role in _SPELLED:
        name = phrase.actors.entries[alias.id].name
        return (candidate(alias.id, 0.8, f'"{words}" is a name of {name}', phrase),)
    if alias.role != "generic":
        return ()
    around = [key for mention in phrase.inside for key in mention.keys[:1] if "/" in key]
    if around and phrase.actors.generics[alias.id].scope != "plain":
        key = f"{alias.id}/{around[0].partition('/')[2]}"
        return (candidate(key, 0.8, f'the words around "{words}" name the country', phrase),)
    return _generic(alias.id, phrase, 0.7, f'"{words}" is a general word')


def _person(phrase: Phrase) -> tuple[Candidate, ...]:
    """A person the codebook does not know, under the fullest name the report gives."""
    own = phrase.own
    if own is None or own.keys or own.label != "Person":
        return ()
    name = full_name(own.head, phrase.reading, phrase.actors)
    if name is None:
        return ()
    return (Candidate(person_id(name), name, 0.6, ("a person the report names",)),)


def _of_holder(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "Their hideouts", "the group's bases": whoever holds them."""
    if phrase.own is not None or phrase.head.lemma not in load_classes()["holding"].words:
        return ()
    owners = children(phrase.reading, phrase.head.i, "poss")
    if not owners:
        return ()
    token = phrase.reading.tokens[owners[0]]
    span = next((m.span for m in phrase.inside if m.head == token.i), token.span)
    found = _found(span, token.i, phrase.reading, phrase.actors, phrase.known)
    reason = f'"{phrase.head.text}" stands for whoever holds them'
    return tuple(replace(each, reasons=(*each.reasons, reason)) for each in found)


def _stands_for(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "protests" and "markets" stand for the people in them."""
    key = phrase.actors.patterns.stands_for.get(phrase.head.lemma)
    if key is None:
        return ()
    return _generic(key, phrase, 0.5, f'"{phrase.head.text}" stands for the people in it')


def _number(phrase: Phrase) -> tuple[Candidate, ...]:
    """ "seven were killed": people of whom nothing more is said."""
    kids = [phrase.reading.tokens[i] for i in phrase.reading.children[phrase.head.i]]
    named = any(kid.dep == "prep" and kid.lemma == "of" for kid in kids)
    if phrase.head.pos != "NUM" or named:  # "two of his escorts" says who they are
        return ()
    return _generic("civilians", phrase, 0.4, "a bare number of people")


def _only_one(phrase: Phrase) -> tuple[Candidate, ...]:
    """The words hold exactly one actor, before their head: "an ISIS-run prison" does not."""
    before = [m for m in phrase.inside if m.keys and m.head < phrase.head.i]
    if len(before) != 1 or before[0].label == "Nationality":
        return ()
    return _keyed(before[0], phrase) if phrase.is_named(before[0]) else ()


RULES: tuple[Callable[[Phrase], tuple[Candidate, ...]], ...] = (
    _referring,
    _predicated,
    _of_phrase,
    _spelled,
    _told_within,
    _own,
    _beside,
    _person,
    _of_holder,
    _stands_for,
    _number,
    _only_one,
    _undecided,
)


# --- candidates --------------------------------------------------------------------


def _keyed(mention: Mention, phrase: Phrase) -> tuple[Candidate, ...]:
    """Candidates of a mention's keys; a generic noun takes the country the report is about."""
    words = phrase.reading.quote(mention.span)
    found: list[Candidate] = []
    for at, key in enumerate(mention.keys):
        if key in phrase.actors.entries:
            name = phrase.actors.entries[key].name
            score = 0.95 if at == 0 else 0.5
            found.append(candidate(key, score, f'"{words}" is a name of {name}', phrase))
        elif (actor := introduced_actor(key)) is not None:
            reason = f'the report itself explains "{words}": {actor.name}'
            found.append(candidate(key, 0.9, reason, phrase))
        elif key.partition("/")[2]:
            found.append(candidate(key, 0.9, f'"{words}" names the country', phrase))
        else:
            found += _generic(key, phrase, 0.8, f'"{words}" is a general word')
    return tuple(found)


def _generic(key: str, phrase: Phrase, score: float, reason: str) -> tuple[Candidate, ...]:
    entry = phrase.actors.generics[key]
    if entry.scope == "plain":
        return (candidate(key, score, reason, phrase),)
    country = phrase.focus.country
    if country is None or country not in phrase.actors.states:
        return () if entry.scope == "state" else (candidate(key, score * 0.7, reason, phrase),)
    about = phrase.actors.states[country].name
    said = f"{reason}; the report is mostly about {about}"
    return (candidate(f"{key}/{country}", score * 0.9, said, phrase),)
