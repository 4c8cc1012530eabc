"""Two spellings of a name for looking it up: the build and every query use these same functions.

The light key keeps the letters as written and drops what print drops: case, accents,
apostrophes, hyphens. The loose key also folds the ways Arabic and other names are
romanised, so that "Deir ez-Zor", "Deir Ezzor" and "Dayr az Zawr" meet. Loose keys make
false friends (Raqqa, Rake), so a match on the light key always ranks first.
"""

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 50_000  # words and names whose key is kept in memory

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a", "ħ": "h", "ŋ": "n", "ѓ": "г", "ґ": "г",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ک": "ك",
        "ة": "ه", "ۀ": "ه", "ە": "ه", "ؤ": "و", "ـ": None, "ء": None,
        "'": None, "’": None, "‘": None, "`": None, "´": None, "ʻ": None, "ʼ": None,
        "ʿ": None, "ʾ": None, "′": None, "ˈ": None, "“": None, "”": None,
    }
)  # fmt: skip
_BREAK = re.compile(r"[^\w]+|_+")
_SAINT = re.compile(r"\bsaint\b")

_ARTICLES = frozenset(
    "al ar as ad an at az ash adh ath el er es ed en et ez esh ul ur us ud uz the l".split()
)
_SUN_ARTICLE = re.compile(r"^[ae](?=([rsdntz])\1)")
_JOINED_ARTICLE = re.compile(r"^al(?=[a-z]{4,})")
_FIRST_WORDS = {
    word: kept
    for kept, words in {
        "til": "tel tell tal tall till tall",
        "dir": "deir dayr deyr dair dayer deyrez deirez",
        "ain": "ayn ain ein aayn ayin",
        "kafr": "kafr kfar kefr kafar kufr kafer kufur kfr",
        "um": "umm um oum om omm",
        "abu": "abu abou abo bu albu",
        "jabal": "jabal jebel djebel gebel jbel jabel",
        "shaik": "sheikh shaykh sheik cheikh shaikh shekh",
        "khan": "khan khaan",
        "bab": "bab baab",
        "fort": "fort ft",
        "mt": "mount mt mont",
    }.items()
    for word in words.split()
}
_FOLDS = tuple(
    (re.compile(pattern), kept)
    for pattern, kept in (
        (r"^k[aeu]fa?r(?=[a-z])", "kafr"),
        (r"sch|sh|ch", "s"),
        (r"kh|q|ck", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"dj", "j"),
        (r"w", "u"),
        (r"(?<=[aeiou])h$", ""),
        (r"ou|oo|au|ow|o", "u"),
        (r"e$", "a"),
        (r"iya$|ia$|ya$", "ia"),
        (r"ay|ai|ey|ei|ee|ie|iy|y|e", "i"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(REMEMBERED)
def light_key(name: str) -> str:
    """The name in plain lower-case letters, words parted by one space; "" if it has none."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _BREAK.sub(" ", plain.translate(_LETTERS)).strip()
    return _SAINT.sub("st", plain)


@lru_cache(REMEMBERED)
def loose_key(light: str) -> str:
    """A light key with romanisation folded away; the light key itself in other scripts."""
    words = light.split(" ")
    if not light.isascii():
        return " ".join(_without_arabic_article(word) for word in words)
    kept = [word for at, word in enumerate(words) if not _is_article(word, at, words)]
    last = len(kept) - 1
    return " ".join(_folded(word, at == 0, at == last) for at, word in enumerate(kept))


def without_article(light: str) -> str:
    """A light key without its leading Arabic or Spanish article: "ar raqqah" is "raqqah"."""
    first, _, rest = light.partition(" ")
    return rest if rest and first in _ARTICLES else light


def _without_arabic_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _is_article(word: str, at: int, words: list[str]) -> bool:
    return word in _ARTICLES and at + 1 < len(words)


@lru_cache(REMEMBERED)
def _folded(word: str, first: bool, last: bool) -> str:
    if not last and word in _FIRST_WORDS:
        return _FIRST_WORDS[word]
    word = _JOINED_ARTICLE.sub("", word)
    if not first:
        word = _SUN_ARTICLE.sub("", word)
    for pattern, kept in _FOLDS:
        word = pattern.sub(kept, word)
    return word
