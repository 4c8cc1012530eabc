"""What tells which place is meant: groups, outlets, capitals, sites named before, usual names."""

from dataclasses import replace

import pytest

from dateline.annotate.places import find_places
from dateline.codebook.places import load_place_words
from dateline.gazetteer import open_gazetteer
from dateline.resolve.places import resolve_places


def _places(events):
    return [(place.name, place.adm1, place.precision) for e in events for place in e.places]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # an armed group of one country tells where a town of several countries is
        ("Clashes between Ahrar al-Sham and rebels in Madaya.", ("Madaya", "Rif Dimashq", "town")),
        # whose jets they are does not
        ("Russian airstrikes kill six civilians in Zamalka.", ("Zamalka", "Rif Dimashq", "town")),
        # the land around a town that is no province
        ("Clashes broke out in the Manbij countryside.", ("Manbij", "Aleppo", "district")),
        # towns the parser takes for something else
        ("Shelling and heavy clashes in Aleppo.", ("Aleppo", "Aleppo", "town")),
        ("Gunmen attacked Homs.", ("Homs", "Homs", "town")),
        ("Warplanes shelled the Eastern Ghouta of Damascus.",
         ("Eastern Ghouta", "Rif Dimashq", "district")),
        # the usual name of a smaller town
        ("Iraqi troops shelled Al Huwayjah.", ("Hawija", "Kirkuk", "town")),
        # a district that no source places is the less likely reading
        ("Israeli air strikes on Gaza killed six.", ("Gaza", "Gaza Strip", "town")),
    ],
)  # fmt: skip
def test_signs_beside_a_name_tell_where_it_is(coded, text, place):
    assert _places(coded(text)) == [place]


def test_an_outlet_of_one_country_tells_where_its_reports_are(coded):
    text = "At least two people were killed in shelling of Madaya."
    assert _places(coded(text, source="SOHR")) == [("Madaya", "Rif Dimashq", "town")]
    assert _places(coded(text, source="The Daily Record")) == [("Madaya", None, "town")]


def test_an_outlet_of_one_country_tells_which_capital_is_meant(coded):
    text = "Twenty people were killed by shells in the capital."
    assert [name for name, *_ in _places(coded(text, source="SOHR"))] == ["Damascus"]
    assert _places(coded(text, source="The Daily Record")) == []


def test_the_land_around_a_town_has_the_towns_point(coded):
    (event,) = coded("Clashes broke out in the Manbij countryside.")
    (place,) = event.places
    assert place.lat is not None
    assert "the land around Manbij, whose coordinates these are" in place.reasons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Syrian rebels left Homs on Monday. Two shells fell in the capital.", ["Damascus"]),
        ("Clashes broke out in the Syrian capital.", ["Damascus"]),
        ("Rebels left Homs on Monday. Shells fell in the provincial capital.", []),
        ("The Hama airport was closed. Shells fell at the airport.", ["Hama airport"]),
        ("The Hama airport was closed. Shells fell at the hospital.", []),
        ("Rebels hold Talbisa in Syria. The army shelled the town.", ["Talbisa"]),
        ("Rebels hold Talbisa in Syria. The army shelled the town council.", []),
    ],
)
def test_a_noun_stands_for_a_place_told_before(coded, text, names):
    told = [place.name for e in coded(text) if e.type == "shelling" for place in e.places]
    told += [place.name for e in coded(text) if e.type == "battle" for place in e.places]
    assert told == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # what a place is a part of is no second scene
        ("Shelling of the Damascus suburb of Daraya killed four.", ["Daraya"]),
        ("Shells hit Eastern Ghouta on the outskirts of the capital Damascus.", ["Eastern Ghouta"]),
        # some part of a city is that city
        ("Shells hit a Damascus suburb.", ["Damascus"]),
        # a country's prison is no place of its own name
        ("A prisoner was killed in a U.S. prison.", ["United States"]),
        # whose soldiers they are is not where; on whose soil is
        ("Insurgents killed six U.S. service members near Kunduz.", ["Kunduz"]),
        ("U.S. forces killed two militants.", []),
        ("Gunmen attacked a convoy on U.S. soil.", ["United States"]),
        # a month is no place
        ("Two soldiers died in the shelling of Hmeimim airbase December 31 - ministry.",
         ["Hmeimim airbase"]),
    ],
)  # fmt: skip
def test_what_only_says_where_a_place_lies_is_no_scene(coded, text, names):
    assert [name for name, *_ in _places(coded(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the only place of the sentence, though of another clause
        ("A doctor in Homs said ten people died in the shelling.", ["Homs"]),
        # but not where the speaker was
        ("Ten people died in the shelling, said a doctor, speaking to reporters in Homs.", []),
        # a protest without a place is of the report's country
        ("Syria is at war. Shells hit Homs and Hama on Monday. The protests grew.",
         ["Homs", "Hama", "Syria"]),
        ("Shells hit Homs in Syria and Mosul in Iraq on Monday. The protests grew.",
         ["Homs", "Mosul"]),
    ],
)  # fmt: skip
def test_a_place_is_inferred_from_sentence_and_report(coded, text, names):
    assert [name for name, *_ in _places(coded(text))] == names


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("More Russian airstrikes target Sheikh Miskin", ["Sheikh Miskin"]),  # jets fly abroad
        ("The army shelled Sahl al-Ghab causing casualties", ["Sahl al-Ghab"]),
        ("The factions drove the army out of Al-Tulaysiyah after a day", ["Al-Tulaysiyah"]),
        ("Dozens were hurt in the capital and its districts over the last three days", []),
    ],
)
def test_places_of_a_headline_are_found(parsed, text, quotes):
    reading = parsed(text)
    mentions = find_places(reading, open_gazetteer(), load_place_words())
    assert [reading.quote(mention.span) for mention in mentions] == quotes


def test_a_county_has_no_rival_in_a_town_of_its_name(parsed):
    reading = parsed("The court of Licking County heard three cases.")
    mentions = find_places(reading, open_gazetteer(), load_place_words())
    reading = replace(reading, mentions=mentions)
    (place,) = resolve_places(reading, open_gazetteer(), load_place_words()).values()
    assert (place.name, place.adm1, place.precision) == ("Licking", "Ohio", "district")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Airstrikes targeted militants in Kafr Zita, Morek and Kafr Nabudah.",
         ["Kafr Zita", "Morek", "Kafr Nabudah"]),
        ("Shells hit Douma, Harasta, Zamalka and Arbin.",
         ["Douma", "Harasta", "Zamalka", "Arbin"]),
        # after its comma no list goes on: it only says where the town lies
        ("Shells hit Douma, Syria, on Monday.", ["Douma"]),
        ("Gunmen attacked Khan Tuman, Aleppo, on Monday.", ["Khan Tuman"]),
    ],
)  # fmt: skip
def test_every_place_of_a_list_is_a_scene(coded, text, names):
    assert [name for name, *_ in _places(coded(text))] == names
