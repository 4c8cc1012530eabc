"""Verbs of saying: who speaks and what is said."""

from collections.abc import Iterator

from dateline.attribute.closing import name_before, opening_of, read_closing
from dateline.attribute.content import read_content
from dateline.attribute.grammar import (
    agent_of,
    children,
    first,
    is_passive,
    lemma_key,
    nominal,
    phrase,
    subject_of,
)
from dateline.attribute.quotes import find_quotes
from dateline.attribute.saying import Saying, cue_span
from dateline.codebook.cues import Cues, SpeechVerbs
from dateline.model import Reading, Span, Token


def find_sayings(reading: Reading, cues: Cues) -> Iterator[Saying]:
    """Every verb of saying with its source and content; at most one a verb."""
    quotes = find_quotes(reading)
    for token in reading.tokens:
        if token.pos not in ("VERB", "AUX") or token.dep == "amod":
            continue
        groups = _groups(reading, token, cues)
        if not groups or not _speaks(reading, token) or _inside(token, quotes):
            continue
        saying = _read(reading, token, groups, cues)
        if saying is not None:
            yield saying


def _speaks(reading: Reading, token: Token) -> bool:
    """Whether anything was said: not "to say", "would say"."""
    return not any(
        kid.tag == "MD" or (kid.text.lower() == "to" and kid.dep == "aux")
        for kid in children(reading, token.i, "aux")
    )


def _inside(token: Token, quotes: tuple[Span, ...]) -> bool:
    return any(quote.start <= token.start < quote.end for quote in quotes)


def _groups(reading: Reading, token: Token, cues: Cues) -> tuple[SpeechVerbs, ...]:
    found: list[SpeechVerbs] = []
    for key in lemma_key(reading, token.i):
        found.extend(cues.speech_verbs.get(key, ()))
    return tuple(found)


def _read(
    reading: Reading, token: Token, groups: tuple[SpeechVerbs, ...], cues: Cues
) -> Saying | None:
    closing = read_closing(reading, token, groups)
    if closing is not None:
        return closing
    source = _speaker(reading, token)
    if source is None or not _can_speak(reading, source, cues):
        return None
    for group in groups:
        if group.inanimate and reading.tokens[source].entity in ("PERSON", "ORG"):
            continue
        content = read_content(reading, token, source, group)
        if content:
            span = phrase(reading, source)
            return Saying(span, source, cue_span(reading, token), content, group.id, group.vouches)
    return None


def _can_speak(reading: Reading, source: int, cues: Cues) -> bool:
    token = reading.tokens[source]
    hour = token.entity in ("DATE", "TIME") and token.pos != "PRON"
    return token.lemma not in cues.speech.not_sources and not hour


def _speaker(reading: Reading, token: Token) -> int | None:
    if is_passive(reading, token.i):
        misread = _misread_state(reading, token)
        return agent_of(reading, token.i) if misread is None else misread
    subject = subject_of(reading, token.i)
    turned = first(reading, token.i, "dobj")
    if subject is None and turned is not None and _after_quote(reading, token):
        return turned.i
    if subject is None and token.tag in ("VBD", "VBZ") and first(reading, token.i, "ccomp"):
        return _name_beside(reading, token)
    if subject is None or not nominal(reading.tokens[subject]):
        return _determiner(reading, subject)
    if turned is not None and token.lemma == "say" and turned.i > token.i and nominal(turned):
        return turned.i  # "..., says a resident", read with the resident as object
    return subject


def _misread_state(reading: Reading, token: Token) -> int | None:
    """ "IS said in a statement": Islamic State, taken for the verb by the parser."""
    kid = first(reading, token.i, "auxpass")
    return kid.i if kid is not None and kid.text == "IS" and token.lemma == "say" else None


def _name_beside(reading: Reading, token: Token) -> int | None:
    """The noun right before a verb whose subject the parse has lost: "... residents said they"."""
    verb = opening_of(reading, token)
    if name_before(reading, verb, reading.sentences[token.sentence].first) is None:
        return None
    return verb - 1 if nominal(reading.tokens[verb - 1]) else None


def _determiner(reading: Reading, subject: int | None) -> int | None:
    if subject is not None and reading.tokens[subject].pos in ("DET", "NUM", "ADJ"):
        return subject
    return None


def _after_quote(reading: Reading, token: Token) -> bool:
    """ "“...,” replied the commander": the verb right after a quotation has its source behind."""
    return any(0 <= token.start - quote.end <= 1 for quote in find_quotes(reading))
