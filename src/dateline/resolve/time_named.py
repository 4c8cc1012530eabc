"""The days that the time phrases of a report name, one after another, whatever happened on them."""

from collections.abc import Iterator

from dateline.codebook.times import TimeWords
from dateline.model import Mention, Reading, TimeInterval
from dateline.resolve.tense import tense_around
from dateline.resolve.time_wording import REACH, is_linked
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
            anchor = _told_after(mention, reading, words)
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


def _told_after(mention: Mention, reading: Reading, words: TimeWords) -> TimeInterval | None:
    last = reading.tokens_in(mention.span)[-1].i
    dates = (m for m in reading.of_kind("time") if m.label == "date" and 0 < m.head - last <= REACH)
    times = (_named(each, reading, words, None) for each in dates)
    return next((time for time in times if time and time.earliest and time.latest), None)


def _is_near(told: Mention, mention: Mention, reading: Reading) -> bool:
    """Whether a date stands in the sentence of a time phrase or in the one before."""
    before, here = (reading.tokens[each.head].sentence for each in (told, mention))
    return here - before <= 1
