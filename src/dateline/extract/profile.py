"""What a mention of an event says about itself, to compare it with another mention."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.extract.listed import is_item
from dateline.extract.phrases import meant_by
from dateline.extract.wars import counts_a_war
from dateline.model import Argument, Proposal, Reading, Sentence, Token
from dateline.syntax import children, governing_verb, is_infinitive, is_verb, path_up, tense_of

# How a mention is introduced: "the attack" points back, "another attack" at something else.
Introduced = Literal["verb", "fresh", "definite", "indefinite", "bare"]

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(
    r"\d[\d,]*|\b(?:dozens?|hundreds?|thousands?|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b"
)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}\b|\b(?:19|20)\d\d\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b|\b(?:yesterday|today|tonight|tomorrow|now|last|ago|recent)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DATE = re.compile(
    rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|{_MONTH} \d{{1,2}}"
    rf"|\d{{1,2}} {_MONTH})\b"
)
_COMMON = frozenset(
    "province governorate city town village district of the al northern southern eastern western "
    "north south east west countryside area near state region northeastern northwestern".split()
)
DEFINITE = {"the", "this", "that", "these", "those", "such"}
INDEFINITE = frozenset(
    "a an some several many two three four five various numerous multiple few dozens series "
    "number no any".split()
)
FRESH = frozenset(
    "another other separate second third fourth similar different new further additional more "
    "previous earlier last latest first past subsequent later next".split()
)
# "Another attack" is none of those told before; "the latest attack" may be.
OTHERS = frozenset("another similar further later earlier separate".split())
# What turns from the happening told so far to another: "Meanwhile, ...", "In a separate raid".
_TURN = re.compile(
    r"\W*(?:meanwhile|separately|elsewhere|also|in addition|moreover|earlier|previously|similarly"
    r"|additionally|on the other hand|in related|in (?:a )?(?:separate|another|other))\b",
    re.IGNORECASE,
)
# Taking people is a deed of its own beside the attack it came with.
DEEDS = frozenset({"abduction"})
FEW = frozenset("one two 1 2".split())
MODALS = frozenset("would could may might should can".split())
ROLES = ("agent", "target", "place", "time", "count", "from_group", "to_group", "instrument")


@dataclass(frozen=True, slots=True)
class Profile:
    """Sets of comparable words for each role; empty where the mention says nothing."""

    head: int
    sentence: int
    paragraph: int
    headline: bool
    lead: bool  # in the first sentence below the headline
    introduced: Introduced
    tense: str
    plural: bool
    lemma: str
    told: int  # how many roles it fills
    item: bool  # of a list, place by place
    battle: bool
    gain: bool  # of a place, by one side
    war: bool  # counts the dead of a whole war
    other: bool  # said to be another than those told before
    beside: int | None  # the deed it is coordinated with, if it is one of its own
    above: tuple[int, ...]  # its head and the words that hang above it
    agents: frozenset[str]
    targets: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    years: frozenset[str]
    counts: frozenset[tuple[str, str]]
    means: frozenset[str]
    modifiers: frozenset[str]
    names: frozenset[str]  # proper names of its sentence
    around: frozenset[str]  # places of its sentence
    dated: frozenset[str]  # years of its sentence
    days: frozenset[str]  # days of its sentence
    figures: frozenset[str]  # numbers of its sentence
    turns: int  # how many sentences up to its own turn to another happening
    turning: bool  # its own does


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the sentence of a mention says, whichever event it is of."""

    names: frozenset[str]
    around: frozenset[str]
    dated: frozenset[str]
    days: frozenset[str]
    figures: frozenset[str]
    turns: int
    turning: bool


class _Settings:
    """What the profiles of a report share, worked out once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.lead = next((s.i for s in reading.sentences if not s.headline), None)
        self._turning = [_turns(reading, sentence) for sentence in reading.sentences]
        self._known: dict[int, _Setting] = {}
        self.actors: dict[int, str] = {}  # token -> the likeliest actor it is part of
        for mention in reading.of_kind("actor"):
            for token in reading.tokens_in(mention.span) if mention.keys else ():
                self.actors.setdefault(token.i, mention.keys[0])

    def of(self, sentence: Sentence) -> _Setting:
        """What one sentence says."""
        if sentence.i not in self._known:
            self._known[sentence.i] = self._read(sentence)
        return self._known[sentence.i]

    def _read(self, sentence: Sentence) -> _Setting:
        reading = self._reading
        words = reading.quote(sentence.span)
        return _Setting(
            names=frozenset(t.lemma for t in reading.words(sentence) if t.pos == "PROPN"),
            around=_places_in(reading, sentence),
            dated=frozenset(_YEAR.findall(words)),
            days=frozenset(_DATE.findall(words.lower())),
            figures=_figures_in(reading, sentence),
            turns=sum(self._turning[: sentence.i + 1]),
            turning=self._turning[sentence.i],
        )


def profile_of(reading: Reading, proposal: Proposal) -> Profile:
    """The profile of one mention."""
    return profiles_of(reading, (proposal,))[0]


def profiles_of(reading: Reading, proposals: Sequence[Proposal]) -> list[Profile]:
    """The profiles of a report's mentions, in their order."""
    settings = _Settings(reading)
    return [_profile(reading, proposal, settings) for proposal in proposals]


