"""Places inside other words: "Ohio" in "Ohio Supreme Court", "Beirut-based", the dateline.

They are no place where anything happens, so `find_places` leaves them out; those who want
every place name of a text get them, label "part".
"""

from collections.abc import Iterator

from dateline.annotate.place_evidence import ACCEPTED, Around, weigh_inside
from dateline.annotate.place_homes import Part, find_homes
from dateline.annotate.place_names import kind_after
from dateline.annotate.place_spots import Spot
from dateline.annotate.places import named_runs, spots_of
from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Gazetteer
from dateline.model import Mention, Reading, Span, Token
from dateline.syntax import dateline_span

_HYPHENS = frozenset("-–‑")
_GREAT = 50_000  # people in a town that is known without its country
_FAME = 2.0  # of a name that stands in the text as a place's as well
_DIVISION = 1.5  # of "County" after the name of one


def find_name_parts(
    reading: Reading, gazetteer: Gazetteer, words: PlaceWords, places: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Place names within other names and compounds, and datelines; `places` are those found."""
    taken = {at for mention in places for at in _token_range(reading, mention)}
    homes = tuple(find_homes(reading, gazetteer, words))
    known = frozenset(mention.keys[0].casefold() for mention in places)
    known |= {toponym.casefold() for _, _, toponym, _ in homes}
    found: list[Mention] = []
    for span, head, toponym, by in (
        *homes,
        *_within_names(reading, gazetteer, words, known),
        *_within_compounds(reading, gazetteer, words, known),
        *_datelines(reading, gazetteer),
    ):
        tokens = {token.i for token in reading.tokens_in(span)}
        if not tokens & taken:
            taken |= tokens
            found.append(Mention("place", span, head, "part", (toponym,), by))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _token_range(reading: Reading, mention: Mention) -> Iterator[int]:
    return (token.i for token in reading.tokens_in(mention.span))


def _within_names(
    reading: Reading, gazetteer: Gazetteer, words: PlaceWords, known: frozenset[str]
) -> Iterator[Part]:
    around = Around(countries=frozenset())
    for run in named_runs(reading, words):
        for spot in spots_of(run, reading, gazetteer, words):
            weight = weigh_inside(spot, reading, words, around)
            weight += _told_elsewhere(spot, known) + _division(spot, reading, words)
            if weight >= ACCEPTED:
                span = Span(
                    reading.tokens[spot.first_token].start, reading.tokens[spot.last_token].end
                )
                yield span, spot.last_token, spot.toponym, "place.part"


def _told_elsewhere(spot: Spot, known: frozenset[str]) -> float:
    return _FAME if spot.toponym.casefold() in known else 0.0


def _division(spot: Spot, reading: Reading, words: PlaceWords) -> float:
    """ "Boone County Sheriff": the word says what the name is, and there is such a district."""
    kind = kind_after(reading.tokens, spot.last_token + 1, words)
    fits = {"district": "adm2", "province": "adm1"}.get(words.kinds[kind[0]]) if kind else None
    held = any(entry.feature == fits and entry.match == "exact" for entry in spot.entries)
    return _DIVISION + 1.0 if held else 0.0


def _within_compounds(
    reading: Reading, gazetteer: Gazetteer, words: PlaceWords, known: frozenset[str]
) -> Iterator[Part]:
    """ "Beirut-based", "the Washington-Moscow route"."""
    for token in reading.tokens:
        if token.text[:1].isupper() and _is_hyphenated(token, reading):
            name = token.text
            if name.casefold() in known or _is_great(name, gazetteer, words):
                yield Span(token.start, token.end), token.i, name, "place.compound"


def _is_hyphenated(token: Token, reading: Reading) -> bool:
    after = reading.tokens[token.i + 1 : token.i + 2]
    before = reading.tokens[max(token.i - 1, 0) : token.i]
    followed = bool(after) and after[0].text in _HYPHENS and after[0].start == token.end
    led = bool(before) and before[0].text in _HYPHENS and before[0].end == token.start
    return followed or (led and reading.tokens[token.i - 2].text[:1].isupper())


def _is_great(name: str, gazetteer: Gazetteer, words: PlaceWords) -> bool:
    if name.lower() in words.demonyms or name.lower() in words.common or len(name) < 3:
        return False
    return any(
        entry.match == "exact" and (entry.feature == "country" or entry.population >= _GREAT)
        for entry in gazetteer.find(name)
    )


def _datelines(reading: Reading, gazetteer: Gazetteer) -> Iterator[Part]:
    """Where the reporter was: the report's own dateline, and capitals before a dash."""
    dateline = reading.report.dateline
    if dateline is not None and dateline.place is not None and reading.tokens:
        yield from _dateline(reading, dateline.place, gazetteer)
    for sentence in reading.sentences:
        span = dateline_span(reading, sentence)
        if span is not None:
            yield from _dateline(reading, span, gazetteer)


def _dateline(reading: Reading, span: Span, gazetteer: Gazetteer) -> Iterator[Part]:
    name = reading.quote(span)
    if any(entry.match == "exact" for entry in gazetteer.find(name)):
        near = reading.tokens_in(span) or reading.tokens[:1]
        yield span, near[-1].i, name, "place.dateline"
