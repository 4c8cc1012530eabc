"""`dateline export`: the events of a casefile in any format."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import counted
from dateline.cli.casefile import on_casefile
from dateline.cli.filters import Actor, Country, From, Status, Text, To, Type, read_query
from dateline.cli.losses import tell_losses
from dateline.cli.messages import Messages
from dateline.cli.options import (
    Factualities,
    NotesFile,
    Output,
    Public,
    Quiet,
    format_option,
    read_factualities,
    read_format,
)
from dateline.cli.output import look, open_output, refuse_terminal
from dateline.exchange.case_events import CaseEvents, made_by, redactor
from dateline.export import FORMATS

if TYPE_CHECKING:
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
    actor: Actor = None,
    status: Status = "in force",
    text: Text = None,
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
      dateline export case/ --status accepted --actor islamic-state -o checked.csv
      dateline export case/ --format datapackage --public -o release.zip

    \b
    Events as they stand: with corrections, and without those rejected unless --status
    asks for them. Of a retracted report nothing is exported.
    What a format leaves out is counted on standard error.
    """
    name = read_format(format, output, FORMAT_NAMES)
    refuse_terminal(name, FORMATS[name].binary, output)
    query = read_query(
        first, last, type=type, country=country, actor=actor, status=status, text=text
    )
    order = _Order(name, output, notes, public, read_factualities(factuality), query)
    on_casefile(case, lambda casefile: _export(casefile, order, quiet), quiet=quiet)


def _export(casefile: "Casefile", order: _Order, quiet: bool) -> None:
    from dateline.exchange.writing import written
    from dateline.export import make_format

    found = CaseEvents(casefile, order.query, redactor() if order.public else None)
    with ExitStack() as stack:
        out = stack.enter_context(open_output(order.output, []))
        notes = stack.enter_context(open_output(order.notes, [])) if order.notes else None
        seen = look(order.output is None)
        maker = made_by(order.public)
        shape = make_format(order.format, maker, factualities=order.factualities, **seen)
        messages = stack.enter_context(Messages(quiet=quiet, live=False))
        for part in written(found, shape, found.incidents):
            out.write(part)
        for why, left in found.withheld.items():
            messages.say(f"{order.format}: left out {counted(left, 'event')}: {why}")
        tell_losses(shape, notes, messages)
        messages.say(f"{counted(found.number, 'event')} of {casefile.address}")
