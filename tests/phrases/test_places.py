"""Places in sentences: which words are places, what they resolve to, and what must give nothing."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dateline.annotate.place_anaphors import find_place_anaphors
from dateline.annotate.place_parts import find_name_parts
from dateline.annotate.places import find_places
from dateline.codebook.places import load_place_words
from dateline.gazetteer import open_gazetteer
from dateline.ingest import report_of_text
from dateline.model import Place, Span
from dateline.pipeline import follow_report
from dateline.resolve.place_order import holds
from dateline.resolve.places import resolve_places

GAZETTEER, WORDS = open_gazetteer(), load_place_words()


@pytest.fixture
def placed(parsed):
    """A function from a text to its places: quote -> Place."""

    def find(text):
        reading = parsed(text)
        mentions = (
            *find_places(reading, GAZETTEER, WORDS),
            *find_place_anaphors(reading, WORDS),
        )
        ordered = tuple(sorted(mentions, key=lambda mention: mention.span))
        reading = replace(reading, mentions=ordered)
        return {p.quote: p for p in resolve_places(reading, GAZETTEER, WORDS).values()}

    return find


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Rebels seized Tel Abyad in northern Syria.", ["Tel Abyad", "northern Syria"]),
        ("Shells fell on Raqqa province.", ["Raqqa province"]),
        ("Clashes erupted in Homs, Hama and Idlib.", ["Homs", "Hama", "Idlib"]),
        ("Jets struck Tabqa airbase in Syria.", ["Tabqa airbase", "Syria"]),
        ("Fighters left the Idlib countryside on Monday.", ["Idlib countryside"]),
        ("Two bombs exploded in Maiduguri, Nigeria.", ["Maiduguri", "Nigeria"]),
        ("Police fired in the town of Zorkavil.", ["town of Zorkavil"]),
        ("Aid reached Syrias Aleppo on Friday.", ["Syrias", "Aleppo"]),
        ("riots broke out in ahmedabad after the train fire.", ["ahmedabad"]),
        ("Troops entered the Gaza Strip overnight.", ["Gaza Strip"]),
        ("They seized the areas of Zorkavil.", ["Zorkavil"]),
        ("A hamlet south of Zorkavil was burnt.", ["Zorkavil"]),
        ("Troops besieged Zorkavil for a week.", ["Zorkavil"]),
        ("Shells hit Zorkavil, a village in Idlib.", ["Zorkavil", "Idlib"]),
        ("Raids struck Zorkavil a town that rebels hold.", ["Zorkavil"]),
        ("A mine exploded at Zorkavil in Helmand.", ["Zorkavil", "Helmand"]),
        (
            "Syria lost Douma Harasta Zamalka and Arbin.",
            ["Syria", "Douma", "Harasta", "Zamalka", "Arbin"],
        ),
        ("They shelled the village of Deir Zork in Syria.", ["village of Deir Zork", "Syria"]),
        ("The bombardment of Zorkavil went on.", ["Zorkavil"]),
        ("US airstrikes killed ten in Syrias Deir ezzor.", ["Syrias", "Deir ezzor"]),
        ("Gunmen ambushed a van in the Zork Kucha area.", ["Zork Kucha area"]),
        ("An air strike on Douma killed five people.", ["Douma"]),
        ("The army left Manbij on Friday.", ["Manbij"]),
        ("Rebels withdrew from Goma.", ["Goma"]),
        ("Militants were driven from Kismayo.", ["Kismayo"]),
        ("The fall of Kismayo surprised many.", ["Kismayo"]),
        ("The offensive against Mosul began.", ["Mosul"]),
        ("Fighters seized Palmyra.", ["Palmyra"]),
        (
            "Troops moved into the provinces of Hasakah, Raqqa and Aleppo.",
            ["provinces of Hasakah", "Raqqa", "Aleppo"],
        ),
        (
            "Fighting spread to the towns of Azaz, Marea and Tal Rifaat.",
            ["towns of Azaz", "Marea", "Tal Rifaat"],
        ),
        ("Ten died in the Zork Tall area of Orakzai.", ["Zork Tall area", "Orakzai"]),
        ("Ten died in the Daesh stronghold of Manbij.", ["Manbij"]),
        (
            "They shelled the neighborhoods of al-Waer al-Qusour in Homs.",
            ["neighborhoods of al-Waer", "al-Qusour", "Homs"],
        ),
        (
            "They shelled the neighborhoods of al-Zorkiya al-Qadima.",
            ["neighborhoods of al-Zorkiya al-Qadima"],
        ),
        ("Hundreds fled the Sinai Peninsula and Darfur.", ["Sinai Peninsula", "Darfur"]),
    ],
)
def test_place_words_are_found(placed, text, quotes):
    assert list(placed(text)) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "The Aleppo Media Center published a video.",
        "Jackson said the talks had failed.",
        "Mr. Paris denied the charge.",
        "President Lincoln signed the order.",
        "Syrian rebels attacked Turkish troops.",
        "The Islamic State claimed the attack.",
        "The Islamic State of Iraq and the Levant claimed the attack.",
        "A Beirut-based activist spoke to reporters.",
        "Police fired on the crowd. Most of them fled.",
        "In March the army advanced again.",
        "Nice weather helped the Mobile units.",
        "Abu Omar al-Hassan was killed.",
        "The YPG fought for three days.",
        "He campaigned against Jackson and voted on Lincoln.",
        "The trial of Salazar opened.",
        "Pressure on Merkel grew.",
        "The Richmond Fire Department came.",
        "Anna Zork, a village elder, spoke.",
        "Jets pounded ISILs strongholds.",
        "police arrested ten people in the wake of the blast.",
    ],
)
def test_what_is_no_place_gives_nothing(placed, text):
    assert placed(text) == {}


@pytest.mark.parametrize(
    ("text", "quote", "name", "adm1", "country", "precision"),
    [
        ("Raqqa province, Syria, was shelled.", "Raqqa province", "Raqqa", "Raqqa", "SYR",
         "province"),
        ("IS lost northern Raqqa in Syria.", "northern Raqqa", "Raqqa", "Raqqa", "SYR",
         "province"),
        ("Bombs hit rural Aleppo in Syria.", "rural Aleppo", "Aleppo", "Aleppo", "SYR",
         "province"),
        ("Bombs hit the Idlib countryside in Syria.", "Idlib countryside", "Idlib", "Idlib", "SYR",
         "province"),
        ("A strike hit Raqqa city in Syria.", "Raqqa city", "Raqqa", "Raqqa", "SYR", "town"),
        ("Rebels hold eastern Aleppo in Syria.", "eastern Aleppo", "Aleppo", "Aleppo",
         "SYR", "town"),
        ("Rebels shelled rural Damascus in Syria.", "rural Damascus", "Rif Dimashq", "Rif Dimashq",
         "SYR", "province"),
        ("Riots broke out in Baroda in Gujarat.", "Baroda", "Vadodara", "Gujarat", "IND", "town"),
        ("Fighting went on in the Garo Hills in Meghalaya.", "Garo Hills", "Garo Hills",
         "Meghalaya", "IND", "region"),
        ("The rebels hold northern Syria.", "northern Syria", "northern Syria", None, "SYR",
         "region"),
        ("Gunmen attacked Baga in Nigeria's Borno state.", "Baga", "Baga", "Borno", "NGA", "town"),
        ("Clashes in Tripoli, Lebanon, left two dead.", "Tripoli", "Tripoli", "North Lebanon",
         "LBN", "town"),
        ("Militias clashed in Tripoli, Libya.", "Tripoli", "Tripoli", "Tripoli", "LBY", "town"),
        ("The Syrian town of Azaz was bombed.", "town of Azaz", "Azaz", "Aleppo", "SYR", "town"),
        ("Rebels shelled eastern Ghouta in Syria.", "eastern Ghouta", "Eastern Ghouta",
         "Rif Dimashq", "SYR", "district"),
        ("Fighting raged across Anbar province in Iraq.", "Anbar province", "Anbar", "Anbar",
         "IRQ", "province"),
    ],
)  # fmt: skip
def test_places_resolve(placed, text, quote, name, adm1, country, precision):
    place = placed(text)[quote]
    found = (place.name, place.adm1, place.country, place.precision)
    assert found == (name, adm1, country, precision)
    assert place.reasons


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The rebels hold northern Syria.", "northern Syria"),
        ("Shells hit the al-Zarqabi neighborhood in Aleppo, Syria.", "al-Zarqabi neighborhood"),
        ("They met in the village of Zorkavil.", "village of Zorkavil"),
        ("The army left the Zorkavil barracks.", "Zorkavil barracks"),
        ("A bomb exploded at the Syria mosque in Berlin, Germany.", "Syria mosque"),
    ],
)
def test_a_part_or_an_unknown_site_has_no_point(placed, text, quote):
    place = placed(text)[quote]
    assert (place.lat, place.lon, place.geonameid) == (None, None, None)
    assert place.reasons


@pytest.mark.parametrize(
    ("text", "quote", "town"),
    [
        ("The army bombed Aleppo hospital in Syria.", "Aleppo hospital", "Aleppo"),
        ("Clashes broke out inside Ain Issa camp in Syria.", "Ain Issa camp", "Ain Issa"),
    ],
)
def test_a_site_has_the_point_of_its_town_and_says_so(placed, text, quote, town):
    place = placed(text)[quote]
    entry = next(e for e in GAZETTEER.find(town) if e.feature == "town")
    assert (place.lat, place.lon, place.geonameid) == (entry.lat, entry.lon, None)
    assert (place.precision, place.near) == ("site", True)
    assert place.reasons[-1] == f"a site in or near {town}, whose coordinates these are"


def test_a_province_does_not_get_its_capitals_point(placed):
    places = placed("Raids hit Raqqa province and Raqqa city in Syria.")
    province, town = places["Raqqa province"], places["Raqqa city"]
    assert (province.lat, province.lon) != (town.lat, town.lon)


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("Troops moved into the provinces of Hasakah, Raqqa and Aleppo.",
         ["Hasakah", "Raqqa", "Aleppo"]),
        ("Clashes hit Homs and Hama provinces.", ["Homs", "Hama"]),
        ("Shells fell in the Idlib, Hama and Aleppo governorates.", ["Idlib", "Hama", "Aleppo"]),
    ],
)  # fmt: skip
def test_provinces_in_a_list_are_provinces(placed, text, provinces):
    places = [place for place in placed(text).values() if place.country == "SYR"]
    assert [(place.name, place.precision) for place in places] == [
        (name, "province") for name in provinces
    ]


def test_a_province_and_a_town_are_no_list_of_provinces(placed):
    places = placed("Clashes hit Homs province and Hama.")
    assert (places["Homs province"].precision, places["Hama"].precision) == ("province", "town")


@pytest.mark.parametrize(
    ("text", "quote", "country"),
    [
        ("An air strike on Douma killed five people.", "Douma", "SYR"),
        ("Militants were driven from Kismayo.", "Kismayo", "SOM"),
        ("Fire spread from Tripoli.", "Tripoli", "LBY"),
        ("Troops marched on Hyderabad.", "Hyderabad", None),
    ],
)
def test_a_name_alone_is_far_its_largest_town_or_open(placed, text, quote, country):
    assert placed(text)[quote].country == country


def test_a_neighborhood_lies_where_the_words_put_it(placed):
    place = placed("Shells hit the al-Zarqabi neighborhood in Aleppo, Syria.")[
        "al-Zarqabi neighborhood"
    ]
    assert (place.name, place.adm1, place.country) == ("al-Zarqabi", "Aleppo", "SYR")
    assert place.precision == "site"


def test_an_unknown_name_is_not_guessed(placed):
    place = placed("They met in the village of Zorkavil.")["village of Zorkavil"]
    assert (place.name, place.country, place.score) == ("Zorkavil", None, 0.0)


def test_a_far_hamlet_is_not_guessed(placed):
    """A name held only by a hamlet that nothing in the report points to stays open."""
    places = placed("Militants attacked the village of Baga on Sunday.")
    place = places["village of Baga"]
    assert place.lat is None
    assert place.candidates


def test_the_report_decides_between_namesakes(placed):
    syria = placed("Syrian jets struck Syria. Shells fell near Sinjar and Idlib.")
    iraq = placed("Iraqi forces moved through Iraq. Shells fell near Sinjar and Mosul.")
    assert syria["Sinjar"].country == "SYR"
    assert iraq["Sinjar"].country == "IRQ"


def test_the_city_is_the_one_named_before(placed):
    places = placed("Rebels entered Homs in Syria. Dozens died in the city.")
    assert (places["the city"].name, places["the city"].basis) == ("Homs", "inferred")


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        # a town or a village gave no province its name; a city may have
        ("Rebels entered Azaz and Aleppo in Syria. Jets bombed Aleppo. Dozens died in the town.",
         "the town", "Azaz"),
        ("Rebels entered Azaz and Aleppo in Syria. Jets bombed Aleppo. Dozens died in the city.",
         "the city", "Aleppo"),
        ("Jets bombed Aleppo in Syria. Dozens died in the village.", "the village", None),
    ],
)  # fmt: skip
def test_a_town_is_no_provincial_capital(placed, text, quote, name):
    assert placed(text)[quote].name == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("Rebels entered Douma and Idlib near Turkey. Dozens died in the country.",
         "the country", "Syria"),
        ("Mortars hit Kirkuk and Mosul. Jets flew from Syria. Fighting goes on across the country.",
         "the country", "Iraq"),
        ("Militants met. Dozens died in the country.", "the country", None),
    ],
)  # fmt: skip
def test_the_country_is_the_one_most_places_lie_in(placed, text, quote, name):
    assert placed(text)[quote].name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HYDERABAD, March 3 - Police fired in the city. Buses from Godhra stopped.", "Hyderabad"),
        ("QAMISHLI - In Aleppo, a car bomb exploded. Shells fell in the city.", "Aleppo"),
    ],
)
def test_the_city_is_the_datelines_where_none_was_named(tools, text, name):
    places = follow_report(report_of_text(text, id="test"), tools).places
    assert {place.name for place in places.values() if place.quote == "the city"} == {name}


def test_the_city_without_a_name_before_it_stays_open(placed):
    assert placed("Dozens died in the city.")["the city"].name is None


@pytest.mark.parametrize("text", ["The city council met.", "The city of Homs fell."])
def test_a_kind_that_goes_with_a_name_is_no_anaphor(parsed, text):
    assert find_place_anaphors(parsed(text), WORDS) == ()


def test_places_inside_other_names_are_found_apart(parsed):
    reading = parsed("The Ohio Supreme Court upheld the ban.")
    places = find_places(reading, GAZETTEER, WORDS)
    parts = find_name_parts(reading, GAZETTEER, WORDS, places)
    assert places == ()
    assert [reading.quote(mention.span) for mention in parts] == ["Ohio"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("A Beirut-based group denied it.", ["Beirut"]),
        ("The Washington-Moscow line was cut.", ["Washington", "Moscow"]),
        ("The Boone County Sheriff came.", ["Boone"]),
        ("TORRINGTON -- A fire burnt the depot.", ["TORRINGTON"]),
        ("She left Mansfield. The Mansfield Police Department said so.", ["Mansfield"]),
        ("A Syrian-backed group denied it.", []),
        ("Ms. Kadri met the First Brigade.", []),
    ],
)
def test_names_within_words_are_listed_as_parts(parsed, text, quotes):
    reading = parsed(text)
    places = find_places(reading, GAZETTEER, WORDS)
    parts = find_name_parts(reading, GAZETTEER, WORDS, places)
    assert [reading.quote(part.span) for part in parts] == quotes


@pytest.mark.parametrize(
    ("text", "quote", "adm1", "country"),
    [
        ("Police from Sherman, Denton and Paris met in Texas.", "Paris", "Texas", "USA"),
        ("CARTHAGE, N.C. -- A storm hit Durham.", "Durham", "North Carolina", "USA"),
        ("Russian jets bombed Gori. Tbilisi called on Georgia to fight.", "Georgia", None, "GEO"),
        ("The prisoner was sent back to Virginia.", "Virginia", "Virginia", "USA"),
        ("Shells fell on Raqqa.", "Raqqa", "Raqqa", "SYR"),
    ],
)
def test_places_told_together_lie_together(placed, text, quote, adm1, country):
    place = placed(text)[quote]
    assert (place.adm1, place.country) == (adm1, country)


def test_mentions_are_in_order_and_apart(parsed):
    reading = parsed("In Homs, Hama, the town of Azaz and northern Syria, shells fell on Aleppo.")
    spans = [mention.span for mention in find_places(reading, GAZETTEER, WORDS)]
    assert spans == sorted(spans)
    assert all(not a.overlaps(b) for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the finest place told, whichever mention tells it
        ("An air strike hit Syria. The air strike hit the village of Zorkavil in Raqqa province.",
         ["Zorkavil"]),
        # a landmark is not the scene
        ("Shelling hit Irbin, east of Damascus.", ["Irbin"]),
        # a party is not a scene
        ("A truce brokered by Russia took effect in Homs.", ["Homs"]),
        ("Rebels seized a border crossing with Turkey.", []),
        ("Shells fell on the Bab al-Zarqabi neighborhood in Aleppo.",
         ["Bab al-Zarqabi", "Aleppo"]),
        ("Air strikes hit the Ayn Zarqabi area on Monday.", ["Ayn Zarqabi"]),
        # whose act it is, and where somebody comes from, is no scene
        ("US airstrikes on Homs killed ten civilians.", ["Homs"]),
        ("US airstrikes killed ten civilians.", []),
        ("Police in Boston arrested a man from Kazakhstan.", ["Boston"]),
        # a later mention may name another place outright, but not as somebody's
        ("A bomb went off near a market in Homs. The attack in Zorkavil wounded ten.",
         ["Homs", "Zorkavil"]),
        # a town keeps its district, not its country
        ("Gunmen attacked a camp in Shopian in Anantnag District of India.",
         ["Shopian", "Anantnag"]),
        # its own clause before another's
        ("Coalition states that carried out air strikes in Iraq include Australia and Denmark.",
         ["Iraq"]),
        ("Air strikes in Iraq were carried out by planes that took off in Jordan.", ["Iraq"]),
        # no scene
        ("The European Union imposed sanctions on Syria.", []),
        # whose they are is not where it is
        ("Iraq's army shelled the militants.", []),
    ],
)  # fmt: skip
def test_an_event_happens_where_its_words_say(coded, text, names):
    (event,) = coded(text)
    assert [place.name for place in event.places] == names


def test_a_place_taken_from_the_sentence_says_so(coded):
    (event,) = coded("The mortar fire hit a tent where people had gathered in Daraa.")
    assert [place.name for place in event.places] == ["Daraa"]
    assert event.places[0].reasons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The rebels hold Douma. Life in Douma is hard. Shelling killed six people.", ["Douma"]),
        # named once only
        ("The rebels hold Douma. Shelling killed six people.", []),
        # too far back
        ("Douma is a town. The rebels hold Douma. They are few. They are tired. "
         "Shelling killed six people.", []),
        # told without a scene as often as with one
        ("The rebels hold Douma. Life in Douma is hard. The two sides agreed on a truce.", []),
    ],
)  # fmt: skip
def test_a_story_goes_on_where_it_was(coded, text, names):
    (event,) = coded(text)
    assert [place.name for place in event.places] == names
    assert all(place.basis == "inferred" for place in event.places)


def test_a_place_says_which_word_it_goes_with(coded):
    (event,) = coded("Shelling killed six people in Douma.")
    assert "grammar ties it to “Shelling”" in event.places[0].reasons


def test_a_place_without_division_is_in_no_province():
    province = Place(Span(0, 1), "x", name="Homs", adm1="Homs", country="SYR", precision="province")
    town = Place(Span(0, 1), "x", name="Talbisa", adm1="Homs", country="SYR", precision="town")
    assert holds(province, town)
    assert not holds(town, province)
    assert not holds(province, replace(town, adm1=None))
    assert not holds(province, province)
