"""The sentences that tell an event: as its record quotes them, or cut out of the report's text."""

from collections.abc import Iterator

from dateline.merge.record import EventRecord
from dateline.reports import sentence_around

_MOST = 3  # mentions; a long report names a happening again and again


def sentences_of(event: EventRecord, text: str = "") -> Iterator[str]:
    """The sentences of the first mentions.

    Records made before they held sentences need the text. Nothing for a mention without
    offsets, or whose quote does not stand where it should: the text is then another version of
    the report.
    """
    if event.sentences:
        yield from (words.quote for words in event.sentences if words.quote)
        return
    for words in event.mentions[:_MOST]:
        start, end = words.start, words.end
        if start is not None and end is not None and text[start:end] == words.quote:
            yield sentence_around(text, start, end).quote(text)
