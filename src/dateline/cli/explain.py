"""`dateline explain`: why an event of one report was coded as it was."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.batch import FAILED, PIPE_CLOSED, SOME_UNREAD, USAGE
from dateline.cli.options import (
    ENGINES,
    Actors,
    Engine,
    Output,
    OwnPlaces,
    Published,
    read_choice,
    read_published,
)
from dateline.cli.output import abandon_standard_output, look, open_output
from dateline.errors import DatelineError, ReportError, UsageError
from dateline.model import Event, Report

if TYPE_CHECKING:
    from dateline.pipeline import Tools

FORMAT_NAMES = ("text", "json")
LISTED = 20  # reports named when one must be chosen
PASSED_OVER = (
    "{}: `dateline code` passes over this report, whose words are not those of conflict "
    "(--read-all reads it)"
)


def explain(
    report: Annotated[
        str,
        typer.Argument(
            metavar="REPORT",
            help="A file with one report, or with --report several; - reads input.",
        ),
    ],
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="ID", help="The event, by its id or how the id begins."),
    ] = None,
    which: Annotated[
        str | None,
        typer.Option("--report", metavar="ID", help="Which report, where the input holds several."),
    ] = None,
    published: Published = None,
    engine: Engine = "both",
    actors: Actors = None,
    gazetteer: OwnPlaces = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="text or json.")
    ] = "text",
    output: Output = None,
) -> None:
    """Explain an event: what was read from which words, and what was weighed and left.

    \b
    Examples:
      dateline explain report.txt --published 2016-03-07
      dateline explain report.txt --published 2016-03-07 --event ev_f2ef94b9
      dateline explain reports.jsonl --report seed --event ev_f2ef94b9 --format json
      dateline explain report.txt --actors my_actors.csv --event ev_f2ef94b9

    \b
    Without --event the report's events are listed with their ids. An id is that of
    `dateline code` with the same engine.
    """
    read_choice(format, FORMAT_NAMES, "--format")
    read_choice(engine, ENGINES, "--engine")
    day = read_published(published)
    try:
        from dateline.ingest import read_reports
        from dateline.pipeline import load_tools

        found = read_reports([report], published=day, stdin=sys.stdin.buffer)
        chosen = _choose(found, which)
        tools = load_tools(engine=engine, own_actors=actors, own_places=gazetteer)
        text = _told(chosen, tools, event, format, to_terminal=output is None)
        with open_output(output, [report]) as out:
            out.write(text)
    except BrokenPipeError:
        abandon_standard_output()
        raise typer.Exit(PIPE_CLOSED) from None
    except ReportError as error:
        _fail(f"not read: {error}", SOME_UNREAD)
    except UsageError as error:
        _fail(f"dateline: {error}", USAGE)
    except DatelineError as error:
        _fail(f"dateline: {error}", FAILED)


def _fail(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code) from None


def _choose(found: Iterable[Report | ReportError], which: str | None) -> Report:
    """The one report there is, or the one asked for. Raises UsageError naming those there are."""
    reports: list[Report] = []
    for each in found:
        if not isinstance(each, ReportError):
            reports.append(each)
        elif which is None:
            raise each
    chosen = [each for each in reports if which in (None, each.id)]
    if len(chosen) == 1:
        return chosen[0]
    ids = [each.id for each in reports]
    listed = ", ".join(ids[:LISTED]) + (f" and {len(ids) - LISTED} more" if ids[LISTED:] else "")
    if which is None:
        raise UsageError(f"{len(ids)} reports: choose one by --report; there is {listed or 'none'}")
    raise UsageError(f"no report {which!r}; there is: {listed or 'none'}")


def _told(
    report: Report, tools: "Tools", event: str | None, format: str, *, to_terminal: bool
) -> str:
    """The explanation of an event, or the list of events where none is asked for."""
    from dateline.explain import explain_event
    from dateline.export.explanation import explanation_text
    from dateline.export.json_text import json_page
    from dateline.pipeline import follow_report, is_worth

    if not is_worth(report, tools):
        typer.echo(PASSED_OVER.format(report.id), err=True)
    trace: list[Any] = []
    course = follow_report(report, tools, trace)
    if event is None:
        return _listing(course.events, format, **look(to_terminal))
    told = explain_event(course, _number(event, course.events), trace, tools)
    if format == "json":
        return json_page(told)
    return explanation_text(told, **look(to_terminal))


def _number(event: str, events: tuple[Event, ...]) -> int:
    """The place of the event an id, or the start of one, names. Raises UsageError."""
    found = [at for at, each in enumerate(events) if each.id.startswith(event)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{each.id} ({each.type})" for each in events)
    problem = f"{len(found)} events begin with" if found else "no event"
    raise UsageError(f"{problem} {event!r}; there is: {listed or 'none'}")


def _listing(events: tuple[Event, ...], format: str, *, width: int, colour: bool) -> str:
    from dateline.export.explanation import events_text
    from dateline.export.json_text import json_page

    if format == "text":
        return events_text(events, width=width, colour=colour)
    return json_page(
        [
            {"id": each.id, "type": each.type, "mentions": [m.quote for m in each.mentions]}
            for each in events
        ]
    )
