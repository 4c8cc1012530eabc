"""JSON Lines: one event a line."""

from dateline.export.event_json import event_json
from dateline.export.formats import MadeBy
from dateline.export.json_text import json_line
from dateline.model import Event, Report


class JsonLines:
    """One event a line; a report without events writes nothing."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by

    def opening(self) -> str:
        """Nothing: the first line is the first event."""
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """A line for each event."""
        return "".join(json_line(event_json(event, self.made_by)) + "\n" for event in events)

    def closing(self) -> str:
        """Nothing: every line stands for itself."""
        return ""
