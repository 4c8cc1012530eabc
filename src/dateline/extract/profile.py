"""What a mention of an event says about itself, to compare it with another mention."""

import re
from dataclasses import dataclass

from dateline.extract.phrases import meant_by
from dateline.model import Argument, Proposal, Reading, Token
from dateline.syntax import is_verb

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(
    r"\d[\d,]*|\b(?:dozens?|hundreds?|thousands?|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b"
)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}\b|\byesterday\b"
    r"|\btoday\b|\b(?:19|20)\d\d\b"
)
_COMMON = frozenset(
    "province governorate city town village district of the al northern southern eastern western "
    "north south east west countryside area near state region northeastern northwestern".split()
)
DEFINITE = {"the", "this", "that", "these", "those", "such"}


@dataclass(frozen=True, slots=True)
class Profile:
    """Sets of comparable words for each role; empty where the mention says nothing."""

    sentence: int
    paragraph: int
    headline: bool
    definite: bool
    verbal: bool
    plural: bool
    groups: frozenset[str]
    lemma: str
    agents: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    counts: frozenset[tuple[str, str]]


def profile_of(reading: Reading, proposal: Proposal) -> Profile:
    """The profile of one mention."""
    token = reading.tokens[proposal.head]
    definite = [i for i in reading.children[proposal.head] if _makes_definite(reading.tokens[i])]
    by_role: dict[str, list[Argument]] = {}
    for argument in proposal.arguments:
        by_role.setdefault(argument.role, []).append(argument)
    return Profile(
        sentence=token.sentence,
        paragraph=reading.sentences[token.sentence].paragraph,
        headline=reading.sentences[token.sentence].headline,
        definite=bool(definite),
        verbal=is_verb(token),
        plural=token.tag in ("NNS", "NNPS"),
        groups=_named(reading, by_role.get("from_group", []) + by_role.get("to_group", [])),
        lemma=token.lemma,
        agents=_named(reading, by_role.get("agent", [])),
        targets=_named(reading, by_role.get("target", [])),
        places=_words(reading, by_role.get("place", [])),
        times=frozenset(
            day
            for a in by_role.get("time", [])
            for day in _DAY.findall(reading.quote(a.span).lower())
        ),
        counts=frozenset(
            (a.measure or "", number)
            for a in by_role.get("count", [])
            for number in _NUMBER.findall(reading.quote(a.span).lower())
        ),
    )


def _makes_definite(token: Token) -> bool:
    """ "the attack", "this attack", "their attack", "the coalition's strikes"."""
    return token.dep == "poss" or token.text.lower() in DEFINITE


def _named(reading: Reading, arguments: list[Argument]) -> frozenset[str]:
    """The first actor each argument may name, or its head's lemma."""
    return frozenset(
        _key(reading, argument.head)
        for argument in arguments
        if reading.tokens[argument.head].pos != "PRON"
    )


def _key(reading: Reading, head: int) -> str:
    word = reading.tokens[meant_by(reading, head)]
    for mention in reading.of_kind("actor"):
        if mention.span.overlaps(word.span) and mention.keys:
            return f"id:{mention.keys[0]}"
    return word.lemma


def _words(reading: Reading, arguments: list[Argument]) -> frozenset[str]:
    words = {
        word
        for argument in arguments
        if argument.relation == "at"
        for word in _WORD.findall(reading.quote(argument.span).lower())
    }
    return frozenset(words - _COMMON)
