"""Parts of speech and lemmas, worked out once for each form with its tag and its link.

The model's own rules for both look at one word at a time, save a few patterns of several words
("there is", "let's"): where one of these matches, all words of the text go through the rules.
"""

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
        rows = doc.to_array([ORTH, TAG, DEP]).tolist()
        found = [self._class_of(tuple(row)) for row in rows]
        if found:
            table: Any = np.array(found, dtype=np.uint64)
            doc.from_array([POS, LEMMA], table)
        return doc

    def _class_of(self, key: Key) -> Class:
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[key] = self._ruled(key)
        return known

    def _ruled(self, key: Key) -> Class:
        """What the rules say of a word by itself."""
        word, tag, link = (self._vocab.strings[each] for each in key)
        (token,) = self._by_rules(Doc(self._vocab, [word], tags=[tag], deps=[link]))
        return token.pos, token.lemma

    def _by_rules(self, doc: Doc) -> Doc:
        ruled: Doc = self._lemmatizer(self._ruler(doc))
        return ruled
