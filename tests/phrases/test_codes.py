"""What other codebooks call an event: ACLED's sub-event of short notes. All notes are made up."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model import Event

NOTES = Path(__file__).parents[1] / "files" / "constructed_notes.csv"


def notes() -> list[tuple[str, str]]:
    with NOTES.open(encoding="utf-8", newline="") as file:
        return [(row["acled_sub_event"], row["note"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("sub_event", "note"), notes())
def test_a_note_gets_the_sub_event_acled_has_for_it(
    sub_event: str, note: str, coded: Callable[..., tuple[Event, ...]]
) -> None:
    found = [event.codes["acled"] for event in coded(note)]
    assert sub_event in [codes["sub_event_type"] for codes in found if isinstance(codes, dict)]


@pytest.mark.parametrize(
    ("sub_event", "note"),
    [
        ("Excessive force against protesters", "Gunmen opened fire on demonstrators in Basra."),
        ("Protest with intervention", "Students marched in Tunis. Police arrested two thieves."),
        ("Grenade", "A car bomb killed six people in Baghdad."),
        ("Mob violence", "Rioters clashed with police in Dhaka."),
        ("Headquarters or base established", "The army sent reinforcements to the base in Idlib."),
    ],
)
def test_a_rule_whose_conditions_do_not_hold_changes_nothing(
    sub_event: str, note: str, coded: Callable[..., tuple[Event, ...]]
) -> None:
    found = [event.codes["acled"] for event in coded(note)]
    assert found
    assert sub_event not in [codes["sub_event_type"] for codes in found if isinstance(codes, dict)]
