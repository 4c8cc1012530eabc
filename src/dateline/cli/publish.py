"""`dateline publish`: a release of a casefile's events, beside those before it."""

import csv
import hashlib
import io
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import counted
from dateline.cli.casefile import Who, now, on_casefile, signer
from dateline.cli.export import CaseArgument
from dateline.cli.messages import Messages
from dateline.cli.options import Quiet
from dateline.cli.output import OutputError, uninterrupted
from dateline.errors import DatelineError, UsageError
from dateline.exchange.case_events import CaseEvents, made_by, redactor

if TYPE_CHECKING:
    from dateline.export.release import About, Before
    from dateline.store import Casefile, Release

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
    who: str | None


def publish(
    case: CaseArgument,
    folder: Folder,
    title: Title = "Events read from news reports",
    author: Author = None,
    licence: Licence = None,
    full: Full = False,
    who: Who = None,
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
    withheld, unless --full. The casefile's ledger says who published it, and the
    hash of its checksums: dateline verify --release DIR/1 compares them.
    """
    named = tuple(author or ()) or (f"{title} contributors",)
    order = _Order(folder, title, named, licence, not full, who)
    on_casefile(case, lambda casefile: _publish(casefile, order, quiet), quiet=quiet)


def _publish(casefile: "Casefile", order: _Order, quiet: bool) -> None:
    from dateline.export.datapackage import DataPackage
    from dateline.export.release import About, release_files
    from dateline.store import EventQuery

    who, at = signer(order.who), now()
    before = _before(order.folder)
    version = str(int(before.version or 0) + 1)
    day = at.date()
    about = About(order.title, version, day, order.authors, order.licence, order.public)
    found = CaseEvents(casefile, EventQuery(order="day"), redactor() if order.public else None)
    package = DataPackage(made_by(order.public), about.package)
    for each in found:
        package.report(each.report, each.events)
    package.incidents = found.incidents
    files = release_files(
        package.files(), about, before, lambda id: _why_gone(casefile, id, order.public)
    )
    release = _release(about, files)

    def keep(put: Callable[[], None]) -> None:
        entry = casefile.release(release, put, who=who, at=at)
        told.append(f"ledger entry #{entry.seq}, {entry.subject}")

    told: list[str] = []
    _write(order.folder, version, files, keep)
    with Messages(quiet=quiet, live=False) as messages:
        for why, left in found.withheld.items():
            messages.say(f"left out {counted(left, 'event')}: {why}")
        messages.say(f"release {version} in {order.folder / version}; {told[0]}")


def _release(about: "About", files: Mapping[str, bytes]) -> "Release":
    """What the ledger says of a release."""
    from dateline.export.release import CHECKSUMS
    from dateline.store import Release

    def rows(name: str) -> int:
        return sum(1 for _ in csv.reader(io.StringIO(files[name].decode("utf-8")))) - 1

    sha256 = hashlib.sha256(files[CHECKSUMS]).hexdigest()
    return Release(
        about.version, about.title, about.public, rows("events.csv"), rows("reports.csv"), sha256
    )


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


def _write(
    folder: Path,
    version: str,
    files: Mapping[str, bytes],
    keep: Callable[[Callable[[], None]], None],
) -> None:
    """All of a release at once, with its entry in the ledger, which `keep` writes.

    A run that is cut short leaves neither behind.
    """
    part, whole = folder / f".{version}.part", folder / version

    def put() -> None:
        try:
            os.rename(part, whole)
        except OSError as error:
            raise OutputError(f"cannot write to {folder}: {error.strerror}") from error

    try:
        part.mkdir(parents=True)
        for name, content in files.items():
            (part / name).write_bytes(content)
        with uninterrupted():
            keep(put)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}") from error
    except DatelineError:
        if whole.exists():  # put in place, and then the ledger could not be written
            os.rename(whole, part)
        raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
