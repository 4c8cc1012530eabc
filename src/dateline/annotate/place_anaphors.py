""" "The city", "the province", "the country": places told by their kind alone."""

from collections.abc import Iterator

from dateline.codebook.places import PlaceWords
from dateline.model import Mention, Reading, Span, Token

_POINTING = frozenset(("the", "this", "that"))
_REACH = 3  # adjectives between the article and the noun: "the besieged eastern city"
_DIVISIONS = frozenset(("provincial", "regional", "state", "district", "departmental", "summer"))
_ADJECTIVES = frozenset(("JJ", "JJS", "VBN", "HYPH", "NN", "NNP"))


def find_place_anaphors(reading: Reading, words: PlaceWords) -> tuple[Mention, ...]:
    """Mentions that name no place but stand for one named before, label "anaphor".

    Only after a preposition of place ("in the city", "west of the town") or a verb that takes
    one ("shelled the town"), and only where no name goes with the noun ("the city of Homs",
    "Homs city"). Their one key after the words is the kind: "kind:town".
    """
    return tuple(_anaphors(reading, words))


def _anaphors(reading: Reading, words: PlaceWords) -> Iterator[Mention]:
    for token in reading.tokens:
        kind = words.anaphors.get(token.text.lower())
        if kind is None or token.tag != "NN":
            continue
        first = _article(reading, token)
        if kind == "capital" and first is not None and _of_division(reading, first, token):
            continue
        if first is None or _has_name(reading, token):
            continue
        if not (_placed(reading, first, words) or _taken(reading, first, kind, words)):
            continue
        span = Span(reading.tokens[first].start, token.end)
        keys = (reading.quote(span), f"kind:{kind}")
        yield Mention("place", span, token.i, "anaphor", keys, "place.anaphor")


def _article(reading: Reading, noun: Token) -> int | None:
    """The article that opens the phrase, None if a name or no article stands in it."""
    first = reading.sentences[noun.sentence].first
    for at in range(noun.i - 1, max(first, noun.i - 1 - _REACH) - 1, -1):
        token = reading.tokens[at]
        if token.text.lower() in _POINTING:
            return at
        if token.tag not in _ADJECTIVES or token.tag == "NNP":
            return None
    return None


def _of_division(reading: Reading, first: int, noun: Token) -> bool:
    """ "The provincial capital" is not the country's."""
    between = reading.tokens[first + 1 : noun.i]
    return any(token.text.lower() in _DIVISIONS for token in between)


def _has_name(reading: Reading, noun: Token) -> bool:
    """Whether the noun is one part of something longer: "city council", "city of Homs"."""
    last = reading.sentences[noun.sentence].last
    following = reading.tokens[noun.i + 1 : min(noun.i + 3, last)]
    if not following:
        return False
    if following[0].text == "of":
        return len(following) > 1 and (following[1].text[0].isupper() or following[1].text == "al")
    return following[0].pos in ("NOUN", "PROPN") or following[0].text[0].isupper()


def _placed(reading: Reading, first: int, words: PlaceWords) -> bool:
    """Whether a preposition of place governs the phrase."""
    before = reading.tokens[
        max(reading.sentences[reading.tokens[first].sentence].first, first - 2) : first
    ]
    if not before:
        return False
    word = before[-1].text.lower()
    if word == "of":
        return len(before) > 1 and before[0].text.lower() in words.of_places
    return word in words.locative


def _taken(reading: Reading, first: int, kind: str, words: PlaceWords) -> bool:
    """Whether a verb takes or leaves the place: "shelled the town"; "left the country" is vague."""
    before = reading.tokens[max(first - 1, 0)]
    verb = before.pos == "VERB" and before.lemma in words.place_verbs
    return verb and first > 0 and kind != "country"
