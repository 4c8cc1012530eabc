"""`dateline trends`: how much happened, by type, actor, place or week."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.casefile import on_casefile
from dateline.cli.export import CaseArgument
from dateline.cli.filters import Actor, Country, From, To, Type, read_query
from dateline.cli.options import Output, Quiet, format_option, read_choice
from dateline.cli.output import open_output

if TYPE_CHECKING:
    from dateline.store import Casefile

LINES = ("type", "actor", "place", "week")
FORMAT_NAMES = ("table", "csv", "svg")
By = Annotated[
    str,
    typer.Option("--by", metavar="NAME", help="type, actor, place or week (from its Monday)."),
]
FormatName = Annotated[str | None, format_option(FORMAT_NAMES)]


def trends(
    case: CaseArgument,
    by: By = "type",
    format: FormatName = None,
    output: Output = None,
    type: Type = None,
    country: Country = None,
    first: From = None,
    last: To = None,
    actor: Actor = None,
    quiet: Quiet = False,
) -> None:
    """Count what happened: an incident once, however many reports tell it.

    \b
    Examples:
      dateline trends case/ --by week
      dateline trends case/ --by actor --country SYR -o actors.csv
      dateline trends case/ --by week --from 2016-01-01 -o weeks.svg

    \b
    "3 to 5": three are told as fact and surely belong there, two more may. Killed
    are the sum of the lowest and of the highest bounds told. What is denied,
    planned, foiled or imagined is not counted.
    """
    line = read_choice(by, LINES, "--by")
    name = format or (output.suffix.removeprefix(".") if output else "table")
    read_choice(name, FORMAT_NAMES, "--format")
    query = read_query(first, last, type=type, country=country, actor=actor)

    def run(casefile: "Casefile") -> None:
        from dateline.store import every
        from dateline.trends import happenings_of, tally

        told = ((each.record, each.incident_id) for each in every(casefile.events, query))
        rows = tally(happenings_of(told), line)
        with open_output(output, []) as out:
            out.write(_text(name, line, rows))

    on_casefile(case, run, quiet=quiet)


def _text(name: str, by: str, rows: Any) -> str:
    from dateline.export.trend_plot import trend_plot
    from dateline.export.trend_text import trend_csv, trend_table

    return {"table": trend_table, "csv": trend_csv, "svg": trend_plot}[name](by, rows)
