"""How sure: what a score is made of, and that it always tells why."""

import math
from dataclasses import replace
from datetime import date

import pytest

from dateline.codebook.confidence_weights import load_confidence_weights
from dateline.export.sure_words import sure_fields, sure_word
from dateline.ingest import report_of_text
from dateline.model import CONFIDENT_OF, Participant, Span
from dateline.pipeline import ENGINES, Course, Tools, follow_report, load_tools
from dateline.score import sureties_of, with_confidence
from dateline.score.features import features_of
from dateline.score.party_features import all_right_of
from dateline.score.weigh import model_of
from dateline.trace import Finding

TEXT = (
    "Rebels killed 12 soldiers in Aleppo on Monday, the army said. "
    "The minister might resign. Protesters have marched."
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools("rules")


@pytest.fixture(scope="module")
def course(tools: Tools) -> Course:
    report = report_of_text(TEXT, id="made", published=date(2016, 3, 9))
    return follow_report(report, tools)


def test_every_event_and_field_has_a_probability(course: Course) -> None:
    assert course.events
    for event in course.events:
        assert 0 < event.confidence < 1
        assert tuple(event.confidences) == CONFIDENT_OF
        assert all(0 < score < 1 for score in event.confidences.values())


def test_a_score_is_the_sum_of_its_reasons(course: Course, tools: Tools) -> None:
    for case in course.cases:
        for surety in sureties_of(case, tools.confidence).values():
            total = sum(weight for _, weight in surety.weights)
            assert surety.score == pytest.approx(1 / (1 + math.exp(-total)), abs=0.006)


def test_there_is_a_model_for_each_engine_and_field() -> None:
    tables = load_confidence_weights().weights
    wanted = {model_of("event", engine) for engine in ENGINES} | set(CONFIDENT_OF)
    assert set(tables) == wanted


@pytest.mark.parametrize(
    ("change", "field", "holds"),
    [
        ({"agent": ()}, "event", "no doer"),
        ({"time": None}, "event", "no day"),
        ({"places": ()}, "places", "places stand in its sentences"),
        ({"counts": ()}, "counts", "without counts, numbers of people left in its sentences"),
        ({"factuality": "denied"}, "factuality", "told as denied"),
        ({"sources": ()}, "sources", "no source, though one speaks in its sentences"),
    ],
)
def test_what_is_missing_is_weighed(
    course: Course, change: dict[str, object], field: str, holds: str
) -> None:
    case = course.cases[0]
    assert holds not in features_of(case, field)
    assert holds in features_of(replace(case, event=replace(case.event, **change)), field)


def test_the_same_case_gives_the_same_event(course: Course, tools: Tools) -> None:
    for case, event in zip(course.cases, course.events, strict=True):
        assert with_confidence(case, tools.confidence) == event


@pytest.mark.parametrize(
    ("scores", "chance"),
    [((), 1.0), ((0.9,), 0.9), ((0.9, 0.2), 0.72), ((0.2, 0.2), 0.64)],
)
def test_the_chance_that_all_parties_are_right(scores: tuple[float, ...], chance: float) -> None:
    nobody = Participant(Span(0, 1), "x")
    findings = tuple(Finding(nobody, True, score, 0.5, ()) for score in scores)
    assert all_right_of(findings) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("score", "word"),
    [(1.0, "sure"), (0.8, "sure"), (0.79, "likely"), (0.6, "likely"), (0.4, "open"),
     (0.39, "doubtful"), (0.0, "doubtful")],
)  # fmt: skip
def test_words_for_a_score(score: float, word: str) -> None:
    assert sure_word(score) == word


def test_fields_are_named_by_how_sure_they_are() -> None:
    assert sure_fields({"agent": 0.7, "time": 0.9, "places": 0.2, "counts": 0.85}) == (
        "sure: time, counts; likely: agent; doubtful: places"
    )
    assert sure_fields({}) == ""
