"""`dateline export`: the events of a casefile in any format."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import counted
from dateline.cli.case_events import CaseEvents
from dateline.cli.casefile import on_casefile
from dateline.cli.losses import tell_losses
from dateline.cli.messages import Messages
from dateline.cli.options import (
    Factualities,
    NotesFile,
    Output,
    Public,
    Quiet,
    format_option,
    read_day,
    read_factualities,
    read_format,
)
from dateline.cli.output import Output as OutputStream
from dateline.cli.output import look, open_output, refuse_terminal
from dateline.export import FORMATS

if TYPE_CHECKING:
    from dateline.export import Chosen
    from dateline.store import Casefile, EventQuery

FORMAT_NAMES = tuple(FORMATS)
CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="The casefile: a folder, or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]
FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only of this type.")]
Country = Annotated[
    str | None, typer.Option("--country", metavar="ISO3", help="Only there, as SYR.")
]
From = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="Only what may be of this day or later.")
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Only what may be of this day or before.")
]


@dataclass(frozen=True)
class _Order:
    """What one run of `dateline export` was asked for."""

    format: str
    output: Path | None
    notes: Path | None
    public: bool
    factualities: frozenset[str] | None
    query: "EventQuery"


def export(
    case: CaseArgument,
    format: FormatName = None,
    output: Output = None,
    type: Type = None,
    country: Country = None,
    first: From = None,
    last: To = None,
    public: Public = False,
    factuality: Factualities = None,
    notes: NotesFile = None,
    quiet: Quiet = False,
) -> None:
    """Write the events of a casefile in a format of `dateline code`.

    \b
    Examples:
      dateline export case/ -o events.csv
      dateline export case/ --format acled -o acled.csv --notes lost.csv
      dateline export case/ --format html --from 2016-03-01 --country SYR -o report.html
      dateline export case/ --format datapackage --public -o release.zip

    \b
    Events as they stand: with corrections, without those rejected or retracted.
    What a format leaves out is counted on standard error.
    """
    from dateline.store import EventQuery

    name = read_format(format, output, FORMAT_NAMES)
    refuse_terminal(name, FORMATS[name].binary, output)
    query = EventQuery(
        type=type,
        country=country,
        earliest=read_day(first, "--from"),
        latest=read_day(last, "--to"),
        order="day",
    )
    order = _Order(name, output, notes, public, read_factualities(factuality), query)
    on_casefile(case, lambda casefile: _export(casefile, order, quiet), quiet=quiet)


def _export(casefile: "Casefile", order: _Order, quiet: bool) -> None:
    from dateline.export import make_format
    from dateline.export.datapackage import DataPackage

    found = CaseEvents(casefile, order.query, order.public)
    with ExitStack() as stack:
        out = stack.enter_context(open_output(order.output, []))
        notes = stack.enter_context(open_output(order.notes, [])) if order.notes else None
        seen = look(order.output is None)
        shape = make_format(order.format, found.made_by, factualities=order.factualities, **seen)
        messages = stack.enter_context(Messages(quiet=quiet, live=False))
        out.write(shape.opening())
        number = _write(found, shape, out)
        if isinstance(shape.format, DataPackage):
            shape.format.incidents = found.incidents
        out.write(shape.closing())
        for why, left in found.withheld.items():
            messages.say(f"{order.format}: left out {counted(left, 'event')}: {why}")
        tell_losses(shape, notes, messages)
        messages.say(f"{counted(number, 'event')} of {casefile.address}")


def _write(found: CaseEvents, shape: "Chosen", out: OutputStream) -> int:
    """Each report's records; gives back how many events there were.

    JSON Lines that are not redacted are the records as they are stored, with what made each.
    """
    from dateline.export.json_text import json_line

    number = 0
    as_stored = shape.name == "jsonl" and not found.public
    for report, events in found:
        if as_stored:
            told = (each for each in found.records if each["factuality"] in shape.factualities)
            out.write("".join(json_line(each) + "\n" for each in told))
        elif events:
            out.write(shape.report(report, events))
        number += len(events)
    return number
