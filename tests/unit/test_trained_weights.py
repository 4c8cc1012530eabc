"""The shipped weights at work on plain sentences."""

from pathlib import Path

import pytest

import dateline.extract
from dateline.extract.trained_settings import load_settings, model_folder
from dateline.ingest import report_of_text
from dateline.model import Proposal
from dateline.pipeline import Tools, load_tools, read_proposals

MEGABYTES = 60


@pytest.fixture(scope="module")
def trained() -> Tools:
    return load_tools("trained")


@pytest.fixture(scope="module")
def both() -> Tools:
    return load_tools("both")


def proposed(text: str, tools: Tools) -> tuple[Proposal, ...]:
    return read_proposals(report_of_text(text, id="test"), tools)[1]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Government forces shelled the town of Douma on Monday.", "shelled", "shelling"),
        ("Police detained 30 activists in Harare on Sunday.", "detained", "arrest"),
        ("Rebels and the army clashed near the airport.", "clashed", "battle"),
        ("Gunmen kidnapped two aid workers in the north.", "kidnapped", "abduction"),
    ],
)
def test_plain_sentences(trained: Tools, text: str, trigger: str, kind: str) -> None:
    found = proposed(text, trained)
    assert (trigger, kind) in [(p.trigger.quote(text), p.type) for p in found]


@pytest.mark.parametrize(
    "text",
    [
        "The minister praised the harvest.",
        "It rained all week in the north.",
        "Shares rose after the bank cut its rate.",
        "The team won the final in Madrid on Sunday.",
        "Weather.",
    ],
)
def test_nothing_out_of_scope(both: Tools, text: str) -> None:
    assert proposed(text, both) == ()


def test_both_names_who_proposed(both: Tools) -> None:
    found = proposed("Gunmen kidnapped two aid workers in the north on Monday.", both)
    assert [p.by.split("+")[1:] for p in found] == [["trained-small@1"]]


def test_every_value_says_who_proposed_it_and_how_surely(trained: Tools) -> None:
    found = proposed("Gunmen kidnapped two aid workers in the north on Monday.", trained)
    assert {p.by for p in found} == {"trained-small@1"}
    for p in found:
        assert all(0 < a.score <= 1 and a.by for a in p.arguments)
        assert p.score == round(p.score, 4)


def test_the_same_text_gives_the_same_proposals(trained: Tools) -> None:
    text = "Troops shelled the market, killing nine. Thousands fled to the border on Friday."
    assert proposed(text, trained) == proposed(text, trained)


def test_weights_stay_small() -> None:
    folder = Path(dateline.extract.__file__).parent / "data"
    assert sum(path.stat().st_size for path in folder.rglob("*")) < MEGABYTES * 1_000_000


@pytest.fixture(scope="module")
def large() -> Tools:
    return load_tools("both", Path("large"))


@pytest.mark.parametrize("model", [None, Path("small")])
def test_the_small_network_is_the_usual_one(model: Path | None) -> None:
    assert load_settings(model_folder(model)).name == "trained-small@1"


def test_the_large_network_is_asked_for_by_name(large: Tools) -> None:
    assert large.made_by["models"][-1] == "trained@2"
    text = "Gunmen kidnapped two aid workers in the north on Monday."
    (found,) = proposed(text, large)
    assert (found.trigger.quote(text), found.type) == ("kidnapped", "abduction")
    assert found.by.endswith("+trained@2")
    assert proposed(text, large) == (found,)


@pytest.mark.parametrize("text", ["It rained all week in the north.", "The army"])
def test_the_large_network_finds_nothing_out_of_scope(large: Tools, text: str) -> None:
    assert proposed(text, large) == ()
