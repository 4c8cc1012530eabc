"""The sentences that tell an event, where the report's text is at hand."""

import re
from collections.abc import Iterator

from dateline.merge.record import EventRecord

_END = re.compile(r"[.!?][\"'”’]?\s|\n")
_MOST = 3  # mentions; a long report names a happening again and again


def sentences_of(event: EventRecord, text: str) -> Iterator[str]:
    """The sentence around each of the first mentions.

    Nothing for a mention without offsets, or whose quote does not stand where it should: the
    text is then another version of the report.
    """
    for words in event.mentions[:_MOST]:
        start, end = words.start, words.end
        if start is not None and end is not None and text[start:end] == words.quote:
            first = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
            stop = _END.search(text, end)
            yield text[first : stop.start() if stop else len(text)]
