"""A Frictionless Data Package: events, reports and the codebook as tables, with their schema."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dateline.codebook import load_codebook
from dateline.export.column_meanings import Meaning, column_meanings
from dateline.export.csv_columns import COLUMNS, Cell
from dateline.export.csv_rows import csv_row
from dateline.export.formats import MadeBy
from dateline.export.zip_file import add_to_zip
from dateline.model import Event, Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
REPORTS = {
    "doc_id": Meaning("string", "id of the report"),
    "title": Meaning("string", "title"),
    "source": Meaning("string", "who published it"),
    "published": Meaning("date", "day of publication"),
    "published_by": Meaning("string", "how that day is known"),
    "url": Meaning("string", "address"),
    "language": Meaning("string", "language, BCP 47"),
    "sha256": Meaning("string", "SHA-256 of the bytes as given"),
    "events": Meaning("integer", "number of events in this package"),
}
TYPES = {
    "type": Meaning("string", "event type"),
    "family": Meaning("string", "family of the type"),
    "label": Meaning("string", "name of the type"),
    "definition": Meaning("string", "what it is"),
    "acled": Meaning("string", "event type / sub-event type in ACLED"),
    "plover": Meaning("string", "type / mode in PLOVER"),
    "cameo": Meaning("string", "CAMEO code"),
    "ucdp": Meaning("string", "UCDP type of violence it may be"),
}


INCIDENTS = {
    "event_id": Meaning("string", "an event"),
    "incident_id": Meaning("string", "the incident it tells of, the same for every account of it"),
}


class DataPackage:
    """A ZIP file with datapackage.json, events.csv, reports.csv and event_types.csv.

    `incidents` gives the incident of an event; with any, incidents.csv is among the files.
    """

    def __init__(self, made_by: MadeBy, about: Mapping[str, Any] | None = None) -> None:
        """`about`: what the description says besides, such as a title and a version."""
        self.made_by = made_by
        self.about = about or {}
        self.incidents: Mapping[str, str] = {}
        self._ids: set[str] = set()
        self._events: list[str] = [csv_row([name for name, _ in COLUMNS])]
        self._reports: list[str] = [csv_row(list(REPORTS))]

    def opening(self) -> str:
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """Nothing yet: a ZIP file has its tables one after the other."""
        self._reports.append(csv_row(_report_cells(report, len(events))))
        self._events += [csv_row([read(event) for _, read in COLUMNS]) for event in events]
        self._ids |= {event.id for event in events}
        return ""

    def closing(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in self.files().items():
                add_to_zip(archive, name, content)
        return out.getvalue()

    def files(self) -> dict[str, bytes]:
        """Each file of the package by its name, the description first."""
        tables = {
            "events.csv": "".join(self._events).encode("utf-8", "backslashreplace"),
            "reports.csv": "".join(self._reports).encode("utf-8", "backslashreplace"),
            "event_types.csv": "".join(_type_rows()).encode("utf-8"),
        }
        if self.incidents:
            tables["incidents.csv"] = "".join(self._incident_rows()).encode("utf-8")
        described = {**package_json(tables, self.made_by), **self.about}
        text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        return {"datapackage.json": text.encode("utf-8"), **tables}

    def _incident_rows(self) -> Iterator[str]:
        yield csv_row(list(INCIDENTS))
        for event_id in sorted(self._ids & self.incidents.keys()):
            yield csv_row([event_id, self.incidents[event_id]])


def package_json(tables: Mapping[str, bytes], made_by: MadeBy) -> dict[str, Any]:
    """The package's description: each table with its size, its hash and its schema."""
    return {
        "$schema": PROFILE,
        "name": "dateline-events",
        "title": "Events coded from news reports by Dateline",
        "description": "One row an event as one report tells it; an event may be told by several.",
        "made_by": dict(made_by),
        "resources": [
            {
                "name": name.removesuffix(".csv"),
                "path": name,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": _SCHEMAS[name](),
            }
            for name, content in tables.items()
        ],
    }


def _events_schema() -> dict[str, Any]:
    return {
        "fields": [_field(name, each) for name, each in column_meanings().items()],
        "primaryKey": ["event_id"],
        "foreignKeys": [
            _key("doc_id", "reports", "doc_id"),
            _key("type", "event_types", "type"),
        ],
    }


def _reports_schema() -> dict[str, Any]:
    fields = [_field(name, each) for name, each in REPORTS.items()]
    return {"fields": fields, "primaryKey": ["doc_id"]}


def _types_schema() -> dict[str, Any]:
    return {"fields": [_field(name, each) for name, each in TYPES.items()], "primaryKey": ["type"]}


def _incidents_schema() -> dict[str, Any]:
    return {
        "fields": [_field(name, each) for name, each in INCIDENTS.items()],
        "primaryKey": ["event_id"],
        "foreignKeys": [_key("event_id", "events", "event_id")],
    }


_SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "events.csv": _events_schema,
    "reports.csv": _reports_schema,
    "event_types.csv": _types_schema,
    "incidents.csv": _incidents_schema,
}


def _field(name: str, meaning: Meaning) -> dict[str, Any]:
    field = {"name": name, "type": meaning.type, "description": meaning.text}
    limits: dict[str, Any] = {"enum": list(meaning.values)} if meaning.values else {}
    if meaning.type == "number" and name.endswith("confidence"):
        limits |= {"minimum": 0, "maximum": 1}
    return {**field, "constraints": limits} if limits else field


def _key(field: str, resource: str, other: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": [other]}}


def _report_cells(report: Report, events: int) -> list[Cell]:
    published = str(report.published) if report.published else None
    known = (report.id, report.title, report.source, published, report.published_by)
    return [*known, report.url, report.language, report.sha256, events]


def _type_rows() -> Iterator[str]:
    yield csv_row(list(TYPES))
    for entry in load_codebook().types.values():
        codes = entry.codes
        cells: Sequence[Cell] = (
            entry.id,
            entry.family,
            entry.label,
            " ".join(entry.definition.split()),
            _joined(codes.acled),
            _joined(codes.plover),
            codes.cameo,
            codes.ucdp,
        )
        yield csv_row(list(cells))


def _joined(code: Mapping[Any, str | None] | None) -> str | None:
    return " / ".join(part for part in (code or {}).values() if part) or None
