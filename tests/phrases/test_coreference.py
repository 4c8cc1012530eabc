"""Participants told twice, listed, or named by other words; and what stays unresolved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dateline.ingest import report_of_text
from dateline.model import Event, Report
from dateline.pipeline import Tools, code_report, load_tools

Code = Callable[[str], tuple[Event, ...]]


@pytest.fixture(scope="module")
def coded() -> Code:
    tools: Tools = load_tools("rules")

    def code(text: str) -> tuple[Event, ...]:
        report: Report = replace(report_of_text(text, id="r"), published=date(2016, 3, 7))
        return code_report(report, tools)

    return code


def told(event: Event, role: str) -> list[tuple[str, str | None]]:
    people = getattr(event, role)
    return [(p.quote, p.actor.name if p.actor else None) for p in people]


PARTIES = [
    # a list of one kind is one participant, other actors stay apart
    (
        "Soldiers shot dead 39 men, women and children near Aleppo.",
        "target",
        [("39 men, women and children", "civilians")],
    ),
    (
        "Idlib is under a deal brokered by Moscow, Ankara and Tehran in May.",
        "agent",
        [("Moscow", "Russia"), ("Ankara", "Turkey"), ("Tehran", "Iran")],
    ),
    # a noun said of a name
    (
        "The Islamic State is a jihadist group that has been fighting the Syrian government.",
        "agent",
        [("a jihadist group", "Islamic State")],
    ),
    # two sides as one subject
    ("The Syrian army and rebels fought in Aleppo.", "agent", [("The Syrian army", "Syria")]),
    ("The Syrian army and rebels fought in Aleppo.", "target", [("rebels", "rebels (Syria)")]),
    # nobody else named, yet no two sides
    ("Syrian and Russian troops fought in Aleppo.", "target", []),
    # driven out by the fighting itself, not from a town by the town
    ("Thousands of families have fled the fighting.", "agent", [("the fighting", None)]),
    ("Thousands of residents fled the city of Aleppo.", "agent", []),
    # "others" are not a further party
    (
        "A bomb in Aleppo killed ten soldiers and wounded 20 others.",
        "target",
        [("ten soldiers", "Syria")],
    ),
]


@pytest.mark.parametrize(("text", "role", "expected"), PARTIES)
def test_who_takes_part(
    coded: Code, text: str, role: str, expected: list[tuple[str, str | None]]
) -> None:
    assert told(coded(text)[0], role) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # a subject of the relative clause between only says which hills
        (
            "The Syrian army took Aleppo, which rebels had held. They shelled Idlib.",
            "shelled",
            [("The Syrian army", "Syria")],
        ),
        # who is driven out drives nobody
        (
            "The Syrian army attacked a town and rebels fled. They drove the rebels out of Idlib.",
            "drove",
            [("The Syrian army", "Syria")],
        ),
    ],
)
def test_whom_they_goes_back_to(
    coded: Code, text: str, word: str, expected: list[tuple[str, str | None]]
) -> None:
    found = [event for event in coded(text) if word in [m.quote for m in event.mentions]]
    assert [told(event, "agent") for event in found] == [expected]
