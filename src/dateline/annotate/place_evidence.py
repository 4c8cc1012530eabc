"""What speaks for and against a name being a place's: a sum of small weights.

A name that reaches ACCEPTED is taken. The weights are set by hand and by trial; each
stands for one thing that can be seen in the sentence.
"""

from dataclasses import dataclass

from dateline.annotate.place_lists import listed_sense
from dateline.annotate.place_names import PLACE_LABELS, is_aimed, kind_after
from dateline.annotate.place_sequel import is_held, is_told_as_place
from dateline.annotate.place_spots import Spot, is_metropolis, left_over
from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Entry
from dateline.model import Reading, Token

ACCEPTED = 2.0

_LABELS = {"GPE": 1.5, "LOC": 1.0, "FAC": 0.7, "": 0.0, "PERSON": -1.0, "ORG": -0.6, "NORP": -0.5}
_OTHER_LABEL = -1.5
_LINKING = frozenset((",", "and", "or", "&", "/", "(", "in"))
_SAYING = frozenset(("said", "says", "told", "added", "tweeted", "wrote"))
_LEADING_TAGS = frozenset(("DT", "JJ", "JJS", "PDT", "VBN", "NNP", "NN", "CD"))
_WELL_KNOWN = 60_000
_TELLING = 6  # letters of a name that places spelled otherwise may go by
_GREAT = 50_000  # people in a town that a preposition is enough for
_MAYBE_PLACE = PLACE_LABELS | {""}
_DOUBTFUL_LABELS = _MAYBE_PLACE | {"ORG", "PERSON", "PRODUCT"}
# What the parser takes towns for that its training texts lack, above all in headlines.
_ODD_LABELS = frozenset(("NORP", "LANGUAGE", "WORK_OF_ART", "LAW", "EVENT"))
_OF_PEOPLE = frozenset(("of", "on", "against", "over", "between", "to", "at"))
_REACH = 5  # words between a preposition and the name it governs: "in the northern Syrian town of"


