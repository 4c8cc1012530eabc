"""Names no gazetteer holds, and the words around a name that make it an area or a site."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from dateline.annotate.place_lists import listed_sense
from dateline.annotate.place_names import (
    ARTICLES,
    PLACE_LABELS,
    Run,
    Unit,
    is_aimed,
    is_setting,
    kind_after,
    span_of,
)
from dateline.annotate.place_sequel import is_held, is_told_as_place
from dateline.codebook.places import PlaceWords
from dateline.model import Reading, Sentence, Token

_NAMING = frozenset(("town", "district", "province"))  # kinds that "of" joins to a name
_QUARTERS = frozenset(
    ("neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods", "suburb", "camp")
)
_LONG = 4  # tokens, "al-" and its hyphen among them
_LISTED = 3  # names in a row, two of them with an article, that are more than one
_FIRM = frozenset(("at", "from", "to", "into"))


@dataclass(frozen=True, slots=True)
class Found:
    """A name that was taken: its first and last token, and what the words around it say."""

    first: int
    last: int
    toponym: str
    senses: tuple[str, ...]
    by: str


def find_unknown(
    run: Run, reading: Reading, words: PlaceWords, places: Container[int], *, listed: bool
) -> Iterator[Found]:
    """A run no gazetteer knows, if the words around it can only be a place's.

    `places`: tokens of the names taken so far. `listed`: "and" joins it to a place.
    """
    core = _core(run, words)
    several = _is_of_several(core, reading, words)
    for units in _parted(core, words, several=several):
        if units and not _named_otherwise(units, words):
            found = _whole(units, reading, words, places, listed)
            if found is not None:
                listed = listed or several
                yield found


def _whole(
    units: list[Unit], reading: Reading, words: PlaceWords, places: Container[int], listed: bool
) -> Found | None:
    first, last = units[0].first, units[-1].last
    if (
        (listed and _is_free(first, last, reading))
        or _looks_like_place(first, last, reading, words)
        or _is_placed_by_sequel(first, last, reading, words, places)
    ):
        toponym = " ".join(reading.quote(span_of(reading, first, last)).split())
        return widened(first, last, toponym, "words", reading, words)
    return None


def _is_of_several(core: list[Unit], reading: Reading, words: PlaceWords) -> bool:
    """ "The neighborhoods of ...": what follows is a list."""
    before = reading.tokens[max(core[0].first - 2, 0) : core[0].first] if core else ()
    return len(before) == 2 and before[1].text == "of" and before[0].text.lower() in words.several


def _parted(units: list[Unit], words: PlaceWords, *, several: bool) -> Iterator[list[Unit]]:
    """A list that has lost its commas, cut: "Tariq al-Bab Salahaddin al-Mashhad" are three names.

    A name with the article stands alone but after a word that names open with, or before one
    that ends it. `several`: a plural says that it is a list.
    """
    articles = [unit.text.partition("-")[0].lower() in ARTICLES for unit in units]
    if len(units) < (_LISTED - 1 if several else _LISTED) or sum(articles) < 2:
        yield units
        return
    piece: list[Unit] = []
    for unit, article in zip(units, articles, strict=True):
        opened = article and len(piece) == 1 and piece[0].text.lower() in words.openings
        ended = article and unit.text.partition("-")[2].lower() in words.endings
        if piece and not (opened or ended):
            yield piece
            piece = []
        piece.append(unit)
    yield piece


def _core(run: Run, words: PlaceWords) -> list[Unit]:
    """The run without kinds and directions at its ends: "Northern", "Neighborhood"."""
    units = list(run.units)
    while units and is_setting(units[0].text, words):
        units.pop(0)
    while units and is_setting(units[-1].text, words):
        units.pop()
    return units


def _named_otherwise(units: list[Unit], words: PlaceWords) -> bool:
    """Whether the name is a person's, an organisation's, a people's or an ordinary word."""
    names = [unit.text.lower().rstrip(".") for unit in units]
    return (
        any(name in words.titles or name in words.organisations for name in names)
        or all(part in words.demonyms for part in names[0].split("-"))
        or (len(names) == 1 and (names[0] in words.common or len(names[0]) < 3))
        or (len(names) == 1 and units[0].text.rstrip("s").isupper() and len(names[0]) < 6)
    )


def _looks_like_place(first: int, last: int, reading: Reading, words: PlaceWords) -> bool:
    tokens = reading.tokens
    sentence = reading.sentences[tokens[first].sentence]
    labels = {token.entity for token in tokens[first : last + 1]}
    before = tokens[max(sentence.first, first - 2) : first]
    of = len(before) == 2 and before[1].text == "of"
    if of and (_naming(before[0], words) or ("ORG" not in labels and _setting(before[0], words))):
        return True
    kind = _kind_ahead(tokens[last + 1 : sentence.last], words)
    if kind is not None and words.kinds[kind[0]] not in ("region", "part"):
        return "ORG" not in labels or kind[0] not in words.held_sites
    if len(before) == 2 and labels <= PLACE_LABELS | {""} and _is_aim(*before, words):
        return True
    if "ORG" not in labels and _after_verb(tokens, first, sentence, words.land_verbs):
        return True
    land = kind is not None and kind[0] in words.landforms
    tract = land or (kind is not None and kind[0] in words.tracts and "ORG" not in labels)
    if tract and _after_verb(tokens, first, sentence, words.place_verbs):
        return True
    start = first - 1 if tokens[first - 1].tag == "DT" else first
    if (
        tract
        and start - 2 >= sentence.first
        and _is_aim(tokens[start - 2], tokens[start - 1], words)
    ):
        return True
    if not _after_preposition(tokens, first, sentence, words):
        return False
    if tract:
        return True
    return labels <= PLACE_LABELS or (
        labels <= PLACE_LABELS | {"", "PERSON"}
        and _surely_placed(tokens, first, words)
        and tokens[last].pos == "PROPN"
        and not (last + 1 < len(tokens) and tokens[last + 1].tag == "POS")
    )


