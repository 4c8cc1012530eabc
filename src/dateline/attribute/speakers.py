"""The speakers of a report: words that name one source are one speaker, by its fullest words.

"The Syrian Observatory for Human Rights ... the Observatory ... the Britain-based group" is one
source named three times; "a monitor", which points back to nobody, is another.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from dateline.attribute.issuers import is_document, issuer_before, issuer_of
from dateline.attribute.sources import antecedent, head_of, is_pronoun, judge_kind
from dateline.codebook.cues import Cues
from dateline.model import Attribution, Reading, SourceKind, Span, Spans, Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "same"})
_FRESH = frozenset("a an another other some one several many two three".split())
_EMPTY = _DEFINITE | _FRESH | frozenset({"of", "in", "for", "at", "s", "mr", "ms", "mrs", "dr"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source: the words that name it and the attributions it speaks in, in text order."""

    spans: tuple[Span, ...]
    sayings: tuple[Attribution, ...]


@dataclass(frozen=True)
class Voices:
    """Who says what in a report: found once, and asked for each of its events."""

    reading: Reading
    attributions: tuple[Attribution, ...]
    cues: Cues

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Every source of the report once."""
        return find_speakers(self.reading, self.attributions, self.cues)

    @cached_property
    def looks(self) -> tuple[str, ...]:
        """What the first words of each speaker look like."""
        return tuple(
            looks_of(speaker, kind, self.reading, self.cues)
            for speaker, kind in zip(self.speakers, self.kinds, strict=True)
        )

    @cached_property
    def named(self) -> tuple[Spans, ...]:
        """The words that name each speaker."""
        return tuple(Spans(speaker.spans) for speaker in self.speakers)

    @cached_property
    def _contents(self) -> list[tuple[Span, int, int]]:
        return sorted(
            (span, at, place)
            for at, speaker in enumerate(self.speakers)
            for place, saying in enumerate(speaker.sayings)
            for span in saying.content
        )

    @cached_property
    def _longest(self) -> int:
        return max((span.end - span.start for span, _, _ in self._contents), default=0)

    def saying(self, words: Span) -> set[tuple[int, int]]:
        """Who answers for some words: the places of the speakers and of their sayings."""
        earliest = max(words.end - self._longest, 0)
        at = bisect_left(self._contents, (earliest,), key=lambda each: (each[0].start,))
        found = set()
        for span, speaker, saying in islice(self._contents, at, None):
            if span.start > words.start:
                break
            if span.contains(words):
                found.add((speaker, saying))
        return found

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The numbers of the sentences that hold a source or what one says."""
        told = (span for each in self.attributions for span in (each.source, *each.content))
        sentences = (self.reading.sentence_at(span.start) for span in told)
        return frozenset(-1 if sentence is None else sentence.i for sentence in sentences)

    @cached_property
    def kinds(self) -> tuple[SourceKind, ...]:
        """What kind of source each speaker is, by its first words."""
        spans = [speaker.spans[0] for speaker in self.speakers]
        heads = [head_of(span, self.reading).i for span in spans]
        return tuple(
            judge_kind(span, head, self.reading, self.cues)
            for span, head in zip(spans, heads, strict=True)
        )


def looks_of(speaker: Speaker, kind: SourceKind, reading: Reading, words: Cues) -> str:
    """What its first words look like: a name, a noun for speakers, another noun, a pronoun."""
    head, sources = head_of(speaker.spans[0], reading), words.sources
    if is_pronoun(speaker.spans[0], reading, words) or head.pos in ("PRON", "DET"):
        return "pronoun"
    if head.pos == "PROPN":
        return "name"
    if head.lemma in words.source_heads or head.lemma in sources.nameless:
        return "speaking_noun"
    if head.lemma in sources.documents:
        return "document"
    if head.lemma in sources.answerable or head.lemma in sources.bodies:
        return "body"
    return "other_noun" if kind == "other" else "noun_of_a_kind"


