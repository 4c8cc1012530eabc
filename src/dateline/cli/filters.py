"""The options that say which events of a casefile: the same for listing, export and counting."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import read_choice, read_day

if TYPE_CHECKING:
    from dateline.store import EventQuery


def _filter(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help)


Type = Annotated[str | None, _filter("--type", "TYPE", "An event type: dateline codebook list.")]
From = Annotated[str | None, _filter("--from", "DAY", "What may have happened on or after it.")]
To = Annotated[str | None, _filter("--to", "DAY", "What may have happened on or before it.")]
Country = Annotated[str | None, _filter("--country", "ISO3", "Where: SYR, IRQ ...")]
Actor = Annotated[str | None, _filter("--actor", "ACTOR", "An actor's id, or a part of its name.")]
Status = Annotated[
    str,
    _filter(
        "--status",
        "STATUS",
        "unreviewed, accepted, corrected, rejected, superseded, retracted; or any. By default "
        "all that are in force.",
    ),
]
Text = Annotated[str | None, _filter("--text", "WORDS", "Words of the event or its report.")]


def read_query(
    first: str | None, last: str | None, order: str = "day", **given: Any
) -> "EventQuery":
    """The events asked for; days and the order are checked. Raises typer.BadParameter."""
    from dateline.store import EventQuery

    return EventQuery(
        earliest=read_day(first, "--from"),
        latest=read_day(last, "--to"),
        order=read_choice(order, ("day", "priority", "added"), "--order"),  # type: ignore[arg-type]
        **given,
    )
