"""Places called like somebody the report tells of: "David Hopkins ... Hopkins said"."""

from collections.abc import Container
from itertools import groupby

from dateline.annotate.place_spots import METROPOLIS, Spot
from dateline.codebook.places import PlaceWords
from dateline.model import Reading

_SHORT = 3  # letters of an initial or a "bin", which tell nobody


def names_of_persons(reading: Reading, places: Container[int]) -> frozenset[str]:
    """The first and last words, case-folded, of persons' names of two and more words.

    `places`: tokens of the names taken for places; a list of towns may look like a name.
    """
    names: set[str] = set()
    for entity, group in groupby(reading.tokens, key=lambda token: token.entity):
        tokens = [token for token in group if token.pos == "PROPN"]
        words = [token.text for token in tokens]
        if entity == "PERSON" and len(words) > 1 and not any(t.i in places for t in tokens):
            names.update(word.casefold() for word in (words[0], words[-1]) if len(word) > _SHORT)
    return frozenset(names)


def is_of_person(spot: Spot, persons: frozenset[str], reading: Reading, words: PlaceWords) -> bool:
    """Whether a name alone is a person's of the report, and no preposition makes a place of it.

    A country or a great town keeps its name.
    """
    if spot.toponym.casefold() not in persons or spot.region is not None or len(spot.run.units) > 1:
        return False
    if any(e.feature == "country" or e.population >= METROPOLIS for e in spot.entries):
        return False
    before = reading.tokens[spot.first_token - 1] if spot.first_token else None
    return before is None or before.text.lower() not in words.locative
