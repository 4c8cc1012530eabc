"""`dateline user`: who may sign in to the desk of a casefile."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.casefile import Who, now, on_casefile, signer
from dateline.cli.desk import DeskCase
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.desk.accounts import Accounts
    from dateline.store import Casefile

user = typer.Typer(
    name="user", no_args_is_help=True, help="Users of the desk: their roles, passwords and tokens."
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user.", show_default=False)]


@user.command("add")
def add(
    case: DeskCase,
    name: Name,
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="viewer reads; coder corrects and judges; reviewer accepts and rejects; "
            "publisher takes out what is not redacted; admin does all.",
        ),
    ] = "coder",
    who: Who = None,
) -> None:
    """Add a user, or change the role and password of one there is.

    \b
    Examples:
      dateline user add case/ maria --role reviewer
      echo "$PASSWORD" | dateline user add case/ maria --role admin

    \b
    The password is asked for on a terminal and read from standard input elsewhere. With
    the first user the desk stops being open to whoever sits at this machine.
    """
    password = _password()

    def run(casefile: "Casefile") -> None:
        made = _accounts(casefile).put(name, role, password)
        casefile.note("user put", made.name, {"role": made.role}, who=signer(who), at=now())
        typer.echo(f"{made.name} is a {made.role}", err=True)

    on_casefile(case, run)


@user.command("list")
def list_(case: DeskCase) -> None:
    """List users with their roles and tokens.

    \b
    Example:
      dateline user list case/
    """

    def run(casefile: "Casefile") -> None:
        accounts = _accounts(casefile)
        for each in accounts.users():
            typer.echo(f"{each.name}\t{each.role}")
            for token in accounts.tokens(each.name):
                typer.echo(f"\ttoken {token.id}\t{token.label}\tmade {token.made_at}")

    on_casefile(case, run)


@user.command("remove")
def remove(case: DeskCase, name: Name, who: Who = None) -> None:
    """Take a user away, with all their tokens; what they decided stays, signed.

    \b
    Example:
      dateline user remove case/ maria
    """

    def run(casefile: "Casefile") -> None:
        _accounts(casefile).remove(name)
        casefile.note("user removed", name, {}, who=signer(who), at=now())
        typer.echo(f"{name} is removed", err=True)

    on_casefile(case, run)


@user.command("token")
def token(
    case: DeskCase,
    name: Name,
    label: Annotated[
        str, typer.Option("--label", metavar="WORDS", help="What it is for, to tell it by.")
    ] = "",
    drop: Annotated[
        str | None, typer.Option("--drop", metavar="ID", help="End this token instead.")
    ] = None,
    who: Who = None,
) -> None:
    """Make a token for programs that use the API as this user. It is shown once.

    \b
    Examples:
      dateline user token case/ maria --label "weekly export"
      dateline user token case/ maria --drop 1f0c9a7e4b21
    """

    def run(casefile: "Casefile") -> None:
        accounts = _accounts(casefile)
        if drop is not None:
            accounts.drop_token(drop)
            casefile.note("token dropped", name, {"token": drop}, who=signer(who), at=now())
            return
        made = accounts.make_token(name, label, now())
        casefile.note("token made", name, {"label": label}, who=signer(who), at=now())
        typer.echo(made)

    on_casefile(case, run)


def _accounts(casefile: "Casefile") -> "Accounts":
    try:
        from dateline.desk.accounts import Accounts
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the desk needs more packages ({error.name}): pip install 'dateline[desk]'"
        ) from error
    return Accounts(casefile.store)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    found: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return found
