"""Places that say where somebody is from: "a Woodbridge man", "R-Fairfax", "30, of Tulsa, Okla.".

Nothing need happen there, so they count among the names within other names.
"""

import re
from collections.abc import Iterator

from dateline.annotate.place_names import LONGEST, Unit, find_runs, find_units, is_cased
from dateline.codebook.case import load_case_words
from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Entry, Gazetteer
from dateline.model import Reading, Span, Token

Part = tuple[Span, int, str, str]  # its words, its head, the name to look up, the rule

_NAME = r"[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,2}"
_PARTY = re.compile(rf"(?:, |\()[RDI]-({_NAME})(?=[,.;)])")
_FROM = frozenset(("of", "from"))


def find_homes(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Part]:
    """Names of towns that the gazetteer holds, told as somebody's home or with their state."""
    yield from _of_residents(reading, gazetteer, words)
    yield from _of_members(reading, gazetteer)
    yield from _with_state(reading, gazetteer, words)


def _of_residents(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Part]:
    """ "A Woodbridge man", "Tulsa firefighters"; "Jane Roe, 30, of Tulsa"."""
    ordinary = load_case_words().ordinary
    for units in _names(reading, words):
        first, last = units[0].first, units[-1].last
        span = Span(reading.tokens[first].start, reading.tokens[last].end)
        name = " ".join(reading.quote(span).split())
        if not (_is_of_place(first, last, reading, words) or _is_persons(first, reading)):
            continue
        plain = {name.lower()} & {*ordinary, *words.common, *words.titles, *words.demonyms}
        if not plain and any(entry.feature == "town" for entry in _exact(name, gazetteer)):
            yield span, last, name, "place.home"


def _names(reading: Reading, words: PlaceWords) -> Iterator[tuple[Unit, ...]]:
    """The names of a report that uses capitals: of "Jane Roe of Tulsa" the one after "of"."""
    if not is_cased(reading.report.text):
        return
    for sentence in reading.sentences:
        for run in find_runs(find_units(reading, sentence, True, words)):
            joints = [at for at, unit in enumerate(run.units) if unit.text in _FROM]
            name = run.units[joints[-1] + 1 if joints else 0 :]
            if 0 < len(name) <= LONGEST:
                yield name


def _is_of_place(first: int, last: int, reading: Reading, words: PlaceWords) -> bool:
    """Whether a noun for those who live somewhere follows at once."""
    following = reading.tokens[last + 1 : last + 2]
    before = reading.tokens[max(first - 1, 0) : first]
    sentence = reading.tokens[first].sentence
    return (
        bool(following)
        and following[0].text.lower() in words.residents
        and following[0].sentence == sentence
        and not (before and before[0].sentence == sentence and before[0].tag == "NNP")
    )


def _is_persons(first: int, reading: Reading) -> bool:
    """Whether "of" joins the name to a person's, over an age: "Jane Roe, 30, of Tulsa"."""
    left = [token for token in reading.tokens[max(first - 5, 0) : first] if token.text != ","]
    if len(left) < 2 or left[-1].text not in _FROM:
        return False
    aged = left[-2].tag == "CD" and 0 < len(left[-2].text) < 4
    owner: Token = left[-3] if aged and len(left) > 2 else left[-2]
    return owner.entity == "PERSON" and owner.tag == "NNP"


def _of_members(reading: Reading, gazetteer: Gazetteer) -> Iterator[Part]:
    """ "Sen. Roe, R-Fairfax": whom a member of a parliament stands for."""
    for match in _PARTY.finditer(reading.report.text):
        yield from _held(match.start(1), match[1].rstrip("."), reading, gazetteer)


def _with_state(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Part]:
    """ "Tulsa, Okla.": a town and the short form of its state, both of them names."""
    short = "|".join(re.escape(form) for form in sorted(words.short_forms, key=len, reverse=True))
    for match in re.finditer(rf"({_NAME}), ({short})\b\.?", reading.report.text):
        state = words.short_forms[match.group(2)]
        inside = [entry for entry in _exact(match.group(1), gazetteer) if entry.adm1_name == state]
        if inside:
            yield from _held(match.start(1), match.group(1), reading, gazetteer)
        yield from _held(match.start(2), match.group(2), reading, gazetteer, state)


def _held(
    start: int, name: str, reading: Reading, gazetteer: Gazetteer, known: str | None = None
) -> Iterator[Part]:
    """The name as a part if the gazetteer holds it as written and the parser read it."""
    span = Span(start, start + len(name))
    tokens = reading.tokens_in(span)
    if tokens and _exact(known or name, gazetteer):
        yield span, tokens[-1].i, name, "place.home"


def _exact(name: str, gazetteer: Gazetteer) -> list[Entry]:
    return [entry for entry in gazetteer.find(name) if entry.match == "exact"]
