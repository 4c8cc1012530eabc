"""Where an event happened, in constructed headlines and reports: whose place is whose."""

import pytest


def _scenes(events):
    return [(event.type, [place.name for place in event.places]) for event in events]


@pytest.mark.parametrize(
    ("text", "scenes"),
    [
        # a headline on its own, whose verb the parser takes for a noun
        ("Aerial bombardment targets Aleppo", [("air_strike", ["Aleppo"])]),
        ("20 airstrikes target areas of Homs", [("air_strike", ["Homs"])]),
        # what "and" joins to a place is a clause of its own, with a place of its own
        ("Airstrikes target the countryside of Hama and clashes in the countryside of Homs",
         [("air_strike", ["Hama"]), ("battle", ["Homs"])]),
        ("Jets pound the Idlib countryside and fighting in Deir Ezzor",
         [("air_strike", ["Idlib"]), ("battle", ["Deir ez-Zor"])]),
        # but not what it joins to the event
        ("Gunmen killed a judge and kidnapped two clerks in Homs on Monday.",
         [("killing", ["Homs"]), ("abduction", ["Homs"])]),
        ("A convoy in the desert near Homs", []),
        # what targets a place
        ("Regime forces target the countryside of Daraa", [("armed_attack", ["Daraa"])]),
        ("30 explosive barrels target Daraya city", [("air_strike", ["Daraya"])]),
        ("Mortar shells target Damascus", [("shelling", ["Damascus"])]),
        ("Police forces target drug gangs in Daraa", []),
        ("Posters target the city of Homs", []),
    ],
)  # fmt: skip
def test_each_clause_of_a_headline_has_its_own_place(coded, text, scenes):
    assert _scenes(coded(text)) == scenes


@pytest.mark.parametrize(
    ("text", "scenes"),
    [
        # a list is shared, also by the event that only the sentence places
        ("He was involved in the kidnapping of boys for recruitment in the banned outfit in Gumla, "
         "Lohardaga and Latehar districts.",
         [("abduction", ["Gumla", "Lohardaga", "Latehar"]),
          ("recruitment", ["Gumla", "Lohardaga", "Latehar"])]),
        # a province is as near as the country it is of
        ("Rebels have taken control of oilfields in Iraq as well as in Syria's eastern Deir al-Zor "
         "province.", [("territory_seized", ["Iraq", "Deir ez-Zor"])]),
    ],
)  # fmt: skip
def test_lists_and_provinces_are_told_whole(coded, text, scenes):
    assert _scenes(coded(text)) == scenes


@pytest.mark.parametrize(
    ("text", "scenes"),
    [
        # near a site, though another clause names a town
        ("The commander, a leader in Raqqah, was struck and killed by a coalition airstrike near "
         "Tabqa Dam, Syria.", [("air_strike", ["Tabqa Dam"])]),
        # whose somebody is, and who rules
        ("A citizen of Kyrgyzstan was arrested in Boston on Wednesday.", [("arrest", ["Boston"])]),
        ("The coalition has made airstrikes in Syria without leave from the Damascus government.",
         [("air_strike", ["Syria"])]),
        # a town read as a title of a book, and one to be isolated
        ("Rebels made attacks on Aleppo and Daraya.", [("armed_attack", ["Aleppo", "Daraya"])]),
        ("Kurdish fighters attacked to isolate Raqqah on Monday.", [("armed_attack", ["Raqqa"])]),
    ],
)  # fmt: skip
def test_a_scene_is_where_it_was_done(coded, text, scenes):
    assert _scenes(coded(text)) == scenes
