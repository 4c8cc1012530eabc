"""A small network that learns from the shipped one's answers (needs torch)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.extract.reader import Scanned
from dateline.extract.trained import TrainedReader
from dateline.extract.trained_network import TrainedNetwork
from dateline.extract.trained_pieces import windows_of
from dateline.extract.trained_settings import DATA, LARGE
from dateline.model import Reading
from dateline.training.labels import LabelledReading
from dateline.training.lesson import Lesson, lessons_of

TEXT = "Rebels shelled the market of Douma on Monday, killing 12 people. The army denied it."


@pytest.fixture(scope="module")
def lessons(parsed: Callable[[str], Reading]) -> list[Lesson]:
    labelled = LabelledReading(parsed(TEXT), Scanned((), frozenset()))
    return lessons_of(TrainedReader.load(), labelled.reading, labelled.proposals)


def test_a_lesson_holds_what_the_teacher_answers(lessons: list[Lesson]) -> None:
    (lesson,) = lessons
    assert lesson.tags.shape == (len(lesson.ids), 3)
    np.testing.assert_allclose(lesson.types.sum(1), 1, atol=0.01)
    assert lesson.asked
    for asked in lesson.asked:
        assert asked.marks.sum() >= 1
        assert len(asked.marks) == asked.where.last - asked.where.first == len(asked.roles)
        np.testing.assert_allclose(asked.roles.astype(float).sum(-1), 1, atol=0.01)


TEACHER = DATA / LARGE


@pytest.fixture(scope="module")
def torch() -> Any:
    for each in ("onnx", "sympy"):
        pytest.importorskip(each, reason="training needs dateline[train]")
    return pytest.importorskip("torch", reason="training needs dateline[train]")


@pytest.fixture(scope="module")
def learnt(torch: Any, lessons: list[Lesson], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A network of forty steps, the losses on the way, and its folder."""
    from dateline.training.distil import Course, distil
    from dateline.training.small_export import export_small
    from dateline.training.small_network import Size
    from dateline.training.unpack import small_from

    size = Size(picks=(0, 3), inner=64, role_width=64, role_inner=64, role_layers=1)
    names = json.loads((TEACHER / "reader.json").read_text(encoding="utf-8"))
    torch.manual_seed(1)
    network = small_from(
        Path(str(TEACHER / "encoder.onnx")), size, len(names["types"]), len(names["measures"])
    )
    said: list[str] = []
    course = Course(steps=100, average=0.9)
    network = distil(network, lessons, course, said.append, lambda *_: None)
    folder = tmp_path_factory.mktemp("small")
    export_small(network, folder)
    (folder / "vocabulary.txt").write_bytes((TEACHER / "vocabulary.txt").read_bytes())
    (folder / "reader.json").write_bytes((TEACHER / "reader.json").read_bytes())
    return network, said, folder


def test_it_comes_nearer_to_the_answers(learnt: Any) -> None:
    _, said, _ = learnt
    first, last = (sum(map(float, line.split(":")[1].split(",")[0].split())) for line in said)
    assert last < first / 2


def test_its_files_score_as_the_rehearsed_network_does(
    learnt: Any, torch: Any, parsed: Callable[[str], Reading]
) -> None:
    network, _, folder = learnt
    shipped = TrainedNetwork(folder)
    (window,) = windows_of(parsed(TEXT), shipped.words)
    features = np.zeros((len(parsed(TEXT).tokens), 6), dtype=np.int64)
    (scores,) = shipped.judge([window], features)
    ids = torch.tensor([window.ids])
    network.rehearse(on=True)
    with torch.no_grad():
        tags, types, narrow, _ = network.encoder(
            ids, torch.zeros(1, len(window.ids), 6, dtype=torch.long), torch.ones_like(ids)
        )
    network.rehearse(on=False)
    np.testing.assert_allclose(scores.tags, tags[0].softmax(-1).numpy(), atol=0.03)
    np.testing.assert_allclose(scores.types, types[0].softmax(-1).numpy(), atol=0.03)
    assert scores.states.shape == narrow[0].shape


def test_it_reads_alone_as_a_model_does(learnt: Any, parsed: Callable[[str], Reading]) -> None:
    *_, folder = learnt
    found = TrainedReader.load(folder).propose(parsed(TEXT))
    assert all(each.trigger.quote(TEXT) for each in found)


def test_rounding_moves_a_product_little_and_lets_it_learn(torch: Any) -> None:
    from dateline.training.small_network import Product

    torch.manual_seed(2)
    product, states = Product(64, 32), torch.randn(5, 64, requires_grad=True)
    whole = product(states)
    product.rehearsed = True
    rounded = product(states)
    assert 0 < float((whole - rounded).detach().abs().max()) < 0.1
    rounded.sum().backward()
    assert states.grad is not None
    assert float(product.weight.grad.abs().sum()) > 0
