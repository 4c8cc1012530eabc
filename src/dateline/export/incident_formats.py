"""The formats incidents are written in: text in three parts, as those of events are."""

from collections.abc import Callable, Mapping
from typing import Protocol

from dateline.errors import UsageError
from dateline.export.formats import MadeBy
from dateline.export.incident_csv import incident_header, incident_row
from dateline.export.incident_json import incident_json
from dateline.export.json_array import Listed
from dateline.export.json_text import json_line
from dateline.merge.incident import Incident


class IncidentFormat(Protocol):
    """How incidents become text; what `incident` returns is whole lines."""

    def opening(self) -> str:
        """What stands before the first incident; may be empty."""
        ...

    def incident(self, incident: Incident) -> str:
        """All of one incident."""
        ...

    def closing(self) -> str:
        """What makes the output complete; may be empty."""
        ...


class IncidentLines:
    """JSON Lines: an incident a line."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by

    def opening(self) -> str:
        return ""

    def incident(self, incident: Incident) -> str:
        return json_line(incident_json(incident, self.made_by)) + "\n"

    def closing(self) -> str:
        return ""


class IncidentArray:
    """One JSON array, an incident a line."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by
        self._listed = Listed()

    def opening(self) -> str:
        return "["

    def incident(self, incident: Incident) -> str:
        return self._listed.lines([incident_json(incident, self.made_by)])

    def closing(self) -> str:
        return "\n]\n"


class IncidentRows:
    """CSV: a header, then an incident a row."""

    def opening(self) -> str:
        return incident_header()

    def incident(self, incident: Incident) -> str:
        return incident_row(incident_json(incident, {}))

    def closing(self) -> str:
        return ""


class IncidentTable:
    """For reading, wrapped to `width` columns; nothing is said by colour alone."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = width, colour

    def opening(self) -> str:
        return ""

    def incident(self, incident: Incident) -> str:
        """Its heading, and under it a line for each thing that is known, label and text."""
        from dateline.export.incident_table import incident_lines
        from dateline.export.table import labelled

        return labelled(list(incident_lines(incident)), self.width, self.colour)

    def closing(self) -> str:
        return ""


def make_incident_format(name: str, made_by: MadeBy, *, width: int, colour: bool) -> IncidentFormat:
    """The format of that name. Raises UsageError naming the known formats."""
    if name not in INCIDENT_FORMATS:
        known = ", ".join(INCIDENT_FORMATS)
        raise UsageError(f"unknown format {name!r}: known formats are {known}")
    return INCIDENT_FORMATS[name](made_by, width, colour)


INCIDENT_FORMATS: Mapping[str, Callable[[MadeBy, int, bool], IncidentFormat]] = {
    "table": lambda _, width, colour: IncidentTable(width, colour),
    "jsonl": lambda made_by, *_: IncidentLines(made_by),
    "json": lambda made_by, *_: IncidentArray(made_by),
    "csv": lambda *_: IncidentRows(),
}
