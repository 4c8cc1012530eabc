"""What is remembered of a form is what the parser's own layers make of it, in whatever company."""

import numpy as np
import pytest
import spacy

from dateline.annotate import word_vectors
from dateline.annotate.parser import MODEL
from dateline.annotate.word_vectors import WordVectors, remember_words

TEXTS = (
    "Rebels shelled Aleppo on Monday, activists said; 12 soldiers surrendered.",
    "",
    "They can't say who shelled Aleppo on Monday .",
    "  ALEPPO, Aleppo,aleppo\n",
)


def _networks(parser):
    return parser.get_pipe("tok2vec").model, parser.get_pipe("ner").model.get_ref("tok2vec").layers[
        0
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_the_vectors_are_those_of_the_layers(plain, which):
    layers = _networks(plain)[which].layers[0]
    docs = [plain.make_doc(text) for text in TEXTS]
    found = WordVectors(layers).of(docs)
    for ours, theirs in zip(found, layers.predict(docs), strict=True):
        assert ours.shape == theirs.shape
        np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_the_words_before_change_no_digit(plain):
    layers = _networks(plain)[0].layers[0]
    docs = [plain.make_doc(text) for text in TEXTS]
    forwards, backwards = WordVectors(layers), WordVectors(layers)
    one = [forwards.of([doc])[0] for doc in docs]
    other = [backwards.of([doc])[0] for doc in reversed(docs)][::-1]
    for ours, theirs in zip(one, other, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_what_is_remembered_has_a_bound(plain, monkeypatch):
    monkeypatch.setattr(word_vectors, "MOST", 5)
    vectors = WordVectors(_networks(plain)[0].layers[0])
    docs = [plain.make_doc(text) for text in TEXTS]
    first = [vectors.of([doc])[0] for doc in docs]
    assert len(vectors._places) <= max(len(doc) for doc in docs)
    for ours, again in zip(first, vectors.of(docs), strict=True):
        np.testing.assert_array_equal(ours, again)


def test_a_network_gives_the_same_with_it():
    usual, quick = (spacy.load(MODEL, exclude=["senter"]) for _ in range(2))
    remember_words(_networks(quick)[0])
    for text in TEXTS:
        said = [
            [(word.tag_, word.dep_, word.head.i) for word in parser(text)]
            for parser in (usual, quick)
        ]
        assert said[0] == said[1]
