"""`dateline publish`: a release of a casefile's events, beside those before it."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import counted
from dateline.cli.case_events import CaseEvents
from dateline.cli.casefile import now, on_casefile
from dateline.cli.export import CaseArgument
from dateline.cli.messages import Messages
from dateline.cli.options import Quiet
from dateline.cli.output import OutputError
from dateline.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from dateline.export.release import Before
    from dateline.store import Casefile

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Where the releases are.", show_default=False)
]
Title = Annotated[str, typer.Option("--title", metavar="WORDS", help="What the dataset is called.")]
Author = Annotated[
    list[str] | None,
    typer.Option("--author", metavar="NAME", help="Who made it; may be given several times."),
]
Licence = Annotated[
    str | None, typer.Option("--licence", metavar="NAME", help="As CC-BY-4.0; none is assumed.")
]
Full = Annotated[
    bool,
    typer.Option("--full", help="Nothing is withheld: for your own use, not for publication."),
]


@dataclass(frozen=True)
class _Order:
    folder: Path
    title: str
    authors: tuple[str, ...]
    licence: str | None
    public: bool


def publish(
    case: CaseArgument,
    folder: Folder,
    title: Title = "Events read from news reports",
    author: Author = None,
    licence: Licence = None,
    full: Full = False,
    quiet: Quiet = False,
) -> None:
    """Write a release of the events: data, codebook, method, changes, checksums, citation.

    \b
    Examples:
      dateline publish case/ releases/
      dateline publish case/ releases/ --author "The Monitor" --licence CC-BY-4.0
      dateline publish case/ inside/ --full

    \b
    Each release has a folder of its own (1, 2, 3 ...) and is never changed. What it
    has that the one before had not, and what became of what it no longer has,
    stands in its CHANGES.csv. Names of private persons and sources at risk are
    withheld, unless --full.
    """
    named = tuple(author or ()) or (f"{title} contributors",)
    order = _Order(folder, title, named, licence, not full)
    on_casefile(case, lambda casefile: _publish(casefile, order, quiet), quiet=quiet)


def _publish(casefile: "Casefile", order: _Order, quiet: bool) -> None:
    from dateline.export.datapackage import DataPackage
    from dateline.export.release import About, release_files
    from dateline.store import EventQuery

    before = _before(order.folder)
    version = str(int(before.version or 0) + 1)
    day = now().date()
    about = About(order.title, version, day, order.authors, order.licence, order.public)
    found = CaseEvents(casefile, EventQuery(order="day"), order.public)
    package = DataPackage(found.made_by, about.package)
    for report, events in found:
        package.report(report, events)
    package.incidents = found.incidents
    files = release_files(
        package.files(), about, before, lambda id: _why_gone(casefile, id, order.public)
    )
    _write(order.folder, version, files)
    with Messages(quiet=quiet, live=False) as messages:
        for why, left in found.withheld.items():
            messages.say(f"left out {counted(left, 'event')}: {why}")
        messages.say(f"release {version} in {order.folder / version}")


def _before(folder: Path) -> "Before":
    """The newest release of a folder."""
    from dateline.export.release import Before

    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    numbers = sorted((int(name) for name in names if name.isdigit()), reverse=True)
    if not numbers:
        return Before()
    newest = folder / str(numbers[0]) / "events.csv"
    try:
        return Before(str(numbers[0]), newest.read_text("utf-8"))
    except OSError as error:
        why = f"{newest} cannot be read, so what has changed cannot be said: {error.strerror}"
        raise UsageError(why) from error


def _why_gone(casefile: "Casefile", id: str, public: bool) -> str:
    """What became of an event. Why a report was retracted is said in what is not public."""
    try:
        event = casefile.event(id)
    except DatelineError:
        return "no longer held"
    if event.status != "retracted":
        return str(event.status) if event.status in ("rejected", "superseded") else "withheld"
    reason = casefile.report(event.report_id).retracted
    return "its report was retracted" + (f": {reason}" if reason and not public else "")


def _write(folder: Path, version: str, files: Mapping[str, bytes]) -> None:
    """All of a release at once: a run that is cut short leaves none behind."""
    part = folder / f".{version}.part"
    try:
        part.mkdir(parents=True)
        for name, content in files.items():
            (part / name).write_bytes(content)
        os.rename(part, folder / version)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
