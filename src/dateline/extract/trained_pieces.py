"""A reading cut into windows of word pieces that fit the network."""

from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

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


def windows_of(reading: Reading, tokenizer: Tokenizer) -> tuple[Window, ...]:
    """The windows of a reading, in text order; every sentence is in one of them."""
    special = [tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]
    before: list[Piece] = []
    found = []
    for own in _packed(reading, tokenizer):
        context = before[-CONTEXT:]
        pieces = [(special[0], NONE), *context, *own, (special[1], NONE)]
        ids, tokens = zip(*pieces, strict=True)
        found.append(Window(ids, tokens, 1 + len(context)))
        before = [*before, *own][-CONTEXT:]
    return tuple(found)


def _packed(reading: Reading, tokenizer: Tokenizer) -> Iterator[list[Piece]]:
    pack: list[Piece] = []
    for sentence in reading.sentences:
        pieces = _pieces(reading, sentence, tokenizer)
        for start in range(0, len(pieces), LIMIT):
            part = pieces[start : start + LIMIT]
            if pack and len(pack) + len(part) > LIMIT:
                yield pack
                pack = []
            pack = pack + part
    if pack:
        yield pack


def _pieces(reading: Reading, sentence: Sentence, tokenizer: Tokenizer) -> list[Piece]:
    words = reading.words(sentence)
    coded = tokenizer.encode(
        [word.text for word in words], is_pretokenized=True, add_special_tokens=False
    )
    return [(piece, words[word].i) for piece, word in zip(coded.ids, coded.word_ids, strict=True)]


def firsts(window: Window) -> dict[int, int]:
    """For each token, the place of its first piece: that is where it is judged."""
    found: dict[int, int] = {}
    for place, token in enumerate(window.tokens):
        if token != NONE:
            found.setdefault(token, place)
    return found


def slice_around(reading: Reading, window: Window, head: int) -> Slice:
    """A trigger's own sentence and the one before it, as far as the window holds them."""
    here = window.tokens.index(head)
    sentence = reading.tokens[head].sentence
    near = range(max(0, here - BEFORE), min(len(window.tokens), here + AFTER))
    places = [
        place
        for place in near
        if window.tokens[place] != NONE
        and sentence - 1 <= reading.tokens[window.tokens[place]].sentence <= sentence
    ]
    return Slice(places[0], places[-1] + 1)
