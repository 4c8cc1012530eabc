"""How much a shared word tells: a name more than a word of the language, a rare one more.

Looked up in a shipped table and not counted over the reports at hand: the judgement on two
accounts depends on these two alone, whatever else has been read.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.codebook.case import load_case_words
from dateline.codebook.merging import Merging

_RARE = 40  # reports that a word may stand in and still tell which happening is meant


@dataclass(frozen=True, slots=True)
class Rarity:
    """`counted`: in how many of `reports` a word stands; a word that is not there is rare."""

    reports: int
    counted: Mapping[str, int]
    ordinary: frozenset[str]  # words of the language; what is not among them is a name

    def of(self, word: str) -> float:
        """More the fewer reports hold it; an ordinary word is taken to be in many."""
        held = self.counted.get(word, 0) + (_RARE if word in self.ordinary else 0.5)
        return math.log(max(self.reports / held, 1.0))

    def likeness(self, left: frozenset[str], right: frozenset[str]) -> float:
        """The share of common words in all words of both, each by its rarity; 0 to 1."""
        total = sum(self.of(word) for word in sorted(left | right))
        shared = sum(self.of(word) for word in sorted(left & right))
        return round(shared / total, 4) if total > 0 else 0.0

    def rarest(self, words: frozenset[str]) -> list[str]:
        """Names and words of few reports, the rarest first, names before words."""
        rare = [word for word in words if self.counted.get(word, 0) <= _RARE]
        return sorted(rare, key=lambda w: (self.counted.get(w, 0), w in self.ordinary, w))


def rarity_of(merging: Merging) -> Rarity:
    """The shipped table."""
    return Rarity(merging.reports, merging.common_words, load_case_words().ordinary)
