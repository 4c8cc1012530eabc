"""The days that the time phrases of a report name, one after another, whatever happened on them."""

from collections.abc import Iterator

from dateline.codebook.times import TimeWords
from dateline.model import Mention, Reading, TimeInterval
from dateline.resolve.tense import tense_around
from dateline.resolve.time_wording import is_linked, told_after
from dateline.resolve.times import named_time


def named_times(
    reading: Reading, words: TimeWords
) -> Iterator[tuple[Mention, TimeInterval | None]]:
    """Each time phrase with its days.

    "Later that year" counts from the date told before, in its sentence or the one before;
    "two days after the vote on 7 May" from the date told right after, and from none where what
    it counts from ("the shooting") has no date.
    """
    told: tuple[Mention, TimeInterval] | None = None
    for mention in reading.of_kind("time"):
        if is_linked(mention, reading):
            anchor = told_after(mention, reading, lambda m: _named(m, reading, words, None))
        else:
            anchor = told[1] if told and _is_near(told[0], mention, reading) else None
        time = _named(mention, reading, words, anchor)
        yield mention, time
        if time is not None and time.earliest and time.latest:
            told = mention, time


def _named(
    mention: Mention, reading: Reading, words: TimeWords, anchor: TimeInterval | None
) -> TimeInterval | None:
    return named_time(
        reading.quote(mention.span),
        published=reading.report.day,
        words=words,
        tense=tense_around(reading, mention.head, words),
        anchor=anchor,
    )


def _is_near(told: Mention, mention: Mention, reading: Reading) -> bool:
    """Whether a date stands in the sentence of a time phrase or in the one before."""
    before, here = (reading.tokens[each.head].sentence for each in (told, mention))
    return here - before <= 1
