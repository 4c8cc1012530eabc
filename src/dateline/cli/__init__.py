"""The command line. Thin: each command reads its options, calls the program, and writes.

Imports here are light on purpose, so that help comes at once; a command imports what
it needs when it runs.
"""

from typing import Annotated

import typer

from dateline import __version__
from dateline.cli.case_add import add
from dateline.cli.case_agree import agreement
from dateline.cli.case_decide import redo, retract, review, undo
from dateline.cli.case_judge import incidents, judge, split
from dateline.cli.case_lists import events, search
from dateline.cli.case_make import backup, init, restore, status, upgrade, verify
from dateline.cli.case_protect import erase, mark
from dateline.cli.case_recode import recode
from dateline.cli.case_show import history, show
from dateline.cli.code import code
from dateline.cli.codebook import codebook
from dateline.cli.desk import desk
from dateline.cli.explain import explain
from dateline.cli.export import export
from dateline.cli.gazetteer import gazetteer
from dateline.cli.geocode import geocode
from dateline.cli.mentions import mentions
from dateline.cli.merge import merge
from dateline.cli.publish import publish
from dateline.cli.train import train
from dateline.cli.trends import trends
from dateline.cli.user import user
from dateline.cli.watch import watch

# Tracebacks with local variables would print reports; ours are plain.
app = typer.Typer(
    name="dateline",
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
    version: Annotated[
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


app.command("code")(code)
app.command("mentions")(mentions)
app.command("merge")(merge)
app.command("explain")(explain)
app.command("geocode")(geocode)
app.command("desk")(desk)
app.command("train")(train)
for command in (
    init, add, status, events, incidents, search, show, history, review, judge, split, undo, redo,
    retract, mark, erase, recode, verify, backup, restore, upgrade, export, trends, publish, watch,
    agreement,
):  # fmt: skip
    app.command(command.__name__)(command)
app.add_typer(user, name="user")
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(codebook, name="codebook")