@dataclass(frozen=True, slots=True)
class Around:
    """What the rest of the report says: names taken so far, and the countries it is about."""

    taken: frozenset[str] = frozenset()  # case-folded
    tokens: frozenset[int] = frozenset()  # that are part of a name taken so far
    countries: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()  # of them those it names, not only whose people it tells of


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the words beside a spot say, whatever the rest of the report does."""

    labelled: float
    before: float
    after: float
    against: float
    told: bool  # "Homs, where"
    listed: bool  # under one noun with others


class Scales:
    """Weighs the spots of one reading; what the words beside one say is found out once."""

    def __init__(self, reading: Reading, words: PlaceWords) -> None:
        self._reading = reading
        self._words = words
        self._known: dict[tuple[int, int], _Beside] = {}

    def weigh(self, spot: Spot, around: Around) -> float:
        """How strongly a spot looks like the name of a place."""
        reading, words, beside = self._reading, self._words, self._beside(spot)
        weight = (
            _known(spot, words, around)
            + beside.labelled
            + beside.before
            + beside.after
            + _sequel(spot, beside, reading, words, around)
            + beside.against
            + (1.5 if spot.toponym.casefold() in around.taken else 0.0)
            + (1.2 if _listed(spot, reading, words, around) else 0.0)
            + (1.5 if beside.listed else 0.0)
        )
        if weight >= ACCEPTED or beside.against < 0 or beside.before < 0:
            return weight
        if _is_elsewhere(spot, around) and not _is_great_town(spot, reading, words):
            return weight
        return ACCEPTED if _stands_firm(spot, reading, words, around) else weight

    def _beside(self, spot: Spot) -> _Beside:
        at = spot.first_token, spot.last_token
        if at not in self._known:
            reading, words = self._reading, self._words
            self._known[at] = _Beside(
                _labelled(spot, reading, words),
                _before(spot, reading, words),
                _after(spot, reading, words),
                left_over(spot, words) + _guarded(spot, reading, words),
                is_told_as_place(spot.last_token, reading, words),
                listed_sense(*at, reading, words) is not None,
            )
        return self._known[at]


def _is_great_town(spot: Spot, reading: Reading, words: PlaceWords) -> bool:
    """Whether a name is of a town everybody may mean, and not of a person met there."""
    labels = {reading.tokens[unit.last].entity for unit in spot.units if unit.named}
    left = _words_before(spot, reading)
    moved = bool(left) and _is_motion(left[-1], reading, words)
    great = any(e.match == "exact" and e.population >= _WELL_KNOWN for e in spot.entries)
    return great and (moved or "PERSON" not in labels)


def _is_motion(ahead: Token, reading: Reading, words: PlaceWords) -> bool:
    """ "retreated to", "driven from": a verb of going and its preposition."""
    went = reading.tokens[ahead.head].lemma in words.motion_verbs
    return went and ahead.text.lower() in ("to", "from")


def _is_elsewhere(spot: Spot, around: Around) -> bool:
    """Whether the report is about countries that have no place of this name."""
    exact = [entry for entry in spot.entries if entry.match == "exact"]
    homes = {entry.country for entry in exact or spot.entries}
    return bool(around.told) and not homes & around.countries


def _stands_firm(spot: Spot, reading: Reading, words: PlaceWords, around: Around) -> bool:
    """A known town straight after a word places stand after: "strike on Douma", "left Manbij".

    Of a name the parser takes for a person's, "on" and "of" say so only after a noun of an
    act aimed at places or of the land around one: "strike on", "siege of", "outskirts of",
    not "pressure on", "trial of".
    """
    left = _words_before(spot, reading)
    if not left:
        return False
    *further, ahead = left
    word = ahead.text.lower()
    noun = further[-1].lemma if further else ""
    over = reading.tokens[ahead.head]  # "shelling by the army on Douma" hangs on the shelling
    aimed = bool(further) and (is_aimed(further[-1], words) or is_aimed(over, words))
    aimed = aimed or (word == "of" and noun in words.outlying)
    firmly = word in words.strong_locative or ahead.tag == "NNS"
    labels = {reading.tokens[unit.last].entity for unit in spot.units if unit.named}
    labels = labels - _ODD_LABELS if firmly else labels
    if not labels <= _fitting_labels(spot, around, aimed=aimed, firmly=firmly):
        return False
    if word in _OF_PEOPLE and "PERSON" in labels:
        return aimed or _is_motion(ahead, reading, words)
    if word == "of":
        return aimed or noun in words.of_places or noun in words.titles
    return _is_verb_of_place(ahead, words) or word in words.locative


def _fitting_labels(spot: Spot, around: Around, *, aimed: bool, firmly: bool) -> frozenset[str]:
    """What the parser may take a name for that its words make a place's; the rarer, the less.

    Of places of one name those count that lie in a country the report is about.
    """
    here = [entry for entry in spot.entries if entry.country in around.countries] or spot.entries
    towns = [entry for entry in here if entry.match != "loose"]
    if any(entry.population >= _GREAT for entry in towns):
        return _DOUBTFUL_LABELS
    if len(towns) == 1:
        return _MAYBE_PLACE | {"PERSON"} if aimed else _MAYBE_PLACE
    one_country = len({entry.country for entry in here}) == 1
    spelled_alike = not towns and one_country and len(spot.toponym) >= _TELLING
    return _DOUBTFUL_LABELS if spelled_alike and (aimed or firmly) else frozenset()


def _is_verb_of_place(ahead: Token, words: PlaceWords) -> bool:
    """ "Besieged Homs"; in headlines the parser takes the verb of "jets hit Homs" for a noun."""
    return ahead.lemma in words.place_verbs and (ahead.pos == "VERB" or ahead.tag == "NNS")


def _words_before(spot: Spot, reading: Reading) -> tuple[Token, ...]:
    """The words of the sentence before the name, articles left out."""
    sentence = reading.sentences[reading.tokens[spot.first_token].sentence]
    left = reading.tokens[sentence.first : spot.first_token]
    return tuple(token for token in left if token.tag != "DT")


def weigh_inside(spot: Spot, reading: Reading, words: PlaceWords, around: Around) -> float:
    """How strongly a spot looks like a place's name within the name of something else."""
    inside = reading.tokens[spot.last_token].entity in ("ORG", "FAC", "GPE", "LOC", "")
    bonus = 0.6 if inside else -1.5
    return _known(spot, words, around) + _guarded(spot, reading, words) + bonus


