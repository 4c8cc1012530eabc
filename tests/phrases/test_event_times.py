"""Which of a sentence's events a time dates, and what one event's time tells of another's."""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Event

Code = Callable[..., tuple[Event, ...]]
PUBLISHED = date(2016, 3, 10)  # a Thursday


def days_of(events: tuple[Event, ...], kind: str) -> str | None:
    """The days of the first event of a type, None if it has none."""
    event = next(event for event in events if event.type == kind)
    if event.time is None or event.time.earliest is None:
        return None
    return f"{event.time.earliest}..{event.time.latest}"


MONDAY, TUESDAY = "2016-03-07..2016-03-07", "2016-03-08..2016-03-08"
TODAY = "2016-03-10..2016-03-10"
YEAR = "2011-01-01..2011-12-31"
LEAD = "The war is in its sixth year. Its end is not in sight. "


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Rebels attacked the village on Monday.", "armed_attack", MONDAY),
        ("On Monday rebels seized the town of Azaz.", "territory_seized", MONDAY),
        ("Monday's air strike killed six people in Idlib.", "air_strike", MONDAY),
        ("An air strike launched on Monday killed six people.", "air_strike", MONDAY),
        ("A hospital was hit on Monday when jets carried out an air strike.", "air_strike", MONDAY),
        # told as background to the dated clause
        ("A man was jailed on Monday for the suicide bombing.", "suicide_bombing", None),
        ("Mourners gathered on Monday after an air strike in Idlib.", "air_strike", None),
        ("The army held talks on Monday with rebels who seized Azaz.", "territory_seized", None),
        # the time of another noun
        ("The 2011 constitution was torn up and rebels seized Azaz.", "territory_seized", None),
        # an event named within the time, or by it
        ("Ten men were arrested since the Tuesday suicide bombing.", "suicide_bombing", TUESDAY),
        # what a verb of speech reports, and what it judges
        ("The army reported an air strike on Monday in Idlib.", "air_strike", MONDAY),
        ("Air strikes claimed 17 lives on Monday in Idlib.", "air_strike", MONDAY),
        ("The minister confirmed the air strike on Monday.", "air_strike", None),
        ("The minister condemned the air strike on Monday.", "air_strike", None),
        ("The army said on Monday that rebels seized Azaz.", "territory_seized", None),
        ("Protests that preceded the fall of the junta in 2011 were larger.", "protest", None),
        # a reason for what was done is not of its day
        ("Police arrested a man on Monday in connection with the murder.", "killing", None),
        # a clause that says what was then
        ("The country was at war since 2011 when police arrested ten men.", "arrest", YEAR),
        # a clause that says when, and a noun that the day stands before
        ("A man fled on March 8, while a manhunt was under way.", "raid", TUESDAY),
        ("It was hit before, including on March 8 when rebels fired rockets.", "shelling", TUESDAY),
        ("A man fled on March 8, while police said rebels shelled Idlib.", "shelling", None),
        ("Police said the March 7, 2016, bombing was the worst.", "bombing", MONDAY),
        # a day named for no event, and words that go back to it
        ("The city fell silent on March 7. That day rebels shelled it.", "shelling", MONDAY),
        ("The vote was on March 7. By the end of the day rebels shelled it.", "shelling", MONDAY),
        ("The vote was on March 7. A day later, rebels shelled it.", "shelling", TUESDAY),
        ("The vote was in March. That day rebels shelled it.", "shelling", None),
        (
            "Rebels seized Homs on March 7. The vote is on May 9. That day, they freed a man.",
            "release",
            MONDAY,
        ),
        (
            "It was the first death since 2011, when a commander was killed by mortar fire.",
            "shelling",
            YEAR,
        ),
        # what an attack of a day came with, not what it came after
        (
            "Monday's blast came as Kurdish forces pressed on with their offensive.",
            "battle",
            MONDAY,
        ),
        (
            "Monday's blast came after Kurdish forces pressed on with their offensive.",
            "battle",
            None,
        ),
        # how long a party has ruled
        ("The party in power since 2011 met protests with force.", "protest", None),
        # what began
        (
            "Rebels took part in an offensive against villages that began on Monday.",
            "battle",
            MONDAY,
        ),
    ],
)
def test_a_time_dates_the_events_of_its_own_clause(
    coded: Code, text: str, kind: str, days: str | None
) -> None:
    assert days_of(coded(text, published=PUBLISHED), kind) == days


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        (
            "Rebels shelled the base on Monday. The next day the army arrested ten men.",
            "arrest",
            TUESDAY,
        ),
        (
            "An air strike hit Idlib on Sunday. Police arrested two men two days after the strike.",
            "arrest",
            TUESDAY,
        ),
        # what another event is counted from
        (
            LEAD + "The attack comes two days after rebels seized the town of Azaz.",
            "territory_seized",
            TUESDAY,
        ),
        (
            LEAD + "The bodies were found on Tuesday, a day after gunmen kidnapped ten men.",
            "abduction",
            MONDAY,
        ),
        # not what was done to those it tells of
        (
            LEAD + "The attack comes a day after rebels seized men who had been arrested in Homs.",
            "arrest",
            None,
        ),
        # nothing to count from
        ("Two days later the army arrested ten men.", "arrest", None),
        ("Police arrested two men two days after the strike.", "arrest", None),
    ],
)
def test_a_relative_time_counts_from_another_event(
    coded: Code, text: str, kind: str, days: str | None
) -> None:
    assert days_of(coded(text, published=PUBLISHED), kind) == days


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The government has won the election without holding talks with rebels.", "talks"),
        ("The group is willing to hold talks with the army.", "talks"),
        ("Rebels seized the town of Azaz.", "territory_seized"),
        # clauses that only say more of a noun
        ("A photo of a man killed in an air strike has gone round the world.", "air_strike"),
        ("The court has asked for the extradition of men charged with arson.", "trial"),
        # what a picture shows
        ("A video shows fighting between rebels and the army in Idlib.", "battle"),
    ],
)
def test_a_lead_that_tells_no_news_of_an_event_does_not_date_it(
    coded: Code, text: str, kind: str
) -> None:
    events = coded(text, published=PUBLISHED)
    assert all(event.time is None for event in events if event.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        (LEAD + "Jets are carrying out air strikes on Aleppo.", "air_strike", TODAY),
        (LEAD + "Rebels are besieging Aleppo.", "siege", TODAY),
        (LEAD + "Jets were carrying out air strikes on Aleppo.", "air_strike", None),
        (LEAD + "Jets have carried out air strikes on Aleppo.", "air_strike", None),
        (LEAD + "Jets will be carrying out air strikes on Aleppo.", "air_strike", None),
        (LEAD + "Rebels are preparing an attack on Aleppo.", "armed_attack", None),
    ],
)
def test_what_still_goes_on_is_of_the_day_of_the_report(
    coded: Code, text: str, kind: str, days: str | None
) -> None:
    assert days_of(coded(text, published=PUBLISHED), kind) == days


