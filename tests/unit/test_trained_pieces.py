"""Readings cut into windows."""

from collections.abc import Callable

import pytest

from dateline.extract import trained_pieces
from dateline.extract.trained_pieces import NONE, firsts, slice_around, windows_of
from dateline.extract.trained_words import WordPieces
from dateline.model import Reading, Report

LETTERS = {f"{mark}{letter}": 3 + 26 * side + at for side, mark in enumerate(("", "##"))
           for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}  # fmt: skip
WORDS = WordPieces({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, ".": 60, ",": 61, **LETTERS})
TEXT = (
    "Rebels seized the town on Monday. The army shelled the market, and four people died. "
    "Thousands fled north."
)


@pytest.mark.parametrize("limit", [10, 40, 60, 400])
def test_every_word_is_judged_in_one_window(
    parsed: Callable[[str], Reading], monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(trained_pieces, "LIMIT", limit)
    reading = parsed(TEXT)
    judged = [
        token
        for window in windows_of(reading, WORDS)
        for token, place in firsts(window).items()
        if place >= window.own and window.tokens[place - 1] != token
    ]
    assert sorted(set(judged)) == [token.i for token in reading.tokens]


def test_context_is_what_came_before(
    parsed: Callable[[str], Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trained_pieces, "LIMIT", 40)
    first, second, *_ = windows_of(parsed(TEXT), WORDS)
    assert first.own == 1
    context = second.ids[1 : second.own]
    assert context == first.ids[1:-1][-len(context) :]
    assert first.tokens[0] == first.tokens[-1] == NONE


def test_arguments_are_looked_for_in_the_sentence_and_the_one_before(
    parsed: Callable[[str], Reading],
) -> None:
    reading = parsed(TEXT)
    (window,) = windows_of(reading, WORDS)
    head = next(token.i for token in reading.tokens if token.text == "fled")
    where = slice_around(reading, window, head)
    seen = {reading.tokens[i].sentence for i in window.tokens[where.first : where.last]}
    assert seen == {1, 2}


def test_a_mention_over_the_edge_of_a_window_is_asked_of_all_of_it(
    parsed: Callable[[str], Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trained_pieces, "LIMIT", 40)
    reading = parsed(TEXT)
    first, *_ = windows_of(reading, WORDS)
    where = slice_around(reading, first, len(reading.tokens) - 1)
    assert (where.first, where.last) == (1, len(first.tokens) - 1)


def test_a_report_without_sentences_has_no_windows() -> None:
    assert windows_of(Reading(Report("empty", "", ""), (), ()), WORDS) == ()
