"""The command line. Thin: each command reads its options, calls the program, and writes.

Imports here are light on purpose, so that help comes at once; a command is imported when
it runs, and imports what it needs after its options are read.
"""

from typing import Annotated

import typer

from dateline import __version__
from dateline.cli.commands import Commands

# Tracebacks with local variables would print reports; ours are plain.
app = typer.Typer(
    name="dateline",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[  # noqa: ARG001  (its callback prints it)
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="The version."),
    ] = False,
) -> None:
    """Read news reports about conflict and give back auditable event records.

    \b
    Examples:
      dateline code report.txt --published 2016-03-07
      dateline code reports/ --format jsonl -o events.jsonl
      dateline merge events.jsonl -o incidents.jsonl
      dateline explain report.txt --event ev_f2ef94b9
      dateline codebook show battle
      dateline init case/ && dateline add reports/ --case case/
      dateline export case/ --format html -o report.html

    \b
    Exit codes: 0 all read; 1 failed; 2 usage; 3 some reports could not be read
    (each named on standard error, the rest coded); 4 a casefile is not what its
    ledger says; 130 interrupted.
    """
    from dateline.loading import collect_seldom

    collect_seldom()