def _listed(spot: Spot, reading: Reading, words: PlaceWords, around: Around) -> bool:
    """Whether a name taken so far stands beside it: "Homs, Hama and ...", "..., Syria"."""
    return any(
        _beside(start, step, reading, words, around)
        for start, step in ((spot.first_token - 1, -1), (spot.last_token + 1, 1))
    )


def _beside(at: int, step: int, reading: Reading, words: PlaceWords, around: Around) -> bool:
    links = 0
    while 0 <= at < len(reading.tokens) and reading.tokens[at].text.lower() in _LINKING:
        at, links = at + step, links + 1
    if step < 0 <= at and reading.tokens[at].text.lower() in words.kinds:
        at -= 1  # "Homs province and Hama"
    return links > 0 and at in around.tokens


def _known(spot: Spot, words: PlaceWords, around: Around) -> float:
    """How well known the best place of this name is, and whether the report is about there."""
    if spot.region is not None:
        return 2.0
    close = [entry for entry in spot.entries if entry.match != "loose"]
    if not close:
        at_home = any(entry.country in around.countries for entry in spot.entries)
        return (1.2 if at_home else -1.0) + _opening(spot, words)
    at_home = any(entry.country in around.countries for entry in close)
    best = max(_fame(entry) for entry in close)
    return best + (1.0 if at_home else 0.0) + _opening(spot, words)


def _opening(spot: Spot, words: PlaceWords) -> float:
    """Names that begin "Tal", "Kafr", "Jabal" are hardly ever a person's."""
    several = len(spot.units) > 1
    return 1.0 if several and spot.units[0].text.lower() in words.openings else 0.0


def _fame(entry: Entry) -> float:
    if entry.feature == "country":
        return 2.0
    if entry.feature == "adm1":
        return 1.5
    for least, worth in ((500_000, 1.5), (100_000, 1.2), (15_000, 0.8)):
        if entry.population >= least:
            return worth
    return 0.5


def _labelled(spot: Spot, reading: Reading, words: PlaceWords) -> float:
    if spot.region is not None and len(spot.units) > 1:
        return 0.0  # nobody is called "Sahl al-Ghab"
    labels = [reading.tokens[unit.last].entity for unit in spot.units if unit.named]
    if _opening(spot, words):  # the parser takes "Kafr Zita" for a person's name
        labels = ["" if label == "PERSON" else label for label in labels]
    subject = reading.tokens[spot.last_token].dep == "nsubj"
    if subject and "PERSON" in labels and not _is_country(spot):
        return -2.0
    great = bool(spot.entries) and spot.entries[0].population >= _GREAT
    other = -0.5 if great or _is_country(spot) else _OTHER_LABEL  # "Niger" is read as a book
    weights = [_LABELS.get(label, other) for label in labels]
    return sum(weights) / len(weights) if weights else 0.0


def _is_country(spot: Spot) -> bool:
    return bool(spot.entries) and spot.entries[0].feature == "country"


def _before(spot: Spot, reading: Reading, words: PlaceWords) -> float:
    """The words to the left: "in", "the town of", "northern", "Gen."."""
    first = reading.sentences[reading.tokens[spot.first_token].sentence].first
    left = reading.tokens[first : spot.first_token][::-1]
    if not left:
        return 0.0
    word = left[0].text.lower().rstrip(".")
    if word in words.titles:
        return -3.0
    score = 0.0
    if word in words.directions:
        score += 1.0
    if word == "of" and len(left) > 1:
        noun = left[1].text.lower()
        if noun == "out":
            return score + 0.7
        return score + (2.2 if noun in words.kinds else 1.2 if noun in words.of_places else 0.0)
    if word in words.kinds and words.kinds[word] != "site":
        score += 0.8
    return score + _governed(left, words)


