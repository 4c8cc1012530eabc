"""The lines of a text, as stretches without their outer white space and bullets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Possessive, so that a line of a million blanks costs a million steps and not their square.
_LINE = re.compile(r"[^\n\r\u2028\u2029]++")
_BLANK = " \t\xa0\u200b\ufeff\u200e\u200f\u3000\x0b\x0c\x85"
_BULLET = _BLANK + "•▪●◦·*|»"
_ENDS = (".", "!", "?", '."', ".”", '!"', "!”", '?"', "?”", ".'", ".’", ".)", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. `gap`: a blank line, or the edge of the text, stands above."""

    start: int
    end: int
    words: str
    gap: bool

    @property
    def prose(self) -> bool:
        """Whether the line reads as a sentence or more of running text."""
        count = self.words.count(" ") + 1
        return len(self.words) > 140 or (count >= 7 and self.words.endswith(_ENDS))


def find_lines(text: str) -> Iterator[Line]:
    """Lines in text order, blanks cut from both ends, bullets from the first."""
    last = None
    for match in _LINE.finditer(text):
        whole = match.group()
        words = whole.lstrip(_BULLET).rstrip(_BLANK)
        if not words:
            continue
        start = match.start() + len(whole) - len(whole.lstrip(_BULLET))
        gap = last is None or text.count("\n", last, match.start()) > 1
        yield Line(start, start + len(words), words, gap)
        last = match.end()
