"""Where an event happened: the places its mentions name, the finest first, no neighbour's.

Syntax before the sentence, the sentence before the story: the mention that tells the event
best says where; a later mention may say more exactly where within it, or name a place of its
own outright ("in Homs"). Where grammar gives nothing, `place_inference` looks further.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.codebook.traits import Traits
from dateline.model import Happening, Mention, Place, Proposal, Reading, Span
from dateline.resolve.place_inference import (
    Placed,
    place_in_sentence,
    place_of_country,
    place_of_story,
)
from dateline.resolve.place_links import is_doers, is_home, is_landmark, is_whose, slot_of, tie_of
from dateline.resolve.place_order import EXACT, holds

_WITHIN = re.compile(
    r"\s*(?:,|\(|in|of|in the|of the|,? near|east of|west of|north of|south of"
    r"|[oi]n the (?:outskirts|edge|suburbs|countryside) of(?: the capital)?)\s*"
)
_LIST = re.compile(r"\s*(?:, and|,|and|as well as)\s+")
_PARTS = ("suburb", "neighborhood", "neighbourhood", "quarter")
_OUTRIGHT = ("in", "at", "on")
_PATHS = ("from", "to", "into", "toward", "towards")
FAR = 15  # words after the event's word: a country named so late is seldom where it happened


def choose_places(
    happening: Happening,
    proposals: Sequence[Proposal],
    places: Mapping[Mention, Place],
    reading: Reading,
    traits: Traits,
) -> tuple[Place, ...]:
    """Where a happening took place, in text order, each place with its reasons.

    `proposals` are its mentions, the most telling first. () for a type that has no scene.
    """
    if happening.type in traits.unplaced:
        return ()
    moves = happening.type in traits.moves

    def is_scene(mention: Mention) -> bool:
        return (
            bool(places[mention].name)
            and (moves or not is_home(mention, happening, reading))
            and not is_doers(mention, happening, reading)
            and not is_whose(mention)
        )

    def spans_of(name: str | None) -> list[Span]:
        """Where the report names a place as a scene."""
        same = (mention for mention, place in places.items() if place.name == name)
        return [mention.span for mention in same if is_scene(mention)]

    arguments = [a.head for p in proposals for a in p.arguments if a.role == "place"]
    heads = (*(p.head for p in happening.proposals), *arguments)
    around = reading.mentions_of(*(reading.tokens[head].sentence for head in heads))
    scenes = {m: places[m] for m in around if m.kind == "place" and is_scene(m)}
    told = _told(proposals, scenes, reading, moves=moves)
    talked = happening.type in traits.talked
    told = told or place_in_sentence(happening, scenes, reading, traits)
    if not told and not talked:
        told = place_of_story(happening, places, reading)
    if not told and happening.type in traits.nationwide:
        told = place_of_country(places)
    kept = [
        replace(place, near=place.near or is_landmark(reading, mention))
        for mention, place in _finest(told)
        if not _closes(place, told, spans_of, reading)
    ]
    return tuple(sorted(kept, key=lambda place: place.span))


def _told(
    proposals: Sequence[Proposal], scenes: Mapping[Mention, Place], reading: Reading, *, moves: bool
) -> list[Placed]:
    """The places that a happening's mentions name, each once."""
    told: list[Placed] = []
    signed = _by_grammar(proposals)
    for proposal in proposals:
        here = _named(proposal, signed, scenes, reading, moves=moves)
        here = _exact(_own(here, proposal, reading, moves=moves), reading)
        told += [each for each in here if _adds(each, told, proposal, reading)]
    return told


def _by_grammar(proposals: Iterable[Proposal]) -> str:
    """How the places that count are signed: a network's only where grammar gives none.

    On reports it had not learned from, the network's places were right less often.
    """
    places = [a for proposal in proposals for a in proposal.arguments if a.role == "place"]
    return "place." if any(a.by.startswith("place.") for a in places) else ""


def _named(
    proposal: Proposal,
    signed: str,
    scenes: Mapping[Mention, Place],
    reading: Reading,
    *,
    moves: bool,
) -> list[Placed]:
    """A mention's places, each name once, as it is said first."""
    by_span = {mention.span: mention for mention in scenes}
    found: dict[str | None, Placed] = {}
    for argument in proposal.arguments:
        mention = by_span.get(argument.span)
        if argument.role == "place" and argument.by.startswith(signed) and mention is not None:
            place = scenes[mention]
            reason = f"{_whose(argument.by)} ties it to “{reading.quote(proposal.trigger)}”"
            relation = argument.relation if moves else "at"
            place = replace(place, relation=relation, reasons=(*place.reasons, reason))
            found.setdefault(place.name, (mention, place))
    return list(found.values())


