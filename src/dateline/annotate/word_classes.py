"""Parts of speech and lemmas, worked out once for each form with its tag and its link.

The model's own rules for both look at one word at a time, save a few patterns of several words
("there is", "let's"): where one of these matches, all words of the text go through the rules.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc

MOST = 300_000  # remembered; then all are forgotten: a stream has no end of new forms

Key = tuple[int, int, int]  # form, tag, link
Class = tuple[int, int]  # part of speech, lemma


class WordClasses:
    """Stands in a pipeline for its rules of parts of speech and of lemmas; the same answers.

    Morphology is not set: nothing of ours asks for it.
    """

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        _index_lemmas(lemmatizer)
        self._vocab = ruler.vocab
        self._longer = Matcher(ruler.vocab)
        longer = [each["patterns"] for each in ruler.patterns if len(each["patterns"][0]) > 1]
        for number, patterns in enumerate(longer):
            self._longer.add(str(number), patterns)
        self._known: dict[Key, Class] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The text with both set for each word."""
        if self._longer(doc, allow_missing=True):
            return self._by_rules(doc)
        rows = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
        if rows:
            self._learn(rows)
            table: Any = np.array([self._known[row] for row in rows], dtype=np.uint64)
            doc.from_array([POS, LEMMA], table)
        return doc

    def _learn(self, keys: Iterable[Key]) -> None:
        """Ask the rules of the words that are new, all at once."""
        different = dict.fromkeys(keys)
        new = [key for key in different if key not in self._known]
        if len(self._known) + len(new) > MOST:
            self._known.clear()
            new = list(different)
        if new:
            self._known |= zip(new, self._ruled(new), strict=True)

    def _ruled(self, keys: Sequence[Key]) -> list[Class]:
        """What the rules say of each word by itself."""
        strings = self._vocab.strings
        words, tags, links = zip(*(map(strings.__getitem__, key) for key in keys), strict=True)
        doc = Doc(self._vocab, list(words), tags=list(tags), deps=list(links))
        if len(keys) > 1 and self._longer(doc, allow_missing=True):  # side by side by chance
            return [found for key in keys for found in self._ruled([key])]
        return [(token.pos, token.lemma) for token in self._by_rules(doc)]

    def _by_rules(self, doc: Doc) -> Doc:
        ruled: Doc = self._lemmatizer(self._ruler(doc))
        return ruled


def _index_lemmas(lemmatizer: Any) -> None:
    """The rules ask whether a lemma is in lists of up to 57,000: as tables they answer at once."""
    if lemmatizer.lookups.has_table("lemma_index"):
        index = lemmatizer.lookups.get_table("lemma_index")
        for part, lemmas in list(index.items()):
            index[part] = dict.fromkeys(lemmas)