def find_speakers(
    reading: Reading, attributions: Sequence[Attribution], cues: Cues
) -> tuple[Speaker, ...]:
    """Every source of a report once, in the order in which they first speak."""
    earlier = tuple(attribution.source for attribution in attributions)
    found: list[Speaker] = []
    named: list[list[_Named]] = []
    for attribution in attributions:
        span = in_full(attribution.source, reading, earlier, cues)
        new = _Named(span, reading, cues)
        at = next(_matching(new, named), None)
        if at is None:
            found.append(Speaker((span,), (attribution,)))
            named.append([new])
        else:
            old = found[at]
            found[at] = Speaker((*old.spans, span), (*old.sayings, attribution))
            named[at].append(new)
    return tuple(found)


def in_full(source: Span, reading: Reading, earlier: tuple[Span, ...], cues: Cues) -> Span:
    """Whom a source's words mean: the noun of a pronoun, who gave out a document."""
    span = antecedent(source, reading, earlier, cues)
    if not is_document(span, reading, cues):
        return span
    return issuer_of(span, reading) or issuer_before(span, reading, earlier, cues) or span


@dataclass(frozen=True)
class _Named:
    """Words that name a source, as they are compared with all others of the report."""

    span: Span
    reading: Reading
    cues: Cues

    @cached_property
    def head(self) -> Token:
        return head_of(self.span, self.reading)

    @cached_property
    def first(self) -> str:
        return self.reading.quote(self.span).split()[0].lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """Those that tell who it is, in lower case."""
        words = re.findall(r"\w+", self.reading.quote(self.span).lower())
        return frozenset(words) - _EMPTY

    @cached_property
    def is_pronoun(self) -> bool:
        return is_pronoun(self.span, self.reading, self.cues)

    @cached_property
    def is_person(self) -> bool:
        return any(token.entity == "PERSON" and token.pos == "PROPN" for token in self._tokens)

    @cached_property
    def capitals(self) -> str:
        """The first letters of its words that have a capital."""
        return "".join(t.text[0] for t in self._tokens if t.text[:1].isupper()).lower()

    @cached_property
    def names(self) -> frozenset[str]:
        """The lemmas of its words that have a capital."""
        return frozenset(t.lemma for t in self._tokens if t.text[:1].isupper()) - _EMPTY

    @cached_property
    def kind(self) -> SourceKind:
        return judge_kind(self.span, self.head.i, self.reading, self.cues)

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        return self.reading.tokens_in(self.span)


def _matching(new: _Named, named: Sequence[Sequence[_Named]]) -> Iterator[int]:
    """The speakers that the words may name, the surest first, then the nearest."""
    near = range(len(named) - 1, -1, -1)
    for test in (_named_alike, _points_back):
        for at in near:
            if any(test(new, old) for old in named[at]):
                yield at


def _named_alike(new: _Named, old: _Named) -> bool:
    """The same words, one name within the other, or its initials."""
    if new.span.overlaps(old.span):
        return True
    if new.is_pronoun or not new.words or not old.words or new.first in _FRESH:
        return False
    within = new.words <= old.words or old.words <= new.words
    # A body and its chief are two: "the Observatory", "Observatory chief Rami Abdel Rahman".
    if within and new.is_person == old.is_person:
        return True
    return len(old.capitals) > 2 and new.words == {old.capitals}


def _points_back(new: _Named, old: _Named) -> bool:
    """ "The source", "the group": a noun that says again what an earlier source was."""
    head, before = new.head, old.head
    if new.first not in _DEFINITE or new.span.start < old.span.end or head.pos == "PROPN":
        return False
    if old.is_pronoun:
        return False
    if head.lemma == before.lemma or head.lemma in old.words:
        # "The Syrian official" is not "a Turkish official".
        return not new.names or not old.names or bool(new.names & old.names)
    kinds = new.cues.sources.bodies.get(head.lemma, ())
    return old.kind in kinds and before.tag[:3] in ("NNP", "NN")
