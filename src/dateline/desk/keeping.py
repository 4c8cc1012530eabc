"""What was sent to be added, kept beside the casefile until all of it is read.

A desk that was closed or killed midway goes on where it left off. A casefile on a server has no
folder: what was sent to its desk lies with the system's temporary files, and ends with the desk.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dateline.ingest.fields import Fields, read_fields
from dateline.ingest.inputs import Sent
from dateline.store.connection import Store

FOLDER = "desk"
_TOLD, _DONE, _LOCK = "sent.json", "done.json", "lock"
_FIELDS = ("text", "id", "title", "published", "source", "url", "language")


@dataclass(frozen=True, slots=True)
class Given:
    """What was sent: texts, files, and web addresses. `folder` is where the files lie."""

    texts: tuple[Fields, ...] = ()
    files: tuple[Sent, ...] = ()
    addresses: tuple[str, ...] = ()
    published: date | None = None
    sensitivity: str | None = None
    folder: TemporaryDirectory[str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What each is called."""
        texts = (each.title or each.text.strip()[:60] for each in self.texts)
        return (*texts, *(each.name for each in self.files), *self.addresses)

    def discard(self) -> None:
        """Take the files away."""
        if self.folder is not None:
            self.folder.cleanup()


@dataclass(frozen=True, slots=True)
class Done:
    """How many inputs were read to their end, and of how many reports it was told by then."""

    inputs: int = 0
    told: int = 0


class Keeping:
    """The batches of one casefile whose files are kept. Only one desk works on each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        folder = store.address.folder
        self._root = folder / FOLDER if folder else None
        self._locks: dict[str, sqlite3.Connection] = {}

    def keep(self, id: str, given: Given) -> Given:
        """Keep what was sent, so that it outlives this desk. Raises NoRoom, CasefileError."""
        if self._root is None:
            return given
        folder = self._root / id
        with self._store.named_failures():
            folder.mkdir(mode=0o700, parents=True)
            files = tuple(_moved(each, folder, i) for i, each in enumerate(given.files))
            kept = replace(given, files=files, folder=None)
            # Last of all: what is not whole is not taken up again.
            part = folder / f"{_TOLD}.part"
            part.write_text(json.dumps(_written(kept)), "utf-8")
            part.replace(folder / _TOLD)
        given.discard()
        self.take(id)
        return kept

    def take(self, id: str) -> bool:
        """Whether this desk has a kept batch for itself, until its process ends or is killed."""
        if id in self._locks:
            return True
        if not self.holds(id):
            return False
        lock = sqlite3.connect(self._path(id) / _LOCK, timeout=0, check_same_thread=False)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            lock.close()
            return False
        self._locks[id] = lock
        return True

    def holds(self, id: str) -> bool:
        """Whether what was sent is kept."""
        return self._root is not None and (self._path(id) / _TOLD).is_file()

    def ids(self) -> Iterator[str]:
        """The batches that are kept, in no order."""
        for each in self._root.glob(f"*/{_TOLD}") if self._root else ():
            yield each.parent.name

    def given(self, id: str) -> Given:
        """What was sent."""
        folder = self._path(id)
        told = json.loads((folder / _TOLD).read_text("utf-8"))
        return Given(
            tuple(read_fields(each, "a text that was sent") for each in told["texts"]),
            tuple(Sent(name, folder / str(i)) for i, name in enumerate(told["files"])),
            tuple(told["addresses"]),
            date.fromisoformat(told["published"]) if told["published"] else None,
            told["sensitivity"],
        )

    def done(self, id: str) -> Done:
        """How far a kept batch has come."""
        try:
            return Done(**json.loads((self._path(id) / _DONE).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return Done()

    def note(self, id: str, done: Done) -> None:
        """Keep how far a batch has come."""
        if id in self._locks:
            part = self._path(id) / f"{_DONE}.part"
            part.write_text(json.dumps(asdict(done)), "utf-8")
            part.replace(part.with_name(_DONE))

    def release(self, id: str, *, discard: bool) -> None:
        """Leave a batch to whoever takes it up again, or take away what is kept of it."""
        if lock := self._locks.pop(id, None):
            lock.close()
            if discard:
                shutil.rmtree(self._path(id), ignore_errors=True)
                with suppress(OSError):  # others are kept there
                    self._path(id).parent.rmdir()

    def _path(self, id: str) -> Path:
        assert self._root is not None
        return self._root / id


def _moved(sent: Sent, folder: Path, number: int) -> Sent:
    return Sent(sent.name, Path(shutil.move(sent.path, folder / str(number))))


def _written(given: Given) -> dict[str, Any]:
    day = given.published
    return {
        "texts": [_row(each) for each in given.texts],
        "files": [each.name for each in given.files],
        "addresses": list(given.addresses),
        "published": day.isoformat() if day else None,
        "sensitivity": given.sensitivity,
    }


def _row(fields: Fields) -> dict[str, Any]:
    row = {name: getattr(fields, name) for name in _FIELDS}
    return row | {"published": fields.published.isoformat() if fields.published else None}
