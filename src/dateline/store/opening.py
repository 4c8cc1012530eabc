"""Casefiles made, opened, upgraded, and brought back from a backup."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dateline import __version__
from dateline.errors import Damaged, UsageError
from dateline.store import ledger
from dateline.store.address import ARCHIVE, FILE, Address, read_address
from dateline.store.backup import read_backup
from dateline.store.connection import Store
from dateline.store.deriving import count_again, derive_all, file_again, is_counted_so
from dateline.store.ledger import Signature
from dateline.store.schema import HEAD
from dateline.store.strands import note_rules
from dateline.store.upgrading import check_version, migrate, version_of

Say = Callable[[str], None]


def make(case: str, by: Signature) -> Store:
    """Make a casefile. Raises UsageError if something else is in its place."""
    store = _place(case)
    with store.creating() as connection:
        if version_of(connection) is not None:
            raise UsageError(f"{store.address} holds a casefile already")
        migrate(connection)
        note_rules(connection)
        ledger.append(connection, by, "init", "casefile", {"dateline": __version__})
    return store


def open_store(case: str, wait_seconds: float) -> Store:
    """Open one. Raises UsageError if there is none, OtherVersion, ConnectionLost."""
    address = read_address(case)
    _check_folder(address)
    store = Store(address, wait_seconds)
    with store.reading() as connection:
        check_version(connection, address)
    return store


def upgrade(case: str, who: str, at: datetime, say: Say = lambda _: None) -> tuple[str, str]:
    """Bring an older casefile's tables to this version: gives back from which to which."""
    address = read_address(case)
    _check_folder(address)
    store = Store(address)
    with store.creating() as connection:
        before = version_of(connection)
        if before is None or before >= HEAD:
            check_version(connection, address)
            return HEAD, HEAD
        migrate(connection)
        count_again(connection, say)
        file_again(connection, say)
        body = {"dateline": __version__, "from": before, "to": HEAD}
        ledger.append(connection, Signature(who, at), "upgrade", "casefile", body)
    return before, HEAD


def bring_up(store: Store, say: Say = lambda _: None) -> None:
    """Work out again what is counted, if that was by another codebook than this one's."""
    with store.reading() as connection:
        if is_counted_so(connection):
            return
    with store.writing() as connection:
        count_again(connection, say)


def restore(file: Path, case: str, say: Say) -> Store:
    """Make a casefile from a backup: the same ledger, rows and originals.

    Raises UsageError if something is in its place or the file is no backup, Damaged if it is
    broken; nothing is then kept.
    """
    if not file.is_file():
        raise UsageError(f"there is no file {file}")
    store = _place(case)
    with store.creating() as connection:
        if version_of(connection) is not None:
            raise UsageError(f"{store.address} holds a casefile already: name a new place")
        migrate(connection)
        wanted = read_backup(connection, store, file, say)
        _, found = ledger.head(connection)
        if found != wanted:
            raise Damaged(f"{file} is cut off: its ledger ends in {found}, not in {wanted}")
        derive_all(connection, say)
    return store


def _place(case: str) -> Store:
    """Room for a new casefile: what an interrupted attempt left there does not count."""
    address = read_address(case)
    folder = address.folder
    if folder is not None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            names = [each.name for each in folder.iterdir()]
        except OSError as error:
            raise UsageError(f"{folder} cannot be made: {error.strerror}") from error
        strange = [name for name in names if name != ARCHIVE and not name.startswith(FILE)]
        if strange:
            raise UsageError(f"{folder} holds {strange[0]} and is no empty folder: name a new one")
    return Store(address)


def _check_folder(address: Address) -> None:
    folder = address.folder
    if folder is not None and not (folder / FILE).is_file():
        raise UsageError(f"{folder} holds no casefile: make one with dateline init {folder}")
