"""How much a shared word tells: a name more than a word of the language, a rare one more.

Looked up in a shipped table and not counted over the reports at hand: the judgement on two
accounts depends on these two alone, whatever else has been read.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dateline.codebook.case import load_case_words
from dateline.codebook.merging import Merging

_ORDINARY = 20  # reports that every word of the language is taken to stand in, beside those counted
_LINE = 12.0  # nats: what a line of some four words tells
_REMEMBERED = 100_000  # words, and sets of words, of which it is known what they tell
_TELLING = 3.0  # nats: a name in up to 90 of 1,800 reports, a word of the language in up to 70


@dataclass(frozen=True, slots=True)
class Rarity:
    """`counted`: in how many of `reports` a word stands; a word that is not there is rare."""

    reports: int
    counted: Mapping[str, int]
    ordinary: frozenset[str]  # words of the language; what is not among them is a name
    # Each word is asked for hundreds of times, and all words of an account with every other.
    _of: "_Words" = field(init=False, repr=False, compare=False)
    _told: dict[frozenset[str], float] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of", _Words(self.reports, self.counted, self.ordinary))

    def of(self, word: str) -> float:
        """More the fewer reports hold it; an ordinary word is taken to be in many."""
        return self._of[word]

    def share(self, told: float, left: frozenset[str], right: frozenset[str]) -> float:
        """How much of what the shorter of two tells is `told` by what they share; 0 to 1.

        Of a few words no share is taken: two lines of three words are alike by chance.
        """
        less = min(self._told_by(left), self._told_by(right))
        return round(told / max(less, _LINE), 4)

    def told(self, words: frozenset[str]) -> float:
        """What words tell altogether; rounded, so that their order makes no difference."""
        return round(sum(sorted(map(self._of.__getitem__, words))), 4)

    def most(self, words: frozenset[str]) -> float:
        """What the word tells that tells most; 0 of none."""
        return max(map(self._of.__getitem__, words), default=0.0)

    def _told_by(self, account: frozenset[str]) -> float:
        """The same of all words of an account, which are asked for again."""
        known = self._told.get(account)
        if known is None:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            known = self._told[account] = self.told(account)
        return known

    def rarest(self, words: frozenset[str]) -> list[str]:
        """Names and words of few reports, those that tell most first."""
        return self.ranked(word for word in words if self.of(word) >= _TELLING)

    def ranked(self, words: Iterable[str]) -> list[str]:
        """Words, those that tell most first."""
        return sorted(words, key=lambda word: (-self.of(word), word))


class _Words(dict[str, float]):
    """What each word tells, found out when it is first asked for."""

    def __init__(self, reports: int, counted: Mapping[str, int], ordinary: frozenset[str]) -> None:
        super().__init__()
        self._reports, self._counted, self._ordinary = reports, counted, ordinary

    def __missing__(self, word: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        held = self._counted.get(word, 0) + (_ORDINARY if word in self._ordinary else 0.5)
        found = self[word] = math.log(max(self._reports / held, 1.0))
        return found


def rarity_of(merging: Merging) -> Rarity:
    """The shipped table."""
    return Rarity(merging.reports, merging.common_words, load_case_words().ordinary)
