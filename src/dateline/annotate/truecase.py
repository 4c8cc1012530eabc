"""Ordinary case for text in capitals, so that the parser can read it.

Wire copy and headlines in capitals, headlines With Every Word In Capitals and feeds that
have lost all capitals are rewritten; all else is left alone. A word is written small
unless the codebook does not know it as an ordinary word: then it is a name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from dateline.codebook.case import CaseWords, load_case_words

Style = Literal["capitals", "titles", "small", "ordinary"]
IsName = Callable[[str], bool]

_PARAGRAPH = re.compile(r"[^\n]++(?:\n[^\n]++)*+")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘'(\[]*$|[.!?]\s*[\"“]$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d|s)", re.IGNORECASE)
_VOWEL = re.compile("[aeiouyáéíóúâêîôûàèäëïöü]", re.IGNORECASE)
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ness", ""),
    ("men", "man"), ("d", ""),
)  # fmt: skip
_PREFIXES = (
    "un",
    "re",
    "anti",
    "counter",
    "non",
    "pre",
    "multi",
    "semi",
    "inter",
    "ex",
    "mis",
    "over",
)
_LONGEST_SAMPLE = 20_000  # characters looked at to tell a paragraph's style


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a paragraph: `first` in its sentence, `lone` between brackets."""

    start: int
    end: int
    text: str
    lower: str
    first: bool
    lone: bool
    after: str  # the character before it that is no white space, "" at the start


def truecase(text: str, is_name: IsName | None = None) -> str:
    """The same text, same length, in ordinary case where a paragraph has lost it.

    `is_name` may tell names the codebook's word lists do not know; it is asked with the
    lower-case word. Characters whose case has another length ("ß", "İ") are kept.
    """
    return _PARAGRAPH.sub(lambda match: _paragraph(match.group(), is_name), text)


def style_of(paragraph: str) -> Style:
    """How a paragraph writes its words, told from those of two letters and more."""
    words = _LETTERS.findall(paragraph[:_LONGEST_SAMPLE])
    if len(words) < 3:
        return "ordinary"
    if sum(word.isupper() for word in words) >= 0.85 * len(words):
        return "capitals"
    if len(words) >= 8 and all(word.islower() for word in words):
        return "small"
    return "titles" if _is_title(paragraph, words) else "ordinary"


def _is_title(paragraph: str, words: list[str]) -> bool:
    """A headline With Every Word In Capitals: no full stop, and verbs and nouns among them."""
    if not 4 <= len(words) <= 25 or paragraph.rstrip().endswith("."):
        return False
    long = [word for word in words if len(word) >= 4]
    ordinary = [word for word in long if word.istitle() and _is_ordinary(word.lower())]
    return len(ordinary) >= 3 and all(word[0].isupper() for word in long)


def _paragraph(text: str, is_name: IsName | None) -> str:
    style = style_of(text)
    if style == "ordinary":
        return text
    words = _words(text)
    forms: list[str | None] = [None] * len(words)
    _write_phrases(words, forms)
    names = [_names(word, style, is_name) for word in words]
    for i, word in enumerate(words):
        forms[i] = forms[i] or _written(i, word, words, names, style)
    return _joined(text, words, forms)


def _joined(text: str, words: list[_Word], forms: list[str | None]) -> str:
    pieces, here = [], 0
    for word, form in zip(words, forms, strict=True):
        kept = form if form is not None and len(form) == len(word.text) else word.text
        pieces += [text[here : word.start], kept]
        here = word.end
    return "".join([*pieces, text[here:]])


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        last = found[-1] if found else None
        before = text[last.end if last else 0 : start]
        found.append(
            _Word(
                start,
                end,
                match.group(),
                _lower(match.group()),
                first=last is None or _ends_sentence(last, before),
                lone=text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")"),
                after=text[max(start - 3, 0) : start].rstrip()[-1:],
            )
        )
    return found


def _ends_sentence(last: _Word, between: str) -> bool:
    if not _SENTENCE_END.search(between):
        return False
    return not (between.startswith(".") and (last.lower in _case().stops or len(last.text) == 1))


@cache
def _case() -> CaseWords:
    return load_case_words()


# --- one word ----------------------------------------------------------------------


