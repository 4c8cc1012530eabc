"""Releases: what left the house stands in the ledger, with the hash of its checksums."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.export.release import CHECKSUMS
from dateline.store.ledger import Signature, append
from dateline.store.schema import ledger

ACTION = "publish"


@dataclass(frozen=True, slots=True)
class Release:
    """What a release is known by. `sha256` is that of its file of checksums."""

    version: str
    title: str
    public: bool
    events: int
    reports: int
    sha256: str

    @property
    def id(self) -> str:
        return f"rel_{self.sha256[:16]}"


def keep_release(connection: Connection, release: Release, by: Signature) -> int:
    """Write the entry of a release; gives back its number."""
    return append(connection, by, ACTION, release.id, asdict(release))


def check_release(connection: Connection, folder: Path) -> Iterator[str]:
    """What of a release's folder is not as the ledger says.

    Raises UsageError if the folder holds no release.
    """
    try:
        sums = (folder / CHECKSUMS).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{folder} holds no release: {CHECKSUMS} cannot be read ({error.strerror})"
        ) from error
    sha256 = hashlib.sha256(sums).hexdigest()
    id = f"rel_{sha256[:16]}"
    known = select(ledger.c.seq).where(ledger.c.action == ACTION, ledger.c.subject == id)
    if connection.execute(known.limit(1)).first() is None:
        yield f"release {folder}: the ledger has no release whose checksums have the hash {sha256}"
    said = dict(_said(sums.decode("utf-8", "replace")))
    there = {path.name for path in folder.iterdir()} - {CHECKSUMS}
    for name in sorted({*said, *there}):
        if name not in said:
            yield f"release {folder}: {name} is no part of it"
        elif name not in there:
            yield f"release {folder}: {name} is gone"
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != said[name]:
            yield f"release {folder}: {name} was changed"


def _said(sums: str) -> Iterator[tuple[str, str]]:
    for line in sums.splitlines():
        sha256, _, name = line.partition("  ")
        yield name, sha256
