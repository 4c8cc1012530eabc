"""Finding the codebook's actor names in running words, whatever their spelling and articles.

Names are compared by a key: words without accents, case and Arabic articles, with
the usual transliterations made equal ("Jaysh al-Islam" = "Jaish ul Islam").
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-‐‑–./'’‘\"“”(&]{0,4}$")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "an", "ar", "ad", "at", "az"})
_BARE_ARTICLES = frozenset({"al", "el", "ul"})  # dropped even without a hyphen after them
_SILENT = 4  # letters up to which a last "ah" tells one word from another
_EQUAL = (("ay", "ai"), ("ou", "u"), ("q", "k"))


class Word(NamedTuple):
    """One run of letters or digits; `token` is the index of the token that holds it."""

    text: str
    start: int
    end: int
    token: int = 0


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an entry's name.

    `exact`: only in exactly this case. `weak`: needs another sign of the entry in the
    report. `free`: in any case (generic words). `role` says what the words are:
    name, demonym, capital, leader, generic, place. `start`, `end`: the years in which
    they are (a leader's time in office).
    """

    text: str
    id: str
    role: str = "name"
    exact: bool = False
    weak: bool = False
    free: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Words [first, last) of a sequence that read as one of `aliases`."""

    first: int
    last: int
    aliases: tuple[Alias, ...]


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[Alias] = field(default_factory=list)


def words_of(text: str, offset: int = 0, token: int = 0) -> Iterator[Word]:
    """The words of a stretch of text, with the offsets they have in the report."""
    if text.isalnum():  # a word of its own, as most tokens are
        yield Word(text, offset, offset + len(text), token)
        return
    for match in _WORD.finditer(text):
        yield Word(match.group(), offset + match.start(), offset + match.end(), token)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of one word: "Jaïsh" and "jaysh" give the same."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    plain = _DOUBLED.sub(r"\1", plain)
    for written, kept in _EQUAL:
        plain = plain.replace(written, kept)
    plain = _DOUBLED.sub(r"\1", plain)
    if len(plain) > _SILENT and plain.endswith("ah"):  # "Nusrah" is "Nusra"
        plain = plain[:-1]
    return plain or word.lower()


def is_cased(words: Sequence[Word]) -> bool:
    """Whether capitals tell names: neither all in capitals nor (almost) all in small letters."""
    letters = [word.text for word in words if word.text[0].isalpha()]
    shouted = sum(text.isupper() and len(text) > 1 for text in letters)
    capital = sum(text[0].isupper() for text in letters)
    return shouted < 0.7 * len(letters) and capital > 0.04 * len(letters)


class NameIndex:
    """A trie over word keys. Built once; `find` reads a text in one pass."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._root = _Node()
        for alias in aliases:
            self._add(alias)

    def _add(self, alias: Alias) -> None:
        words = tuple(words_of(alias.text))
        node = self._root
        for at, word in enumerate(words):
            if not _is_article(words, at, alias.text):
                node = node.after.setdefault(fold(word.text), _Node())
        if all((other.id, other.exact) != (alias.id, alias.exact) for other in node.ends):
            node.ends.append(alias)

    def find(self, words: Sequence[Word], text: str, cased: bool) -> tuple[Match, ...]:
        """The longest names, left to right, not overlapping.

        `text` is the report the offsets of `words` point into. `cased` False: the text is
        all in one case, so capitals prove nothing and names that need them are not found.
        """
        found: list[Match] = []
        free = 0
        for here in self._starts(words):
            match = self._longest(words, here, text, cased) if here >= free else None
            if match is not None:
                found.append(match)
                free = match.last
        return tuple(found)

    def _starts(self, words: Sequence[Word]) -> list[int]:
        """Where a name may begin: at few of the words."""
        firsts, keys = self._root.after, [fold(word.text) for word in words]
        return [
            at
            for at, key in enumerate(keys)
            if key in firsts or (key[-1] == "s" and key[:-1] in firsts)
        ]

    def _longest(self, words: Sequence[Word], first: int, text: str, cased: bool) -> Match | None:
        best: Match | None = None
        node = self._root
        for at in range(first, len(words)):
            if at > first and not _GAP.match(text[words[at - 1].end : words[at].start]):
                break
            if at > first and _is_article(words, at, text):
                continue
            following = node.after.get(fold(words[at].text))
            ends = (following.ends if following else []) or _possessive(node, words[at].text)
            if ends:
                best = _better(best, words[first : at + 1], first, ends, cased)
            if following is None:
                break
            node = following
        return best


def _is_article(words: Sequence[Word], at: int, text: str) -> bool:
    word = words[at].text.lower()
    if word not in _ARTICLES or at + 1 == len(words):
        return False
    return word in _BARE_ARTICLES or text[words[at].end : words[at].end + 1] in {"-", "‑", "–"}


def _possessive(node: _Node, word: str) -> list[Alias]:
    """Corpora that lost their apostrophes write "Syrias" and "Assads"."""
    if len(word) > 4 and word[0].isupper() and word.endswith("s") and fold(word[:-1]) in node.after:
        return node.after[fold(word[:-1])].ends
    return []


def _better(
    best: Match | None, said: Sequence[Word], first: int, ends: Sequence[Alias], cased: bool
) -> Match | None:
    fitting = tuple(alias for alias in ends if _fits(alias, [word.text for word in said], cased))
    surest = tuple(alias for alias in fitting if alias.exact) or fitting
    return Match(first, first + len(said), surest) if surest else best


def _fits(alias: Alias, said: Sequence[str], cased: bool) -> bool:
    if alias.exact:
        plain = "".join(said)
        return cased and plain == "".join(_WORD.findall(alias.text))
    if alias.free or not cased:
        return True
    capital = next((word for word in said if word.lower() not in _ARTICLES), said[-1])
    return capital[0].isupper() or capital[0].isdigit() or alias.text[0].islower()
