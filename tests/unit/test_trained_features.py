"""What the network is told of each word beside its pieces."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.extract.trained_features import (
    DEPS,
    ELSEWHERE,
    PAIR_SIZES,
    WORD_SIZES,
    pair_features,
    word_features,
)
from dateline.model import Argument, Mention, Proposal, Reading, Span

TYPES = ("battle", "shelling")


def proposal(reading: Reading, word: str, kind: str) -> Proposal:
    token = next(token for token in reading.tokens if token.text == word)
    target = next(token for token in reading.tokens if token.text == "market")
    argument = Argument("target", target.span, target.i, "slot.object")
    return Proposal(kind, token.span, token.i, "rules:test", arguments=(argument,))


@pytest.mark.parametrize(("kind", "column"), [("battle", 1), ("shelling", 2), ("new_type", 3)])
def test_the_rules_type_stands_in_the_last_column(
    parsed: Callable[[str], Reading], kind: str, column: int
) -> None:
    reading = parsed("The army shelled the market.")
    rows = word_features(reading, (proposal(reading, "shelled", kind),), TYPES)
    assert rows[:, -1].tolist() == [0, 0, column, 0, 0, 0]


def test_no_column_holds_more_than_its_table(parsed: Callable[[str], Reading]) -> None:
    reading = parsed("At 10 a.m. UN troops, 40 of them, left Goma; nobody saw them go.")
    rows = word_features(reading, (), TYPES)
    assert (rows < [*WORD_SIZES, len(TYPES) + 2]).all()
    head = reading.sentences[0].first
    assert (pair_features(reading, head, None) < PAIR_SIZES).all()


def test_a_pair_tells_steps_link_and_role(parsed: Callable[[str], Reading]) -> None:
    reading = parsed("The army shelled the market. Four died.")
    shelled = proposal(reading, "shelled", "shelling")
    rows = pair_features(reading, shelled.head, shelled)
    words = {token.text: rows[token.i].tolist() for token in reading.tokens}
    assert words["army"] == [1, DEPS.index("nsubj") + 1, 0]
    assert words["market"] == [1, DEPS.index("dobj") + 1, 2]
    assert words["The"][0] == 2
    assert words["died"] == [ELSEWHERE, 0, 0]


def test_shapes_of_words(parsed: Callable[[str], Reading]) -> None:
    reading = parsed("Rebels shot 12 IDPs .")
    assert word_features(reading, (), TYPES)[:, 2].tolist() == [1, 0, 3, 1, 4]


def test_mentions_are_bits(parsed: Callable[[str], Reading]) -> None:
    reading = parsed("Goma fell")
    mentions = tuple(Mention(kind, Span(0, 4), 0, "x") for kind in ("actor", "place"))
    assert word_features(replace(reading, mentions=mentions), (), TYPES)[:, 3].tolist() == [3, 0]
