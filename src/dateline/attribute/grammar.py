"""What the parse says of a word that may speak: its subject, its voice, the phrase it heads.

Questions that other stages ask as well are in `dateline.syntax`; here words are tokens.
"""

from collections.abc import Iterable, Iterator

import dateline.syntax as syntax
from dateline.model import Reading, Span, Token

SUBJECTS = frozenset({*syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS})
# A phrase is quoted without what only comments on it.
_LOOSE = frozenset({"relcl", "acl:relcl", "advcl", "parataxis", "ccomp", "punct", "acl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def children(reading: Reading, i: int, *deps: str) -> list[Token]:
    """The tokens a token heads, in text order: all of them, or those with these labels."""
    tokens = reading.tokens
    if not deps:
        return [tokens[kid] for kid in reading.children[i]]
    return [tokens[kid] for kid in reading.children[i] if tokens[kid].dep in deps]


def first(reading: Reading, i: int, *deps: str) -> Token | None:
    """The first token a token heads by one of these labels; None if there is none."""
    tokens = reading.tokens
    return next((tokens[kid] for kid in reading.children[i] if tokens[kid].dep in deps), None)


def is_passive(reading: Reading, i: int) -> bool:
    """A passive verb, or a past participle that modifies a noun ("troops backed by Iran")."""
    token = reading.tokens[i]
    if first(reading, i, "auxpass", "nsubjpass") is not None:
        return True
    return token.tag == "VBN" and token.dep in ("acl", "amod")


def subject_of(reading: Reading, i: int, depth: int = 4) -> int | None:
    """Who does the verb, through coordination, control and participles; None if unsaid."""
    own = first(reading, i, "nsubj", "csubj", "nsubjpass")
    if own is not None:
        return own.i
    token = reading.tokens[i]
    if depth == 0 or token.head == i:
        return None
    match token.dep:
        case "acl":
            return token.head if token.tag == "VBG" else None
        case "conj" | "xcomp" | "advcl" | "dep" | "aux":
            return subject_of(reading, token.head, depth - 1)
        case "pcomp":
            return _controller(reading, reading.tokens[token.head], depth - 1)
        case _:
            return None


def _controller(reading: Reading, prep: Token, depth: int) -> int | None:
    """ "Quoted a witness as saying": the witness says; else the subject of the main verb."""
    thing = first(reading, prep.head, "dobj") if prep.lemma == "as" else None
    return thing.i if thing is not None else subject_of(reading, prep.head, depth)


def agent_of(reading: Reading, i: int) -> int | None:
    """The object of "by" of a passive verb or a noun."""
    return next(iter(syntax.objects_of(reading, i, "by")), None)


def phrase(reading: Reading, i: int) -> Span:
    """The noun phrase a token heads, without clauses that comment on it."""
    kept = set(_phrase_tokens(reading, i))
    low = high = i
    while low - 1 in kept or _bridged(reading, low - 1, low - 2, kept):
        low -= 1
    while high + 1 in kept or _bridged(reading, high + 1, high + 2, kept):
        high += 1
    return trimmed(reading, low, high + 1)


def _phrase_tokens(reading: Reading, i: int) -> Iterator[int]:
    yield i
    for kid in children(reading, i):
        if kid.dep not in _LOOSE or (kid.dep == "punct" and kid.text in ("-", "'s")):
            yield from _phrase_tokens(reading, kid.i)


def _bridged(reading: Reading, here: int, beyond: int, kept: set[int]) -> bool:
    inside = 0 <= here < len(reading.tokens)
    return inside and reading.tokens[here].pos == "PUNCT" and beyond in kept


def trimmed(reading: Reading, first: int, last: int) -> Span:
    """Tokens [first, last) as a span, without punctuation and conjunctions at its ends."""
    while last - first > 1 and reading.tokens[first].text in _EDGE:
        first += 1
    while last - first > 1 and reading.tokens[last - 1].text in _EDGE:
        last -= 1
    return Span(reading.tokens[first].start, reading.tokens[last - 1].end)


_EDGE = frozenset({",", ".", ";", ":", "-", "--", "(", ")", "[", "]", "and", "but", "or"})


def stretches(reading: Reading, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Runs of neighbouring tokens as spans, in text order; lone punctuation left out."""
    runs: list[list[int]] = []
    for i in sorted(set(tokens)):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(
        trimmed(reading, run[0], run[-1] + 1)
        for run in runs
        if any(reading.tokens[i].pos != "PUNCT" for i in run)
    )


def nominal(token: Token) -> bool:
    """A noun, a name or a pronoun."""
    return token.pos in _NOMINAL


def lemma_key(reading: Reading, i: int) -> Iterator[str]:
    """A verb's lemma with its particle or preposition, the longer first: "point out"."""
    token = reading.tokens[i]
    for kid in children(reading, i, "prt", "prep", "advmod"):
        if kid.dep == "prep" or kid.i == i + 1:
            yield f"{token.lemma} {kid.lemma}"
    yield token.lemma
