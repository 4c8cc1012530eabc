"""Where people are from: which words name a place that way, and which must give nothing."""

import pytest

from dateline.annotate.place_homes import find_homes
from dateline.codebook.places import load_place_words
from dateline.gazetteer import open_gazetteer

GAZETTEER, WORDS = open_gazetteer(), load_place_words()


@pytest.fixture
def homes(parsed):
    """A function from a text to the names it tells as homes."""

    def find(text):
        return sorted({name for _, _, name, _ in find_homes(parsed(text), GAZETTEER, WORDS)})

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Alexandria woman charged after a shooting.", ["Alexandria"]),
        ("Torrington firefighters put the blaze out.", ["Torrington"]),
        ("The governor met Tulsa residents on Friday.", ["Tulsa"]),
        ("A driver, Jane Roe, 30, of Tulsa, was hurt.", ["Tulsa"]),
        ("His passenger, Dennis Lopez of Wichita, was treated there.", ["Wichita"]),
        ("Sen. Jane Roe, R-Kettering, was against it.", ["Kettering"]),
        ("Rep. Jane Roe, D-Fort Worth, was for it.", ["Fort Worth"]),
        ("Rep. Jane Roe (R-Tulsa) was for it.", ["Tulsa"]),
        ("The convoy passed Muskogee, Okla., at noon.", ["Muskogee", "Okla"]),
        ("The convoy passed Fort Smith, Ark., at noon.", ["Ark", "Fort Smith"]),
    ],
)
def test_a_home_is_found(homes, text, names):
    assert homes(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Muslim women marched through the square.",
        "A Syrian man was killed on Sunday.",
        "Zorkavil residents fled at night.",
        "The mother of March is February.",
        "Grade D-Day was a Tuesday.",
        "The Red Cross police post was hit.",
        "Another woman and some teenagers were hurt.",
        "Wellington Jones, 30, of unknown address, was held.",
    ],
)
def test_what_is_nobodys_home_gives_nothing(homes, text):
    assert homes(text) == []
