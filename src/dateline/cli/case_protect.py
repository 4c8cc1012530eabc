"""`dateline mark`, `erase`: reports that may harm somebody, marked as such or taken away."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import counted
from dateline.cli.casefile import Case, Who, now, on_casefile, signer
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Casefile, Erased, StoredReport

ReportId = Annotated[
    str,
    typer.Argument(
        metavar="REPORT", help="A report's id, or what its file is called.", show_default=False
    ),
]
Why = Annotated[
    str,
    typer.Option("--reason", metavar="WORDS", help="Why; kept in the ledger.", show_default=False),
]
Copies = Annotated[
    bool, typer.Option("--copies", help="Also the reports that repeat it, or that it repeats.")
]


def mark(
    report: ReportId,
    sensitivity: Annotated[
        str,
        typer.Argument(metavar="LEVEL", help="low, moderate, high or severe.", show_default=False),
    ],
    reason: Why,
    case: Case,
    copies: Copies = False,
    who: Who = None,
) -> None:
    """Say anew how sensitive a report is. What was said before stays in the ledger.

    \b
    Examples:
      dateline mark seed severe --reason "names a witness" --case case/
      dateline mark seed severe --copies --reason "names a witness" --case case/

    \b
    From then on reports marked high or severe are left out of what is made for the
    public, and sent to no language model elsewhere. Releases published before are
    named: they may hold it. To take a mark back, mark it again.
    """

    def run(casefile: "Casefile") -> None:
        for id in _chosen(casefile, report, copies):
            found = casefile.mark(id, sensitivity, reason, who=signer(who), at=now())
            typer.echo(f"{found.id} is marked {found.sensitivity}")
        _name_releases(_published(casefile))

    on_casefile(case, run)


def erase(
    report: ReportId,
    reason: Why,
    case: Case,
    copies: Copies = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is erased.")] = False,
    who: Who = None,
) -> None:
    """Erase a report for good, because the law or somebody's safety asks for it.

    \b
    Examples:
      dateline erase seed --reason "court order 12/2016" --case case/
      dateline erase seed --copies --yes --reason "names a witness" --case case/

    \b
    Its original, text, title, source and address are gone then, with its events,
    their quotes, and the values and reasons of what people decided about them; no
    undo brings them back. A row with its hash stays, so that it is not taken again,
    and the ledger says who erased it and why: write no name into --reason. The
    ledger verifies as before. Backups made before, releases and exports still hold
    it: delete those yourself. To take a report out of force and keep it, retract it.
    """

    def run(casefile: "Casefile") -> None:
        chosen = [casefile.report(id) for id in _chosen(casefile, report, copies)]
        if not yes and not all(each.erased for each in chosen):
            _ask(chosen)
        for each in chosen:
            _tell(casefile.erase(each.id, reason, who=signer(who), at=now()))

    on_casefile(case, run, done=lambda: "a report not named as erased is as it was")


def _chosen(casefile: "Casefile", report: str, copies: bool) -> tuple[str, ...]:
    """The report, and what repeats it if asked for."""
    id = casefile.report(report).id
    return (id, *casefile.copies(id)) if copies else (id,)


def _ask(chosen: "list[StoredReport]") -> None:
    """Ask the person at the terminal. Raises UsageError where there is none."""
    for each in chosen:
        title = f" “{each.title}”" if each.title else ""
        typer.echo(f"{each.doc_id}{title} ({each.id}), {counted(each.events, 'event')}", err=True)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("nobody is there to be asked: say --yes to erase it for good")
    if not typer.confirm("Erase it for good?", err=True):
        raise UsageError("nothing was erased")


def _tell(erased: "Erased") -> None:
    if erased.again:
        typer.echo(f"{erased.report_id} was erased before; nothing of it is left in the casefile")
    else:
        typer.echo(f"{erased.report_id} is erased, and its {counted(erased.events, 'event')}")
    if erased.shared:
        named = ", ".join(erased.shared)
        typer.echo(f"its original stays: {named} was read from the same bytes", err=True)
    if erased.copies:
        named = ", ".join(erased.copies)
        typer.echo(
            f"still held are reports that repeat it: {named}; erase them too, or code them with "
            "dateline recode where they were not coded for its sake",
            err=True,
        )
    _name_releases(erased.releases)


def _published(casefile: "Casefile") -> tuple[str, ...]:
    found = (each.subject for each in casefile.ledger() if each.action == "publish")
    return tuple(dict.fromkeys(found))


def _name_releases(releases: tuple[str, ...]) -> None:
    if releases:
        typer.echo(f"it may be in releases that were published: {', '.join(releases)}", err=True)
