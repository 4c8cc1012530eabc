"""Rules and trained weights together, with scores given by hand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from dateline.codebook.classes import load_carrying_verbs
from dateline.extract.blaming import is_apart
from dateline.extract.both import BothReader, merged_arguments
from dateline.extract.reader import Scanned, Scanner
from dateline.extract.trained import Judgement, TrainedReader
from dateline.extract.trained_arguments import Answer
from dateline.extract.trained_network import RoleScores
from dateline.extract.trained_settings import Settings, Thresholds
from dateline.model import PARTICIPANTS, Argument, Proposal, Reading, Span
from dateline.pipeline import load_tools

TYPES = ("battle", "killing", "shelling")
ROLES = dict.fromkeys((*PARTICIPANTS, "place", "time", "count"), 0.5)
SETTINGS = Settings(
    "trained@1",
    TYPES,
    ("killed",),
    frozenset({"shell"}),
    alone=Thresholds(0.5, {}, ROLES),
    both=Thresholds(0.6, {"killing": 0.9}, ROLES),
    keep=Thresholds(0.2, {"battle": 0.4}, ROLES),
)
UNASKED = Answer((), RoleScores(*(np.zeros((0, 20, 3), np.float32) for _ in range(4))))
TEXT = "The army shelled Douma, clashes erupted and three died in the onslaught."


class Told(TrainedReader):
    """Scores by word: how likely it names an event, and of which type."""

    def __init__(self, scores: Mapping[str, tuple[float, str]]) -> None:
        super().__init__(cast(Any, object()), SETTINGS)
        self.scores = scores

    def judge(self, reading: Reading, *_: object) -> Judgement:
        size = len(reading.tokens)
        begins, types = np.zeros(size, np.float32), np.zeros((size, len(TYPES)), np.float32)
        for token in reading.tokens:
            score, kind = self.scores.get(token.text, (0.0, "battle"))
            begins[token.i] = score
            types[token.i, TYPES.index(kind)] = 1
        where = dict.fromkeys(range(size), 0)
        return Judgement(reading, (), (), where, begins, np.zeros(size, np.float32), types)

    def answers(self, *given: Any) -> list[Answer]:
        return [UNASKED for _ in given[1]]


class Rules:
    """Proposes one mention for each word given."""

    name = "rules"

    def __init__(self, mentions: Mapping[str, tuple[str, str]]) -> None:
        self.mentions = mentions

    def scan(self, reading: Reading, _: object = None) -> Scanned:
        proposals = tuple(
            Proposal(kind, token.span, token.i, by, 0.8)
            for token in reading.tokens
            if token.text in self.mentions
            for kind, by in (self.mentions[token.text],)
        )
        return Scanned(proposals, frozenset())

    def place(self, _: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        return proposals


SHELLED = {"shelled": ("shelling", "rules:shelling.shell")}


@pytest.mark.parametrize(
    ("rules", "trained", "found"),
    [
        # agreement names both
        (SHELLED, {"shelled": (0.9, "shelling")}, [("shelling", "rules:shelling.shell+trained@1")]),
        # the network may give the words another type when it is sure
        (SHELLED, {"shelled": (0.7, "battle")}, [("battle", "rules:shelling.shell+trained@1")]),
        # half sure: the rules' word stands, and alone
        (SHELLED, {"shelled": (0.5, "battle")}, [("shelling", "rules:shelling.shell")]),
        # nothing found in the words: dropped
        (SHELLED, {"shelled": (0.1, "shelling")}, []),
        ({"clashes": ("battle", "rules:battle.clash")}, {"clashes": (0.3, "battle")}, []),
        # the network alone, by the threshold of the type
        ({}, {"onslaught": (0.7, "battle")}, [("battle", "trained@1")]),
        ({}, {"onslaught": (0.5, "battle")}, []),
        ({}, {"onslaught": (0.7, "killing")}, []),
        # a toll and a type of the expert's own need no judge
        ({"died": ("killing", "rules:result.die")}, {}, [("killing", "rules:result.die")]),
        ({"shelled": ("blockade", "rules:own")}, {}, [("blockade", "rules:own")]),
    ],
)
def test_who_proposes_what(
    parsed: Callable[[str], Reading],
    rules: dict[str, tuple[str, str]],
    trained: dict[str, tuple[float, str]],
    found: list[tuple[str, str]],
) -> None:
    proposals = BothReader(Rules(rules), Told(trained)).propose(parsed(TEXT))
    assert [(proposal.type, proposal.by) for proposal in proposals] == found


@pytest.mark.parametrize(
    ("score", "by"), [(0.1, "rules:shelling.shell"), (0.9, "rules:shelling.shell+trained@1")]
)
def test_of_a_headline_alone_the_network_confirms_and_drops_nothing(
    parsed: Callable[[str], Reading], score: float, by: str
) -> None:
    reading = parsed("Army shelled Douma in the night")
    rules = Rules(SHELLED)
    alone = replace(reading, sentences=(replace(reading.sentences[0], headline=True),))
    proposals = BothReader(rules, Told({"shelled": (score, "shelling")})).propose(alone)
    assert [proposal.by for proposal in proposals] == [by]


def test_the_higher_score_stands(parsed: Callable[[str], Reading]) -> None:
    scores = {"shelled": (0.95, "shelling"), "clashes": (0.7, "battle")}
    rules = Rules({**SHELLED, "clashes": ("battle", "rules:battle.clash")})
    proposals = BothReader(rules, Told(scores)).propose(parsed(TEXT))
    assert [proposal.score for proposal in proposals] == [pytest.approx(0.95), 0.8]


def argument(role: str, start: int, by: str) -> Argument:
    return Argument(role, Span(start, start + 3), start, by)


@pytest.mark.parametrize(
    ("rules", "trained", "kept"),
    [
        ([("agent", 0)], [("agent", 9)], [("agent", 0, "r")]),
        ([("agent", 0)], [], [("agent", 0, "r")]),
        ([], [("target", 0)], [("target", 0, "t")]),
        ([("target", 0)], [("target", 9)], [("target", 0, "r")]),
        ([("count", 0)], [("count", 1)], [("count", 0, "r")]),
        ([("place", 0)], [("place", 9)], [("place", 0, "r")]),
        ([], [("place", 9)], [("place", 9, "t")]),
        ([("source", 0)], [], [("source", 0, "r")]),
        ([], [], []),
    ],
)
def test_whose_arguments_are_taken(
    rules: list[tuple[str, int]],
    trained: list[tuple[str, int]],
    kept: list[tuple[str, int, str]],
) -> None:
    found = merged_arguments(
        [argument(role, start, "r") for role, start in rules],
        [argument(role, start, "t") for role, start in trained],
    )
    assert [(a.role, a.span.start, a.by) for a in found] == kept


@pytest.mark.parametrize(
    ("text", "kind", "word", "found"),
    [
        # a word no list holds has the doer and the target that its type's frame gives
        (
            "The coalition has taken out ten commanders.",
            "killing",
            "taken",
            [("agent", "The coalition"), ("target", "ten commanders")],
        ),
        (
            "Ten rifles were confiscated by the navy.",
            "weapons_seized",
            "confiscated",
            [("agent", "the navy"), ("target", "Ten rifles")],
        ),
        ("Rebels opened rocket fire on the town.", "shelling", "fire", [("agent", "Rebels")]),
        # what explodes or dies does nothing to anybody, and a death is its owner's own
        ("The bomb exploded at noon.", "bombing", "exploded", []),
        ("The minister died.", "killing", "died", []),
        ("The minister's death shocked the town.", "killing", "death", []),
    ],
)
def test_who_takes_part_in_what_the_network_alone_finds(
    parsed: Callable[[str], Reading], text: str, kind: str, word: str, found: list[tuple[str, str]]
) -> None:
    reading = parsed(text)
    (token,) = (token for token in reading.tokens if token.text == word)
    scanned = cast(Scanner, load_tools("rules").reader).scan(reading)
    arguments = scanned.framed(kind, (token.i,), token.i)
    assert [(a.role, reading.quote(a.span)) for a in arguments] == found


@pytest.mark.parametrize(
    ("text", "noun", "word", "expected"),
    [
        ("France condemned the attack on the town.", "attack", "France", True),
        ("Ministers of France denounced the horrific raid.", "raid", "France", True),
        ("France launched an attack on the town.", "attack", "France", False),
        ("Rebels said they condemned the attack by France.", "attack", "France", False),
    ],
)
def test_who_judges_an_act(
    parsed: Callable[[str], Reading], text: str, noun: str, word: str, expected: bool
) -> None:
    reading = parsed(text)
    at = {token.text: token.i for token in reading.tokens}
    assert is_apart(at[noun], at[word], reading, load_carrying_verbs()) is expected
