"""Words as they are searched: small letters without accents, the same on every database."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import UsageError

MOST_CHARACTERS = 600_000  # of one report; PostgreSQL takes no more than a megabyte of words
_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after another; `begins`: the last one is only a beginning."""

    words: tuple[str, ...]
    begins: bool = False


def spelled(text: str) -> str:
    """The words of a text as they are searched, with blanks between."""
    return " ".join(_words(text[:MOST_CHARACTERS]))


def read_terms(asked: str) -> tuple[Term, ...]:
    """What is searched for: words that must all be there, "words in order", beginn*.

    Raises UsageError if there is no word in it.
    """
    terms: list[Term] = []
    for phrase, word in _ASKED.findall(asked):
        words = tuple(_words(phrase or word))
        if words:
            terms.append(Term(words, begins=word.endswith("*")))
    if not terms:
        raise UsageError(f"nothing to search for in {asked!r}: give a word")
    return tuple(terms)


def find_terms(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Where the terms' words stand in a text, in order: start and end."""
    wanted = {word for term in terms for word in term.words}
    begun = tuple(term.words[-1] for term in terms if term.begins)
    return [
        (found.start(), found.end())
        for found in _WORD.finditer(text)
        if (plain := _plain(found[0])) in wanted or (begun and plain.startswith(begun))
    ]


def _words(text: str) -> Iterator[str]:
    return (_plain(word) for word in _WORD.findall(text))


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold()).casefold()
    return "".join(letter for letter in apart if letter.isalnum()) or word
