"""A real page as scraped: the record it must give, and what it must not give.

The page is not part of the project; the test skips where it is absent.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dateline.ingest import report_of_text
from dateline.model import Event
from dateline.pipeline import Tools, code_report, load_tools

PAGE = Path("gold/docs/dev/seed_ara_raqqa.json")
PUBLISHED = date(2016, 3, 7)

Find = Callable[[str, str], Event]


@pytest.fixture(scope="module")
def text(shared: Path) -> str:
    return str(json.loads((shared / PAGE).read_text(encoding="utf-8"))["text"])


@pytest.fixture(scope="module", params=["rules", "both"])
def tools(request: pytest.FixtureRequest) -> Tools:
    return load_tools(request.param)


@pytest.fixture(scope="module")
def events(text: str, tools: Tools) -> tuple[Event, ...]:
    return code_report(report_of_text(text, id="seed", published=PUBLISHED), tools)


@pytest.fixture(scope="module")
def find(events: tuple[Event, ...], text: str) -> Find:
    """The one event of a type that a stretch of the text names."""

    def one(kind: str, near: str) -> Event:
        start = text.index(near)
        found = [
            e
            for e in events
            if e.type == kind and any(start <= m.span.start < start + len(near) for m in e.mentions)
        ]
        assert len(found) == 1, [(e.type, [m.quote for m in e.mentions]) for e in events]
        return found[0]

    return one


def names(event: Event, role: str) -> set[str | None]:
    return {p.actor.name if p.actor else None for p in getattr(event, role)}


def counts(event: Event) -> set[tuple[str, int | None, int | None]]:
    return {(c.measure, c.quantity.low, c.quantity.high) for c in event.counts}


def days(event: Event) -> tuple[date | None, date | None]:
    assert event.time is not None
    return event.time.earliest, event.time.latest


def test_the_desertions_in_raqqa(find: Find) -> None:
    event = find("defection", "militants have deserted the ranks")
    assert {m.quote for m in event.mentions} >= {"desert", "deserted", "defections", "left"}
    assert "Islamic State" in names(event, "from_group")
    assert ("defected", 201, None) in counts(event)
    assert [(p.name, p.precision) for p in event.places] == [("Raqqa", "province")]
    assert days(event) == (date(2016, 2, 29), date(2016, 3, 7))
    assert any(s.anonymous and "close to ISIS" in s.quote for s in event.sources)
    assert event.factuality == "asserted"


def test_the_expulsion_by_the_sdf(find: Find) -> None:
    event = find("territory_seized", "the SDF expelled ISIS militants")
    assert names(event, "agent") == {"Syrian Democratic Forces"}
    assert names(event, "target") == {"Islamic State"}
    assert {(p.name, p.precision) for p in event.places} == {
        ("Hasakah", "province"),
        ("Raqqa", "province"),
        ("Aleppo", "province"),
    }
    assert days(event) == (date(2016, 2, 29), date(2016, 3, 6))
    assert event.sources == ()


def test_the_killing_of_the_commander(find: Find) -> None:
    event = find("killing", "was killed at the hands of fellow ISIS militants")
    assert names(event, "agent") == {"Islamic State"}
    assert any("Abu Ali al-Tunisi" in p.quote for p in event.target)
    assert ("killed", 3, 3) in counts(event)
    assert days(event) == (date(2016, 3, 6), date(2016, 3, 6))
    assert any(p.name == "Raqqa" for p in event.places)


def test_the_clashes_and_the_arrests(find: Find) -> None:
    battle = find("battle", "Clashes broke out among the militants")
    assert names(battle, "agent") == {"Islamic State"}
    arrest = find("arrest", "arrested at least three")
    assert counts(arrest) == {("detained", 3, None)}
    assert any("Islamic Police" in p.quote for p in arrest.agent)
    for event in (battle, arrest):
        assert any("Ammar al-Hassan" in s.quote and not s.anonymous for s in event.sources)


def test_the_protest_is_uncertain(find: Find) -> None:
    event = find("protest", "protested")
    assert event.factuality == "uncertain"
    assert names(event, "agent") == {"Islamic State"}


def test_the_defections_in_aleppo(find: Find) -> None:
    event = find("defection", "militants reportedly deserted")
    assert {("defected", 41, None), ("defected", 40, 40)} == counts(event)
    assert {"rebels (Syria)", "Failaq al-Sham"} == names(event, "supporter")
    assert [p.name for p in event.places] == ["Aleppo"]
    assert any("Ali Jaafar" in s.quote and s.kind == "armed_group" for s in event.sources)
    assert event.factuality == "asserted"  # the spokesman says it as fact


def test_the_strikes_and_the_lost_areas(find: Find) -> None:
    strikes = find("air_strike", "airstrikes by the U.S.-led coalition")
    assert names(strikes, "agent") == {"US-led coalition"}
    lost = find("territory_seized", "has recently lost key areas")
    assert names(lost, "agent") == {"Syrian Democratic Forces"}
    assert names(lost, "target") == {"Islamic State"}


def test_the_crossing_into_turkey_is_not_certain(find: Find) -> None:
    event = find("displacement", "expected to have crossed the border into Turkey")
    assert event.factuality == "uncertain"
    assert [(p.name, p.relation) for p in event.places] == [("Turkey", "to")]


@pytest.mark.parametrize("furniture", ["in parade in Tel Abyad", "Leave a comment", "3 × one"])
def test_furniture_gives_nothing(events: tuple[Event, ...], text: str, furniture: str) -> None:
    start = text.index(furniture)
    end = start + len(furniture)
    assert not [m for e in events for m in e.mentions if start <= m.span.start < end]


def test_without_a_publication_date_relative_times_stay_open(text: str, tools: Tools) -> None:
    events = code_report(report_of_text(text, id="seed"), tools)
    for event in events:
        if event.time is not None:
            assert (event.time.earliest, event.time.latest) == (None, None)
            assert event.time.note
            assert any(event.time.note in note for note in event.notes)
    expelled = next(e for e in events if e.mentions[0].quote == "expelled")
    assert "publication date" in ((expelled.time and expelled.time.note) or "")


def test_every_value_stands_in_the_text(events: tuple[Event, ...], text: str) -> None:
    for event in events:
        for part in (
            *event.mentions,
            *event.agent,
            *event.target,
            *event.places,
            *event.counts,
            *event.sources,
        ):
            assert text[part.span.start : part.span.end] == part.quote
