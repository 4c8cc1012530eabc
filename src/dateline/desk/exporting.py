"""Events of the casefile as a file of any format, as `dateline export` writes it.

The whole file is written before any of it is sent: it comes whole or not at all, and its hash
says whether somebody holds it already.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response, StreamingResponse
from starlette.background import BackgroundTask

from dateline.desk.people import NotAllowed, Person
from dateline.desk.room import Room
from dateline.errors import UsageError
from dateline.exchange.case_events import CaseEvents, Redact, made_by
from dateline.exchange.writing import written
from dateline.export import FORMATS, Chosen, make_format
from dateline.export.loss_table import loss_table
from dateline.pipeline import public_form
from dateline.store import EventQuery

TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".zip": "application/zip",
}
LEFT_OUT = "Dateline-Left-Out"
_IN_MEMORY, _CHUNK, _LONGEST_HEADER = 8_000_000, 256_000, 2000
_TABLE_WIDTH = 100

Public = Annotated[bool, Query(description="Records that may be published: nobody is named.")]
Notes = Annotated[bool, Query(description="Instead, as CSV, what each event loses in the format.")]


@dataclass(frozen=True, slots=True)
class Export:
    """What is asked for: a format, which events, redacted or not, or the notes on what is lost."""

    format: str
    query: EventQuery
    filters: Mapping[str, str]
    public: bool = False
    notes: bool = False


def export_file(request: Request, room: Room, person: Person, asked: Export) -> Response:
    """The file, or an empty 304 for who holds it already; the ledger says who took what.

    Raises UsageError for a format there is not, NotAllowed for who may not have it unredacted.
    """
    if asked.format not in FORMATS:
        raise UsageError(f"no format {asked.format!r}: known are {', '.join(FORMATS)}")
    if not asked.public and not person.may("publish"):
        raise NotAllowed(
            f"{person.name} is a {person.role}: what is not redacted takes a publisher; "
            "public=true redacts it"
        )
    with ExitStack() as opened:
        out = opened.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        left_out = _write(room, asked, out)
        size, tag = out.tell(), _tag(out)
        opened.pop_all()  # it is closed once it is sent
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if tag in held or f"W/{tag}" in held:
        out.close()
        return Response(status_code=304, headers=headers)
    told = {"format": asked.format, "filters": dict(asked.filters), "public": asked.public}
    room.note("export", person.name, told)
    headers |= {"Content-Length": str(size), "Content-Disposition": _name(asked)}
    headers |= {LEFT_OUT: left_out} if left_out else {}
    kind = "text/csv" if asked.notes else TYPES[FORMATS[asked.format].suffix]
    out.seek(0)
    closing = BackgroundTask(out.close)
    return StreamingResponse(_pieces(out), headers=headers, media_type=kind, background=closing)


def _write(room: Room, asked: Export, out: IO[bytes]) -> str:
    """Write the file; gives back what it leaves out, in words a header can hold."""
    look: dict[str, Any] = {"width": _TABLE_WIDTH, "colour": False}
    shape = make_format(asked.format, made_by(asked.public), **look)
    found = CaseEvents(room.case, asked.query, _redact(room) if asked.public else None)
    for part in written(found, shape, found.incidents):
        if not asked.notes:
            out.write(part if isinstance(part, bytes) else _encoded(part))
    if asked.notes:
        out.write(_encoded(loss_table(shape.losses)))
    return _left_out(found, shape)


def _redact(room: Room) -> Redact:
    return lambda report, events: room.read(lambda tools: public_form(report, events, tools))


def _left_out(found: CaseEvents, shape: Chosen) -> str:
    counts = [*shape.losses.left_out.items(), *found.withheld.items()]
    told = "; ".join(f"{number}: {why}" for why, number in counts)
    return told.encode("ascii", "backslashreplace").decode("ascii")[:_LONGEST_HEADER]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _tag(out: IO[bytes]) -> str:
    out.seek(0)
    hashed = hashlib.sha256()
    for piece in _pieces(out):
        hashed.update(piece)
    return f'"{hashed.hexdigest()[:32]}"'


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    while piece := out.read(_CHUNK):
        yield piece


def _name(asked: Export) -> str:
    suffix = FORMATS[asked.format].suffix
    name = "events" if suffix == f".{asked.format}" else asked.format
    name = f"{name}-notes.csv" if asked.notes else f"{name}{suffix}"
    return f'attachment; filename="{name}"'