WAR = "2011-03-01..2011-03-31"


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        (
            "Thousands have been killed since the war began in March 2011 with protests.",
            "protest",
            WAR,
        ),
        # both since then
        (
            "Thousands have been killed and millions have been displaced since Monday.",
            "killing",
            "2016-03-07..2016-03-10",
        ),
        ("Six were killed in Homs and millions have been displaced since 2011.", "killing", None),
        (
            "Activists have documented shelling in Idlib since Monday.",
            "shelling",
            "2016-03-07..2016-03-10",
        ),
        # how a thing stands is of no day, unless it stands since
        ("Jets carried out air strikes on a town held by rebels on Monday.", "air_strike", MONDAY),
        ("A town held by rebels since Monday was shelled.", "shelling", None),
        # the weeks, not the vote
        (
            "Protests broke out in the weeks before the election on 7 May 2015.",
            "protest",
            "2015-04-16..2015-05-07",
        ),
        # what is to come is of no day that is over
        ("The minister said on Monday that troops will attack the town.", "armed_attack", None),
        (
            "A court has convicted a man of murder. His sentencing is set for October 16.",
            "trial",
            TODAY,
        ),
        # a length that cannot be placed does not stand in the way of the day of the report
        (
            "Rebels have seized the town of Azaz in an offensive days after a truce ended.",
            "territory_seized",
            TODAY,
        ),
        # a toll has a time as well
        (
            "Intense air strikes hit Idlib. A bus was hit on Tuesday, resulting in seven deaths.",
            "air_strike",
            TUESDAY,
        ),
        # an opinion is no news of what it speaks of
        ("The minister condemns the massacre in Homs.", "killing", None),
    ],
)
def test_the_words_that_date_an_event_are_its_own(
    coded: Code, text: str, kind: str, days: str | None
) -> None:
    assert days_of(coded(text, published=PUBLISHED), kind) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            LEAD + "Rebels shelled the base on Monday. Police also arrested ten men.",
            MONDAY,
        ),
        # nothing says that the story goes on
        (LEAD + "Rebels shelled the base on Monday. Police arrested ten men.", None),
        (LEAD + "Rebels shelled the base on Monday. Police had also arrested ten men.", None),
        (LEAD + "Rebels shelled the base on Monday. Police will also arrest ten men.", None),
        (LEAD + "Rebels have shelled the base since Monday. Police also arrested ten men.", None),
    ],
)
def test_what_goes_on_with_a_dated_event_is_of_its_day(
    coded: Code, text: str, days: str | None
) -> None:
    events = coded(text, published=PUBLISHED)
    assert days_of(events, "arrest") == days
    time = next(event for event in events if event.type == "arrest").time
    if days is not None:
        assert time is not None
        assert (time.basis, time.note) == ("inferred", "told on from “shelled”")


TWO = "Rebels shelled Idlib on Monday. On Monday soldiers arrested ten men in Homs. "


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (LEAD + TWO + "Residents of the south met. Gunmen kidnapped two teachers in Azaz.", MONDAY),
        # another day in the report
        (LEAD + TWO + "On Tuesday jets bombed Raqqa. Gunmen kidnapped two teachers in Azaz.", None),
        # only one event is dated
        (LEAD + "Rebels shelled Idlib on Monday. Residents met. Gunmen kidnapped two men.", None),
        # not narrated: told as over before, as background, or by another event
        (LEAD + TWO + "Residents of the south met. Gunmen had kidnapped two teachers.", None),
        (LEAD + TWO + "Residents of the south met. They feared the kidnapping of a man.", None),
        (LEAD + TWO + "Residents met. When the raids began gunmen kidnapped two men.", None),
    ],
)
def test_a_report_whose_events_are_all_of_one_day_is_of_that_day(
    coded: Code, text: str, days: str | None
) -> None:
    events = coded(text, published=PUBLISHED)
    assert days_of(events, "abduction") == days


@pytest.mark.parametrize(
    "text",
    [
        "Rebels have been trying for months to encircle Aleppo by cutting supply lines.",
        "Rebels have tried for months to encircle Aleppo by cutting supply lines.",
    ],
)
def test_a_length_of_months_ends_on_the_day_of_the_report(coded: Code, text: str) -> None:
    (event,) = coded(text, published=PUBLISHED)
    assert event.time is not None
    assert (event.time.earliest, event.time.latest) == (None, PUBLISHED)
