"""Words cut into the pieces the network knows (WordPiece, lower case, no accents)."""

import unicodedata
from collections.abc import Iterator, Mapping

LONGEST = 100  # letters; a longer word is unknown
UNKNOWN, OPENING, CLOSING = "[UNK]", "[CLS]", "[SEP]"


class WordPieces:
    """The numbers of a word's pieces, by a vocabulary in which "##" marks what goes on a word."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[int, ...]] = {}
        self.opening, self.closing = vocabulary[OPENING], vocabulary[CLOSING]

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of one word of the parse; none for white space."""
        if word not in self._known:
            parts = _parts(_plain(word))
            self._known[word] = tuple(piece for part in parts for piece in self._pieces(part))
        return self._known[word]

    def _pieces(self, part: str) -> tuple[int, ...]:
        """The longest known piece first, again and again; unknown if one of them is."""
        found: list[int] = []
        start = 0
        while start < len(part):
            end = next((end for end in range(len(part), start, -1)
                        if _marked(part, start, end) in self._vocabulary), None)  # fmt: skip
            if end is None or len(part) > LONGEST:
                return (self._vocabulary[UNKNOWN],)
            found.append(self._vocabulary[_marked(part, start, end)])
            start = end
        return tuple(found)


def read_vocabulary(text: str) -> dict[str, int]:
    """A vocabulary from its file: one piece a line, numbered from 0."""
    return {piece: number for number, piece in enumerate(text.splitlines())}


def _marked(part: str, start: int, end: int) -> str:
    return f"##{part[start:end]}" if start else part[:end]


def _plain(word: str) -> str:
    """Lower case, without accents and control characters."""
    apart = unicodedata.normalize("NFD", word)
    kept = (c for c in apart if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
    return "".join(kept).lower()


def _parts(word: str) -> Iterator[str]:
    """Runs without white space; each mark of punctuation (and each ideograph) is a part."""
    run = ""
    for letter in word:
        alone = _is_mark(letter) or "\u4e00" <= letter <= "\u9fff"
        if not alone and not letter.isspace():
            run += letter
            continue
        if run:
            yield run
            run = ""
        if alone:
            yield letter
    if run:
        yield run


def _is_mark(letter: str) -> bool:
    """ASCII symbols are marks too: "$", "+"."""
    symbol = letter.isascii() and letter.isprintable() and not letter.isalnum() and letter != " "
    return symbol or unicodedata.category(letter).startswith("P")
