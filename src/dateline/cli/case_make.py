"""`dateline init`, `upgrade`, `status`, `verify`, `backup`, `restore`: a casefile as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import UNSOUND, counted, ended
from dateline.cli.casefile import NOTHING_LOST, Case, Who, now, on_casefile, signer
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import read_choice

if TYPE_CHECKING:
    from dateline.store import Casefile, Summary

NewCase = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A folder that is new or empty, or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]


def init(case: NewCase, who: Who = None) -> None:
    """Make a new casefile, in a folder or in a database.

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
        from dateline.store.opening import upgrade as upgraded

        before, after = upgraded(case, signer(who), now(), messages.say)
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
    erased = f", {found.erased} erased" if found.erased else ""
    return [
        f"{found.case}",
        f"reports    {found.reports} ({counted(found.copies, 'copy').replace('copys', 'copies')}, "
        f"{found.retracted} retracted{erased})",
        f"events     {sum(found.events.values())}" + (f" ({statuses})" if statuses else ""),
        f"incidents  {found.incidents}",
        f"codings    {made or 'none'}",
        f"published  {found.first_published or '?'} to {found.last_published or '?'}",
        f"originals  {found.originals} ({found.original_bytes} bytes as given)",
        f"ledger     {found.entries} entries, the last {found.last_entry_at}",
        f"anchor     {found.head}",
    ]


BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


def verify(
    case: Case,
    anchor: Annotated[
        str | None,
        typer.Option(
            "--anchor",
            metavar="HASH",
            help="The hash of a ledger entry, as `dateline status` gave it once: must be there.",
        ),
    ] = None,
    release: Annotated[
        list[Path] | None,
        typer.Option(
            "--release",
            metavar="DIR",
            help="A release's folder: must be as it was when the ledger was told of it.",
        ),
    ] = None,
) -> None:
    """Check that a casefile is what its ledger says: every hash, row and original.

    \b
    Examples:
      dateline verify --case case/
      dateline verify --case case/ --anchor 9b0c...
      dateline verify --case case/ --release releases/2

    \b
    Exit code 4 if anything is not as it was; each is named, the first broken link first.
    """

    def run(casefile: "Casefile") -> int:
        with Messages(quiet=False, live=shows_progress(False)) as messages:
            found = casefile.verify(anchor, messages.advance, release or ())
        for problem in found.problems:
            typer.echo(str(problem))
        looked = (
            f"{counted(found.entries, 'ledger entry').replace('entrys', 'entries')}, "
            f"{counted(found.reports, 'report')}, {counted(found.originals, 'original')}, "
            f"{counted(found.records, 'event record')}, {counted(found.releases, 'release')}"
        )
        problems = counted(len(found.problems), "problem") if found.problems else "no problem"
        typer.echo(f"{looked}: {problems}", err=True)
        return UNSOUND if found.problems else 0

    on_casefile(case, run)


def backup(case: Case, file: BackupFile) -> None:
    """Write a whole casefile to one file, originals, codings, decisions and ledger.

    \b
    Examples:
      dateline backup syria-2026-11.backup --case case/
      dateline backup syria.backup --case postgresql+psycopg://analyst@localhost/syria

    \b
    Others may add and review meanwhile: the backup is the casefile as it was at one
    moment. It holds everything in the clear: keep it as safe as the casefile.
    """

    def run(casefile: "Casefile") -> None:
        with Messages(quiet=False, live=shows_progress(False)) as messages:
            casefile.backup(file, messages.advance)
        typer.echo(f"{casefile.address} is in {file}", err=True)

    on_casefile(case, run, done=lambda: "no backup was written")


def restore(file: BackupFile, case: NewCase) -> None:
    """Make a casefile from a backup, in a folder or on PostgreSQL, wherever it came from.

    \b
    Examples:
      dateline restore syria-2026-11.backup case/
      dateline restore syria.backup postgresql+psycopg://analyst@localhost/syria
    """
    with Messages(quiet=False, live=shows_progress(False)) as messages:

        def run() -> None:
            from dateline.store import Casefile

            with Casefile.restore(file, case, messages.advance) as made:
                messages.say(f"{file} is in {made.address}; dateline verify checks it")

        status = ended(run, lambda: "nothing was restored", messages)
    raise typer.Exit(status)
