"""The example report of the README, written for the project: what it must and must not give."""

from datetime import date
from pathlib import Path

import pytest

from dateline.ingest import report_of_text
from dateline.model import Event
from dateline.pipeline import Tools, code_report, load_tools

EXAMPLE = Path(__file__).parents[2] / "examples" / "constructed_raqqa.txt"


@pytest.fixture(scope="module")
def events(tools: Tools) -> tuple[Event, ...]:
    text = EXAMPLE.read_text(encoding="utf-8")
    return code_report(report_of_text(text, id="example", published=date(2016, 3, 7)), tools)


def of_type(events: tuple[Event, ...], kind: str) -> Event:
    found = [event for event in events if event.type == kind]
    assert len(found) == 1, [event.type for event in events]
    return found[0]


@pytest.mark.parametrize(
    ("kind", "factuality", "place", "day"),
    [
        ("defection", "asserted", "Raqqa", date(2016, 3, 7)),
        ("air_strike", "asserted", "Tel Abyad", date(2016, 3, 5)),
        ("bombing", "asserted", "Aleppo", date(2016, 3, 4)),
        ("battle", "asserted", "Aleppo", date(2016, 3, 6)),
        ("deployment", "planned", "Hama", None),
        ("withdrawal", "denied", None, None),
    ],
)
def test_the_example_tells(
    events: tuple[Event, ...], kind: str, factuality: str, place: str | None, day: date | None
) -> None:
    event = of_type(events, kind)
    assert event.factuality == factuality
    assert place is None or place in {p.name for p in event.places}
    assert (event.time.latest if event.time else None) == day


def test_tolls_belong_to_what_caused_them(events: tuple[Event, ...]) -> None:
    strike = of_type(events, "air_strike")
    assert ("killed", 14, None) in {
        (c.measure, c.quantity.low, c.quantity.high) for c in strike.counts
    }
    bombing = of_type(events, "bombing")
    assert {("killed", 3), ("injured", 2)} <= {(c.measure, c.quantity.low) for c in bombing.counts}


def test_anonymous_sources_are_said_to_be(events: tuple[Event, ...]) -> None:
    (source,) = of_type(events, "defection").sources
    assert source.anonymous
    assert "close to the group" in source.quote


def test_caption_and_comment_form_give_nothing(events: tuple[Event, ...]) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    caption = text.index("File photo")
    end = text.index("\n", caption)
    spans = [m.span for event in events for m in event.mentions]
    assert not [span for span in spans if caption <= span.start < end]
    assert not [span for span in spans if span.start >= text.index("Share this article")]


def test_who_asked_not_to_be_named_is_not_appointed(events: tuple[Event, ...]) -> None:
    assert "leadership_change" not in {event.type for event in events}


def test_nobody_deserts_who_only_struck() -> None:
    """The network may read another event's doer into a sentence; grammar knows better."""
    text = EXAMPLE.read_text(encoding="utf-8")
    report = report_of_text(text, id="example", published=date(2016, 3, 7))
    coded = code_report(report, load_tools("both"))
    assert [each.quote for each in of_type(coded, "defection").agent] == ["Dozens of militants"]
    assert [each.quote for each in of_type(coded, "bombing").instrument] == ["a car bomb"]
