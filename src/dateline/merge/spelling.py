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
_REMEMBERED = 100_000  # names

Spellings = tuple[tuple[str, str], ...]


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Capitalised words in small letters, without the marks in them: "Ma’arrat's" is "maarrat"."""
    found = {word for word in _NAME.findall("\n".join(texts)) if word[0].isupper()}
    return frozenset(_MARKS.sub("", _OWNING.sub("", word)).lower() for word in found)


def heard(name: str, spellings: Spellings) -> str | None:
    """The consonants a name is known by; None if they are too few to know it by."""
    return _all_heard(spellings)[name]


def by_sound(names: Iterable[str], spellings: Spellings) -> dict[str, str]:
    """Names by the consonants they are known by; of several so known the first by letters."""
    known = _all_heard(spellings)
    return {
        sound: name for name in sorted(names, reverse=True) if (sound := known[name]) is not None
    }


def have_sounds_in_common(
    names: frozenset[str], others: frozenset[str], spellings: Spellings
) -> bool:
    """Whether some name of the one is heard as some name of the other, spelt alike or not."""
    known = _all_heard(spellings)
    return not known.sounds(names).isdisjoint(known.sounds(others))


class _Heard(dict[str, str | None]):
    """What each name is known by, found out when it is first asked for."""

    def __init__(self, spellings: Spellings) -> None:
        super().__init__()
        self._spellings = spellings
        self._sounds: dict[frozenset[str], frozenset[str]] = {}

    def sounds(self, names: frozenset[str]) -> frozenset[str]:
        """What these names are known by; kept, since an account is compared with many."""
        found = self._sounds.get(names)
        if found is None:
            if len(self._sounds) >= _REMEMBERED:
                self._sounds.clear()
            found = frozenset(sound for name in names if (sound := self[name]) is not None)
            self._sounds[names] = found
        return found

    def __missing__(self, name: str) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha())
        for one, other in self._spellings:
            plain = plain.replace(one, other)
        kept = _DOUBLED.sub(r"\1", _UNHEARD.sub("", plain))
        found = self[name] = kept if len(kept) >= _LEAST else None
        return found


@lru_cache(maxsize=4)  # looked up once for many names: to hash all spellings takes long
def _all_heard(spellings: Spellings) -> _Heard:
    return _Heard(spellings)
