"""Whether a report is worth parsing: a scan of its words, without a model of language.

Most of a stream is about nothing we code. The scan takes about a hundredth of the parse.
"""

import re
from collections.abc import Iterator

from dateline.codebook.relevance import RelevanceWords

_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_CUT = re.compile(r"(?<=[.!?\"”])\s+|\n+")
_SHORTEST = 20  # characters: "Mr." and "U.S." end no sentence


def is_worth_reading(text: str, words: RelevanceWords) -> bool:
    """Whether some passage of a text may tell an event; short texts always are."""
    if text.count(" ") < words.short:
        return True
    return any(score >= words.least for score in passage_scores(text, words))


def passage_scores(text: str, words: RelevanceWords) -> Iterator[float]:
    """The log-odds that a passage tells an event, for each passage in the order of the text."""
    for passage in passages(text, words.sentences):
        yield words.bias + sum(words.weights.get(word, 0.0) for word in sorted(passage))


def passages(text: str, sentences: int) -> Iterator[frozenset[str]]:
    """The different words of each run of so many sentences; a shorter text is one passage."""
    cut = [words_of(text[start:end]) for start, end in stretches(text)]
    for first in range(max(1, len(cut) - sentences + 1)):
        yield frozenset().union(*cut[first : first + sentences])


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences roughly stand: cut after a stop or at the end of a line."""
    start = 0
    for match in _CUT.finditer(text):
        if match.end() - start > _SHORTEST:
            yield start, match.start()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def words_of(text: str) -> frozenset[str]:
    """The different words of a text, in lower case."""
    return frozenset(_WORD.findall(text.lower()))
