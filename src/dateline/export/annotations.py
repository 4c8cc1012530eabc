"""W3C Web Annotations: each value of an event as a tag on the words it was read from.

Positions count Unicode code points, as the standard asks and as our offsets do; a browser
counts UTF-16 units and must convert. A public record has no text that positions could point
into, so its annotations say what was tagged and of which report, without a selector.
"""

from collections.abc import Iterator
from typing import Any

from dateline.export.formats import MadeBy
from dateline.export.json_array import Listed
from dateline.export.json_text import json_line
from dateline.export.told import bounds_text, called, days_text, one_line, place_text
from dateline.model import (
    PARTICIPANTS,
    Count,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Trigger,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BESIDE = 32  # code points of text given before and after a quote

Tagged = tuple[str, str, Span | None]  # field, value, words


class Annotations:
    """One AnnotationPage; an annotation a line."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by
        self._items = Listed()

    def opening(self) -> str:
        head = json_line({"@context": CONTEXT, "id": "urn:dateline:page", "type": "AnnotationPage"})
        return f'{head[:-1]}, "items": ['

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """The annotations of all evidence of the report's events."""
        made = [each for event in events for each in self._annotations(event, report)]
        return self._items.lines(made)

    def closing(self) -> str:
        return "\n]}\n"

    def _annotations(self, event: Event, report: Report) -> Iterator[dict[str, Any]]:
        version = self.made_by.get("dateline", "")
        for number, (field, value, span) in enumerate(tagged(event), 1):
            yield {
                "id": f"urn:dateline:{event.id}#{number}",
                "type": "Annotation",
                "motivation": "classifying",
                "creator": {"type": "Software", "name": f"Dateline {version}".strip()},
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": f"{field}={value}"},
                    {"type": "TextualBody", "purpose": "identifying", "value": event.id},
                ],
                "target": _target(report, span),
            }


def tagged(event: Event) -> Iterator[Tagged]:
    """Every value and its words, in the order of the record's fields.

    The words are None for a value that a reviewer gave or that was inferred: it has none.
    """
    yield from (("type", event.type, _own(each)) for each in event.mentions)
    for role in PARTICIPANTS:
        yield from ((role, called(each), _own(each)) for each in getattr(event, role))
    yield from (("place", place_text(each), _own(each)) for each in event.places)
    if event.time is not None and days_text(event):
        yield "time", days_text(event), event.time.span
    yield from ((f"count.{c.measure}", bounds_text(c), _own(c)) for c in event.counts)
    yield from (("source", one_line(each.quote), _own(each)) for each in event.sources)


def _own(value: Trigger | Participant | Place | Count | Source) -> Span | None:
    return value.span if value.quote else None


def _target(report: Report, span: Span | None) -> dict[str, Any]:
    target: dict[str, Any] = {
        "source": report.url or f"urn:sha256:{report.sha256}",
        "state": {"type": "TimeState", "cached": f"urn:sha256:{report.sha256}"},
    }
    if report.published:
        target["state"]["sourceDate"] = f"{report.published}T00:00:00Z"
    if span is not None and report.text:
        target["selector"] = _selectors(report.text, span)
    return target


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(span.start - BESIDE, 0) : span.start],
            "suffix": text[span.end : span.end + BESIDE],
        },
    ]
