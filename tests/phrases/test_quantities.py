"""Number phrases: the bounds they give, where they are found, and what counts nothing."""

from dataclasses import replace

import pytest

from dateline.annotate.parser import load_parser, parse
from dateline.annotate.quantities import find_quantities
from dateline.annotate.times import find_times
from dateline.codebook.numbers import load_number_words
from dateline.codebook.times import load_time_words
from dateline.model import Mention, Quantity, Reading, Report
from dateline.resolve.lists import count_list
from dateline.resolve.quantities import read_quantity

WORDS = load_number_words()


def reading_of(text: str) -> Reading:
    report = Report("r", text, "0" * 64)
    reading = Reading(report, *parse(report, load_parser()))
    reading = replace(reading, mentions=find_times(reading, load_time_words()))
    found = find_quantities(reading, WORDS)
    return replace(reading, mentions=(*reading.mentions, *found))


def quantities(text: str) -> list[tuple[str, str]]:
    reading = reading_of(text)
    return [(reading.quote(m.span), m.label) for m in reading.of_kind("quantity")]


@pytest.mark.parametrize(
    ("phrase", "low", "high", "approx"),
    [
        ("200", 200, 200, False),
        ("over 200", 201, None, False),
        ("more than 200", 201, None, False),
        ("exceeded the 200", 201, None, False),
        ("at least three", 3, None, False),
        ("no fewer than 12", 12, None, False),
        ("10 or more", 10, None, False),
        ("50+", 50, None, False),
        ("up to 50", None, 50, False),
        ("as many as 50", None, 50, False),
        ("no more than ten", None, 10, False),
        ("less than 10", None, 9, False),
        ("about 50", 50, 50, True),
        ("nearly 50", 50, 50, True),
        ("an estimated 220000", 220000, 220000, True),
        ("dozens", 24, None, False),
        ("dozens more", 24, None, False),
        ("several dozen", 36, None, False),
        ("scores", 40, None, False),
        ("tens", 20, None, False),
        ("hundreds", 200, None, False),
        ("several hundred", 300, None, False),
        ("a few hundred", 200, None, False),
        ("thousands", 2000, None, False),
        ("tens of thousands", 20000, None, False),
        ("hundred of thousands", 200_000, None, False),
        ("hundreds of thousand", 200_000, None, False),
        ("dozen of", 24, None, False),
        ("half of a million", 500_000, 500_000, False),
        ("a dozen of them", 12, 12, True),
        ("hundreds of thousands", 200000, None, False),
        ("millions", 2000000, None, False),
        ("several", 3, None, False),
        ("a couple", 2, 2, False),
        ("a dozen", 12, 12, True),
        ("more than a dozen", 13, None, False),
        ("half a dozen", 6, 6, True),
        ("14 to 16", 14, 16, False),
        ("between 14 and 16", 14, 16, False),
        ("200-300", 200, 300, False),
        ("as many as eight to nine", 8, 9, False),
        ("7 8 militants", 7, 8, False),
        ("five hundred", 500, 500, False),
        ("2.5 million", 2500000, 2500000, False),
        ("half a million", 500000, 500000, False),
        ("more than a quarter of a million", 250001, None, False),
        ("1,200", 1200, 1200, False),
        ("1 200", 1200, 1200, False),
        ("twenty-three", 23, 23, False),
        ("two to three hundred", 200, 300, False),
        ("between two and three dozen", 24, 36, True),
        ("five or six thousand", 5000, 6000, False),
        ("50 to 60", 50, 60, False),
        ("90 to 100", 90, 100, False),
        ("800 to one thousand", 800, 1000, False),
        ("three hundred and twenty-five thousand", 325000, 325000, False),
        ("300,000-strong", 300000, 300000, False),
        ("a", 1, 1, False),
        ("one", 1, 1, False),
        ("a soldier", 1, 1, False),
        ("no casualties", 0, 0, False),
        ("none", 0, 0, False),
        ("without any injuries", 0, 0, False),
    ],
)
def test_quantity_keeps_the_bounds_the_words_give(phrase, low, high, approx):
    assert read_quantity(phrase, WORDS) == Quantity(low, high, approx)


@pytest.mark.parametrize("phrase", ["many", "", "soldiers", "3-1", "5,6", "up to dozens", "few"])
def test_words_that_bound_nothing_give_nothing(phrase):
    assert read_quantity(phrase, WORDS) is None


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("At least three soldiers were killed.", "At least three", "soldier"),
        ("Over 200 fled the town.", "Over 200", ""),
        ("Dozens of militants deserted the group.", "Dozens", "militant"),
        ("The number has exceeded the 200 rebel fighters.", "exceeded the 200", "fighter"),
        ("The shelling killed between 14 and 16 civilians.", "between 14 and 16", "civilian"),
        ("Hundreds of thousands of people fled.", "Hundreds of thousands", "people"),
        ("Two of his escorts died.", "Two", "escort"),
        ("The army sent a 300-strong force.", "300", ""),
        ("The raid caused no casualties.", "no casualties", "casualty"),
        ("The patrol did not suffer any injuries.", "any injuries", "injury"),
    ],
)
def test_quantities_are_found_with_what_they_count(text, quote, label):
    assert (quote, label) in quantities(text)


@pytest.mark.parametrize(
    "text",
    [
        "The 12th Brigade attacked the town.",
        "Fighters of Division 30 attacked the town.",
        "They blocked Highway 4 near the town.",
        "The council adopted Resolution 2254 on Syria.",
        "M-19 guerrillas shot down an F-16.",
        "A 35-year-old man was shot.",
        "The driver, 26, was shot.",
        "The attack took place on March 3, 2014.",
        "The war began in 2011.",
        "The ransom was $500 and Rs 700.",
        "Turnout was 45 percent.",
        "The village lies 12 km from the city.",
        "The raid began at 10:35 a.m. and lasted two hours.",
        "They found 7.62 mm rounds.",
        "Each side accused one another.",
        "Many people fled.",
        "The incident took place at 2120.",
    ],
)
def test_names_ages_dates_money_and_measures_are_no_quantities(text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "first", "low", "high"),
    [
        ("They killed him and two of his escorts.", "him", 3, 3),
        ("A woman and her two children were killed.", "woman", 3, 3),
        ("Five women and a child were killed.", "women", 6, 6),
        ("At least 16 civilians and three children were killed.", "civilians", 19, None),
        ("They killed the guard.", "guard", 1, 1),
    ],
)
def test_a_named_list_counts_as_its_members(text, first, low, high):
    reading = reading_of(text)
    head = next(token.i for token in reading.tokens if token.text == first)
    counted = count_list(reading, head, WORDS)
    assert counted is not None
    assert (counted.low, counted.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They killed his escorts.", "escorts"),
        ("They killed two guards and his escorts.", "guards"),
        ("They arrested people.", "people"),
    ],
)
def test_a_list_with_an_uncounted_member_has_no_count(text, first):
    reading = reading_of(text)
    head = next(token.i for token in reading.tokens if token.text == first)
    assert count_list(reading, head, WORDS) is None


def test_mentions_stand_in_text_order_and_apart():
    reading = reading_of("At least 16 died, dozens were hurt and three of the 20 guards fled.")
    found: tuple[Mention, ...] = reading.of_kind("quantity")
    assert [reading.quote(m.span) for m in found] == ["At least 16", "dozens", "three", "20"]