def _names(word: _Word, style: Style, is_name: IsName | None) -> bool:
    """Whether a word is a name by itself, whatever stands around it."""
    case, lower = _case(), word.lower
    stem = re.split("['’]", lower)[0]
    if len(stem) == 1 or stem in case.no_names:
        return False
    if stem in case.written:
        return True
    if is_name is not None and is_name(lower):
        return True
    if style == "titles" and not word.text.istitle():
        return False
    return not _is_ordinary(stem) and not any(character.isdigit() for character in stem)


@lru_cache(maxsize=100_000)
def _is_ordinary(lower: str) -> bool:
    words = _case().ordinary
    if lower in words:
        return True
    for prefix in _PREFIXES:
        if (
            lower.startswith(prefix)
            and len(lower) > len(prefix) + 3
            and _is_inflected(lower[len(prefix) :])
        ):
            return True
    return _is_inflected(lower)


def _is_inflected(lower: str) -> bool:
    words = _case().ordinary
    if lower in words:
        return True
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            stem = lower[: -len(ending)]
            doubled = stem[-1] == stem[-2] and stem[:-1] in words and ending[0] in "ei"
            if stem + instead in words or doubled:
                return True
    return False


def _written(i: int, word: _Word, words: list[_Word], names: list[bool], style: Style) -> str:
    """A word as ordinary text writes it at its place."""
    case, lower = _case(), word.lower
    if "." in word.text:
        return lower if lower.rstrip(".") in case.small else _upper(word.text)
    if any(character.isdigit() for character in word.text):
        return lower if _ORDINAL.fullmatch(lower) or lower in case.small else word.text
    if len(lower) == 1:
        return _letter(word, style)
    if style == "titles" and not word.text.istitle():
        return word.text
    if lower in case.months and _beside_figure(i, words):
        return _capital(lower)
    if lower in case.particles:
        return _particle(i, words, names)
    if word.lone and not _is_ordinary(lower) and style == "capitals" and len(lower) <= 8:
        return word.text
    if names[i]:
        return _name(lower, style)
    before_name = lower in case.titles and i + 1 < len(words) and names[i + 1]
    return _capital(lower) if word.first or before_name else lower


def _letter(word: _Word, style: Style) -> str:
    if word.after in ("'", "’") and not word.first:
        return word.lower
    if word.lower == "a" or (style == "small" and word.lower != "i"):
        return _upper(word.text) if word.first else word.lower
    return _upper(word.text) if word.lower == "i" else word.text


def _beside_figure(i: int, words: list[_Word]) -> bool:
    return any(word.text[0].isdigit() for word in words[max(i - 1, 0) : i + 2])


def _particle(i: int, words: list[_Word], names: list[bool]) -> str:
    """Small inside a name ("Luis de la Reina", "al-Sham"), a capital at its head ("La Reina")."""
    word, following = words[i], words[i + 1 : i + 2]
    if word.first:
        return _capital(word.lower)
    if following and following[0].after == "-":
        return word.lower
    ahead = any(names[i + 1 : i + 3])
    inside = any(names[max(i - 2, 0) : i])
    heads = ahead and not inside and word.lower not in ("y", "e", "de", "do")
    return _capital(word.lower) if heads else word.lower


def _name(lower: str, style: Style) -> str:
    """A name in its own form: an acronym, a known spelling, "O'Neill", "men's"."""
    stem, *rest = re.split("(['’])", lower)
    known = _case().written.get(stem)
    if known and len(known) == len(stem):
        return known + "".join(rest)
    if rest and len(stem) == 1:
        return _capital(stem) + rest[0] + _capital("".join(rest[1:]))
    if style == "capitals" and not _VOWEL.search(stem):
        return _upper(stem) + "".join(rest)
    return _capital(stem) + "".join(rest)


def _write_phrases(words: list[_Word], forms: list[str | None]) -> None:
    """Names of several words, written as the codebook writes them."""
    phrases = _case().by_first_word
    for i, word in enumerate(words):
        for phrase in phrases.get(word.lower, ()):
            ahead = words[i : i + len(phrase)]
            if [piece.lower for piece in ahead] == [name.lower() for name in phrase]:
                forms[i : i + len(phrase)] = phrase
                break


# --- case, a character for a character ---------------------------------------------


def _lower(word: str) -> str:
    return "".join(_same_length(character, character.lower()) for character in word)


def _upper(word: str) -> str:
    return "".join(_same_length(character, character.upper()) for character in word)


def _capital(word: str) -> str:
    return _upper(word[:1]) + word[1:]


def _same_length(character: str, other: str) -> str:
    return other if len(other) == 1 else character
