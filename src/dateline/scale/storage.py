"""Where a folder of shards lies: on a disk of this machine, or in object storage."""

import os
from pathlib import Path
from typing import Any, Protocol


class Storage(Protocol):
    """A folder whose files are put in place whole: what stops us leaves the old or the new one."""

    def name_of(self, name: str) -> str:
        """A file as a person may find it."""

    def is_empty(self) -> bool:
        """Whether the folder holds nothing, or is not there."""

    def read(self, name: str) -> bytes | None:
        """A file, or None if there is none."""

    def write(self, name: str, text: str) -> None:
        """Write a file, or another in its place."""

    def append(self, name: str, text: str) -> None:
        """Add to the end of a file."""


def storage_at(path: Path | str) -> Storage:
    """The folder of a path or an address. Raises UsageError for storage that is not known."""
    from dateline.ingest.stored import is_stored

    if isinstance(path, str) and is_stored(path):
        return ObjectStorage(path)
    return Disk(Path(path))


class Disk:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def name_of(self, name: str) -> str:
        """The path of a file."""
        return str(self._path / name)

    def is_empty(self) -> bool:
        """Whether nothing lies in the folder."""
        return not self._path.exists() or not any(self._path.iterdir())

    def read(self, name: str) -> bytes | None:
        """A file's bytes."""
        file = self._path / name
        return file.read_bytes() if file.exists() else None

    def write(self, name: str, text: str) -> None:
        """Write beside the name, then rename."""
        self._path.mkdir(parents=True, exist_ok=True)
        path = self._path / name
        beside = path.with_name(name + ".part")
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            _write_through(stream, text)
        beside.replace(path)

    def append(self, name: str, text: str) -> None:
        """Add a line; a kill may leave half of it."""
        with (self._path / name).open("a", encoding="utf-8", newline="\n") as stream:
            _write_through(stream, text)


def _write_through(stream: Any, text: str) -> None:
    stream.write(text)
    stream.flush()
    os.fsync(stream.fileno())


class ObjectStorage:
    """A folder of a bucket: an object appears whole or not at all, and none is added to."""

    def __init__(self, address: str) -> None:
        from dateline.ingest.stored import storage_of

        self._address = address.rstrip("/")
        self._files, self._path = storage_of(self._address)

    def name_of(self, name: str) -> str:
        """The address of an object."""
        return f"{self._address}/{name}"

    def is_empty(self) -> bool:
        """Whether no object's name begins with the folder's."""
        return not self._files.find(self._path)

    def read(self, name: str) -> bytes | None:
        """An object's bytes."""
        path = f"{self._path}/{name}"
        self._files.invalidate_cache()
        return bytes(self._files.cat_file(path)) if self._files.exists(path) else None

    def write(self, name: str, text: str) -> None:
        """Put an object."""
        self._files.makedirs(self._path, exist_ok=True)
        self._files.pipe_file(f"{self._path}/{name}", text.encode("utf-8"))

    def append(self, name: str, text: str) -> None:
        """Put the object again, longer by the text."""
        self.write(name, (self.read(name) or b"").decode("utf-8") + text)
