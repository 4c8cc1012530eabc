"""`dateline recode`: reports of a casefile read again, by this version or another engine."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import Tally, counted, guarded
from dateline.cli.case_add import Coder
from dateline.cli.casefile import Case, Who, now, signer
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import (
    ENGINES,
    Actors,
    Engine,
    Limit,
    Model,
    OwnPlaces,
    Quiet,
    read_choice,
)
from dateline.cli.output import uninterrupted
from dateline.errors import DatelineError, program_fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.store import Casefile
    from dateline.store.recoding import Difference, Recoded


@dataclass
class RecodeTally(Tally):
    """How many reports were coded again, and how many of their events differ."""

    same: int = 0

    def text(self, noun: str) -> str:
        """The tally as a sentence."""
        unread = f", {self.unread} could not be" if self.unread else ""
        return (
            f"{counted(self.reports, 'report')} coded again{unread}, {self.same} of them with "
            f"nothing changed; {counted(self.records, noun)}"
        )


def recode(
    case: Case,
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REPORT]...", help="Ids, or what the files were called; all without any."
        ),
    ] = None,
    engine: Engine = "both",
    model: Model = None,
    actors: Actors = None,
    gazetteer: OwnPlaces = None,
    limit: Limit = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    quiet: Quiet = False,
    who: Who = None,
) -> None:
    """Code reports again, keep the new version beside the old, and say what changed.

    \b
    Examples:
      dateline recode --case case/
      dateline recode seed --case case/ --engine rules --dry-run
      dateline recode --case case/ > what-changed.txt

    \b
    Reports whose last coding was made by the very same version, engine and
    codebook are passed over, so an interrupted run goes on where it stopped. What
    people decided about an event stays with it. An event that the new coding does
    not find goes out of force, unless somebody accepted or corrected it.
    """
    coder = Coder(read_choice(engine, ENGINES, "--engine"), model, actors, gazetteer)
    tally = RecodeTally()
    with Messages(quiet=quiet, live=shows_progress(False)) as messages:

        def run() -> None:
            from dateline.store import Casefile

            with Casefile.open(case) as casefile:
                run = _Recoding(casefile, coder, signer(who), dry_run, tally, messages)
                run.take(_wanted(casefile, coder, reports)[:limit])

        status = guarded(run, tally, "difference", messages)
    raise typer.Exit(status)


def _wanted(casefile: "Casefile", coder: Coder, reports: list[str] | None) -> "Sequence[str]":
    if reports:
        return [casefile.report(name).id for name in reports]
    return casefile.needs_coding(coder.tools.made_by)


@dataclass
class _Recoding:
    """One run of `dateline recode`, and where it stands."""

    casefile: "Casefile"
    coder: Coder
    who: str
    dry_run: bool
    tally: RecodeTally
    messages: Messages

    def take(self, ids: "Sequence[str]") -> None:
        """Code each report again; name what cannot be coded, and go on."""
        for id in ids:
            self._recode(id)
            self.messages.advance(f"{self.tally.text('difference')} of {len(ids)}")

    def _recode(self, id: str) -> None:
        held = self.casefile.report(id)
        try:
            records = self.coder.code(held.as_read())
        except DatelineError:
            raise
        # Whatever a report trips over in the program, the others are coded all the same.
        except Exception as error:
            self.tally.unread += 1
            self.messages.failure(f"not coded: {held.doc_id}: {program_fault(error)}")
            return
        with uninterrupted():
            made_by = self.coder.tools.made_by
            found = self.casefile.recode(
                id, records, made_by, who=self.who, at=now(), dry_run=self.dry_run
            )
            self._say(held.doc_id, found)

    def _say(self, doc_id: str, found: "Recoded") -> None:
        self.tally.reports += 1
        self.tally.records += len(found.differences)
        self.tally.same += not found.differences
        for each in found.differences:
            typer.echo(f"{doc_id}: {difference_text(each)}")


def difference_text(each: "Difference") -> str:
    """A difference as a line, and a line for each field that changed."""
    event = f"{each.type} “{each.quote}” ({each.event_id})"
    match each.kind:
        case "found":
            return f"+ {event}"
        case "lost":
            return f"- {event}" + (", kept in force: a person reviewed it" if each.kept else "")
        case "changed":
            lines = [f"    {field}: {old} -> {new}" for field, old, new in each.fields]
            return "\n".join([f"~ {event}", *lines])
