"""A stretch of capitals that may be a place's name, and what of its run it leaves over."""

from dataclasses import dataclass

from dateline.annotate.place_names import ARTICLES, Run, Unit, is_setting
from dateline.codebook.places import PlaceWords, RegionEntry
from dateline.gazetteer import Entry

METROPOLIS = 500_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of units within a run, and what the gazetteer or the regions say of it."""

    run: Run
    first: int  # indices of run.units, last inclusive
    last: int
    toponym: str
    entries: tuple[Entry, ...] = ()
    region: RegionEntry | None = None
    settled: frozenset[int] = frozenset()  # units of the run that name a country of their own

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.run.units[self.first : self.last + 1]

    @property
    def first_token(self) -> int:
        return self.run.units[self.first].first

    @property
    def last_token(self) -> int:
        return self.run.units[self.last].last


def is_metropolis(spot: Spot) -> bool:
    """Whether one of the places of the name is a city of half a million or more."""
    return any(e.match == "exact" and e.population >= METROPOLIS for e in spot.entries)


def left_over(spot: Spot, words: PlaceWords) -> float:
    """Names of the run outside the spot: "Aleppo" in "Aleppo Media Center" is no place."""
    units = list(enumerate(unit.text for unit in spot.run.units))
    before = [text for at, text in units[: spot.first] if at not in spot.settled]
    after = [text for at, text in units[spot.last + 1 :] if at not in spot.settled]
    if _islamic_state_of(before, words):
        return -6.0
    if spot.last in spot.settled and spot.units[-1].text.casefold() != spot.toponym.casefold():
        after = []  # "Syrias" owns what follows
    if after[:1] == ["of"] and (spot.region is not None or is_metropolis(spot)):
        after = []  # "Eastern Ghouta of Damascus"
    if len(before) == 1 and before[0].lower() in words.common:
        before = []  # "Later Sinjar was hit"
    if before and before[-1].lower().rstrip(".") in words.titles:
        return -3.0
    if any(text.lower() in words.organisations for text in (*before[-1:], *after)):
        return -3.0
    while before and _accounted(before[-1], words):
        before.pop()
    rest = [*before[-1:], *(text for text in after[:2] if not _accounted(text, words))]
    return -1.7 * min(len(rest), 2)


def _islamic_state_of(before: list[str], words: PlaceWords) -> bool:
    """A capitalised name that ends in a kind and "of": the place is part of that name."""
    if len(before) < 3 or before[-1] != "of" or not before[-2][0].isupper():
        return False
    return before[-2].lower() in words.kinds and not _accounted(before[-3], words)


def _accounted(text: str, words: PlaceWords) -> bool:
    """A neighbour that goes with a place name: "Northern", "Province", "Syrian", "of"."""
    return is_setting(text, words) or text.lower() in words.demonyms or not _bare(text)[0].isupper()


def _bare(text: str) -> str:
    """A word without its article: "Nayrab" of "al-Nayrab"; the word itself if that is all."""
    article, hyphen, rest = text.partition("-")
    return rest if hyphen and rest and article.lower() in ARTICLES else text
