"""What follows a name and says that it is a place's: "where", "a village in", "near Homs"."""

from collections.abc import Container

from dateline.codebook.places import PlaceWords
from dateline.model import Reading, Token

_SETTLED = frozenset(("town", "district", "province"))
_NEAR = frozenset(("near", "outside"))
_HOLDING = _NEAR | {"in", "of"}
_INSIDE = frozenset(("DT", "JJ", "JJS", "NN", "NNP", "HYPH", "VBN", "VBG", "RB", "CD"))
_APPOSED = 5  # words from the article to the noun: "a small rebel-held town"
_HELD = 6  # words from the preposition to the place that holds the name


def is_told_as_place(last: int, reading: Reading, words: PlaceWords) -> bool:
    """ "Homs, where", "Babila, a town that": the words after a name say it is a place's."""
    right = _right(last, reading)
    if right and right[0].text == ",":
        right = right[1:]
    return bool(right) and (right[0].text.lower() == "where" or _is_apposed(right, words))


def _is_apposed(right: tuple[Token, ...], words: PlaceWords) -> bool:
    """An article, then a noun that says what kind of place: not "a village elder"."""
    if right[0].text.lower() not in ("a", "an", "the"):
        return False
    for at, token in enumerate(right[1 : _APPOSED + 1], 1):
        if words.kinds.get(token.text.lower()) in _SETTLED and token.tag == "NN":
            following = right[at + 1 : at + 2]
            return not (following and following[0].pos in ("NOUN", "PROPN", "PART"))
        if token.tag not in _INSIDE:
            return False
    return False


def is_held(
    last: int, reading: Reading, words: PlaceWords, places: Container[int], *, near: bool = False
) -> bool:
    """Whether a preposition joins a name to a place taken before: "at Tora in Helmand".

    `near`: only "near", "outside" and "south of", after which no person's name stands.
    """
    right = _right(last, reading)
    at = 0
    while at < len(right) and _leads(right[at].text.lower(), words):
        at += 1
    joints = {"of", *_NEAR} if at else _NEAR if near else _HOLDING
    if at >= len(right) or right[at].text.lower() not in joints:
        return False
    return any(token.i in places for token in right[at + 1 : at + _HELD])


def _leads(word: str, words: PlaceWords) -> bool:
    """A word of "to the south of"."""
    return word in words.directions or word in ("to", "the")


def _right(last: int, reading: Reading) -> tuple[Token, ...]:
    end = reading.sentences[reading.tokens[last].sentence].last
    return reading.tokens[last + 1 : min(end, last + 14)]
