"""What kind of source some words name, whether they name anyone, and who a pronoun is."""

import re
from functools import lru_cache

from dateline.attribute.grammar import phrase
from dateline.codebook.cues import Cues, Kind
from dateline.model import Reading, SourceKind, Span, Token

LOOK_BACK = 5  # sentences in which a pronoun's source is looked for
_REMEMBERED = 256  # sources: those of a report are asked for by each of its events


def judge_kind(
    span: Span, head: int, reading: Reading, cues: Cues, earlier: tuple[Span, ...] = ()
) -> SourceKind:
    """What kind of source the words name: by names in them, then by their head noun.

    Words that only point back ("the source", "Barazi") have the kind of the fullest earlier
    source that holds them.
    """
    own = _kind_of(span, head, reading, cues)
    if own != "other" or reading.tokens[head].lemma not in _BACKWARD | {
        reading.quote(span).lower().split()[-1]
    }:
        return own
    for before in earlier:
        if before.start < span.start and _holds(before, span, reading):
            return _kind_of(before, head_of(before, reading).i, reading, cues)
    return _kind_introduced(reading.tokens[head], reading, cues) or own


def _kind_introduced(name: Token, reading: Reading, cues: Cues) -> Kind | None:
    """The kind told where a report first gives a name in full: "Interior Minister X ... X said"."""
    if name.pos != "PROPN":
        return None
    for token in reading.tokens[: name.i]:
        if token.text == name.text and token.pos == "PROPN":
            full = phrase(reading, token.i)
            found = _kind_of(full, token.i, reading, cues)
            if found != "other":
                return found
    return None


_BACKWARD = frozenset({"source", "group", "report", "spokesman", "leader", "coalition"})


def _holds(before: Span, span: Span, reading: Reading) -> bool:
    """Whether an earlier source is a fuller way to say this one."""
    old, new = _plain(reading.quote(before)).split(), _plain(reading.quote(span)).split()
    wanted = [word for word in new if word not in ("the", "a", "mr", "mr.", "ms", "dr")]
    return len(old) > len(wanted) > 0 and set(wanted) <= set(old)


def _kind_of(span: Span, head: int, reading: Reading, cues: Cues) -> SourceKind:
    token = reading.tokens[head]
    named = _kind_by_words(_plain(reading.quote(span)), token.lemma, cues)
    if named is None and token.entity == "GPE" and token.pos == "PROPN":
        return "official"
    by_head = cues.source_heads.get(token.lemma)
    plain = by_head if by_head != "other" or token.lemma == "activist" else None
    return named or plain or _kind_by_actor(span, reading, cues) or by_head or "other"


def _kind_by_actor(span: Span, reading: Reading, cues: Cues) -> Kind | None:
    """The kind of the first actor of the codebook that the words name."""
    sentences = {token.sentence for token in reading.tokens_in(span)}
    kinds = (
        cues.kind_of_actor(key)
        for mention in reading.mentions_of(*sentences)
        if mention.kind == "actor" and span.contains(mention.span)
        for key in mention.keys[:1]
    )
    return next((kind for kind in kinds if kind is not None), None)


@lru_cache(maxsize=_REMEMBERED)
def _kind_by_words(words: str, head: str, cues: Cues) -> Kind | None:
    for entry in cues.sources.kinds:
        if head in entry.heads and entry.kind == "witness":
            return "witness"
        if _any_of(tuple(entry.words)).search(words):
            return entry.kind
    return None


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _plain(quote: str) -> str:
    return " ".join(quote.lower().replace("’", "'").split())


def judge_anonymous(span: Span, head: int, reading: Reading, cues: Cues) -> bool:
    """No name and no body that answers for it: "local sources", "a senior official"."""
    words = _plain(reading.quote(span))
    if any(word in words for word in cues.sources.unnamed):
        return True
    token = _nameless(span, head, reading, cues)
    return token is not None and not _answers(span, token, reading, cues)


def _nameless(span: Span, head: int, reading: Reading, cues: Cues) -> Token | None:
    """The noun that names nobody: the head, or the last word where the parse has lost the head."""
    noun, last = reading.tokens[head], reading.tokens_in(span)[-1]
    for token in (noun,) if noun.entity == "PERSON" else (noun, last):
        if token.lemma in cues.sources.nameless and token.pos != "PROPN":
            return token
    return None


