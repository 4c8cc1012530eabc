"""Words cut into pieces, by a small vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.trained_words import WordPieces, read_vocabulary

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "shell", "##ing", "##ed", "rebel", "-", "held", "$",
          "5", "##0", "raqqa", "s", "'", "村"]  # fmt: skip
WORDS = WordPieces(read_vocabulary("\n".join(PIECES)))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("shelling", ["shell", "##ing"]),
        ("Shelled", ["shell", "##ed"]),
        ("SHELL", ["shell"]),
        ("rebel-held", ["rebel", "-", "held"]),
        ("$50", ["$", "5", "##0"]),
        ("Raqqà", ["raqqa"]),
        ("'s", ["'", "s"]),
        ("村村", ["村", "村"]),
        ("shellz", ["[UNK]"]),
        ("s" * 101, ["[UNK]"]),
        ("\n ", []),
        ("\u200b", []),
    ],
)
def test_a_word_is_cut_into_the_longest_known_pieces(word: str, pieces: list[str]) -> None:
    assert [PIECES[number] for number in WORDS.of(word)] == pieces


@given(st.text())
def test_any_text_gives_known_numbers(text: str) -> None:
    assert all(0 <= number < len(PIECES) for number in WORDS.of(text))
