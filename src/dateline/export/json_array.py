"""JSON: one array of all events, an event a line."""

from typing import Any

from dateline.export.event_json import event_json
from dateline.export.formats import MadeBy
from dateline.export.json_text import json_line
from dateline.model import Event, Report


class Listed:
    """Values set out one a line with commas between them, whatever stands around."""

    def __init__(self) -> None:
        self._begun = False

    def lines(self, values: list[dict[str, Any]]) -> str:
        """The values as they follow those already given; none of them if one cannot be written."""
        written = [json_line(value) for value in values]
        if not written:
            return ""
        lead = ",\n" if self._begun else "\n"
        self._begun = True
        return lead + ",\n".join(written)


class JsonArray:
    """One JSON array."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by
        self._events = Listed()

    def opening(self) -> str:
        """The array's bracket."""
        return "["

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """The report's events, each on a line."""
        return self._events.lines([event_json(event, self.made_by) for event in events])

    def closing(self) -> str:
        """The array's end."""
        return "\n]\n"
