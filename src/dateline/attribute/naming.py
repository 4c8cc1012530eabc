"""Attributions without a verb of saying: "according to X", "X's claim that", "X: ...", "― X"."""

from collections.abc import Iterator, Mapping, Sequence

from dateline.attribute.grammar import (
    children,
    first,
    nominal,
    phrase,
    stretches,
    trimmed,
)
from dateline.attribute.quotes import find_quotes
from dateline.attribute.saying import Saying
from dateline.codebook.cues import Cues, SpeechNouns
from dateline.model import Reading, Sentence, Span, Token


def find_phrases(reading: Reading, cues: Cues) -> Iterator[Saying]:
    """ "According to X" and its like: the clause they hang on is what X says."""
    spoken = [token.text.lower() for token in reading.tokens]
    at: dict[str, list[int]] = {}
    for i, word in enumerate(spoken):
        at.setdefault(word, []).append(i)
    for group in cues.speech.phrases:
        for words in group.phrases:
            for start, end in _occurrences(spoken, at, words.split()):
                saying = _after_phrase(reading, start, end, group.id)
                if saying is not None:
                    yield saying


def _occurrences(
    spoken: list[str], at: Mapping[str, Sequence[int]], words: list[str]
) -> Iterator[tuple[int, int]]:
    """Where the words stand one after another; `at` tells where each word stands."""
    for i in at.get(words[0], ()):
        if spoken[i : i + len(words)] == words:
            yield i, i + len(words)


def _after_phrase(reading: Reading, start: int, end: int, group: str) -> Saying | None:
    head = _object_after(reading, start, end)
    if head is None:
        return None
    source = phrase(reading, head)
    sentence = reading.sentences[reading.tokens[start].sentence]
    last = reading.tokens_in(source)[-1].i + 1
    content = _rest_of(reading, sentence, start, last)
    if not content:
        return None
    cue = Span(reading.tokens[start].start, reading.tokens[end - 1].end)
    return Saying(source, head, cue, content, group, True)


def _object_after(reading: Reading, start: int, end: int) -> int | None:
    for i in range(start, end):
        found = first(reading, i, "pobj", "dobj")
        if found is not None and found.i >= end:
            return found.i
    return None


def _rest_of(reading: Reading, sentence: Sentence, start: int, last: int) -> tuple[Span, ...]:
    """The words of the sentence before the phrase, or after it when it opens the sentence."""
    if start - sentence.first >= 3:
        return stretches(reading, range(sentence.first, start))
    return stretches(reading, range(last, sentence.last))


# --- nouns ---------------------------------------------------------------------------


def find_nouns(reading: Reading, cues: Cues) -> Iterator[Saying]:
    """ "The minister's claim that ...", "a report by the UN on ..."."""
    for token in reading.tokens:
        group = cues.speech_nouns.get(token.lemma) if token.pos == "NOUN" else None
        if group is None:
            continue
        owner = _owner(reading, token)
        if owner is None and token.lemma in cues.speech.unowned and token.tag == "NNS":
            yield from _reports(reading, token)
        if owner is None or not nominal(reading.tokens[owner]):
            continue
        content = _of_noun(reading, token, group, owner)
        if content:
            source = phrase(reading, owner)
            yield Saying(source, owner, token.span, content, f"noun.{group.id}", group.vouches)


def _reports(reading: Reading, token: Token) -> Iterator[Saying]:
    """ "There are reports that ...", "amid reports of ...": nobody is named, reports speak."""
    clauses = [
        kid
        for kid in children(reading, token.i, "acl", "ccomp", "relcl", "prep")
        if kid.i > token.i and (kid.lemma == "of" or _marked(reading, kid))
    ]
    content = stretches(reading, (i for kid in clauses for i in reading.subtree(kid.i)))
    if content:
        source = trimmed(reading, min(reading.subtree(token.i)[0], token.i), token.i + 1)
        yield Saying(source, token.i, token.span, content, "noun.reports", True)


def _marked(reading: Reading, clause: Token) -> bool:
    mark = first(reading, clause.i, "mark")
    return mark is not None and mark.text.lower() == "that"


def _owner(reading: Reading, token: Token) -> int | None:
    poss = first(reading, token.i, "poss")
    if poss is not None:
        return poss.i
    for prep in children(reading, token.i, "prep"):
        found = first(reading, prep.i, "pobj")
        if prep.lemma in ("by", "from") and found is not None:
            return found.i
    return None


def _of_noun(reading: Reading, token: Token, group: SpeechNouns, owner: int) -> tuple[Span, ...]:
    kept: list[int] = []
    for kid in children(reading, token.i, "prep", "acl", "ccomp", "relcl"):
        if kid.i < token.i or owner in reading.subtree(kid.i):
            continue
        if _wanted(reading, kid, group):
            kept.extend(reading.subtree(kid.i))
    return stretches(reading, kept)


def _wanted(reading: Reading, kid: Token, group: SpeechNouns) -> bool:
    if kid.dep == "prep":
        return kid.lemma in group.takes
    mark = first(reading, kid.i, "mark", "aux")
    if mark is None:
        return False
    return mark.text.lower() == "that" or (mark.text == "to" and "infinitive" in group.takes)


# --- layout --------------------------------------------------------------------------


def find_signed(reading: Reading, cues: Cues) -> Iterator[Saying]:
    """A quotation signed with a name: “...” ― Name."""
    text = reading.report.text
    for quote in find_quotes(reading):
        dash = text[quote.end : quote.end + 3].strip()[:1]
        if not dash or dash not in cues.speech.signed:
            continue
        at = text.index(dash, quote.end)
        names = _leading_name(reading.tokens_in(Span(at, at + 60)))
        if names:
            source = Span(names[0].start, names[-1].end)
            yield Saying(source, names[-1].i, Span(at, at + 1), (quote,), "signed", True)


def _leading_name(tokens: tuple[Token, ...]) -> list[Token]:
    names: list[Token] = []
    for token in tokens:
        if token.text[:1].isupper():
            names.append(token)
        elif names:
            break
    return names


def find_colons(reading: Reading, _cues: Cues) -> Iterator[Saying]:
    """ "Monitor: dozens killed in raid": a name, a colon, and what it says."""
    for sentence in reading.sentences:
        words = reading.words(sentence)
        at = next((k for k, word in enumerate(words[:7]) if word.text == ":"), None)
        if at is None or at == 0 or len(words) - at < 4 or not _is_name(words[:at]):
            continue
        if any(word.entity == "GPE" or word.text[:1].islower() for word in words[:at]):
            continue
        source = trimmed(reading, sentence.first, sentence.first + at)
        content = (trimmed(reading, sentence.first + at + 1, sentence.last),)
        yield Saying(source, words[at - 1].i, words[at].span, content, "colon", True)


def _is_name(words: tuple[Token, ...]) -> bool:
    return all(
        word.pos in ("PROPN", "DET", "PUNCT") or word.text == "'s" for word in words
    ) and any(word.pos == "PROPN" for word in words)
