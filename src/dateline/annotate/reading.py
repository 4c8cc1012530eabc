"""One report, parsed, with the mentions its finders see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.annotate.actors import find_actors
from dateline.annotate.coordination import repair_coordination
from dateline.annotate.gerunds import repair_gerunds
from dateline.annotate.headline import repair_headlines
from dateline.annotate.parser import Parsed, parse, parse_in_two
from dateline.annotate.place_anaphors import find_place_anaphors
from dateline.annotate.place_nameless import find_nameless
from dateline.annotate.place_parts import find_name_parts
from dateline.annotate.places import find_places
from dateline.annotate.quantities import find_quantities
from dateline.annotate.ranges import repair_ranges
from dateline.annotate.times import each_date, find_dateline_times, find_times
from dateline.codebook.actors import ActorTable
from dateline.codebook.classes import load_carrying_verbs
from dateline.codebook.numbers import NumberWords
from dateline.codebook.places import PlaceWords
from dateline.codebook.times import TimeWords
from dateline.gazetteer import Gazetteer
from dateline.model import Reading, Report


@dataclass(frozen=True, slots=True)
class Lexicons:
    """What the finders look words up in."""

    actors: ActorTable
    gazetteer: Gazetteer
    places: PlaceWords
    times: TimeWords
    numbers: NumberWords
    verbs: frozenset[str]  # lemmas of the codebook's verb triggers


def annotate(
    report: Report, parser: Any, words: Lexicons, *, without: Sequence[str] = ()
) -> Reading:
    """The report's reading; its mentions stand in text order.

    `without` names parts of the parser that are left out.
    """
    return _with_mentions(report, parse(report, parser, without), words)


def annotate_in_two(
    report: Report, parser: Any, words: Lexicons
) -> tuple[Reading, Callable[[], Reading]]:
    """The reading in which no names were looked for, and what gives the whole one.

    To be asked where the first is likely to do: both together take longer than `annotate`.
    """
    first, whole = parse_in_two(report, parser)
    return _with_mentions(report, first, words), lambda: _with_mentions(report, whole(), words)


def _with_mentions(report: Report, parsed: Parsed, words: Lexicons) -> Reading:
    tokens, sentences = parsed
    tokens = repair_ranges(repair_gerunds(tokens, load_carrying_verbs()))
    tokens = repair_coordination(tokens)
    reading = Reading(report, repair_headlines(tokens, sentences, words.verbs), sentences)
    times = find_times(reading, words.times)
    # A date is no quantity: quantities are found beside the times.
    dated = replace(reading, mentions=times)
    mentions = (
        *times,
        *find_quantities(dated, words.numbers),
        *find_actors(reading, words.actors),
        *find_places(reading, words.gazetteer, words.places),
        *find_place_anaphors(reading, words.places),
    )
    return replace(reading, mentions=tuple(sorted(mentions, key=lambda m: (m.span, m.kind))))


def with_every_name(reading: Reading, words: Lexicons) -> Reading:
    """The reading as a list of mentions wants it: names inside names, each date, the dateline's.

    Places without a name ("a bridge" that is bombed) are in it, words for a place told before
    ("the city") are left out.
    "Ohio" of "Ohio Supreme Court" names a place and is where nothing happened.
    """
    named = tuple(mention for mention in reading.mentions if mention.label != "anaphor")
    places = tuple(mention for mention in named if mention.kind == "place")
    parts = find_name_parts(reading, words.gazetteer, words.places, places)
    spans = [mention.span for mention in (*places, *parts)]
    nameless = [
        mention
        for mention in find_nameless(reading, words.places)
        if not any(mention.span.overlaps(span) for span in spans)
    ]
    dates = find_dateline_times(reading, words.times)
    apart = (each for m in named for each in each_date(reading, m, words.times))
    every = (*apart, *parts, *nameless, *dates)
    return replace(reading, mentions=tuple(sorted(every, key=lambda m: (m.span, m.kind))))
