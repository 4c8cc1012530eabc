"""What the user named, file by file: folders, globs, and what cannot be read and why."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline.errors import ReportError, UnreadableReport, UsageError
from dateline.ingest.stored import Stored, cannot_open, is_stored, stored_files

TEXT = (".txt", ".md")
HTML = (".html", ".htm", ".xhtml")
JSON = (".json",)
LINES = (".jsonl", ".ndjson")
TABLE = (".csv",)
PDF = (".pdf",)
DOCX = (".docx",)
SAVED = (".mht", ".mhtml")
FEED = (".rss", ".atom", ".xml")
PARQUET = (".parquet",)
WARC = (".warc", ".warc.gz")
WACZ = (".wacz",)
KNOWN = (
    *(*TEXT, *HTML, *JSON, *LINES, *TABLE, *PDF, *DOCX),
    *(*SAVED, *FEED, *PARQUET, *WARC, *WACZ),
)
NOT_READ = {
    ".doc": "save the report as .docx, .pdf or .txt",
    ".odt": "save the report as .docx, .pdf or .txt",
    ".rtf": "save the report as .docx, .pdf or .txt",
    ".epub": "save the report as .html or .txt",
}
WEB = ("http://", "https://")
STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address among the inputs."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent by a name of its own and lies under another."""

    name: str
    path: Path

    @property
    def address(self) -> str:
        """What it is called where something is said of it."""
        return self.name

    def open(self) -> BinaryIO:
        """Its bytes. Raises OSError if they cannot be had."""
        return self.path.open("rb")


Found = Path | Address | Stored | Sent | ReportError


def find_files(inputs: Iterable[str | Sent]) -> Iterator[Found]:
    """Each file to read, once, in the order named; folders in the order of their paths.

    Something that cannot be read is an error in its place. STDIN stands for standard input.
    """
    seen: set[str] = set()
    for given in inputs:
        for found in _sent(given) if isinstance(given, Sent) else _files_of(given):
            key = _key(found)
            if key is None or key not in seen:
                yield found
            if key is not None:
                seen.add(key)


def _key(found: Found) -> str | None:
    if isinstance(found, ReportError):
        return None
    if isinstance(found, Address):
        return found.text
    if isinstance(found, Stored):
        return found.address
    if isinstance(found, Sent):
        return os.path.realpath(found.path)
    return "-" if found == STDIN else os.path.realpath(found)


def _files_of(name: str) -> Iterator[Found]:
    if name == "-":
        yield STDIN
    elif name.lower().startswith(WEB):
        yield Address(name)
    elif is_stored(name):
        yield from _stored(name)
    elif "\x00" in name or not name:
        yield UnreadableReport(repr(name), "this is not a file name")
    elif os.path.isdir(name):
        yield from _files_in(Path(name))
    elif os.path.lexists(name):
        yield check_extension(Path(name))
    elif glob.has_magic(name):
        yield from _files_matching(name)
    else:
        yield UnreadableReport(name, "there is no such file or folder")


def _sent(given: Sent) -> Iterator[Found]:
    problem = check_extension(Path(given.name))
    yield problem if isinstance(problem, ReportError) else given


def _stored(address: str) -> Iterator[Found]:
    """Files of storage; as in a folder, those of formats nobody knows are left alone."""
    try:
        found = list(stored_files(address))
    except (OSError, UsageError) as error:
        yield UnreadableReport(address, cannot_open(error))
        return
    known = [each for each in found if each.name.lower().endswith(KNOWN)]
    yield from known
    if not known:
        why = "no readable file is there" if found else "there is nothing of that address"
        yield UnreadableReport(address, f"{why}: the formats known are {', '.join(KNOWN)}")


def check_extension(path: Path) -> Path | ReportError:
    """The path if its name ends in a format we read, else an error that says what to do."""
    lower = path.name.lower()
    if lower.endswith(KNOWN):
        return path
    other = next((ending for ending in NOT_READ if lower.endswith(ending)), None)
    if other:
        why = f"{other} is not read: {NOT_READ[other]}"
    else:
        why = f"unknown format {path.suffix!r}: the formats known are {', '.join(KNOWN)}"
    return UnreadableReport(str(path), why)


def _files_matching(pattern: str) -> Iterator[Path | ReportError]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield UnreadableReport(pattern, "no file matches this pattern")
    for match in matches:
        if not os.path.isdir(match):
            yield check_extension(Path(match))


def _files_in(folder: Path) -> Iterator[Path | ReportError]:
    """Files of known formats below a folder, and an error for each document of another format."""
    refused: list[ReportError] = []
    found: list[Path | ReportError] = []
    for path in sorted(_walk(folder, refused)):
        lower = path.name.lower()
        if lower.endswith((*KNOWN, *NOT_READ)) and not lower.startswith("."):
            found.append(check_extension(path))
    yield from refused
    yield from found
    if not found and not refused:
        why = f"no readable file in this folder: the formats known are {', '.join(KNOWN)}"
        yield UnreadableReport(str(folder), why)


def _walk(folder: Path, refused: list[ReportError]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        where = str(error.filename or folder)
        refused.append(UnreadableReport(where, f"cannot be opened: {error.strerror}"))

    for here, _, names in os.walk(folder, onerror=refuse):
        yield from (Path(here, name) for name in names)
