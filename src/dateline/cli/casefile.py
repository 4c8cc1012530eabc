"""What the commands on a casefile share: which one, who acts, and how a command ends."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import ended
from dateline.cli.messages import Messages
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Casefile

NOTHING_LOST = "what was finished is kept"

Case = Annotated[
    str,
    typer.Option(
        "--case",
        metavar="CASE",
        envvar="DATELINE_CASE",
        help="The casefile: a folder, or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]
Who = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="NAME", help="Who acts, as the ledger is to say; by default your login."
    ),
]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="WORDS", help="Why; kept in the ledger.")
]


def signer(name: str | None) -> str:
    """Who acts. Raises UsageError where neither the option nor the system says."""
    if name is not None and name.strip():
        return name.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody is logged in: say who acts with --as NAME") from error


def now() -> datetime:
    """The time, asked for at the door."""
    return datetime.now(UTC)


def on_casefile(
    case: str,
    run: "Callable[[Casefile], int | None]",
    *,
    quiet: bool = False,
    done: Callable[[], str] = lambda: NOTHING_LOST,
) -> None:
    """Open the casefile, do something with it, and end with the exit code for how it went."""
    with Messages(quiet=quiet, live=False) as messages:
        codes: list[int | None] = []

        def opened() -> None:
            from dateline.store import Casefile

            with Casefile.open(case) as casefile:
                codes.append(run(casefile))

        status = ended(opened, done, messages)
    raise typer.Exit(status or next((code for code in codes if code), 0))
