"""Names of places in a report, not yet resolved.

A capitalised name is looked up in the gazetteer and weighed with what stands around it
(`place_evidence`); a name the gazetteer does not hold is taken only on strong words
(`place_shapes`: "the village of", "neighborhood"). Two passes: what the first is sure of
tells the second which countries the report is about.

A mention covers the name and the words that make it an area or a site: "northern Syria",
"Raqqa province", "Tabqa airbase". Its keys are the toponym, then what those words say
("kind:province", "direction:northern", "part:countryside", "site:airbase").
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from dateline.annotate.place_evidence import ACCEPTED, Around, Scales
from dateline.annotate.place_names import (
    LONGEST,
    PLACE_LABELS,
    Run,
    find_runs,
    find_units,
    head_of,
    is_cased,
    kind_after,
    span_of,
)
from dateline.annotate.place_persons import is_of_person, names_of_persons
from dateline.annotate.place_shapes import Found, find_unknown, widened
from dateline.annotate.place_spots import Spot
from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Mention, Reading, Token

_SURE = 3.0  # weight from which a name of the first pass tells what the report is about
_DETERMINERS = frozenset(("the", "a", "an"))
_LISTED = 3  # names in a row that may be a list
_ABBREVIATED = 4  # letters
_KNOWN = 20_000  # people in a town that is more than a namesake

Weighed = tuple[Spot, float]
Spots = list[tuple[Run, list[Spot], list[Weighed]]]  # of each run all, and those taken


def find_places(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Mention, ...]:
    """Mentions of places in text order, not overlapping."""
    spots = [(run, spots_of(run, reading, gazetteer, words)) for run in named_runs(reading, words)]
    scales = Scales(reading, words)
    first = [each for _, listed in spots for each in _taken(listed, scales, Around())]
    around = known_around(first, reading, words)
    taken = [(run, listed, _taken(listed, scales, around)) for run, listed in spots]
    found = _apart(_found(taken, reading, words, around))
    return tuple(_mention(reading, each, words) for each in found)


def named_runs(reading: Reading, words: PlaceWords) -> Iterator[Run]:
    """The stretches of capitals of a report, in text order."""
    cased = is_cased(reading.report.text)
    for sentence in reading.sentences:
        yield from find_runs(find_units(reading, sentence, cased, words))


def spots_of(run: Run, reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> list[Spot]:
    """Every stretch of the run that some place is called, longest first."""
    found = []
    count = len(run.units)
    for length in range(min(LONGEST, count), 0, -1):
        for first in range(count - length + 1):
            spot = _spot(run, first, first + length - 1, reading, gazetteer, words)
            if spot is not None:
                found.append(spot)
    settled = frozenset(
        at for spot in found if _is_plainly_country(spot) for at in range(spot.first, spot.last + 1)
    )
    settled = settled or _listed_without_commas(found, run)
    return [replace(spot, settled=settled) for spot in found] if settled else found


def _listed_without_commas(spots: list[Spot], run: Run) -> frozenset[int]:
    """The units of a run that is all towns of one country: "Douma Marj al-Sultan Zabdin"."""
    every = frozenset(range(len(run.units)))
    if len(run.units) < _LISTED:
        return frozenset()
    for country in sorted({entry.country for spot in spots for entry in spot.entries}):
        left, names = set(every), 0
        for spot in spots:
            units = set(range(spot.first, spot.last + 1))
            here = any(e.country == country and e.match == "exact" for e in spot.entries)
            if here and units <= left:
                left, names = left - units, names + 1
        if not left and names >= _LISTED - 1:
            return every
    return frozenset()


def _is_plainly_country(spot: Spot) -> bool:
    """A country or province that has lost its apostrophe or comma: "Syrias Aleppo"."""
    lost = spot.run.units[spot.last].text.endswith("s") and not spot.toponym.endswith("s")
    return bool(spot.entries) and (
        (spot.entries[0].feature == "country" and spot.entries[0].match == "exact") or lost
    )


def _spot(
    run: Run, first: int, last: int, reading: Reading, gazetteer: Gazetteer, words: PlaceWords
) -> Spot | None:
    if not run.units[last].named or not (run.units[first].named or first == 0):
        return None
    span = span_of(reading, run.units[first].first, run.units[last].last)
    toponym = " ".join(reading.quote(span).split())
    region = words.regions.get(toponym.lower())
    toponym, entries = (toponym, ()) if region else _look_up(toponym, gazetteer)
    if not entries and region is None:
        return None
    loose_end = run.units[last].text.lower() in words.kinds
    if first < last and (loose_end or run.units[first].text.lower() in _DETERMINERS):
        entries = tuple(entry for entry in entries if entry.match == "exact")
        if not entries and region is None:
            return None
    return Spot(run, first, last, toponym, entries, region)


def _look_up(toponym: str, gazetteer: Gazetteer) -> tuple[str, tuple[Entry, ...]]:
    """A name's entries; some reports have lost their apostrophes, and "Syrias" is Syria's."""
    entries = gazetteer.find(toponym)
    if toponym.endswith("s") and all(entry.match == "loose" for entry in entries):
        owner = [entry for entry in gazetteer.find(toponym[:-1]) if entry.match != "loose"]
        if any(e.feature in ("country", "adm1") or e.population > _KNOWN for e in owner):
            return toponym[:-1], tuple(owner)
    return toponym, entries


def _taken(spots: list[Spot], scales: Scales, around: Around) -> list[Weighed]:
    """The spots of a run that weigh enough, longest first, not overlapping."""
    taken: list[Weighed] = []
    for spot in spots:
        clear = all(spot.last < held.first or spot.first > held.last for held, _ in taken)
        weight = scales.weigh(spot, around) if clear else 0.0
        if weight >= ACCEPTED:
            taken.append((spot, weight))
    return taken


def known_around(taken: list[Weighed], reading: Reading, words: PlaceWords) -> Around:
    """What the first pass tells: the names it is sure of and the countries spoken of."""
    sure = [spot for spot, weight in taken if weight >= _SURE]
    peoples = {words.demonyms.get(token.text.lower()) for token in reading.tokens}
    told = {_country(spot) for spot in sure}
    told.add(words.home_outlets.get((reading.report.source or "").lower()))
    return Around(
        frozenset(spot.toponym.casefold() for spot in sure),
        frozenset(at for spot, _ in taken for at in range(spot.first_token, spot.last_token + 1)),
        frozenset(country for country in peoples | told if country),
        frozenset(country for country in told if country),
    )


def _country(spot: Spot) -> str | None:
    """The country a sure name lies in, None if places of several are known by it."""
    if spot.region is not None:
        return spot.region.country
    if spot.entries[0].feature == "country":
        return spot.entries[0].country
    homes = {
        entry.country
        for entry in spot.entries
        if entry.match != "loose" and (entry.population > _KNOWN or entry.feature == "adm1")
    }
    return homes.pop() if len(homes) == 1 else None


def _found(spots: Spots, reading: Reading, words: PlaceWords, around: Around) -> Iterator[Found]:
    named = set(around.tokens)  # and the tokens of the names found so far
    persons = names_of_persons(reading, around.tokens)
    for run, listed, weighed in spots:
        taken = [
            spot
            for spot, _ in weighed
            if not _is_end_of_name(spot, listed, reading, words)
            and not _is_start_of_name(spot, reading, words)
            and not is_of_person(spot, persons, reading, words)
        ]
        found = [
            widened(spot.first_token, spot.last_token, spot.toponym, "gazetteer", reading, words)
            for spot in taken
        ]
        if not found:
            beside = _is_listed(run, reading, named)
            found = list(find_unknown(run, reading, words, named, listed=beside))
        named.update(at for each in found for at in range(each.first, each.last + 1))
        yield from found


def _is_end_of_name(spot: Spot, listed: list[Spot], reading: Reading, words: PlaceWords) -> bool:
    """Whether a small place's name is the end of one no gazetteer holds: "the Khad Kucha area"."""
    if spot.first == 0 or kind_after(reading.tokens, spot.last_token + 1, words) is None:
        return False
    before = spot.run.units[: spot.first]
    known = {at for each in listed if each is not spot for at in range(each.first, each.last + 1)}
    return (
        spot.region is None
        and all(entry.feature not in ("country", "adm1") for entry in spot.entries)
        and (
            all(entry.match == "loose" or entry.population < _KNOWN for entry in spot.entries)
            or all(reading.tokens[unit.first].entity in PLACE_LABELS for unit in before)
        )
        and all(
            at not in known
            and unit.named
            and unit.text.lower() not in words.demonyms
            and unit.text.lower() not in words.directions
            and unit.text.lower() not in words.kinds
            and reading.tokens[unit.first].pos == "PROPN"
            for at, unit in enumerate(before)
        )
    )


