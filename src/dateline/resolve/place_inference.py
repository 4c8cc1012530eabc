"""Where an event happened that grammar gives no place: its sentence, then the story so far."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from dateline.codebook.traits import Traits
from dateline.model import Happening, Mention, Place, Reading
from dateline.resolve.place_links import slot_of, tie_of
from dateline.resolve.place_order import EXACT
from dateline.syntax import governing_verb, is_party

# "US officials", "with Turkey", "Syria's army": whose, not where.
_WHOSE = ("compound", "nmod", "amod", "poss", "with", "by", "between")
_NARROW = ("town", "district")  # a country is the scene of most that its sentence tells
SET_THERE = 2  # times a report names the place its story is set in
SOON = 1  # sentences from that place to the event
_MANY, _MOST = 3, 0.7  # places of one country, and their share of all
OFTEN = 5  # times, for a place that stands further back

Placed = tuple[Mention, Place]


def place_in_sentence(
    happening: Happening, places: Mapping[Mention, Place], reading: Reading, traits: Traits
) -> list[Placed]:
    """The nearest place of a sentence that tells the happening, though of another clause.

    A town of another clause only if the sentence names no other place, the clause is no
    statement's, and the happening is no talk, trial or the like.
    """
    heads = [proposal.head for proposal in happening.proposals]
    told = _told_in(happening, reading)
    near = [
        (min(abs(mention.head - head) for head in heads), mention.span, mention)
        for mention in places
        if reading.tokens[mention.head].sentence in told and not is_party(reading, mention)
    ]
    mention = min(near, key=lambda each: each[:2])[2] if near else None
    if mention is None or slot_of(reading, mention) in _WHOSE:
        return []
    if places[mention].precision in _NARROW and _is_aside(mention, heads, reading):
        alone = len({places[each].name for *_, each in near}) == 1
        if not alone or happening.type in traits.talked or _is_said_there(mention, reading, traits):
            return []
        return [_inferred(mention, places[mention], "the only place of the sentence")]
    listed = [mention, *_listed_with(mention, places, reading)]
    return [_inferred(each, places[each], "the nearest place of the sentence") for each in listed]


def _listed_with(
    mention: Mention, places: Mapping[Mention, Place], reading: Reading
) -> list[Mention]:
    """The further names of the list a place heads: "in Gumla, Lohardaga and Latehar"."""
    heads, found = {mention.head}, []
    for each in sorted(places, key=lambda each: each.head):
        token = reading.tokens[each.head]
        if token.dep == "conj" and token.head in heads and token.head != token.i:
            heads.add(each.head)
            found.append(each)
    return found


def _is_aside(mention: Mention, heads: list[int], reading: Reading) -> bool:
    """Whether no word of the event holds the place; such a town was right one time in three."""
    here = reading.tokens[mention.head].sentence
    near = [head for head in heads if reading.tokens[head].sentence == here]
    return all(tie_of(reading, mention, head) == "aside" for head in near)


def _is_said_there(mention: Mention, reading: Reading, traits: Traits) -> bool:
    """ "..., a resident said, speaking by telephone from Homs": where the speaker was."""
    verb = governing_verb(reading, mention.head)
    return (
        verb is not None and verb < mention.head and reading.tokens[verb].lemma in traits.speaking
    )


def place_of_story(
    happening: Happening, places: Mapping[Mention, Place], reading: Reading
) -> list[Placed]:
    """The exact place named last, if the report is about it and the event's sentences name none."""
    told = _told_in(happening, reading)
    if any(mention in places and places[mention].name for mention in reading.mentions_of(*told)):
        return []
    before = (
        mention
        for mention in reversed(reading.of_kind("place"))
        if reading.tokens[mention.head].sentence < min(told)
        and mention in places
        and places[mention].name
        and places[mention].precision in EXACT
        and not is_party(reading, mention)
    )
    last = next(before, None)
    if last is None:
        return []
    place = places[last]
    same = (place.name, place.precision)
    times = sum((other.name, other.precision) == same for other in places.values())
    soon = min(told) - reading.tokens[last.head].sentence <= SOON
    if times < (SET_THERE if soon else OFTEN):
        return []
    reason = f"the place named last before it; the report names it {times} times"
    return [_inferred(last, place, reason)]


def place_of_country(places: Mapping[Mention, Place]) -> list[Placed]:
    """The country that the report names and most of its places lie in, for what is nationwide."""
    homes = Counter(place.country for place in places.values() if place.country)
    if not homes:
        return []
    country, times = homes.most_common(1)[0]
    named = [m for m, p in places.items() if p.precision == "country" and p.country == country]
    if not named or times < _MANY or times < _MOST * homes.total():
        return []
    first = min(named, key=lambda mention: mention.span)
    reason = f"{times} of the report's {homes.total()} places lie in {places[first].name}"
    return [_inferred(first, places[first], reason)]


def _told_in(happening: Happening, reading: Reading) -> set[int]:
    return {reading.tokens[proposal.head].sentence for proposal in happening.proposals}


def _inferred(mention: Mention, place: Place, reason: str) -> Placed:
    return mention, replace(place, basis="inferred", reasons=(*place.reasons, reason))