def _answers(span: Span, head: Token, reading: Reading, cues: Cues) -> bool:
    """A named person in it, or a body that the source speaks from ("a source at the ministry")."""
    for token in reading.tokens_in(span):
        if token.i == head.i:
            continue
        if token.entity == "PERSON" and token.pos == "PROPN" and _is_name_of(token, head, reading):
            return True
        above = reading.tokens[reading.tokens[token.head].head]
        near = above.lemma == "close"  # "a source close to the group" is not of the group
        if token.lemma in cues.sources.answerable and token.dep == "pobj" and not near:
            return True
    return False


def _is_name_of(token: Token, head: Token, reading: Reading) -> bool:
    """ "The activist Ammar": not the name of a place or body that the head is "of" or "in"."""
    low, high = sorted((token.i, head.i))
    return all(between.pos != "ADP" for between in reading.tokens[low:high])


def is_pronoun(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether a source is only a pronoun: "he", "which"."""
    return reading.quote(span).lower() in cues.sources.pronouns


def antecedent(source: Span, reading: Reading, earlier: tuple[Span, ...], cues: Cues) -> Span:
    """The named source that a pronoun source stands for; the source itself if it is no pronoun.

    `earlier` are the sources read before it, in text order. Itself if nobody fits.
    """
    word = reading.quote(source).lower()
    if word not in cues.sources.pronouns:
        return source
    token = reading.tokens_in(source)[0]
    if word in ("who", "which", "that"):
        return _relative_head(token, reading) or source
    for span in reversed(earlier):
        if span.start >= source.start or is_pronoun(span, reading, cues):
            continue
        near = reading.tokens_in(span)[0].sentence >= token.sentence - LOOK_BACK
        if near and _agrees(word, span, reading, cues):
            return span
    return _named_before(word, token, reading, cues) or source


def _named_before(word: str, token: Token, reading: Reading, cues: Cues) -> Span | None:
    """The nearest subject before a pronoun, in its sentence or the one before, that it can mean."""
    if word in ("i", "we"):
        return None
    for other in reversed(reading.tokens[: token.i]):
        if other.sentence < token.sentence - 1:
            return None
        if other.dep in ("nsubj", "nsubjpass") and other.pos in ("NOUN", "PROPN"):
            span = phrase(reading, other.i)
            if _agrees(word, span, reading, cues) and _speaks_for_itself(other, cues):
                return span
    return None


def _speaks_for_itself(token: Token, cues: Cues) -> bool:
    """A name of a person or body, or a noun for people."""
    named = token.pos == "PROPN" and token.entity in ("PERSON", "ORG", "NORP")
    return named or token.lemma in {*cues.source_heads, *cues.sources.nameless}


def _relative_head(token: Token, reading: Reading) -> Span | None:
    verb = reading.tokens[token.head]
    while verb.dep in ("conj", "xcomp", "ccomp", "aux") and verb.head != verb.i:
        verb = reading.tokens[verb.head]
    return phrase(reading, verb.head) if verb.dep == "relcl" else None


def _agrees(word: str, span: Span, reading: Reading, cues: Cues) -> bool:
    head = head_of(span, reading)
    if word in cues.sources.persons:
        return _is_person(head, cues)
    if word == "they":
        return head.tag in ("NNS", "NNPS") or head.entity == "ORG"
    return head.entity != "PERSON" and head.tag not in ("NNS", "NNPS")


def _is_person(head: Token, cues: Cues) -> bool:
    """Whether one person can be meant: a name, or a noun for people ("official", "resident")."""
    if head.tag in ("NNS", "NNPS") or head.entity in ("GPE", "NORP", "DATE"):
        return False
    return head.pos == "PROPN" or head.lemma in {*cues.source_heads, *cues.sources.nameless}


def head_of(span: Span, reading: Reading) -> Token:
    """The token of a span that no other token of the span heads."""
    inside = reading.tokens_in(span)
    numbers = {token.i for token in inside}
    return next(
        (token for token in inside if token.head not in numbers or token.head == token.i),
        inside[-1],
    )