def _is_start_of_name(spot: Spot, reading: Reading, words: PlaceWords) -> bool:
    """Whether a short name goes on: "Deir" of "Deir Jamal", "Moi" of "the village of Moi Wana"."""
    following = spot.run.units[spot.last + 1 : spot.last + 2]
    if not following or not following[0].named or spot.last + 1 in spot.settled:
        return False
    after = following[0].text.lower()
    if after in words.kinds or after in words.directions or after in words.demonyms:
        return False
    if spot.units[-1].text.lower() in words.openings:
        return True
    before = reading.tokens[max(spot.first_token - 2, 0) : spot.first_token]
    called = len(before) == 2 and before[1].text == "of" and before[0].text.lower() in words.kinds
    small = all(entry.feature == "town" and entry.population < _KNOWN for entry in spot.entries)
    return called and small and spot.region is None


def _is_listed(run: Run, reading: Reading, places: Container[int]) -> bool:
    """Whether "and" or a list joins a run to a name taken before: "in Atareb and Kafr Hamra"."""
    first = run.units[0].first
    if first < 2 or first - 2 not in places:
        return False
    joint = reading.tokens[first - 1].text
    tokens = reading.tokens[first : run.units[-1].last + 1]
    return joint == "and" or (joint == "," and any(token.dep == "conj" for token in tokens))


def _apart(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.first, -each.last)):
        if not kept or each.first > kept[-1].last:
            kept.append(each)
    return kept


def _mention(reading: Reading, found: Found, words: PlaceWords) -> Mention:
    span = span_of(reading, found.first, found.last)
    head = head_of(reading, found.first, found.last)
    keys = (found.toponym, *found.senses)
    if not found.senses and _is_whose(reading.tokens[head], reading, words):
        keys = (*keys, "whose")
    return Mention("place", span, head, _label(found.senses), keys, found.by)


def _is_whose(token: Token, reading: Reading, words: PlaceWords) -> bool:
    """An abbreviation before a noun tells whose it is: "six U.S. service members"."""
    over = reading.tokens[token.head]
    short = token.text.replace(".", "")
    return (
        short.isupper()
        and len(short) <= _ABBREVIATED
        and token.dep in ("compound", "nmod", "amod", "poss")
        and over.i > token.i
        and over.text.lower() not in words.lands
    )


def _label(senses: tuple[str, ...]) -> str:
    if any(sense.startswith("site:") for sense in senses):
        return "site"
    if any(sense.startswith(("direction:", "part:")) for sense in senses):
        return "area"
    return "toponym"
