"""`dateline review`, `undo`, `redo`, `retract`: what people decide, signed and kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.case_show import entry_line
from dateline.cli.casefile import Case, Reason, Who, now, on_casefile, signer
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Casefile

EventId = Annotated[
    str, typer.Argument(metavar="ID", help="An event's id, or its beginning.", show_default=False)
]
Decision = Annotated[
    str,
    typer.Argument(metavar="DECISION", help="accept, reject, correct or undo.", show_default=False),
]
Field = Annotated[
    str | None,
    typer.Argument(
        metavar="[FIELD]", help="What to correct: type, time, agent, killed, places.0.name ..."
    ),
]
Value = Annotated[
    str | None, typer.Argument(metavar="[VALUE]", help="What it is to be; null for nothing.")
]


def review(
    id: EventId,
    decision: Decision,
    case: Case,
    field: Field = None,
    value: Value = None,
    reason: Reason = None,
    who: Who = None,
) -> None:
    """Accept, reject or correct an event, or take back the last decision on it.

    \b
    Examples:
      dateline review ev_6f0c21 accept --case case/
      dateline review ev_6f0c21 reject --reason "a caption" --case case/
      dateline review ev_6f0c21 correct type killing --case case/
      dateline review ev_6f0c21 correct time 2016-03-01..2016-03-07 --case case/
      dateline review ev_6f0c21 correct killed 12..14 --case case/
      dateline review ev_6f0c21 correct agent islamic-state --case case/
      dateline review ev_6f0c21 undo --case case/

    \b
    The machine's record stays as it is; the decision is added beside it. A value is
    what the examples show, JSON ('["..."]'), or plain words. Actors are named by id
    or by words of their own, with commas between.
    """

    def run(casefile: "Casefile") -> None:
        event = casefile.event(id)
        if decision == "undo":
            undone = casefile.undo(signer(who), now(), event_id=event.id, reason=reason)
            typer.echo(f"taken back: {entry_line(undone)}")
            return
        name, read = field, None
        if decision == "correct":
            from dateline.store.corrections import read_correction

            if field is None or value is None:
                raise UsageError("a correction needs a field and its value: correct type killing")
            name, read = read_correction(event.record, field, value)
        stands = casefile.review(
            event.id, decision, name, read, who=signer(who), at=now(), reason=reason
        )
        typer.echo(f"{stands.id} is {stands.status}")

    on_casefile(case, run)


def undo(case: Case, reason: Reason = None, who: Who = None) -> None:
    """Take back your last decision; again, the one before.

    \b
    Example:
      dateline undo --case case/
    """

    def run(casefile: "Casefile") -> None:
        undone = casefile.undo(signer(who), now(), reason=reason)
        typer.echo(f"taken back: {entry_line(undone)}")

    on_casefile(case, run)


def redo(case: Case, reason: Reason = None, who: Who = None) -> None:
    """Decide again what you took back last.

    \b
    Example:
      dateline redo --case case/
    """

    def run(casefile: "Casefile") -> None:
        redone = casefile.redo(signer(who), now(), reason=reason)
        typer.echo(f"in force again: {entry_line(redone)}")

    on_casefile(case, run)


def retract(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A report's id, or what its file is called.", show_default=False
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why; kept in the ledger.")
    ],
    case: Case,
    who: Who = None,
) -> None:
    """Take a report out of force, with its events; both are kept and shown as retracted.

    \b
    Example:
      dateline retract seed --reason "withdrawn by its publisher" --case case/
    """

    def run(casefile: "Casefile") -> None:
        found = casefile.retract(id, reason, who=signer(who), at=now())
        typer.echo(f"{found.id} is retracted, and its {found.events} events with it")

    on_casefile(case, run)