def _whose(by: str) -> str:
    """Who gives words a place in an event, for the reader of the reasons."""
    if by.startswith("place."):
        return "grammar"
    return "the language model" if by.startswith("llm:") else "the network"


def _exact(here: list[Placed], reading: Reading) -> list[Placed]:
    """Without what is only a landmark: "Ain Tarma, east of Damascus"."""
    scene = [placed for placed in here if not is_landmark(reading, placed[0])]
    return scene if any(place.precision in EXACT for _, place in scene) else here


def _own(here: list[Placed], proposal: Proposal, reading: Reading, *, moves: bool) -> list[Placed]:
    """Without what belongs to another clause, or is a path of something that does not move.

    Something of the kind stays where there is nothing better. A province or country long
    after the event's word goes in any case.
    """
    near = [each for each in here if tie_of(reading, each[0], proposal.head) != "aside"] or here
    still = near if moves else [e for e in near if slot_of(reading, e[0]) not in _PATHS] or near
    return [
        (mention, place)
        for mention, place in still
        if place.precision in EXACT or _begins(reading, mention) - proposal.head <= FAR
    ]


def _begins(reading: Reading, mention: Mention) -> int:
    """The first token of a place and of whose it is: "Syria's eastern Deir al-Zor province"."""
    return reading.subtree(mention.head)[0]


def _adds(placed: Placed, told: list[Placed], proposal: Proposal, reading: Reading) -> bool:
    """Whether a mention's place is news: the first said, within one said before, or outright."""
    known = [place for _, place in told]
    mention, place = placed
    if any(other.name == place.name for other in known):
        return False
    if not known or any(holds(other, place) for other in known):
        return True
    return (
        place.precision in EXACT
        and mention.label != "anaphor"
        and slot_of(reading, mention) in _OUTRIGHT
        and tie_of(reading, mention, proposal.head) == "under"
    )


def _finest(told: list[Placed]) -> list[Placed]:
    """Without places that merely hold another one."""
    return [
        (mention, place)
        for mention, place in told
        if not any(holds(place, other) and not _is_second(place, other) for _, other in told)
    ]


def _is_second(place: Place, fine: Place) -> bool:
    """A site keeps its town beside it (codebook section 2), either of them its district."""
    pairs = (("site", "town"), ("site", "district"), ("town", "district"))
    return (fine.precision, place.precision) in pairs


def _closes(
    place: Place,
    told: Sequence[Placed],
    spans_of: Callable[[str | None], Sequence[Span]],
    reading: Reading,
) -> bool:
    """Whether a place only says where the one before it lies: "Douma in Eastern Ghouta"."""
    if place.precision == "district":
        return False
    if _leads(place, told, reading):
        return True
    others = [other for _, other in told if other.name != place.name]
    spans = spans_of(place.name) if others else ()
    for other in others:
        if _leads(other, told, reading):
            continue
        joined = any(
            _WITHIN.fullmatch(joint := reading.report.text[one.end : two.start])
            and not (joint.strip() == "," and _is_followed(two, told, reading))
            for one, two in _next_to(spans_of(other.name), spans)
        )
        fine = other.precision in ("town", "district")
        coarse = place.precision not in ("town", "district")
        if joined and (fine or (other.precision == "site" and coarse)):
            return True
    return False


def _next_to(before: Sequence[Span], after: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each span of `after` with the last of `before` that ends before it begins."""
    ends = sorted(before, key=lambda span: span.end)
    for two in after:
        at = bisect_right(ends, two.start, key=lambda span: span.end)
        if at:
            yield ends[at - 1], two


def _is_followed(span: Span, told: Iterable[Placed], reading: Reading) -> bool:
    """Whether the list goes on: after the comma of "Kafr Zita, Morek and Latamneh" stands one more.

    "Douma, Syria" is no list, nor is the end of "in Aleppo and Douma, Syria".
    """
    text = reading.report.text
    return any(
        _LIST.fullmatch(text[span.end : other.start])
        for mention, _ in told
        if (other := mention.span).start > span.end
    )


def _leads(place: Place, told: Iterable[Placed], reading: Reading) -> bool:
    """Whether a place only says what the next is a part of: "the Damascus suburb of Daraya"."""
    if place.precision == "site" or not place.quote.lower().endswith(_PARTS):
        return False
    text = reading.report.text[place.span.end :]
    return any(
        text[: other.span.start - place.span.end].strip() == "of"
        for _, other in told
        if other.span.start > place.span.end
    )
