"""What the parser's networks know of a word by itself, worked out once for each form.

Their first layers see a word's form alone: a third of their sums. The layers after these see its
neighbours, and are left as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model

MOST = 30_000  # forms remembered; then all are forgotten: a stream has no end of new ones

Vectors = npt.NDArray[np.float32]
Form = tuple[int, int, int]  # as written, as normalised, whether space follows


def remember_words(network: Any) -> None:
    """Put what remembers in place of a network's layers that see words one by one."""
    vectors = WordVectors(network.layers[0])

    def forward(
        _: Any, docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Vectors], Callable[..., Any]]:
        assert not is_train
        return vectors.of(docs), lambda _: None

    network.layers[0] = Model("word_vectors", forward)


class WordVectors:
    """The vectors of forms; each is worked out alone, so that no other word changes its digits."""

    def __init__(self, layers: Any) -> None:
        """`layers` take texts: features, then embeddings and their mixture, word by word."""
        features, _, embeddings, mixture, _ = layers.layers
        self._columns = features.attrs["columns"]
        self._embed = embeddings.layers[0].predict
        self._mix = mixture.layers[0].predict
        self._places: dict[Form, int] = {}
        width = mixture.layers[0].get_dim("nO")
        self._table: Vectors = np.empty((0, width), dtype=np.float32)  # with room for more

    def of(self, docs: Sequence[Doc]) -> list[Vectors]:
        """A row for each word of each text."""
        forms = [tuple(row) for doc in docs for row in doc.to_array([ORTH, NORM, SPACY]).tolist()]
        self._learn(docs, {form: at for at, form in enumerate(forms)})
        rows = self._table[[self._places[form] for form in forms]]
        return np.split(rows, np.cumsum([len(doc) for doc in docs])[:-1])

    def _learn(self, docs: Sequence[Doc], different: Mapping[Form, int]) -> None:
        """Work out the forms that are new; `different` tells which word of the texts shows each."""
        new = [form for form in different if form not in self._places]
        if len(self._places) + len(new) > MOST:
            self._places.clear()
            new = list(different)
        if not new:
            return
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        embedded = self._embed(features[[different[form] for form in new]])
        rows = [self._mix(embedded[i : i + 1]) for i in range(len(new))]
        known, more = len(self._places), len(self._places) + len(new)
        if more > len(self._table):
            grown = np.empty((2 * more, self._table.shape[1]), dtype=np.float32)
            grown[:known] = self._table[:known]
            self._table = grown
        self._table[known:more] = np.concatenate(rows)
        self._places |= zip(new, range(known, more), strict=True)
