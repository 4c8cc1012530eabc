"""A reading cut into windows of word pieces that fit the network."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from dateline.extract.trained_words import WordPieces
from dateline.model import Reading, Sentence

LIMIT = 160  # pieces of its own a window may hold
CONTEXT = 40  # pieces before them, read but not judged
BEFORE, AFTER = 64, 48  # pieces around a trigger in which its arguments are looked for
NONE = -1  # the token of [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with the token each belongs to; those before `own` are context."""

    ids: tuple[int, ...]
    tokens: tuple[int, ...]
    own: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Where in a window a trigger looks for its arguments: pieces [first, last)."""

    first: int
    last: int


Piece = tuple[int, int]  # word piece, token


def windows_of(
    reading: Reading, words: WordPieces, wanted: Container[int] | None = None
) -> tuple[Window, ...]:
    """The windows of a reading, in text order; every sentence that is wanted is in one of them."""
    before: list[Piece] = []
    found = []
    for own in _packed(reading, words, wanted):
        context = before[-CONTEXT:]
        pieces = [(words.opening, NONE), *context, *own, (words.closing, NONE)]
        ids, tokens = zip(*pieces, strict=True)
        found.append(Window(ids, tokens, 1 + len(context)))
        before = [*before, *own][-CONTEXT:]
    return tuple(found)


def sentences_in_scope(reading: Reading, scope: Container[str], heads: Iterable[int]) -> set[int]:
    """Sentences with a word in scope or one of the given heads, and the sentence before each.

    The one before is read because it may tell the arguments.
    """
    found = {reading.tokens[head].sentence for head in heads}
    for sentence in reading.sentences:
        if any(token.lemma.lower() in scope for token in reading.words(sentence)):
            found.add(sentence.i)
    return found | {i - 1 for i in found if i}


def _packed(
    reading: Reading, words: WordPieces, wanted: Container[int] | None
) -> Iterator[list[Piece]]:
    pack: list[Piece] = []
    for sentence in reading.sentences:
        if wanted is not None and sentence.i not in wanted:
            continue
        pieces = _pieces(reading, sentence, words)
        for start in range(0, len(pieces), LIMIT):
            part = pieces[start : start + LIMIT]
            if pack and len(pack) + len(part) > LIMIT:
                yield pack
                pack = []
            pack = pack + part
    if pack:
        yield pack


def _pieces(reading: Reading, sentence: Sentence, words: WordPieces) -> list[Piece]:
    return [(piece, token.i) for token in reading.words(sentence) for piece in words.of(token.text)]


def firsts(window: Window) -> dict[int, int]:
    """For each token, the place of its first piece: that is where it is judged."""
    found: dict[int, int] = {}
    for place, token in enumerate(window.tokens):
        if token != NONE:
            found.setdefault(token, place)
    return found


def slice_around(reading: Reading, window: Window, head: int) -> Slice:
    """A trigger's own sentence and the one before it, as far as the window holds them.

    All of the window where it holds none of them: a mention's head may stand over its edge.
    """
    here = window.tokens.index(head) if head in window.tokens else window.own
    sentence = reading.tokens[head].sentence
    near = range(max(0, here - BEFORE), min(len(window.tokens), here + AFTER))
    places = [
        place
        for place in near
        if window.tokens[place] != NONE
        and sentence - 1 <= reading.tokens[window.tokens[place]].sentence <= sentence
    ]
    places = places or [at for at, token in enumerate(window.tokens) if token != NONE]
    return Slice(places[0], places[-1] + 1)
