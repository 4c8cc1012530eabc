"""A whole casefile as one file, and back, from either database to either.

The file is a ZIP: `casefile.json` says what it is, `rows/TABLE.jsonl` has the rows of each table
that is only added to, `originals/SHA256.gz` the bytes as given. What follows from these is
worked out anew. The same casefile gives the same bytes.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, func, insert, select, text

from dateline import __version__
from dateline.errors import Damaged, OtherVersion, UsageError
from dateline.store.archive import packed_of, put_packed
from dateline.store.connection import Store
from dateline.store.ledger import canonical, head
from dateline.store.schema import APPEND_ONLY, HEAD, metadata, original

FORMAT = "dateline.casefile/1"
_MANIFEST = "casefile.json"
_TABLES = (*APPEND_ONLY, "ledger_about")
_AT_ONCE = 500  # rows
_NUMBERED = {"report": "seq", "reading": "id", "version": "id"}
Say = Callable[[str], None]


def write_backup(connection: Connection, store: Store, out: BinaryIO, say: Say) -> None:
    """Write the casefile, as it is at one moment."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as whole:
        _, last = head(connection)
        about = {"format": FORMAT, "tables": HEAD, "dateline": __version__, "head": last}
        whole.writestr(_named(_MANIFEST), json.dumps(about, indent=2) + "\n")
        for name in _TABLES:
            say(f"writing {name}")
            with whole.open(_named(f"rows/{name}.jsonl"), "w", force_zip64=True) as rows:
                for line in _lines(connection, name):
                    rows.write(line)
        known = connection.execute(select(original.c.sha256).order_by(original.c.sha256)).all()
        for row in known:
            packed = packed_of(connection, store, row.sha256)
            whole.writestr(_named(f"originals/{row.sha256}.gz", zipfile.ZIP_STORED), packed)


def read_backup(connection: Connection, store: Store, file: Path, say: Say) -> str:
    """Read a backup into tables that are empty; gives back the hash of its ledger's last entry.

    Raises UsageError for a file that is no backup, OtherVersion for one of another Dateline,
    Damaged for one that is broken.
    """
    try:
        with zipfile.ZipFile(file) as whole:
            about = _about(whole, file)
            for name in _TABLES:
                say(f"reading {name}")
                _read_rows(connection, store, whole, name)
            for each in whole.namelist():
                if each.startswith("originals/"):
                    sha256 = each.removeprefix("originals/").removesuffix(".gz")
                    put_packed(store, sha256, whole.read(each))
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError) as error:
        raise Damaged(f"{file} is broken, or no backup of a casefile: {error}") from error
    if store.on_server:
        _number_on(connection)
    return str(about["head"])


def _about(whole: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    if _MANIFEST not in whole.namelist():
        raise UsageError(f"{file} is no backup of a casefile: it has no {_MANIFEST}")
    about: dict[str, Any] = json.loads(whole.read(_MANIFEST))
    if about.get("format") != FORMAT or about.get("tables") != HEAD:
        raise OtherVersion(
            f"{file} was written by Dateline {about.get('dateline')} (tables "
            f"{about.get('tables')}, this one has {HEAD}): restore it with that version and "
            "upgrade the casefile"
        )
    return about


def _lines(connection: Connection, name: str) -> Iterator[bytes]:
    table = metadata.tables[name]
    columns = [column for column in table.columns if column.name != "packed"]
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(
        select(*columns).order_by(*table.primary_key.columns)
    )
    for row in rows.mappings():
        yield (canonical(dict(row)) + "\n").encode("utf-8")


def _read_rows(connection: Connection, store: Store, whole: zipfile.ZipFile, name: str) -> None:
    table = metadata.tables[name]
    waiting: list[dict[str, Any]] = []
    with whole.open(f"rows/{name}.jsonl") as rows:
        for line in rows:
            row = json.loads(line)
            if name == "original" and store.on_server:
                row["packed"] = whole.read(f"originals/{row['sha256']}.gz")
            waiting.append(row)
            if len(waiting) >= _AT_ONCE:
                connection.execute(insert(table), waiting)
                waiting = []
    if waiting:
        connection.execute(insert(table), waiting)


def _number_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those read."""
    for name, column in _NUMBERED.items():
        table = metadata.tables[name]
        last = connection.execute(select(func.max(table.c[column]))).scalar()
        if last is not None:
            numbers = text("SELECT setval(pg_get_serial_sequence(:name, :column), :last)")
            connection.execute(numbers, {"name": name, "column": column, "last": last})


def _named(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """An entry without the time at which it was written."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = how
    entry.external_attr = 0o600 << 16
    return entry