def _profile(reading: Reading, proposal: Proposal, settings: _Settings) -> Profile:
    token = reading.tokens[proposal.head]
    sentence = reading.sentences[token.sentence]
    setting = settings.of(sentence)
    roles = {role: [a for a in proposal.arguments if a.role == role] for role in ROLES}
    times = " ".join(reading.quote(a.span).lower() for a in roles["time"])
    return Profile(
        head=token.i,
        sentence=sentence.i,
        paragraph=sentence.paragraph,
        headline=sentence.headline,
        lead=sentence.i == settings.lead,
        introduced=_introduced(reading, token),
        tense=_tense(reading, token.i),
        plural=token.tag in ("NNS", "NNPS"),
        lemma=token.lemma,
        told=sum(bool(arguments) for arguments in roles.values()),
        item=is_item(reading, proposal),
        battle=proposal.type == "battle",
        gain=proposal.type == "territory_seized",
        war=counts_a_war(reading, proposal),
        other=_is_other(reading, token),
        beside=_beside(reading, token) if proposal.type in DEEDS else None,
        above=path_up(reading, token.i),
        agents=_named(reading, roles["agent"], settings),
        targets=_named(reading, roles["target"], settings),
        groups=_named(reading, roles["from_group"] + roles["to_group"], settings),
        places=_words(reading, roles["place"]),
        times=frozenset(_DAY.findall(times)),
        years=frozenset(_YEAR.findall(times)),
        counts=_numbers(reading, roles["count"]),
        means=frozenset(reading.tokens[a.head].lemma for a in roles["instrument"]),
        modifiers=frozenset(
            reading.tokens[i].lemma for i in children(reading, token.i, "amod", "compound", "nmod")
        ),
        names=setting.names,
        around=setting.around,
        dated=setting.dated,
        days=setting.days,
        figures=setting.figures,
        turns=setting.turns,
        turning=setting.turning,
    )


def _introduced(reading: Reading, token: Token) -> Introduced:
    if is_verb(token):
        return "verb"
    kids = [reading.tokens[i] for i in reading.children[token.i]]
    words = {kid.lemma for kid in kids} | {kid.text.lower() for kid in kids}
    if words & FRESH:
        return "fresh"
    if any(_makes_definite(kid) for kid in kids):
        return "definite"
    counted = any(kid.dep == "nummod" for kid in kids)
    return "indefinite" if counted or words & INDEFINITE else "bare"


def _is_other(reading: Reading, token: Token) -> bool:
    """ "Another attack", not "later that day"."""
    kids = children(reading, token.i, "det", "amod")
    return not is_verb(token) and any(reading.tokens[i].text.lower() in OTHERS for i in kids)


def _beside(reading: Reading, token: Token) -> int | None:
    """ "Attacked a village and abducted ten women": the first of two verbs, each with an object."""
    if token.dep != "conj" or not is_verb(token):
        return None
    both = (token.i, token.head)
    return token.head if all(children(reading, i, "dobj") for i in both) else None


def _makes_definite(token: Token) -> bool:
    """ "the attack", "this attack", "their attack", "the coalition's strikes"."""
    return token.dep == "poss" or token.text.lower() in DEFINITE


def _tense(reading: Reading, head: int) -> str:
    """The tense of a mention's clause, telling apart what was past already and what may be."""
    verb = governing_verb(reading, head)
    if verb is None:
        return tense_of(reading, head) or "none"
    helpers = {reading.tokens[i].text.lower() for i in children(reading, verb, "aux", "auxpass")}
    if is_infinitive(reading, verb):
        return "infinitive"
    if helpers & MODALS:
        return "modal"
    return "pluperfect" if "had" in helpers else tense_of(reading, head) or "none"


def _named(reading: Reading, arguments: list[Argument], settings: _Settings) -> frozenset[str]:
    """The first actor each argument may name, or its head's lemma."""
    return frozenset(
        _key(reading, argument.head, settings)
        for argument in arguments
        if reading.tokens[argument.head].pos != "PRON"
    )


def _key(reading: Reading, head: int, settings: _Settings) -> str:
    word = reading.tokens[meant_by(reading, head)]
    return f"id:{settings.actors[word.i]}" if word.i in settings.actors else word.lemma


def _words(reading: Reading, arguments: list[Argument]) -> frozenset[str]:
    words = {
        word
        for argument in arguments
        if argument.relation == "at"
        for word in _WORD.findall(reading.quote(argument.span).lower())
    }
    return frozenset(words - _COMMON)


def _numbers(reading: Reading, arguments: list[Argument]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (argument.measure or "", number)
        for argument in arguments
        for number in _NUMBER.findall(reading.quote(argument.span).lower())
    )


def _figures_in(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The numbers of a sentence, without those that half the sentences have."""
    words = (token.text.lower() for token in reading.words(sentence) if token.tag == "CD")
    return frozenset(word for word in words if word not in FEW)


def _turns(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence turns to another happening."""
    return _TURN.match(reading.report.text, sentence.span.start, sentence.span.end) is not None


def _places_in(reading: Reading, sentence: Sentence) -> frozenset[str]:
    return frozenset(
        reading.quote(mention.span).lower()
        for mention in reading.mentions_of(sentence.i)
        if mention.kind == "place" and sentence.span.contains(mention.span)
    )
