"""Whom an event keeps as doer and target, of all who are told or stand near."""

import math
from datetime import date

import pytest

from dateline.codebook.party_weights import load_party_weights
from dateline.ingest import report_of_text
from dateline.model import Event
from dateline.pipeline import Course, Tools, follow_report, load_tools


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools("rules")


def followed(text: str, tools: Tools) -> Course:
    return follow_report(report_of_text(text, id="t", published=date(2016, 3, 7)), tools)


def event_of(text: str, kind: str, tools: Tools) -> Event:
    return next(event for event in followed(text, tools).events if event.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("Gunmen attacked a convoy near Mosul.", "armed_attack", ["Gunmen"], ["a convoy"]),
        ("Kurdish forces clashed with Islamic State militants in Manbij.", "battle",
         ["Kurdish forces"], ["Islamic State militants"]),
        ("An air strike hit a hospital in Idlib.", "air_strike", [], ["a hospital"]),
        ("Police arrested ten protesters in Cairo.", "arrest", ["Police"], ["ten protesters"]),
        # arms told in a list are one find; men and things are not
        ("Police seized six rifles, 12 grenades and a pistol in Manila.", "weapons_seized",
         ["Police"], ["six rifles, 12 grenades and a pistol"]),
        ("Police arrested three men and a woman in Cairo.", "arrest",
         ["Police"], ["three men and a woman"]),
        # a definite noun goes back to the one told before
        ("A suicide bomber blew himself up in Kabul. The bomber attacked a bus.",
         "suicide_bombing", ["A suicide bomber"], ["a bus"]),
        # a country that owns a conflict is no side of it
        ("More than 200,000 people were killed in Syria's conflict.", "battle", [], None),
        # the speaker stands near and did nothing
        ("The Red Cross said a bomb exploded in Baghdad.", "bombing", [], []),
        # a neighbouring sentence is about others
        ("Turkey praised the talks. A mine exploded near Hasakah.", "bombing", [], []),
    ],
)  # fmt: skip
def test_who_is_kept(
    text: str, kind: str, agents: list[str], targets: list[str] | None, tools: Tools
) -> None:
    event = event_of(text, kind, tools)
    assert [each.quote for each in event.agent] == agents
    if targets is not None:
        assert [each.quote for each in event.target] == targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Army jets bombed Hama. Then the Syrian navy shelled Hama with the army.", ""),
        ("Turkish police and Turkish soldiers attacked a bus.", "is of one country with another"),
        ("Turkish police and Iraqi soldiers attacked a bus.", ""),
    ],
)
def test_kin_among_those_told(text: str, expected: str, tools: Tools) -> None:
    weighed = [f for who in followed(text, tools).parties for f in who["agent"] if f.told]
    kin = {name for finding in weighed for name, _ in finding.weights if name.startswith("is of")}
    assert (expected in kin) if expected else not kin


TEXT = (
    "Turkish jets struck Islamic State positions near al-Bab on Friday. Two Turkish soldiers "
    "were killed in an attack on a checkpoint. The army said the militants had fled."
)


def test_every_party_is_weighed_and_those_kept_are_the_event(tools: Tools) -> None:
    course = followed(TEXT, tools)
    for event, weighed in zip(course.events, course.parties, strict=True):
        for role, findings in weighed.items():
            kept = sorted(f.participant.span for f in findings if f.kept)
            assert [each.span for each in getattr(event, role)] == kept


def test_weights_sum_to_the_score(tools: Tools) -> None:
    for weighed in followed(TEXT, tools).parties:
        for finding in (f for findings in weighed.values() for f in findings):
            total = sum(weight for _, weight in finding.weights)
            assert finding.score == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-4)


def test_one_actor_is_one_party(tools: Tools) -> None:
    for weighed in followed(TEXT, tools).parties:
        for findings in weighed.values():
            spans = [f.participant.span for f in findings]
            assert len(set(spans)) == len(spans)


def test_one_who_only_stands_near_must_be_surer() -> None:
    least = load_party_weights().thresholds
    assert all(least[f"{role}.near"] > least[f"{role}.told"] for role in ("agent", "target"))
