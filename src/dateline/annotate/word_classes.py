"""Parts of speech and lemmas, worked out once for each form with its tag and its link.

The model's own rules for both look at one word at a time, save a few patterns of several words
("there is", "let's"): where one of these matches, its words go through the rules together.
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
        rows = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
        if rows:
            self._learn(rows)
            classes = [self._known[row] for row in rows]
            for first, end in self._together(doc):
                classes[first:end] = self._by_rules(rows[first:end])
            table: Any = np.array(classes, dtype=np.uint64)
            doc.from_array([POS, LEMMA], table)
        return doc

    def _together(self, doc: Doc) -> list[tuple[int, int]]:
        """Where words stand that a pattern of several matches, first and end; none overlap."""
        found: list[tuple[int, int]] = []
        for _, first, end in sorted(self._longer(doc, allow_missing=True), key=lambda m: m[1:]):
            if found and first < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((first, end))
        return found

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
        doc = self._doc_of(keys)
        if len(keys) > 1 and self._longer(doc, allow_missing=True):  # side by side by chance
            return [found for key in keys for found in self._ruled([key])]
        return self._classes_of(doc)

    def _by_rules(self, keys: Sequence[Key]) -> list[Class]:
        """What the rules say of words side by side."""
        return self._classes_of(self._doc_of(keys))

    def _doc_of(self, keys: Sequence[Key]) -> Doc:
        strings = self._vocab.strings
        words, tags, links = zip(*(map(strings.__getitem__, key) for key in keys), strict=True)
        return Doc(self._vocab, list(words), tags=list(tags), deps=list(links))

    def _classes_of(self, doc: Doc) -> list[Class]:
        return [(token.pos, token.lemma) for token in self._lemmatizer(self._ruler(doc))]


def _index_lemmas(lemmatizer: Any) -> None:
    """The rules ask whether a lemma is in lists of up to 57,000: as tables they answer at once."""
    if lemmatizer.lookups.has_table("lemma_index"):
        index = lemmatizer.lookups.get_table("lemma_index")
        for part, lemmas in list(index.items()):
            index[part] = dict.fromkeys(lemmas)
