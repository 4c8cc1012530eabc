"""Names as the model's own part finds them, all words of a text at once.

The model decides word by word, and at each word asks of every kind of name whether it may begin,
go on or end there. Of what came before it sees only the first and the last word of the name it
stands in. So words are judged side by side as if no name stood open, and names that begin are
followed side by side; which of them count is then read from left to right.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

Scores = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]  # of words, over all texts of a batch
Marks = npt.NDArray[np.bool_]  # a word each

NEVER = np.float32(-np.inf)


class NameFinder:
    """Stands in a pipeline for the model's part that finds names; the same answers."""

    def __init__(self, part: Any) -> None:
        model = part.model
        self._words, self._lower, upper = (
            model.get_ref(name) for name in ("tok2vec", "lower", "upper")
        )
        self._bias: Scores = self._lower.get_param("b")
        self._weights: Scores = upper.get_param("W")
        self._constant: Scores = upper.get_param("b")
        names = [part.moves.get_class_name(i) for i in range(part.moves.n_moves)]
        moves = [name.partition("-") for name in names]
        self._labels = [label for _, _, label in moves]
        seen = np.array([i not in model.attrs["unseen_classes"] for i in range(len(moves))])
        named = np.array([bool(label) for label in self._labels]) & seen
        move = np.array([name for name, _, _ in moves])
        self._begins, self._single = (named & (move == name) for name in "BU")
        self._outside = (move == "O") & seen
        self._ways = {  # to go on, to end
            label: tuple(moves.index((name, "-", label)) for name in "IL")
            for label in dict.fromkeys(self._labels)
            if label
        }

    def __call__(self, doc: Doc) -> Doc:
        """The text with its names set."""
        self._name([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Each text with its names set, so many at a time."""
        texts = iter(docs)
        while batch := list(islice(texts, batch_size)):
            self._name(batch)
            yield from batch

    def _name(self, docs: Sequence[Doc]) -> None:
        if not any(map(len, docs)):
            return
        # A row for no word, then one for each; for each a value as the word that is judged, as
        # the first of its name and as the one before.
        values = self._lower.predict(self._words.predict(docs))
        last, space = np.concatenate([_marks(doc) for doc in docs]).T
        alone = self._alone(values, last, space)
        ends = self._followed(values, last, alone)
        start = 0
        for doc in docs:
            doc.set_ents(list(self._spans(doc, start, alone, ends)))
            start += len(doc)

    def _alone(self, values: Scores, last: Marks, space: Marks) -> list[int]:
        """What each word is where no name stands open."""
        scores = self._scored(values[1:, 0] + values[0, 1] + values[0, 2])
        scores[:, ~(self._begins | self._single | self._outside)] = NEVER
        scores[np.ix_(space, self._begins | self._single)] = NEVER
        scores[np.ix_(last, self._begins)] = NEVER
        found: list[int] = scores.argmax(axis=1).tolist()
        return found

    def _followed(self, values: Scores, last: Marks, alone: Sequence[int]) -> dict[int, int]:
        """The last word of each name of several, by its first."""
        first: Places = np.flatnonzero(self._begins[alone])
        ways = np.array([self._ways[self._labels[alone[i]]] for i in first]).reshape(-1, 2)
        here = first + 1
        found: dict[int, int] = {}
        while first.size:
            scores = self._scored(values[here + 1, 0] + values[first + 1, 1] + values[here, 2])
            on, end = np.take_along_axis(scores, ways, axis=1).T
            # Of two that are level the model takes the one it lists first.
            ended = last[here] | (end > on) | ((end == on) & (ways[:, 1] < ways[:, 0]))
            found.update(zip(first[ended].tolist(), here[ended].tolist(), strict=True))
            first, here, ways = first[~ended], here[~ended] + 1, ways[~ended]
        return found

    def _scored(self, sums: Scores) -> Scores:
        hidden = (sums + self._bias).max(axis=-1)
        scored: Scores = hidden @ self._weights.T + self._constant
        return scored

    def _spans(
        self, doc: Doc, start: int, alone: Sequence[int], ends: dict[int, int]
    ) -> Iterator[Span]:
        """A text's names; its first word is the batch's word `start`."""
        at = start
        while at < start + len(doc):
            end = ends.get(at, at) + 1
            if label := self._labels[alone[at]]:
                yield Span(doc, at - start, end - start, label=label)
            at = end


def _marks(doc: Doc) -> Marks:
    """For each word whether it ends its sentence, and so any name, and whether it is space."""
    starts, space = doc.to_array([SENT_START, IS_SPACE]).T
    return np.stack([np.append(starts[1:] == 1, True)[: len(doc)], space == 1], axis=1)
