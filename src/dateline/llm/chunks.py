"""A report in chunks of whole sentences, each with a little of what stands before."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Reading, Sentence

BEFORE = 2  # sentences


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences as they are sent, numbered from 1; the first `before` only help to understand."""

    sentences: tuple[Sentence, ...]
    before: int

    @property
    def own(self) -> tuple[Sentence, ...]:
        return self.sentences[self.before :]


def chunks_of(reading: Reading, words: int) -> tuple[Chunk, ...]:
    """All sentences of a report, each in one chunk of its own, of about so many words.

    A longer sentence is a chunk by itself. Furniture is in none.
    """
    found, first = [], 0
    for last in _ends(reading, words):
        before = min(BEFORE, first)
        found.append(Chunk(reading.sentences[first - before : last], before))
        first = last
    return tuple(found)


def _ends(reading: Reading, words: int) -> Iterator[int]:
    """The places where chunks end."""
    held = 0
    for at, sentence in enumerate(reading.sentences):
        size = sentence.last - sentence.first
        if held and held + size > words:
            yield at
            held = 0
        held += size
    if held:
        yield len(reading.sentences)


def chunk_text(chunk: Chunk, reading: Reading) -> str:
    """The sentences as the model sees them: one a line, with its number."""
    lines = []
    for number, sentence in enumerate(chunk.sentences, 1):
        note = " (before)" if number <= chunk.before else ""
        lines.append(f"[{number}]{note} {' '.join(reading.quote(sentence.span).split())}")
    return "\n".join(lines)
