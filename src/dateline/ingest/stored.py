"""Files of object storage, and of whatever else fsspec knows: s3://, gs://, memory://, file://."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from dateline.errors import DatelineError, UsageError

MISSING = "object storage needs fsspec and PyArrow: pip install 'dateline[cluster]'"
_SCHEME = re.compile(r"(?!https?:)([a-z][a-z0-9+]+)://", re.IGNORECASE)
_OF_ARROW = ("s3", "gs")  # PyArrow reads these without further libraries


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in storage."""

    address: str

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.address.rstrip("/").rsplit("/", 1)[-1]

    def open(self) -> BinaryIO:
        """Its bytes, which may be read more than once. Raises OSError if they cannot be had."""
        files, path = storage_of(self.address)
        return cast("BinaryIO", files.open(path, "rb"))


def is_stored(name: str) -> bool:
    """Whether an input or output is an address of storage, not a path of this machine."""
    return _SCHEME.match(name) is not None


def storage_of(address: str) -> tuple[Any, str]:
    """fsspec's file system of an address, and the path in it.

    Raises UsageError if a library is missing or the kind of storage is not known.
    """
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    try:
        if scheme in _OF_ARROW:
            return _of_arrow(address)
        from fsspec.core import url_to_fs

        files, path = url_to_fs(address)
    except ModuleNotFoundError as error:
        raise UsageError(f"{address}: {MISSING}") from error
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: {error}") from error
    return files, path


def _of_arrow(address: str) -> tuple[Any, str]:
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow.fs import FileSystem

    files, path = FileSystem.from_uri(address)
    return ArrowFSWrapper(files), path


def stored_files(address: str) -> Iterator[Stored]:
    """The file of an address; those below it if it is a folder; those that match if it is a
    pattern. In the order of their paths; none if nothing is there."""
    files, path = storage_of(address)
    pattern = any(sign in path for sign in "*?[")
    found = files.glob(path) if pattern else files.find(path)
    for each in sorted(found):
        yield Stored(_address(files, each, address))


def _address(files: Any, path: str, like: str) -> str:
    scheme = like.split("://", 1)[0]
    return f"{scheme}://{files._strip_protocol(path)}"


def cannot_open(error: Exception) -> str:
    """Why storage gave nothing, in a line."""
    if isinstance(error, DatelineError):
        return str(error)
    return f"cannot be opened: {getattr(error, 'strerror', None) or error}"[:200]