def _governed(left: tuple[Token, ...], words: PlaceWords) -> float:
    """A preposition or a verb of going and taking, over articles and adjectives."""
    for token in left[:_REACH]:
        word = token.text.lower()
        if word in words.strong_locative:
            return 1.2
        if word in words.locative:
            return 0.7 if word in ("to", "from", "at", "into", "on") else 0.3
        if token.lemma in words.place_verbs and token.pos == "VERB":
            return 1.2
        if token.tag not in _LEADING_TAGS and word not in words.directions:
            return 0.0
    return 0.0


def _after(spot: Spot, reading: Reading, words: PlaceWords) -> float:
    """The words to the right: "province", "airbase", a verb of speech."""
    sentence = reading.sentences[reading.tokens[spot.last_token].sentence]
    right = reading.tokens[spot.last_token + 1 : sentence.last]
    if not right:
        return 0.0
    kind = kind_after(right, 0, words)
    if kind is not None:
        return 1.0 if words.kinds[kind[0]] == "site" else 1.5
    if right[0].text.lower() in words.directions and len(right) > 1 and kind_after(right, 1, words):
        return 1.2
    if _is_scene_verb(right, words):
        return 1.8
    label = reading.tokens[spot.last_token].entity
    return -1.0 if right[0].text.lower() in _SAYING and label != "GPE" else 0.0


def _is_scene_verb(right: tuple[Token, ...], words: PlaceWords) -> bool:
    """ "Homs witnesses fierce clashes", whose verb the parser may take for a noun."""
    follows = right[1:2] and right[1].pos in ("NOUN", "NUM", "ADJ", "DET")
    return right[0].lemma in words.scene_verbs and (right[0].pos == "VERB" or bool(follows))


def _sequel(
    spot: Spot, beside: _Beside, reading: Reading, words: PlaceWords, around: Around
) -> float:
    """ "Homs, where", "Babila, a town that", "Tora near Kabul"."""
    if not any(entry.match != "loose" for entry in spot.entries):
        return 0.0
    if beside.told:
        return 1.5
    return 0.8 if is_held(spot.last_token, reading, words, around.tokens, near=True) else 0.0


def _guarded(spot: Spot, reading: Reading, words: PlaceWords) -> float:
    """Words that are places somewhere and other things everywhere; demonyms are never places."""
    name = spot.toponym.lower().rstrip(".")
    if name in words.demonyms:
        return -9.0
    if len(spot.units) > 1:
        return -3.0 if name in words.common else _uncased(spot) if spot.toponym.islower() else 0.0
    token = reading.tokens[spot.first_token]
    if name in words.common or name in words.titles or name in words.kinds:
        return -2.5
    if name in words.organisations or len(name) < 3:
        return -2.5
    if spot.toponym.islower():
        return _uncased(spot)
    if is_metropolis(spot) and token.i != reading.sentences[token.sentence].first:
        return 0.0  # the parser takes "Homs" for a plural
    tags = {each.pos for each in reading.tokens[spot.first_token : spot.last_token + 1]}
    if "PROPN" in tags:
        return 0.0
    if token.i != reading.sentences[token.sentence].first:
        return -1.0
    great = any(e.match == "exact" and e.population >= _GREAT for e in spot.entries)
    told = kind_after(reading.tokens, spot.last_token + 1, words) is not None
    return -0.5 if great and told else -2.5  # "Palmyra desert"


def _uncased(spot: Spot) -> float:
    """A name in small letters must be that of a place everybody knows."""
    if spot.region is not None:
        return 0.0
    known = any(
        entry.match == "exact"
        and (entry.feature in ("country", "adm1") or entry.population >= _WELL_KNOWN)
        for entry in spot.entries
    )
    return -0.3 if known else -4.0
