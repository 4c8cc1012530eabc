"""Names the parser takes for persons or firms, told as places by the words beside them."""

from dataclasses import replace

import pytest

from dateline.annotate.places import find_places
from dateline.codebook.places import load_place_words
from dateline.gazetteer import open_gazetteer
from dateline.resolve.places import resolve_places


@pytest.fixture(scope="module")
def placed(parsed):
    """A function from a text to its places: (name, division) of each."""

    def place(text):
        reading, words = parsed(text), load_place_words()
        gazetteer = open_gazetteer()
        reading = replace(reading, mentions=find_places(reading, gazetteer, words))
        places = resolve_places(reading, gazetteer, words).values()
        return [(each.name, each.adm1) for each in places]

    return place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the land around a town, and of several towns of the name the one in a country spoken of
        ("Syrian soldiers died in clashes in the deserts of Al-Sukhnah and Palmyra.",
         ["Al-Sukhnah", "Palmyra"]),
        ("Palmyra desert saw clashes on Monday, Syrian activists said.", ["Palmyra desert"]),
        # a town that is spelled otherwise than the gazetteer has it
        ("Syrian troops advanced as clashes went on around Talbisa.", ["Talbisa"]),
        # a town that witnesses something
        ("Syrian forces were hit as Manbij witnesses violent clashes.", ["Manbij"]),
        # the land around what no gazetteer holds, and quarters listed under one noun
        ("Syrian jets made air strikes on the Ain Tarma area.", ["Ain Tarma"]),
        ("They fought at Kotkaha forest in Aleppo, Syria.", ["Kotkaha", "Aleppo", "Syria"]),
        ("Shells fell on Zahrat and Nile Street neighborhoods in Aleppo city.",
         ["Zahrat", "Nile Street", "Aleppo"]),
        # what is no place
        ("David Hopkins spoke in London. Hopkins said the war was over.", ["London"]),
        ("David Hopkins left. He was seen in Hopkins, Minnesota.", ["Hopkins", "Minnesota"]),
        ("They closed the Syrian-Jordanian border.", []),
        ("Deserts witness clashes, the Syrian army said.", []),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_tell_that_it_is_a_place(placed, text, found):
    assert [name for name, _ in placed(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a neighbourhood keeps the report's spelling of its name, and lies where the codebook says
        ("A shell hit Shekh Maqsoud neighborhood.", ("Shekh Maqsoud", "Aleppo")),
        ("Rockets fell on al-Kallasa neighborhood.", ("al-Kallasa", "Aleppo")),
        ("Clashes broke out in Jouber.", ("Jobar", "Damascus")),
        ("Raids hit Lattakia and Damascus countrysides.", ("Rif Dimashq", "Rif Dimashq")),
        # curly apostrophes are apostrophes
        ("An attack in Jabal al-Arba’in killed two.", ("Jabal al-Arbaeen", "Idlib")),
    ],
)  # fmt: skip
def test_quarters_of_cities_are_known_by_many_spellings(placed, text, found):
    assert found in placed(text)
