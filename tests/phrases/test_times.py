"""Time phrases: the days they give, where they are found, and what names no time."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.annotate.parser import load_parser, parse
from dateline.annotate.times import each_date, find_dateline_times, find_times
from dateline.codebook.times import load_time_words
from dateline.ingest import report_of_text
from dateline.model import Reading, Report, TimeInterval
from dateline.resolve.calendar import weekday_of_month
from dateline.resolve.tense import tense_around
from dateline.resolve.time_named import named_times
from dateline.resolve.timeforms import READERS
from dateline.resolve.times import infer_from_publication, named_time, read_time

WORDS = load_time_words()
THURSDAY = date(2016, 3, 10)


def reading_of(text: str) -> Reading:
    report = Report("r", text, "0" * 64)
    return Reading(report, *parse(report, load_parser()))


def times(text: str) -> list[tuple[str, str]]:
    reading = reading_of(text)
    return [(reading.quote(m.span), m.label) for m in find_times(reading, WORDS)]


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest", "precision"),
    [
        ("on Monday", "2016-03-07", "2016-03-07", "day"),
        ("Thursday", "2016-03-10", "2016-03-10", "day"),
        ("late on Tuesday night", "2016-03-08", "2016-03-08", "day"),
        ("last Thursday", "2016-03-03", "2016-03-03", "day"),
        ("next Friday", "2016-03-11", "2016-03-11", "day"),
        ("Friday and Saturday", "2016-03-04", "2016-03-05", "day"),
        ("today", "2016-03-10", "2016-03-10", "day"),
        ("this morning", "2016-03-10", "2016-03-10", "day"),
        ("yesterday", "2016-03-09", "2016-03-09", "day"),
        ("last night", "2016-03-09", "2016-03-09", "day"),
        ("overnight", "2016-03-09", "2016-03-10", "day"),
        ("over the weekend", "2016-03-05", "2016-03-06", "day"),
        ("two days ago", "2016-03-08", "2016-03-08", "day"),
        ("three weeks ago", "2016-02-15", "2016-02-21", "week"),
        ("five years ago", "2011-01-01", "2011-12-31", "year"),
        ("a few months ago", "2015-09-10", "2016-02-10", "longer"),
        ("last week", "2016-02-29", "2016-03-06", "week"),
        ("this week", "2016-03-07", "2016-03-10", "week"),
        ("earlier this month", "2016-03-01", "2016-03-10", "month"),
        ("last month", "2016-02-01", "2016-02-29", "month"),
        ("last year", "2015-01-01", "2015-12-31", "year"),
        ("the end of last year", "2015-10-01", "2015-12-31", "longer"),
        ("in one week", "2016-03-03", "2016-03-10", "week"),
        ("over the past few days", "2016-03-03", "2016-03-10", "week"),
        ("in recent weeks", "2016-02-18", "2016-03-10", "month"),
        ("in recent months", "2015-12-10", "2016-03-10", "longer"),
        ("over the past two months", "2016-01-10", "2016-03-10", "longer"),
        ("during the past 24 hours", "2016-03-09", "2016-03-10", "day"),
        ("for more than two years", "2014-03-10", "2016-03-10", "longer"),
        ("for days", "2016-03-03", "2016-03-10", "week"),
        ("for the second consecutive day", "2016-03-09", "2016-03-10", "day"),
        ("March 3", "2016-03-03", "2016-03-03", "day"),
        ("on 24 August", "2015-08-24", "2015-08-24", "day"),
        ("Friday, May 6", "2016-05-06", "2016-05-06", "day"),  # 6 May 2015 was a Wednesday
        ("tomorrow, 1 June", "2016-06-01", "2016-06-01", "day"),
        ("February", "2016-02-01", "2016-02-29", "month"),
        ("in March", "2016-03-01", "2016-03-10", "month"),
        ("last August", "2015-08-01", "2015-08-31", "month"),
        ("August last year", "2015-08-01", "2015-08-31", "month"),
        ("late February", "2016-02-21", "2016-02-29", "week"),
        ("mid-July", "2015-07-11", "2015-07-20", "week"),
        ("last spring", "2015-03-01", "2015-05-31", "longer"),
        ("since Monday", "2016-03-07", "2016-03-10", "week"),
        ("since 2011", "2011-01-01", "2016-03-10", "longer"),
        ("since early 2014", "2014-01-01", "2016-03-10", "longer"),
        ("since the war began in March 2011", "2011-03-01", "2016-03-10", "longer"),
        ("20-21 November", "2015-11-20", "2015-11-21", "day"),
        ("between 3 and 5 March", "2016-03-03", "2016-03-05", "day"),
        ("from March 3 to March 7", "2016-03-03", "2016-03-07", "week"),
        ("between 23 December and 2 January", "2015-12-23", "2016-01-02", "week"),
        ("night of 5 to 6 March", "2016-03-05", "2016-03-06", "day"),
        ("03/07/2016", "2016-03-07", "2016-03-07", "day"),  # 3 July is not yet
        ("10.03.2016", "2016-03-10", "2016-03-10", "day"),
        ("since Wednesday afternoon", "2016-03-09", "2016-03-10", "day"),
        ("in 24 hours", "2016-03-09", "2016-03-10", "day"),
        ("in the last 10 days", "2016-02-29", "2016-03-10", "week"),
        ("Monday through Wednesday", "2016-03-07", "2016-03-09", "day"),
        ("Friday night into Saturday", "2016-03-04", "2016-03-05", "day"),
        ("half a year ago", "2015-09-01", "2015-09-30", "month"),
        ("a year and a half ago", "2014-01-01", "2014-12-31", "year"),
        ("New Year's Eve", "2015-12-31", "2015-12-31", "day"),
        ("Boxing Day", "2015-12-26", "2015-12-26", "day"),
        # the tabular Islamic calendar, with a day to spare on either side
        ("during Eid al-Adha", "2015-09-22", "2015-09-27", "week"),
        ("Ramadan", "2015-06-16", "2015-07-17", "month"),
        ("Thanksgiving", "2015-11-26", "2015-11-26", "day"),
        ("last Thanksgiving", "2015-11-26", "2015-11-26", "day"),
        ("Martin Luther King Day", "2016-01-18", "2016-01-18", "day"),
        ("International Women's Day", "2016-03-08", "2016-03-08", "day"),
    ],
)
def test_relative_times_count_from_publication(phrase, earliest, latest, precision):
    time = read_time(phrase, published=THURSDAY, words=WORDS)
    assert time is not None
    assert (str(time.earliest), str(time.latest), time.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("month", "tense", "first"),
    [
        ("May", "present", "2016-05-01"),  # "the case is heard in May"
        ("May", "past", "2015-05-01"),
        ("October", "present", "2015-10-01"),  # too far ahead
    ],
)
def test_the_present_tells_of_a_month_soon_to_come(month, tense, first):
    time = read_time(month, published=THURSDAY, words=WORDS, tense=tense)
    assert time is not None
    assert str(time.earliest) == first


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("Jan. 3, 1990", "1990-01-03", "1990-01-03"),
        ("3 JAN 90", "1990-01-03", "1990-01-03"),
        ("Saturday December 13 2008", "2008-12-13", "2008-12-13"),
        ("14 July , 2015", "2015-07-14", "2015-07-14"),
        ("2014-08-31", "2014-08-31", "2014-08-31"),
        ("31-08-2014", "2014-08-31", "2014-08-31"),
        ("the morning of April 19, 2013", "2013-04-19", "2013-04-19"),
        ("August 2013", "2013-08-01", "2013-08-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("early 2011", "2011-01-01", "2011-04-30"),
        ("late 2014", "2014-10-01", "2014-12-31"),
        ("the summer of 2012", "2012-06-01", "2012-08-31"),
        ("the first six months of 2016", "2016-01-01", "2016-06-30"),
        ("the first quarter of 2014", "2014-01-01", "2014-03-31"),
        ("the last week of July 2015", "2015-07-25", "2015-07-31"),
        ("between 1962 and 1975", "1962-01-01", "1975-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the 19th century", "1801-01-01", "1900-12-31"),
        ("9/11", "2001-09-11", "2001-09-11"),
        ("between 1994 and 1997", "1994-01-01", "1997-12-31"),
        ("between June 1975 and February 1976", "1975-06-01", "1976-02-29"),
        ("12 Ramadan 1436", "2015-06-27", "2015-06-29"),
        ("Thanksgiving Day 1999", "1999-11-25", "1999-11-25"),
        ("Memorial Day 2015", "2015-05-25", "2015-05-25"),
        ("Labor Day 2014", "2014-09-01", "2014-09-01"),
        ("Halloween 2014", "2014-10-31", "2014-10-31"),
        ("01-06-2016", "2016-06-01", "2016-06-01"),
        ("25-12-2014", "2014-12-25", "2014-12-25"),
        ("12-25-2014", "2014-12-25", "2014-12-25"),
    ],
)
def test_absolute_dates_need_no_publication_date(phrase, earliest, latest):
    for published in (None, THURSDAY):
        time = read_time(phrase, published=published, words=WORDS)
        assert time is not None
        assert (str(time.earliest), str(time.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    ("phrase", "note"),
    [
        ("Monday", "no publication date"),
        ("March 3", "no publication date"),
        ("last week", "no publication date"),
        ("03/07/2016", "cannot be told apart"),
        ("February 30, 2015", "no such day"),
        ("Ramadan", "no publication date"),
        ("Easter Sunday", "moves with the moon"),
        ("many years ago", "no publication date"),
        ("recently", "not said"),
        ("for three hours", "no date"),
        ("every Friday", "recurs"),
        ("two days later", "no earlier time"),
    ],
)
def test_a_time_that_cannot_be_placed_has_no_bounds_and_says_why(phrase, note):
    time = read_time(phrase, published=None, words=WORDS)
    assert time is not None
    assert (time.earliest, time.latest, time.precision) == (None, None, None)
    assert note in (time.note or "")


def test_a_stretch_has_no_end_without_a_publication_date():
    time = read_time("since 2011", published=None, words=WORDS)
    assert time is not None
    assert (str(time.earliest), time.latest) == ("2011-01-01", None)


@pytest.mark.parametrize("phrase", ["", "the attack", "Aleppo", "17 people", "the 12th Brigade"])
def test_words_that_name_no_time_read_as_none(phrase):
    assert read_time(phrase, published=THURSDAY, words=WORDS) is None


@pytest.mark.parametrize(
    ("phrase", "tense", "day"),
    [
        ("Friday", "future", "2016-03-11"),
        ("Friday", "past", "2016-03-04"),
        ("Friday", None, "2016-03-04"),
        ("April 2", "future", "2016-04-02"),
        ("April 2", "past", "2015-04-02"),
        ("March 12", None, "2016-03-12"),  # two days on, not a year ago
    ],
)
def test_the_verb_says_whether_a_day_lies_ahead(phrase, tense, day):
    time = read_time(phrase, published=THURSDAY, words=WORDS, tense=tense)
    assert time is not None
    assert str(time.earliest) == str(time.latest) == day


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("two days later", "2015-04-17", "2015-04-17"),
        ("the next day", "2015-04-16", "2015-04-16"),
        ("the previous day", "2015-04-14", "2015-04-14"),
        ("the same day", "2015-04-15", "2015-04-15"),
        ("a year earlier", "2014-01-01", "2014-12-31"),
        ("the following month", "2015-05-01", "2015-05-31"),
        ("days later", "2015-04-17", "2015-04-22"),
        ("since then", "2015-04-15", "2016-03-10"),
        ("the weeks before", "2015-03-25", "2015-04-15"),
    ],
)
def test_an_anchor_in_the_text_is_counted_from(phrase, earliest, latest):
    anchor = TimeInterval(date(2015, 4, 15), date(2015, 4, 15), "day")
    time = read_time(phrase, published=THURSDAY, words=WORDS, anchor=anchor)
    assert time is not None
    assert (str(time.earliest), str(time.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("since early 2011", "2011-01-01", "2011-12-31"),
        ("this week", "2016-03-07", "2016-03-13"),
        ("late February", "2016-02-01", "2016-02-29"),
    ],
)
def test_a_named_time_is_the_whole_of_what_the_words_name(phrase, earliest, latest):
    time = named_time(phrase, published=THURSDAY, words=WORDS)
    assert time is not None
    assert (str(time.earliest), str(time.latest)) == (earliest, latest)


def test_a_lead_is_inferred_to_be_of_the_publication_day():
    time = infer_from_publication(THURSDAY)
    assert time == TimeInterval(THURSDAY, THURSDAY, "day", basis="inferred")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army seized the town on Monday.", [("Monday", "date")]),
        ("Shelling went on since Monday.", [("since Monday", "period")]),
        ("Shells fell late on Tuesday night.", [("late on Tuesday night", "date")]),
        ("Over the past few days 30 deserted.", [("Over the past few days", "period")]),
        ("They fought between 3 March and 5 March.", [("between 3 March and 5 March", "period")]),
        (
            "Since the war began in March 2011 many fled.",
            [("Since the war began in March 2011", "period")],
        ),
        ("The siege lasted three months.", [("three months", "duration")]),
        ("The army shells the town every day.", [("every day", "recurrent")]),
        ("The 2013 attack killed hundreds.", [("2013", "date")]),
        ("He was killed (2011).", [("2011", "date")]),
        ("Clashes broke out in May.", [("May", "date")]),
        ("They agreed on it at the May summit.", [("May", "date")]),
        ("Clashes broke out between Dec and Jan.", [("between Dec and Jan.", "period")]),
        ("Flights leave daily.", [("daily", "recurrent")]),
        ("THE BOMB EXPLODED ON 3 MARCH.", [("3 MARCH", "date")]),
        ("violence broke out on sunday evening.", [("sunday evening", "date")]),
    ],
)
def test_times_are_found_with_the_words_that_belong_to_them(text, expected):
    assert times(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "Some 15 may have died.",
        "A 35-year-old man was shot.",
        "The March 14 coalition met.",
        "The Arab Spring changed the region.",
        "It captured 2000 fighters.",
        "The council adopted resolution 2014.",
        "The Sunday Times reported it.",
        "He told Russia Today.",
        "The ransom was $2000.",
        "The second battalion withdrew.",
        "The meeting is expected to last two days.",
        "The budget of fiscal year 2015 was cut.",
        "The bomb exploded at 5.30 p.m. local time (1530 UTC).",
        "The raid began at 1945 hours.",
        "They attacked shortly after midnight.",
        "The bomb squad defused it at 1810.",
        "The ministers of Hungary and Jan Kavan met.",
        "The march on the capital ended.",
        "It does not speak to today's youth.",
        "The party daily Granma denied it.",
        "The post is guarded 24 hours a day.",
        "Gunmen in a 1998 Toyota opened fire.",
    ],
)
def test_names_numbers_and_ages_are_no_times(text):
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "tense"),
    [
        ("The envoys will meet on Thursday.", "Thursday", "future"),
        ("The vote is scheduled for Thursday.", "Thursday", "future"),
        ("The group plans to leave on Thursday.", "Thursday", "future"),
        ("The envoys met on Thursday.", "Thursday", "past"),
        ("They have met since Thursday.", "since Thursday", "past"),
        ("The town would have fallen on Thursday.", "Thursday", "past"),
        ("He could not be reached on Thursday.", "Thursday", "past"),
        ("Neither could be reached on Thursday.", "Thursday", "past"),
        ("They have given him until Thursday.", "Thursday", "future"),
        ("They fought until Thursday.", "Thursday", "past"),
        ("The army extended its deadline until Thursday.", "Thursday", "future"),
        ("The army extended its lines on Thursday.", "Thursday", "past"),
        ("On Thursday, the union plans to hold a march.", "Thursday", "future"),
        ("On Thursday, the union planned to hold a march.", "Thursday", "past"),
        ("The panel subpoenaed him to testify on Thursday.", "Thursday", "future"),
        ("They will appeal Thursday's ruling.", "Thursday's", None),
        ("The judge allowed a January 14 hearing.", "January 14", None),
        ("They will attend the Thursday meeting.", "Thursday", "future"),
    ],
)
def test_tense_is_that_of_the_verb_above(text, quote, tense):
    reading = reading_of(text)
    mention = next(m for m in find_times(reading, WORDS) if reading.quote(m.span) == quote)
    assert tense_around(reading, mention.head, WORDS) == tense


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("It was hit between 1994 and 1997.", ["1994", "1997"]),
        ("It was hit from 3 March to 5 May 2015.", ["3 March", "5 May 2015"]),
        ("It was hit in 1994.", ["1994"]),
        ("It has been hit since 1994.", ["since 1994"]),
    ],
)
def test_each_date_of_a_span_is_listed_by_itself(text, quotes):
    reading = reading_of(text)
    found = [each for m in find_times(reading, WORDS) for each in each_date(reading, m, WORDS)]
    assert [reading.quote(each.span) for each in found] == quotes


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("weekday", range(7))
def test_the_last_weekday_of_a_month_is_its_fourth_or_a_week_later(month, weekday):
    fourth = weekday_of_month(2015, month, weekday, 4)
    last = weekday_of_month(2015, month, weekday, -1)
    assert fourth.weekday() == last.weekday() == weekday
    assert last.month == month
    assert (last - fourth).days in (0, 7)


def test_the_dateline_names_a_day_outside_all_sentences():
    report = report_of_text("GENEVA, August 8 (Reuters) -- Envoys met.", id="r")
    reading = Reading(report, *parse(report, load_parser()))
    assert find_times(reading, WORDS) == ()
    assert [reading.quote(m.span) for m in find_dateline_times(reading, WORDS)] == ["August 8"]


def test_every_form_of_the_codebook_has_a_reader():
    assert {form.name for form in WORDS.forms if form.label != "none"} == set(READERS)


@pytest.mark.parametrize(
    ("text", "quote", "days"),
    [
        (
            "He was freed in 1990. The car was seen in the weeks before the shooting.",
            "the weeks before",
            None,
        ),
        (
            "It fell in 1990. He ran in the weeks before the vote on 7 May 2012.",
            "the weeks before",
            ("2012-04-16", "2012-05-07"),
        ),
        (
            "He was freed on 2 May 1990. He voted two days later.",
            "two days later",
            ("1990-05-04", "1990-05-04"),
        ),
        (
            "The day before last Tuesday's hearing he ran.",
            "The day before",
            ("2016-03-07", "2016-03-07"),
        ),
    ],
)
def test_a_named_time_counts_from_what_it_says(text, quote, days):
    report = Report("r", text, "0" * 64, published=THURSDAY)
    reading = Reading(report, *parse(report, load_parser()))
    reading = replace(reading, mentions=find_times(reading, WORDS))
    named = {reading.quote(mention.span): time for mention, time in named_times(reading, WORDS)}
    time = named[quote]
    assert (time.earliest and (str(time.earliest), str(time.latest))) == days
