"""Printed pages as running text: paragraphs, words broken at a line's end, running heads.

What a page carries and the report does not say (headers, footers, page numbers) is set
after the text and marked, so that a sentence goes on over a page's end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dateline.ingest.page_layout import Piece
from dateline.model import Span

Page = Sequence[Piece]  # lines in reading order

_EDGE_LINES = 2  # lines at a page's top and bottom that may be running heads
_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.?)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_PARAGRAPH_STEP = 1.25  # of the usual step from line to line: a longer one begins a paragraph
_USUAL = 0.2  # the usual step is that which so many steps of a page do not exceed
_BROKEN = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
# Compounds that keep their hyphen at a line's end.
_PREFIXES = frozenset(
    "anti pro ex non self co counter semi pre post mid cross all half well so vice multi "
    "inter intra pan neo re u.s. us uk un".split()
)


def running_text(pages: Sequence[Page]) -> tuple[str, tuple[Span, ...]]:
    """The text of pages, and where in it their headers, footers and numbers stand."""
    heads = _running_heads(pages)
    paragraphs: list[str] = []
    aside: list[str] = []
    spoken = _words(pages)
    for page in pages:
        body = [line for i, line in enumerate(page) if not _is_head(i, line, page, heads)]
        aside += [_clean(line.words) for line in page if line not in body]
        found = list(_paragraphs(body, spoken))
        if paragraphs and found and _goes_on(paragraphs[-1], found[0]):
            paragraphs[-1] = _glued(paragraphs[-1], found.pop(0), spoken)
        paragraphs += found
    return _laid_out(paragraphs, [line for line in aside if line])


def _laid_out(paragraphs: list[str], aside: list[str]) -> tuple[str, tuple[Span, ...]]:
    text = "\n\n".join(paragraphs)
    spans = []
    for line in aside:
        text += "\n\n"
        spans.append(Span(len(text), len(text) + len(line)))
        text += line
    return text, tuple(spans)


def _running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """Lines at the edges that recur, figures apart, on half of the pages or more."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_figureless(line.words) for line in _edges(page)})
    least = max(2, len(pages) / 2)
    return frozenset(line for line, number in counts.items() if line and number >= least)


def _edges(page: Page) -> list[Piece]:
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]]


def _figureless(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.split())).casefold()


def _is_head(i: int, line: Piece, page: Page, heads: frozenset[str]) -> bool:
    if line not in _edges(page):
        return False
    if _figureless(line.words) in heads:
        return True
    top, bottom = max(each.top for each in page), min(each.bottom for each in page)
    at_edge = line.top >= top or line.bottom <= bottom
    return at_edge and i in (0, len(page) - 1) and bool(_NUMBER.fullmatch(line.words.strip()))


def _words(pages: Sequence[Page]) -> frozenset[str]:
    """All words printed in one piece: they tell whether a broken word has a hyphen of its own."""
    lines = (line.words.split() for page in pages for line in page)
    return frozenset(word.strip(".,;:!?\"'()“”").lower() for words in lines for word in words[:-1])


def _paragraphs(lines: Sequence[Piece], spoken: frozenset[str]) -> Iterable[str]:
    held = ""
    last: Piece | None = None
    step = _usual_step(lines)
    for line in lines:
        words = _clean(line.words)
        if not words:
            continue
        if last is not None and not _begins(line, last, step):
            held = _glued(held, words, spoken)
        else:
            if held:
                yield held
            held = words
        last = line
    if held:
        yield held


def _usual_step(lines: Sequence[Piece]) -> float:
    """How far a line usually lies below the one before it; a page of one line has no step."""
    pairs = pairwise(lines)
    steps = sorted(last.top - line.top for last, line in pairs if last.top > line.top)
    return steps[int(_USUAL * len(steps))] if steps else 0.0


def _begins(line: Piece, last: Piece, step: float) -> bool:
    """Whether a line begins a paragraph: far below, another size, or the next column's top."""
    if line.bottom > last.top:
        return bool(_SENTENCE_END.search(last.words.rstrip()))
    sizes = sorted((line.height, last.height))
    return last.top - line.top > _PARAGRAPH_STEP * step or sizes[1] > 1.35 * sizes[0]


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph runs over a page's end."""
    return not _SENTENCE_END.search(before) and (
        after[:1].islower() or bool(_BROKEN.search(before))
    )


def _glued(before: str, after: str, spoken: frozenset[str]) -> str:
    """Two lines as one; a word broken between them is one word again."""
    if not _BROKEN.search(before) or not after[:1].islower():
        return f"{before} {after}"
    stem = before.rsplit(None, 1)[-1].lower().rstrip("-\u00ad\u2010").lstrip("\"'(“")
    rest = after.split(None, 1)[0].strip(".,;:!?\"'()”").lower()
    if f"{stem}-{rest}" in spoken or (stem in _PREFIXES and stem + rest not in spoken):
        return before[:-1] + "-" + after
    return before[:-1] + after


def _clean(words: str) -> str:
    """Words without the signs PDFium sets for hyphens and broken characters."""
    said = words.replace("\x02", "-").replace("\ufffe", "-").replace("\uffff", "")
    said = re.sub(r"\u00ad(?!$)", "", said.strip())
    said = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", said)
    for sign, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        said = said.replace(sign, letters)
    return " ".join(said.split())
