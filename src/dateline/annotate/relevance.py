"""Whether a report is worth parsing: a scan of its words, without a model of language.

Most of a stream is about nothing we code. The scan takes about a hundredth of the parse.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.codebook.relevance import RelevanceWords
from dateline.model import Furniture, Report, Span

_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
_CUT = re.compile(r"(?<=[.!?\"”])\s+|\n+")
MOST = 0.8  # of a report: where as much may tell an event, a look at that part saves nothing
_SURE = 4.0  # log-odds: of reports with such a passage hardly any is parsed in vain
_SHORTEST = 20  # characters: "Mr." and "U.S." end no sentence


def is_worth_reading(text: str, words: RelevanceWords) -> bool:
    """Whether some passage of a text may tell an event; short texts always are."""
    return bool(worth_reading(text, words)) or not text.strip()


def worth_reading(text: str, words: RelevanceWords) -> tuple[Span, ...]:
    """The stretches of a text that may tell an event, in its order; all of a short text."""
    if text.count(" ") < words.short:
        return (Span(0, len(text)),) if text else ()
    return _worth(_scored(text, words), words)


def _worth(scored: Iterable[tuple[float, Span]], words: RelevanceWords) -> tuple[Span, ...]:
    """The passages that may tell an event; those that touch are one."""
    found: list[Span] = []
    for score, span in scored:
        if score >= words.least:
            start = found.pop().start if found and span.start <= found[-1].end else span.start
            found.append(Span(start, span.end))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the scan of a report says.

    `parts` is the report cut down to the passage that likeliest tells an event, and to all others
    that may, the rest furniture in either; nothing if nothing may; the report itself where that is
    most of it. It is `doubtful` if no passage tells an event for sure, which a short one never is.
    """

    parts: tuple[Report, ...]
    doubtful: bool


def outlook_of(report: Report, words: RelevanceWords) -> Outlook:
    """Whether and where a report may tell an event."""
    text = report.text
    if not text.strip() or text.count(" ") < words.short:
        return Outlook((report,), doubtful=False)
    scored = tuple(_scored(text, words))
    best, likeliest = max(scored, key=lambda passage: passage[0])
    worth = _worth(scored, words)
    if sum(span.end - span.start for span in worth) > MOST * len(text):
        return Outlook((report,), best < _SURE)
    parts = ((likeliest,), tuple(_without(likeliest, worth))) if worth else ()
    return Outlook(tuple(_cut_down(report, spans) for spans in parts if spans), best < _SURE)


def _scored(text: str, words: RelevanceWords) -> Iterator[tuple[float, Span]]:
    """Each passage in the order of the text, with its score; none of an empty text."""
    cut = tuple(stretches(text))
    for first, score in zip(range(len(cut)), passage_scores(text, words), strict=False):
        last = min(first + words.sentences, len(cut)) - 1
        yield score, Span(cut[first][0], cut[last][1])


def _without(part: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """What is left of some spans without a part of one of them."""
    for span in spans:
        if not span.overlaps(part):
            yield span
            continue
        if span.start < part.start:
            yield Span(span.start, part.start)
        if part.end < span.end:
            yield Span(part.end, span.end)


def _cut_down(report: Report, spans: Sequence[Span]) -> Report:
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(report.text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    rest = (Furniture(Span(start, end), "related") for start, end in gaps if end > start)
    return replace(report, furniture=(*report.furniture, *rest))


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
