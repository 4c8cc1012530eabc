"""The weights at work: windows of pieces in, scores out; the same on every run.

Threads and order are fixed, and scores are rounded before anything is decided.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from dateline.errors import ModelError
from dateline.extract.trained_features import Numbers
from dateline.extract.trained_pieces import NONE, Slice, Window
from dateline.extract.trained_settings import USUAL
from dateline.extract.trained_words import WordPieces, read_vocabulary

Scored = TypeVar("Scored")
Scores = npt.NDArray[np.float32]

DIGITS = 4
WINDOWS = 1  # in one run of the encoder
SLICES = 8  # in one run of the role reader, all padded to the longest
SPREAD = 1.06  # how many times the length of the shortest that may be
THREADS = 2


@dataclass(frozen=True, slots=True)
class WindowScores:
    """For each piece: O, B, I; a share for each type; the states from which roles are read."""

    tags: Scores
    types: Scores
    states: Scores


@dataclass(frozen=True, slots=True)
class Question:
    """A trigger whose arguments are asked for; arrays have a row for each piece of the slice."""

    states: Scores
    marks: Numbers
    type: int
    pairs: Numbers


@dataclass(frozen=True, slots=True)
class RoleScores:
    """For each piece: O, B, I of each role; the place's relation; measure; agent's certainty."""

    roles: Scores
    relation: Scores
    measure: Scores
    certainty: Scores


class TrainedNetwork:
    """Word pieces, encoder and role reader."""

    def __init__(self, folder: Traversable = USUAL, threads: int = THREADS) -> None:
        """Loads the weights of a model's folder. Raises ModelError where they cannot be read.

        The number of threads changes no score.
        """
        try:
            vocabulary = read_vocabulary((folder / "vocabulary.txt").read_text(encoding="utf-8"))
            graphs = [(folder / name).read_bytes() for name in ("encoder.onnx", "roles.onnx")]
        except OSError as error:
            raise ModelError(f"no weights in {folder}: {error}") from error
        self.words = WordPieces(vocabulary)
        self._encoder, self._roles = (_session(graph) for graph in graphs)
        self._workers = ThreadPoolExecutor(threads, "dateline-network")

    def judge(self, windows: Sequence[Window], words: Numbers) -> list[WindowScores]:
        """Scores of each window; `words` has a row of features for each token of the reading."""
        batches = _batches([len(window.ids) for window in windows], WINDOWS)

        def judged(batch: list[int]) -> list[WindowScores]:
            """A batch's scores, a window each."""
            ids = [np.array(windows[i].ids, dtype=np.int64) for i in batch]
            features = [of_pieces(windows[i], words) for i in batch]
            tags, types, states = self._encoder.run(
                None, {"ids": _padded(ids), "features": _padded(features), "kept": _kept(ids)}
            )
            return [
                WindowScores(
                    np.round(tags[row, :size], DIGITS),
                    np.round(types[row, :size], DIGITS),
                    states[row, :size],
                )
                for row, size in enumerate(map(len, ids))
            ]

        return _in_order(batches, self._workers.map(judged, batches))

    def roles_of(self, questions: Sequence[Question]) -> list[RoleScores]:
        """Scores of each question, in order."""
        batches = _batches([len(question.marks) for question in questions], SLICES)

        def answered(batch: list[int]) -> list[RoleScores]:
            """A batch's scores, a question each."""
            asked = [questions[i] for i in batch]
            scores = self._roles.run(
                None,
                {
                    "states": _padded([each.states for each in asked]),
                    "marks": _padded([each.marks for each in asked]),
                    "types": np.array([each.type for each in asked], dtype=np.int64),
                    "features": _padded([each.pairs for each in asked]),
                    "kept": _kept([each.marks for each in asked]),
                },
            )
            return [
                RoleScores(*(np.round(each[row, : len(one.marks)], DIGITS) for each in scores))
                for row, one in enumerate(asked)
            ]

        return _in_order(batches, self._workers.map(answered, batches))


def question(
    scores: WindowScores, window: Window, where: Slice, trigger: Sequence[int], kind: int,
    pairs: Numbers,
) -> Question:  # fmt: skip
    """What to ask for a trigger's tokens; `pairs` has a row for each token of the reading."""
    tokens = window.tokens[where.first : where.last]
    return Question(
        scores.states[where.first : where.last],
        np.array([int(token in trigger) for token in tokens], dtype=np.int64),
        kind,
        pairs[list(tokens)],
    )


def _session(graph: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # batches side by side are faster than one batch in parts
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    # Weights are kept in eight bits and widened once, when they are loaded.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _in_order(batches: list[list[int]], results: Iterable[list[Scored]]) -> list[Scored]:
    """What each batch gave, in the order of what was asked."""
    places = [i for batch in batches for i in batch]
    scored = [each for listed in results for each in listed]
    return [each for _, each in sorted(zip(places, scored, strict=True), key=lambda pair: pair[0])]


def _batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Places of like length together; the same for the same lengths."""
    found: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if found and len(found[-1]) < most and lengths[i] <= lengths[found[-1][0]] * SPREAD:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def of_pieces(window: Window, words: Numbers) -> Numbers:
    """Each piece's row of a table that has a row for each token of the reading; else zeros."""
    rows = np.zeros((len(window.ids), words.shape[1]), dtype=np.int64)
    inside = np.array(window.tokens) != NONE
    rows[inside] = words[np.array(window.tokens)[inside]]
    return rows


def _padded(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    longest = max(len(array) for array in arrays)
    out = np.zeros((len(arrays), longest, *arrays[0].shape[1:]), dtype=arrays[0].dtype)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return out


def _kept(arrays: Sequence[npt.NDArray[Any]]) -> Numbers:
    return _padded([np.ones(len(array), dtype=np.int64) for array in arrays])
