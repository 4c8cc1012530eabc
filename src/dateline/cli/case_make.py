"""`dateline init`, `upgrade`, `status`: a casefile as a whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import counted, ended
from dateline.cli.casefile import NOTHING_LOST, Case, Who, now, on_casefile, signer
from dateline.cli.messages import Messages
from dateline.cli.options import read_choice

if TYPE_CHECKING:
    from dateline.store import Casefile
    from dateline.store.summary import Summary

NewCase = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A folder that is new or empty, or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]


def init(case: NewCase, who: Who = None) -> None:
    """Make a new casefile.

    \b
    Examples:
      dateline init case/
      dateline init postgresql+psycopg://analyst@localhost/syria

    \b
    A casefile keeps reports, their codings, and what people decide about them. Nothing in it
    is changed afterwards: what is decided is added, signed and dated, in a ledger that
    `dateline verify` checks.
    """

    def run() -> None:
        from dateline.store import Casefile

        with Casefile.create(case, signer(who), now()) as made:
            messages.say(f"casefile {made.address} made; now: dateline add REPORTS --case {case}")

    with Messages(quiet=False, live=False) as messages:
        status = ended(run, lambda: "nothing was made", messages)
    raise typer.Exit(status)


def upgrade(case: Case, who: Who = None) -> None:
    """Bring a casefile that an older Dateline made to this version.

    \b
    Example:
      dateline backup case.backup --case case/ && dateline upgrade --case case/
    """

    def run() -> None:
        from dateline.store import Casefile

        before, after = Casefile.upgrade(case, signer(who), now())
        messages.say(
            f"tables {before} brought to {after}" if before != after else "nothing to upgrade"
        )

    with Messages(quiet=False, live=False) as messages:
        status = ended(run, lambda: NOTHING_LOST, messages)
    raise typer.Exit(status)


def status(
    case: Case,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="table or json.")
    ] = "table",
) -> None:
    """Say what a casefile holds and how far its review is.

    \b
    Examples:
      dateline status --case case/
      dateline status --case case/ --format json

    \b
    The last line is the hash of the ledger's last entry. Written down elsewhere, it bears
    witness: `dateline verify --anchor HASH` finds out if the ledger was written anew.
    """
    read_choice(format, ("table", "json"), "--format")

    def run(casefile: "Casefile") -> None:
        found = casefile.status()
        if format == "json":
            from dataclasses import asdict

            from dateline.export.json_text import json_page

            typer.echo(json_page(asdict(found)), nl=False)
        else:
            for line in status_lines(found):
                typer.echo(line)

    on_casefile(case, run)


def status_lines(found: "Summary") -> list[str]:
    """The state of a casefile, a fact a line."""
    statuses = ", ".join(f"{number} {name}" for name, number in found.events.items())
    made = "; ".join(f"{number} by {name}" for name, number in found.codings.items())
    return [
        f"{found.case}",
        f"reports    {found.reports} ({counted(found.copies, 'copy').replace('copys', 'copies')}, "
        f"{found.retracted} retracted)",
        f"events     {sum(found.events.values())}" + (f" ({statuses})" if statuses else ""),
        f"incidents  {found.incidents}",
        f"codings    {made or 'none'}",
        f"published  {found.first_published or '?'} to {found.last_published or '?'}",
        f"originals  {found.originals} ({found.original_bytes} bytes as given)",
        f"ledger     {found.entries} entries, the last {found.last_entry_at}",
        f"anchor     {found.head}",
    ]
