"""Weak signs of where a report is: its datelines, and towns told together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Mention, Reading
from dateline.syntax import find_datelines

_VOTE = 0.4  # of a name for the provinces that have such a place, shared among them
_COMMON = 30  # provinces with a place of a name that says nothing any more


def find_dateline_homes(
    reading: Reading, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Each place the reporter wrote from, with what it may be: "CARTHAGE, N.C.", "BEIRUT"."""
    return tuple((names[0], _homes(names, gazetteer, words)) for names in find_datelines(reading))


def _homes(names: tuple[str, ...], gazetteer: Gazetteer, words: PlaceWords) -> tuple[Entry, ...]:
    town, *within = (words.short_forms.get(name.rstrip("."), name) for name in names)
    close = [entry for entry in gazetteer.find(town) if entry.match != "loose"]
    for name in within:
        held = [entry for entry in gazetteer.find(name) if entry.match != "loose"]
        states = {entry.country for entry in held if entry.feature == "country"}
        homes = {entry.id for entry in held if entry.feature == "adm1"}
        close = [entry for entry in close if entry.country in states or entry.adm1 in homes]
    return tuple(close)


def count_votes(
    mentions: Iterable[Mention], gazetteer: Gazetteer
) -> Mapping[int, Mapping[str, float]]:
    """What each name says for each province that has a place called so.

    One name says next to nothing; towns told together mostly lie together.
    """
    votes: dict[int, dict[str, float]] = defaultdict(dict)
    for toponym in sorted({mention.keys[0] for mention in mentions}):
        close = [entry for entry in gazetteer.find(toponym) if entry.match == "exact"]
        homes = {entry.adm1 for entry in close if entry.adm1 is not None}
        if any(entry.feature in ("country", "adm1") for entry in close) or len(homes) > _COMMON:
            continue
        for home in sorted(homes):
            votes[home][toponym] = _VOTE / len(homes) ** 0.5
    return votes
