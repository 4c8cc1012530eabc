"""All attributions of a reading, in text order, with quotations followed to their end."""

from collections.abc import Iterator
from dataclasses import replace

from dateline.attribute.naming import find_colons, find_nouns, find_phrases, find_signed
from dateline.attribute.quotes import find_quotes
from dateline.attribute.saying import Saying
from dateline.attribute.sources import judge_anonymous, judge_kind
from dateline.attribute.speaking import find_sayings
from dateline.codebook.cues import Cues
from dateline.model import Attribution, Reading, Span

FINDERS = (find_sayings, find_phrases, find_nouns, find_signed, find_colons)
STANCE = "stance:"  # prefix of `by` where the source speaks of no happening


def find_attributions(reading: Reading, cues: Cues) -> tuple[Attribution, ...]:
    """Who says what, in text order. The outlet's own voice gives none.

    `by` names the rule; one that begins with "stance:" marks wishes, views and verdicts,
    whose holder is not the source of a happening.
    """
    found = [saying for finder in FINDERS for saying in finder(reading, cues)]
    followed = _follow_quotes(reading, _apart(found))
    return tuple(_attribution(saying, reading, cues) for saying in followed)


def _apart(found: list[Saying]) -> list[Saying]:
    """One saying a cue and source: the first finder's."""
    taken: dict[tuple[int, int], Saying] = {}
    for saying in found:
        taken.setdefault((saying.cue.end, saying.source.start), saying)
    return sorted(taken.values(), key=lambda saying: (saying.cue.start, saying.cue.end))


def _attribution(saying: Saying, reading: Reading, cues: Cues) -> Attribution:
    by = saying.group if saying.vouches else STANCE + saying.group
    return Attribution(
        source=saying.source,
        cue=saying.cue,
        content=saying.content,
        kind=judge_kind(saying.source, saying.head, reading, cues),
        anonymous=judge_anonymous(saying.source, saying.head, reading, cues),
        by=by,
    )


def _follow_quotes(reading: Reading, sayings: list[Saying]) -> list[Saying]:
    """Quotations nobody speaks go to the source of the quotation before, in this paragraph."""
    quotes = find_quotes(reading)
    grown = [replace(saying, content=_grown(saying, quotes)) for saying in sayings]
    for quote in quotes:
        if not any(span.overlaps(quote) for saying in grown for span in saying.content):
            owner = _owner_of(quote, grown, reading)
            if owner is not None:
                extra = tuple(sorted((*grown[owner].content, quote)))
                grown[owner] = replace(grown[owner], content=extra)
    return grown


def _grown(saying: Saying, quotes: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content whose words are mostly one quotation takes in all of it."""
    return tuple(_merged(_stretch(span, quotes) for span in saying.content))


def _stretch(span: Span, quotes: tuple[Span, ...]) -> Span:
    for quote in quotes:
        if quote.overlaps(span) and quote.start <= span.start + 1 and not span.contains(quote):
            return Span(min(span.start, quote.start), max(span.end, quote.end))
        if quote.overlaps(span) and quote.end > span.end and quote.end - span.end <= 2:
            return Span(span.start, quote.end)
    return span


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in sorted(spans):
        if held is not None and span.start < held.end:
            held = Span(held.start, max(held.end, span.end))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _owner_of(quote: Span, sayings: list[Saying], reading: Reading) -> int | None:
    text = reading.report.text
    before = [k for k, saying in enumerate(sayings) if saying.cue.end <= quote.start]
    if not before:
        return None
    near = before[-1]
    last = max(sayings[near].cue.end, sayings[near].content[-1].end)
    gap = text[min(last, quote.start) : quote.start]
    speaks = sayings[near].group in ("statement", "telling", "quoting", "reporting")
    return near if speaks and "\n\n" not in gap and len(gap) <= 120 else None
