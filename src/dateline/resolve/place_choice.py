"""Where an event happened: the places its mentions name, the finest first, no neighbour's.

Syntax before the sentence, the sentence before the story: the mention that tells the
event best says where; a later mention may only say more exactly where within it. Without
a place in any mention's clause, the nearest one of its sentence is taken.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.model import Happening, Mention, Place, Proposal, Reading, Relation
from dateline.resolve.place_order import holds
from dateline.syntax import is_party

_WITHIN = re.compile(
    r"\s*(?:,|\(|in|of|in the|of the|,? near|east of|west of|north of|south of)\s*"
)
_ALOOF = frozenset(
    "near outside off beyond north south east west northeast northwest southeast southwest "
    "kilometer kilometre mile km".split()
)

Placed = tuple[Mention, Place]


def choose_places(
    happening: Happening,
    proposals: Sequence[Proposal],
    places: Mapping[Mention, Place],
    reading: Reading,
    *,
    moves: bool,
) -> tuple[Place, ...]:
    """Where a happening took place, in text order, each place with its reasons.

    `proposals` are its mentions, the most telling first; `moves`: whether its type knows
    whence and whither.
    """
    places = {
        mention: place
        for mention, place in places.items()
        if place.name and not (not moves and _is_home(mention, happening, reading))
        if not _is_doers(mention, happening, reading)
    }
    named = {mention.span: (mention, place) for mention, place in places.items()}
    told: list[Placed] = []
    signed = _by_grammar(proposals)
    for proposal in proposals:
        relations = {
            a.span: a.relation
            for a in proposal.arguments
            if a.role == "place" and a.by.startswith(signed)
        }
        here = _once(
            _related(named[span], relation if moves else "at")
            for span, relation in relations.items()
            if span in named
        )
        told += [each for each in _scene(here, reading) if _adds(each, told)]
    told = told or _in_sentence(happening, places, reading)
    kept = [place for _, place in _finest(told) if not _closes(place, told, places, reading)]
    return tuple(sorted(kept, key=lambda place: place.span))


def _is_home(mention: Mention, happening: Happening, reading: Reading) -> bool:
    """Where somebody or something comes from: "a man from Minsk", "condemnation from Bonn"."""
    above = reading.tokens[reading.tokens[mention.head].head]
    if above.pos != "ADP" or above.lemma != "from":
        return False
    over = reading.tokens[above.head]
    heads = {proposal.head for proposal in happening.proposals}
    return over.pos in ("NOUN", "PROPN") and over.i not in heads


def _is_doers(mention: Mention, happening: Happening, reading: Reading) -> bool:
    """Whose act it is: "US air strikes". "The Syria conflict" is where it is."""
    token = reading.tokens[mention.head]
    return token.dep in ("compound", "nmod", "amod") and any(
        token.head == proposal.head and argument.role == "agent"
        for proposal in happening.proposals
        if proposal.type != "battle"
        for argument in proposal.arguments
        if argument.span.overlaps(mention.span)
    )


def _by_grammar(proposals: Iterable[Proposal]) -> str:
    """How the places that count are signed: a network's only where grammar gives none.

    On reports it had not learned from, the network's places were right less often.
    """
    places = [a for proposal in proposals for a in proposal.arguments if a.role == "place"]
    return "place." if any(a.by.startswith("place.") for a in places) else ""


def _once(placed: Iterable[Placed]) -> list[Placed]:
    """Each name once, as it is said first."""
    found: dict[str | None, Placed] = {}
    for each in placed:
        found.setdefault(each[1].name, each)
    return list(found.values())


def _related(placed: Placed, relation: Relation) -> Placed:
    return placed[0], replace(placed[1], relation=relation)


def _scene(here: list[Placed], reading: Reading) -> list[Placed]:
    """Without what is only a landmark: "Ain Tarma, east of Damascus"."""
    scene = [placed for placed in here if not _is_landmark(placed[0], reading)]
    exact = any(place.precision in ("site", "town", "district") for _, place in scene)
    return scene if exact else here


def _is_landmark(mention: Mention, reading: Reading) -> bool:
    above = reading.tokens[reading.tokens[mention.head].head]
    if above.pos != "ADP":
        return False
    over = reading.tokens[above.head].lemma
    return above.lemma in _ALOOF or (above.lemma in ("of", "from", "to") and over in _ALOOF)


def _adds(placed: Placed, told: list[Placed]) -> bool:
    """Whether a mention's place is news: the first said, or within what was said before."""
    known = [place for _, place in told]
    if any(place.name == placed[1].name for place in known):
        return False
    return not known or any(holds(place, placed[1]) for place in known)


def _in_sentence(
    happening: Happening, places: Mapping[Mention, Place], reading: Reading
) -> list[Placed]:
    """The nearest place of a sentence that tells the happening, though of another clause."""
    heads = [proposal.head for proposal in happening.proposals]
    sentences = {reading.tokens[head].sentence for head in heads}
    near = [
        (min(abs(mention.head - head) for head in heads), mention.span, mention)
        for mention, place in places.items()
        if reading.tokens[mention.head].sentence in sentences and not is_party(reading, mention)
    ]
    if not near:
        return []
    mention = min(near, key=lambda each: each[:2])[2]
    reasons = (*places[mention].reasons, "the nearest place of the sentence")
    return [(mention, replace(places[mention], basis="inferred", reasons=reasons))]


def _finest(told: list[Placed]) -> list[Placed]:
    """Without places that merely hold another one; a site keeps its town beside it."""
    return [
        (mention, place)
        for mention, place in told
        if not any(holds(place, other) and not _is_second(place, other) for _, other in told)
    ]


def _is_second(place: Place, site: Place) -> bool:
    return site.precision == "site" and place.precision == "town"


def _closes(
    place: Place, told: Iterable[Placed], places: Mapping[Mention, Place], reading: Reading
) -> bool:
    """Whether a place only says where the one before it lies: "Douma in the Eastern Ghouta area".

    A site keeps its town beside it (codebook section 2).
    """
    spans = [mention.span for mention, other in places.items() if other.name == place.name]
    for _, other in told:
        if other.name == place.name:
            continue
        before = [m.span for m, same in places.items() if same.name == other.name]
        joined = any(
            one.end <= two.start and _WITHIN.fullmatch(reading.report.text[one.end : two.start])
            for one in before
            for two in spans
        )
        fine = other.precision in ("town", "district")
        coarse = place.precision not in ("town", "district")
        if joined and (fine or (other.precision == "site" and coarse)):
            return True
    return False
