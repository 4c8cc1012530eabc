"""`dateline codebook`: the ontology, and whether the program follows it."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import FAILED, USAGE
from dateline.errors import CodebookError, DatelineError

if TYPE_CHECKING:
    from dateline.codebook import Codebook

codebook = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@codebook.callback()
def about() -> None:
    """Show and check the codebook: the event types and their words.

    \b
    Examples:
      dateline codebook list
      dateline codebook show defection
      dateline codebook check
    """


@codebook.command("list")
def list_types() -> None:
    """Every event type with its family and what it means.

    \b
    Example:
      dateline codebook list
    """
    for entry in _load().types.values():
        typer.echo(f"{entry.id:<18} {entry.family:<9} {_first_sentence(entry.definition)}")


@codebook.command("show")
def show_type(
    type_id: Annotated[
        str, typer.Argument(metavar="TYPE", help="The id of an event type, as `list` gives it.")
    ],
) -> None:
    """One event type: definition, roles, triggers, codes, examples.

    \b
    Example:
      dateline codebook show defection
    """
    from dateline.export.codebook_page import type_page

    book = _load()
    if type_id not in book.types:
        typer.echo(f"dateline: no event type {type_id!r}{_perhaps(type_id, book)}", err=True)
        raise typer.Exit(USAGE)
    typer.echo(type_page(book.types[type_id]), nl=False)


@codebook.command("check")
def check() -> None:
    """Run every example and counter-example through the program.

    \b
    Each that does not come out as the codebook says is named with its file and
    line. Exit code 1 if there is any.

    \b
    Example:
      dateline codebook check
    """
    from dateline.codebook.check import check_codebook, count_examples
    from dateline.pipeline import code_report, load_tools

    book = _load()
    try:
        tools = load_tools(engine="rules")
        problems = 0
        for problem in check_codebook(book, lambda report: code_report(report, tools)):
            problems += 1
            typer.echo(f"{problem.path}:{problem.line}: {problem.message}")
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(FAILED) from None
    ran = f"{len(book.types)} types, {count_examples(book)} examples"
    typer.echo(f"{ran}: {problems or 'no'} problem{'' if problems == 1 else 's'}", err=True)
    raise typer.Exit(FAILED if problems else 0)


def _first_sentence(definition: str) -> str:
    return " ".join(definition.split()).split(". ")[0].rstrip(".")


def _load() -> "Codebook":
    from dateline.codebook import load_codebook

    try:
        return load_codebook()
    except CodebookError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(FAILED) from None


def _perhaps(type_id: str, book: "Codebook") -> str:
    from difflib import get_close_matches

    near = get_close_matches(type_id, book.types)
    return f"; perhaps {' or '.join(near)}" if near else "; `dateline codebook list` names them"
