"""What is remembered within a report must not reach the next one: records know no order."""

from collections.abc import Mapping
from datetime import date
from itertools import permutations

import pytest

from dateline.export.event_json import event_json
from dateline.ingest import report_of_text
from dateline.model import Report
from dateline.pipeline import Tools, code_report, load_tools

TEXTS = {
    "town": "Rebels seized the town of Tabqa on Monday, killing 12 soldiers. The army said it "
    "would retake the town. Two days later its jets bombed the rebels there, a monitor said.",
    "namesake": "Police in Tripoli, Lebanon, arrested three militants on Friday. The militants "
    "had attacked the town of Arsal. The army denied that it had shelled the town.",
    "again": "The army shelled Idlib. The rebels shelled the army in Idlib, killing 12 soldiers, "
    "and the army said the rebels would be driven from the town.",
}


def _report(name: str) -> Report:
    return report_of_text(TEXTS[name], id=name, published=date(2016, 3, 9))


def _records(name: str, tools: Tools) -> list[Mapping[str, object]]:
    return [event_json(event, tools.made_by) for event in code_report(_report(name), tools)]


@pytest.fixture(scope="module", params=["rules", "both"])
def engine(request: pytest.FixtureRequest) -> Tools:
    return load_tools(request.param)


def test_records_are_those_of_a_report_coded_alone_in_whatever_order(engine: Tools) -> None:
    alone = {name: _records(name, engine) for name in TEXTS}
    assert all(alone.values())
    for order in permutations(TEXTS):
        assert {name: _records(name, engine) for name in order} == alone


def test_a_report_gives_the_same_records_before_and_after_another(engine: Tools) -> None:
    first, between, again = (_records(name, engine) for name in ("town", "namesake", "town"))
    assert first == again
    assert between != first
