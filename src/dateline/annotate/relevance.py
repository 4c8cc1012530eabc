"""Whether a report is worth parsing: a scan of its words, without a model of language.

Most of a stream is about nothing we code. The scan takes about a hundredth of the parse.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.relevance import RelevanceWords
from dateline.model import Furniture, Report, Span

_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_CUT = re.compile(r"(?<=[.!?\"”])\s+|\n+")
MOST = 0.8  # of a report: where as much may tell an event, a look at that part saves nothing
_SHORTEST = 20  # characters: "Mr." and "U.S." end no sentence


def is_worth_reading(text: str, words: RelevanceWords) -> bool:
    """Whether some passage of a text may tell an event; short texts always are."""
    return bool(worth_reading(text, words)) or not text.strip()


def worth_reading(text: str, words: RelevanceWords) -> tuple[Span, ...]:
    """The stretches of a text that may tell an event, in its order; all of a short text."""
    if text.count(" ") < words.short:
        return (Span(0, len(text)),) if text else ()
    cut = tuple(stretches(text))
    found: list[Span] = []
    for first, score in enumerate(passage_scores(text, words)):
        if score >= words.least:
            start, end = cut[first][0], cut[min(first + words.sentences, len(cut)) - 1][1]
            if found and start <= found[-1].end:
                start = found.pop().start
            found.append(Span(start, end))
    return tuple(found)


def part_worth_reading(report: Report, words: RelevanceWords) -> Report | None:
    """The report cut down to what may tell an event, the rest as furniture; None if nothing may.

    Where that is most of the report, it is the report itself.
    """
    text = report.text
    worth = worth_reading(text, words)
    if not text.strip() or sum(span.end - span.start for span in worth) > MOST * len(text):
        return report
    edges = [0, *(edge for span in worth for edge in (span.start, span.end)), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    rest = (Furniture(Span(start, end), "related") for start, end in gaps if end > start)
    return replace(report, furniture=(*report.furniture, *rest)) if worth else None


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
