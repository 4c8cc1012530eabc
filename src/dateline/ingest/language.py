"""Whether a text is English: the codebook's words are, and other languages would give nonsense.

Common English words settle it for nearly every report; only where they are rare is the
language told by a model that ships with py3langid, offline.
"""

import re
from functools import cache

from dateline.model import Report

_COMMON = frozenset(
    "the of and to in a was were is that for on by with from at it as his had has have an be "
    "been said who they their after which but not this its are he she".split()
)
_ENGLISH_SHARE = 0.12  # of words, from which a text is English without asking further
_FEWEST_LETTERS = 60  # too little to tell a language from
_SAMPLE = 20_000  # characters looked at
_SURE = 0.95
_LATIN_SHARE = 0.5  # of letters: a text with fewer is not English, whatever else it is
_WORD = re.compile(r"[^\W\d_]+")

NAMES = {
    "ar": "Arabic", "fa": "Persian", "fr": "French", "es": "Spanish", "de": "German",
    "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish", "ku": "Kurdish", "he": "Hebrew",
    "ps": "Pashto", "ur": "Urdu", "pt": "Portuguese", "it": "Italian", "zh": "Chinese",
    "hi": "Hindi", "bn": "Bengali", "my": "Burmese", "am": "Amharic", "sw": "Swahili",
    "nl": "Dutch", "pl": "Polish", "id": "Indonesian",
}  # fmt: skip


def other_language(report: Report) -> str | None:
    """The language of a report that is surely not English, by its name; None for all others."""
    words = _WORD.findall(report.text[:_SAMPLE])
    if sum(map(len, words)) < _FEWEST_LETTERS or _common(words) >= _ENGLISH_SHARE:
        return None
    code, sure = _classify(" ".join(words).lower())
    other = _latin(words) < _LATIN_SHARE or (code != "en" and sure >= _SURE)
    return NAMES.get(code, code) if other else None


def _latin(words: list[str]) -> float:
    """The share of letters of the Latin alphabet."""
    letters = "".join(words)
    return sum(letter < "\u0250" for letter in letters) / len(letters)


def _common(words: list[str]) -> float:
    return sum(word.lower() in _COMMON for word in words) / len(words)


@cache
def _identifier() -> object:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _classify(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)  # type: ignore[attr-defined]
    return str(code), float(sure)