def _is_placed_by_sequel(
    first: int, last: int, reading: Reading, words: PlaceWords, places: Container[int]
) -> bool:
    """ "Babila, a village in Idlib", "attack on Tora in Helmand"; not a body's or a person's name.

    "In" and "of" join a name to what holds it only where a preposition of place governs it.
    """
    if is_told_as_place(last, reading, words):
        return reading.tokens[last].pos == "PROPN"
    labels = {token.entity for token in reading.tokens[first : last + 1]}
    if not labels <= PLACE_LABELS | {"", "PERSON"} or last - first > _LONG:
        return False
    before = reading.tokens[max(first - 1, 0)].text.lower()
    governed = before in words.strong_locative or before in ("at", "on")
    return governed and is_held(last, reading, words, places)


def _kind_ahead(tokens: tuple[Token, ...], words: PlaceWords) -> tuple[str, int] | None:
    """The kind after a name, or after the list it stands in: "Ansari and Marjeh districts"."""
    kind = kind_after(tokens, 0, words)
    if kind is not None:
        return kind
    at = 0
    while at < len(tokens) and at < 12 and _in_list(tokens[at]):
        at += 1
    kind = kind_after(tokens, at, words) if at else None
    return kind if kind is not None and kind[0].endswith("s") else None


def _in_list(token: Token) -> bool:
    return token.text in (",", "and", "-", "al") or token.text[0].isupper()


def _is_free(first: int, last: int, reading: Reading) -> bool:
    """Whether the parser takes the name for nothing that is no place, a person aside."""
    labels = {token.entity for token in reading.tokens[first : last + 1]}
    return labels <= PLACE_LABELS | {"", "PERSON"} and last - first < 4


def _surely_placed(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> bool:
    """A preposition that no person stands after, or a name that begins "Tal", "Kafr"."""
    before, opening = tokens[first - 1].text.lower(), tokens[first].text.lower()
    return before in words.strong_locative or opening in words.openings


def _naming(noun: Token, words: PlaceWords) -> bool:
    word = noun.text.lower()
    return words.kinds.get(word) in _NAMING or word in _QUARTERS


def _setting(noun: Token, words: PlaceWords) -> bool:
    """ "The areas of Hafez", "south of Mayadin"."""
    word = noun.text.lower()
    return word in words.tracts or word in words.directions


def _is_aim(noun: Token, joint: Token, words: PlaceWords) -> bool:
    """ "The bombardment of Hafez", "air strikes on Hafez"."""
    return joint.text in ("of", "on") and is_aimed(noun, words)


def _after_preposition(
    tokens: tuple[Token, ...], first: int, sentence: Sentence, words: PlaceWords
) -> bool:
    for token in tokens[max(sentence.first, first - 3) : first][::-1]:
        if token.text.lower() in words.strong_locative or token.text.lower() in _FIRM:
            return True
        if token.tag not in ("DT", "JJ"):
            return False
    return False


def _after_verb(
    tokens: tuple[Token, ...], first: int, sentence: Sentence, verbs: frozenset[str]
) -> bool:
    left = [token for token in tokens[sentence.first : first] if token.tag != "DT"]
    return bool(left) and left[-1].pos == "VERB" and left[-1].lemma in verbs


def widened(
    first: int, last: int, toponym: str, by: str, reading: Reading, words: PlaceWords
) -> Found:
    """The name with the words that make it an area or a site, and what those say."""
    sentence = reading.sentences[reading.tokens[first].sentence]
    shared = listed_sense(first, last, reading, words)
    first, before = _to_the_left(first, sentence, reading, words, unknown=by == "words")
    last, after = _to_the_right(last, sentence, reading, words)
    senses = (*before, *after)
    if shared and not any(sense.startswith(("kind:", "part:", "site:")) for sense in senses):
        senses = (*senses, shared)
    return Found(first, last, toponym, senses, f"place.{by}")


def _to_the_left(
    first: int, sentence: Sentence, reading: Reading, words: PlaceWords, *, unknown: bool
) -> tuple[int, list[str]]:
    tokens, senses = reading.tokens, []
    while first > sentence.first and tokens[first - 1].text.lower() in words.directions:
        first -= 1
        senses.append(f"direction:{tokens[first].text.lower()}")
    if first - 2 >= sentence.first and tokens[first - 1].text.lower() == "of":
        noun = tokens[first - 2].text.lower()
        kind = words.kinds.get(noun)
        if kind in ("part", "town", "district", "province") or (unknown and noun in _QUARTERS):
            senses.append(_sense(kind or "", noun))
            first -= 2
    return first, senses


def _to_the_right(
    last: int, sentence: Sentence, reading: Reading, words: PlaceWords
) -> tuple[int, list[str]]:
    tokens, senses = reading.tokens[: sentence.last], []
    at = last + 1
    if at < len(tokens) and tokens[at].tag == "POS":
        at += 1
    while at < len(tokens) and tokens[at].text.lower() in words.directions:
        senses.append(f"direction:{tokens[at].text.lower()}")
        at += 1
    kind = kind_after(tokens, at, words)
    if kind is None or (at > last + 1 and words.kinds[kind[0]] != "part"):
        return last, []
    phrase, end = kind
    if phrase in words.several:
        return last, []
    return end, [*senses, _sense(words.kinds[phrase], phrase)]


def _sense(kind: str, noun: str) -> str:
    return f"{kind}:{noun}" if kind in ("part", "site") else f"kind:{kind}"
