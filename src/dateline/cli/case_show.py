"""`dateline show` and `history`: one report, event or incident, and what was done to it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.casefile import Case, Who, on_casefile, signer
from dateline.cli.options import read_choice
from dateline.cli.output import look

if TYPE_CHECKING:
    from dateline.store import Casefile, Entry, Review, StoredEvent, StoredReport

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Of an event (or its beginning), a report (or what its file is called), an incident.",
        show_default=False,
    ),
]
OptionalId = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="Of an event, a report, an incident or a release; everything without.",
        show_default=False,
    ),
]
FormatName = Annotated[
    str, typer.Option("--format", "-f", metavar="NAME", help="table, or json with everything.")
]


def show(id: Id, case: Case, format: FormatName = "table") -> None:
    """Show a report with its events, an event with its reviews, or an incident.

    \b
    Examples:
      dateline show ev_6f0c21 --case case/
      dateline show seed --case case/
      dateline show inc_0a41c2 --case case/ --format json
    """
    read_choice(format, ("table", "json"), "--format")

    def run(casefile: "Casefile") -> None:
        if format == "json":
            from dateline.export.json_text import json_page

            typer.echo(json_page(_as_json(casefile, id)), nl=False)
            return
        for text in _as_text(casefile, id):
            typer.echo(text, nl=False)

    on_casefile(case, run)


def history(
    case: Case, id: OptionalId = None, format: FormatName = "table", who: Who = None
) -> None:
    """Everything that was done to a report or an event: who, when, why.

    \b
    Examples:
      dateline history ev_6f0c21 --case case/
      dateline history seed --case case/ --format json
      dateline history rel_0a41c2e1d3b5f7a9 --case case/
      dateline history --case case/

    \b
    Without an ID: all that was ever done, what was published among it.
    """
    read_choice(format, ("table", "json"), "--format")

    def run(casefile: "Casefile") -> None:
        told = casefile.history(casefile.full_id(id)) if id else casefile.ledger()
        # Who codes an event beside another does not read here what the other decided.
        entries = casefile.work.veiled(told, signer(who), oversees=True)
        if format == "json":
            from dataclasses import asdict

            from dateline.export.json_text import json_page

            typer.echo(json_page([asdict(entry) for entry in entries]), nl=False)
            return
        for entry in entries:
            typer.echo(entry_line(entry))

    on_casefile(case, run)


def entry_line(entry: "Entry") -> str:
    """One entry of the ledger as a line."""
    erased = "; its words were erased" if entry.body.get("erased") else ""
    return f"#{entry.seq} {entry.at} {entry.who}: {_deed(entry)}{erased}"


def _deed(entry: "Entry") -> str:
    body = entry.body
    why = f" ({body['reason']})" if body.get("reason") else ""
    match entry.action:
        case "review" if body["action"] == "correct":
            from dateline.export.json_text import json_line

            if body.get("erased"):
                return f"corrected {body['field']}"
            return f"corrected {body['field']} to {json_line(body['value'])}{why}"
        case "review":
            return f"{body['action']}ed {entry.subject}{why}"
        case "undo":
            return f"took back #{body['undoes']}{why}"
        case "add":
            return f"added {entry.subject}, {_events(body)}" + (
                f"; a copy of {body['copy_of']}: {body['copies'][0][1]}"
                if "copy_of" in body
                else ""
            )
        case "recode":
            return f"coded {entry.subject} again, {_events(body)}"
        case "mark":
            return f"marked {entry.subject} {body['sensitivity']}{why}"
        case "erase":
            return f"erased {entry.subject}, and the words of {len(body['emptied'])} entries{why}"
        case "retract":
            return f"retracted {entry.subject}{why}"
        case "judge" | "split":
            left, right = body["pairs"][0]
            more = f" and {len(body['pairs']) - 1} more pairs" if len(body["pairs"]) > 1 else ""
            return f"judged {body['verdict']}: {left} and {right}{more}{why}"
        case "publish":
            kind = "for the public" if body["public"] else "not redacted"
            return (
                f"published {entry.subject}, version {body['version']} of “{body['title']}”, "
                f"{kind}: {body['events']} events in {body['reports']} reports, checksums "
                f"{body['sha256']}"
            )
        case _:
            from dateline.cli.case_deeds import work_deed

            return f"{work_deed(entry)}{why}"


def _events(body: Any) -> str:
    found = body.get("reading")
    if not found:
        return "not coded"
    made_by = found["made_by"]
    return (
        f"{len(found['records'])} events by dateline {made_by.get('dateline')}, "
        f"codebook {made_by.get('codebook')}, {made_by.get('engine')}"
    )


def _as_json(casefile: "Casefile", id: str) -> Any:
    from dataclasses import asdict

    if id.startswith("ev_"):
        return asdict(casefile.event(id))
    if id.startswith("inc_"):
        return casefile.incident(id).body
    report = casefile.report(id)
    return {
        **asdict(report),
        "readings": [asdict(each) for each in casefile.readings(report.id)],
        "event_records": [each.record for each in _events_of(casefile, report)],
    }


def _as_text(casefile: "Casefile", id: str) -> Iterator[str]:
    if id.startswith("ev_"):
        yield from _event_text(casefile, casefile.event(id))
    elif id.startswith("inc_"):
        from dateline.cli.case_judge import incident_text

        yield incident_text(casefile.incident(id))
    else:
        yield from _report_text(casefile, casefile.report(id))


def _event_text(casefile: "Casefile", found: "StoredEvent") -> Iterator[str]:
    from dateline.export import make_format
    from dateline.export.record_event import event_of_record

    report = casefile.report(found.report_id)
    read = report.as_read()
    shape = make_format("table", {}, **look(True))
    yield shape.report(read, (event_of_record(found.record, read),))
    yield f"   report      {report.id}\n"
    yield f"   incident    {found.incident_id or 'none'}\n"
    yield f"   status      {found.status}; coding {found.reading}; priority {found.priority}\n"
    for review in found.reviews:
        yield f"   review      {_review_line(review)}\n"


def _review_line(review: "Review") -> str:
    from dateline.export.json_text import json_line

    what = f"{review.action} {review.field or ''}".strip()
    value = f" = {json_line(review.value)}" if review.action == "correct" else ""
    undone = ", taken back" if review.undone else ""
    why = f" ({review.reason})" if review.reason else ""
    return f"#{review.seq} {review.at} {review.who}: {what}{value}{why}{undone}"


def _report_text(casefile: "Casefile", report: "StoredReport") -> Iterator[str]:
    from dateline.export import make_format
    from dateline.export.record_event import event_of_record

    if report.erased is not None:
        yield f"{report.id} was erased: {report.erased}\n"
        yield f"   report      added {report.added_at} by {report.added_by}\n"
        yield f"   original    SHA-256 {report.sha256}\n"
        return
    read = report.as_read()
    told = _events_of(casefile, report)
    shape = make_format("table", {}, **look(True))
    yield shape.report(read, tuple(event_of_record(each.record, read) for each in told))
    yield f"   report      {report.id}, added {report.added_at} by {report.added_by}\n"
    yield f"   original    SHA-256 {report.sha256}\n"
    if report.copy_of:
        yield f"   copy of     {report.copy_of}: {report.copy_why}\n"
    if report.sensitivity:
        yield f"   marked      {report.sensitivity}\n"
    if report.retracted:
        yield f"   retracted   {report.retracted}\n"
    for reading in casefile.readings(report.id):
        made_by = reading.made_by
        yield (
            f"   coding {reading.number:<4} {reading.coded_at} by {reading.coded_by}: dateline "
            f"{made_by.get('dateline')}, codebook {made_by.get('codebook')}, "
            f"{made_by.get('engine')}\n"
        )


def _events_of(casefile: "Casefile", report: "StoredReport") -> "tuple[StoredEvent, ...]":
    from dateline.store import EventQuery

    query = EventQuery(report=report.id, status="any", order="added", limit=10_000)
    return casefile.events(query).items
