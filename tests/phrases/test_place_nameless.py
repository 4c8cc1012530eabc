"""Places told without a name: which words are one, and which must give nothing."""

import pytest

from dateline.annotate.place_nameless import find_nameless
from dateline.codebook.places import load_place_words
from dateline.ingest import report_of_text
from dateline.pipeline import read_mentions


@pytest.fixture
def nameless(parsed):
    """A function from a text to the words of its places without a name."""

    def find(text):
        reading = parsed(text)
        return [reading.quote(m.span) for m in find_nameless(reading, load_place_words())]

    return find


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Jets destroyed two fighting positions near Mosul.", ["two fighting positions"]),
        ("Shells hit a petrol station in Hilla.", ["a petrol station"]),
        ("An attack on a crowded market killed six.", ["a crowded market"]),
        ("Two bridges were destroyed overnight.", ["Two bridges"]),
        ("He went back to the front line.", ["the front line"]),
        ("Strikes destroyed a tunnel entrance and a bridge.", ["a tunnel entrance", "a bridge"]),
        ("The bombing of hospitals and schools must end.", ["hospitals", "schools"]),
    ],
)
def test_what_is_struck_is_a_place(nameless, text, quotes):
    assert nameless(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "The school will open on Monday.",
        "She works at a hospital.",
        "The attack killed two hospital workers.",
        "They hit the headlines.",
        "He left the house early.",
        "The market fell by two points.",
        "A home run won the game.",
        "Rebels attacked the village's elder.",
    ],
)
def test_what_nothing_strikes_gives_nothing(nameless, text):
    assert nameless(text) == []


def test_a_place_without_a_name_has_neither_name_nor_point(tools):
    readout = read_mentions(report_of_text("Shells hit a bridge in Hilla, Iraq.", id="x"), tools)
    found = {place.quote: place for _, place in readout.places}
    bridge = found["a bridge"]
    assert (bridge.name, bridge.lat, bridge.precision) == (None, None, "site")
    assert bridge.reasons == ("the words name no place",)
    assert found["Hilla"].country == "IRQ"
