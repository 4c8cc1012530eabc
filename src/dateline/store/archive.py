"""Originals, compressed, under the SHA-256 of their bytes: the evidence as it was given.

In a folder they are files that no one but a restore writes again; on a server, rows.
"""

import gzip
import hashlib
import os
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from dateline.errors import Damaged
from dateline.store.address import ARCHIVE
from dateline.store.connection import Store
from dateline.store.ledger import Signature
from dateline.store.schema import original

_LEVEL = 6


def keep_original(connection: Connection, store: Store, content: bytes, by: Signature) -> str:
    """Keep bytes once, and give back their SHA-256.

    The file is complete on disk before the row that names it is written: a crash between the
    two leaves a file nobody needs, never a row without its file.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    held = connection.execute(_held(), {"sha256": sha256}).first()
    if held is not None:
        return sha256
    packed = gzip.compress(content, _LEVEL, mtime=0)
    folder = store.address.folder
    if folder is not None:
        write_whole(path_of(folder, sha256), packed)
    row = {
        "sha256": sha256,
        "size": len(content),
        "packed": packed if folder is None else None,
        "added_at": by.time,
    }
    connection.execute(insert(original), row)
    return sha256


@cache
def _held() -> Any:
    return select(original.c.sha256).where(original.c.sha256 == bindparam("sha256"))


def read_original(connection: Connection, store: Store, sha256: str) -> bytes:
    """The bytes as they were given. Raises Damaged if they are gone or no longer the same."""
    try:
        content = gzip.decompress(packed_of(connection, store, sha256))
    except (OSError, EOFError, zlib.error) as error:
        raise Damaged(f"original {sha256}: it cannot be unpacked ({error})") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise Damaged(f"original {sha256}: its bytes now have the SHA-256 {found}")
    return content


def put_packed(store: Store, sha256: str, packed: bytes) -> None:
    """Put a compressed original into a casefile's folder, if it has one: part of a restore."""
    if store.address.folder is not None:
        write_whole(path_of(store.address.folder, sha256), packed)


def is_left(store: Store, sha256: str) -> bool:
    """Whether there is still a file of an original that the tables no longer have."""
    folder = store.address.folder
    return folder is not None and path_of(folder, sha256).exists()


def path_of(folder: Path, sha256: str) -> Path:
    """Where in a casefile's folder an original lies."""
    return folder / ARCHIVE / sha256[:2] / f"{sha256[2:]}.gz"


def packed_of(connection: Connection, store: Store, sha256: str) -> bytes:
    """The compressed bytes. Raises Damaged if they are gone."""
    if store.address.folder is not None:
        try:
            return path_of(store.address.folder, sha256).read_bytes()
        except FileNotFoundError as error:
            raise Damaged(f"original {sha256}: its file is missing from the archive") from error
    query = select(original.c.packed).where(original.c.sha256 == sha256)
    packed = connection.execute(query).scalar()
    if packed is None:
        raise Damaged(f"original {sha256}: its bytes are missing from the archive")
    return bytes(packed)


def write_whole(path: Path, packed: bytes) -> None:
    """Write whole or not at all: to a file beside it, which then takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as out:
            out.write(packed)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
