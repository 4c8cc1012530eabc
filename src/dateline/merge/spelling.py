"""Names as they are heard: one name of another script is spelt in many ways in Latin letters."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NAME = re.compile(r"[^\W\d_]+(?:['’‘`][^\W\d_]+)*")
_MARKS = re.compile("['’‘`]")
_OWNING = re.compile("['’‘`]s$")
_UNHEARD = re.compile("[aeiouhwy]")
_DOUBLED = re.compile(r"(.)\1+")
_LEAST = 3  # consonants; of two so many names are alike that it tells nothing

Spellings = tuple[tuple[str, str], ...]


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Capitalised words in small letters, without the marks in them: "Ma’arrat's" is "maarrat"."""
    found = {word for word in _NAME.findall("\n".join(texts)) if word[0].isupper()}
    return frozenset(_MARKS.sub("", _OWNING.sub("", word)).lower() for word in found)


@lru_cache(maxsize=100_000)
def heard(name: str, spellings: Spellings) -> str | None:
    """The consonants a name is known by; None if they are too few to know it by."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha())
    for one, other in spellings:
        plain = plain.replace(one, other)
    kept = _DOUBLED.sub(r"\1", _UNHEARD.sub("", plain))
    return kept if len(kept) >= _LEAST else None


def by_sound(names: Iterable[str], spellings: Spellings) -> dict[str, str]:
    """Names by the consonants they are known by; of several so known the first by letters."""
    return {
        sound: name
        for name in sorted(names, reverse=True)
        if (sound := heard(name, spellings)) is not None
    }
