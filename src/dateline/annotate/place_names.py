"""Stretches of words that may be a place's name, and what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dateline.codebook.places import PlaceWords
from dateline.model import Reading, Sentence, Span, Token

LONGEST = 6  # words in a name
_LINE, _LINES = 40, 300  # characters of a short line, and of a few
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))  # the parser's
ARTICLES = frozenset("al el ar as ad an at az ash ez en es ul".split())
_LEADS = frozenset("al el ar ash az ez ad".split())  # articles that are no other English word
_LINKS = _LEADS | frozenset("of de del la las los da do dos das di du des le les y e wa".split())
_HYPHENS = frozenset("-–—‑")
_APOSTROPHES = frozenset(("'", "’", "`", "‘"))


class Unit(NamedTuple):
    """Tokens written together: "al-Bab" is one unit, "Aleppo's" is "Aleppo"."""

    first: int  # token indices, last inclusive
    last: int
    text: str
    named: bool  # written like a name


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised units in a row, with the articles and "of" between them."""

    units: tuple[Unit, ...]


def is_cased(text: str) -> bool:
    """Whether a report uses capitals; some scraped ones are all in small letters.

    A line or two may name nobody and nothing: its first letter tells.
    """
    capitals = sum(map(str.isupper, text))
    if len(text) < _LINES and text.lstrip()[:1].isupper():
        return True
    return capitals * 100 > len(text) or len(text) < _LINE


def find_units(
    reading: Reading, sentence: Sentence, cased: bool, words: PlaceWords
) -> tuple[Unit, ...]:
    """The sentence cut at its spaces; punctuation and possessives stand alone.

    After one of the codebook's `openings` a name may go on in small letters: "Deir ezzor".
    """
    units: list[Unit] = []
    tokens = reading.tokens
    first = sentence.first
    while first < sentence.last:
        last = first
        while last + 1 < sentence.last and _joined(tokens, last, first):
            last += 1
        text = tokens[first].text
        if last > first:
            text = "".join(token.text for token in tokens[first : last + 1])
        named = _looks_named(text) if cased else _may_be_named(tokens[first : last + 1])
        if units and units[-1].named and units[-1].text.lower() in words.openings:
            named = named or (
                text.lower() not in words.kinds and _may_be_named(tokens[first : last + 1])
            )
        units.append(Unit(first, last, text, named))
        first = last + 1
    return tuple(units)


def _joined(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Whether the next token belongs to the unit that reaches `at`."""
    token, following = tokens[at], tokens[at + 1]
    if following.start != token.end or following.tag == "POS" or token.tag == "POS":
        return False
    if following.text in _HYPHENS or following.text in _APOSTROPHES:
        ahead = at + 2
        return (
            token.text[-1].isalnum()
            and ahead < len(tokens)
            and tokens[ahead].start == following.end
            and tokens[ahead].text[0].isalpha()
            and tokens[ahead].tag != "POS"
        )
    if token.text in _HYPHENS or token.text in _APOSTROPHES:
        return at > first
    # The parser parts "al-Bab" and "U.S." in several ways; letters that touch are one word.
    return token.text[-1].isalpha() and following.text[0].isalpha()


def find_runs(units: tuple[Unit, ...]) -> Iterator[Run]:
    """Runs of the sentence in text order. A comma, "and" or an ordinary word ends one."""
    at = 0
    while at < len(units):
        if not (units[at].named or _article_before_name(units, at)):
            at += 1
            continue
        end = at
        while (following := _next_name(units, end)) is not None:
            end = following
        yield Run(units[at : end + 1])
        at = end + 1


def _looks_named(text: str) -> bool:
    """Written like a name: "Raqqa", "al-Bab"; not "Beirut-based", "pro-Assad"."""
    if text.isalpha():  # most words: without a hyphen
        return not text[0].islower()
    parts = [part for part in text.replace("–", "-").split("-") if part]
    if not parts or not parts[-1][0].isalpha() or parts[-1][0].islower():
        return False
    return all(not part[0].islower() or part in ARTICLES for part in parts)


def _may_be_named(tokens: tuple[Token, ...]) -> bool:
    """Without capitals to go by, the parser's word that it is a noun."""
    last = tokens[-1]
    return last.text[0].isalpha() and len(last.text) > 3 and last.pos in ("PROPN", "NOUN", "X")


def _article_before_name(units: tuple[Unit, ...], at: int) -> bool:
    return units[at].text.rstrip("-") in _LEADS and at + 1 < len(units) and units[at + 1].named


def _next_name(units: tuple[Unit, ...], at: int) -> int | None:
    """The next unit of the run, over one or two linking words."""
    for ahead in range(at + 1, min(at + 4, len(units))):
        if units[ahead].named:
            return ahead
        if units[ahead].text.rstrip("-").lower() not in _LINKS:
            return None
    return None


def span_of(reading: Reading, first: int, last: int) -> Span:
    """From the first token to the last, inclusive."""
    return Span(reading.tokens[first].start, reading.tokens[last].end)


def head_of(reading: Reading, first: int, last: int) -> int:
    """The token that hangs on a word outside the stretch."""
    for token in reading.tokens[first : last + 1]:
        if token.head == token.i or not first <= token.head <= last:
            return token.i
    return last


def is_aimed(noun: Token, words: PlaceWords) -> bool:
    """Whether a noun names an act aimed at places: "strike", "siege".

    The parser may take "airstrikes" beside a name for a name, and leave it in the plural.
    """
    names = {noun.lemma.lower().removesuffix("s"), noun.text.lower()}
    return bool(names & words.aimed_nouns)


def kind_after(tokens: tuple[Token, ...], at: int, words: PlaceWords) -> tuple[str, int] | None:
    """A kind word that starts at a token, longest first, and the token it ends on."""
    lower = [token.text.lower() for token in tokens[at : at + words.longest_kind]]
    for length in range(words.longest_kind, 0, -1):
        phrase = " ".join(lower[:length])
        if phrase in words.kinds:
            return phrase, min(at + length, len(tokens)) - 1
    return None


def is_setting(text: str, words: PlaceWords) -> bool:
    """Whether a word only goes with names: "Northern", "Province", "in", "the"."""
    word = text.lower()
    return (
        word in words.kinds
        or word in words.directions
        or word in words.locative
        or word in ("the", "a", "an")
    )
