"""A whole casefile as one file, and back, from either database to either.

The file is a ZIP: `casefile.json` says what it is and what its tables are, `rows/TABLE.jsonl` has
the rows of each table that is not worked out from others, `originals/SHA256.gz` the bytes as given.
What follows from these is worked out anew. The same casefile gives the same bytes.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, select

from dateline import __version__
from dateline.errors import Damaged, OtherVersion, UsageError
from dateline.store.archive import packed_of, put_packed
from dateline.store.connection import Store
from dateline.store.ledger import head
from dateline.store.schema import HEAD, original
from dateline.store.tables import (
    described,
    kept_tables,
    lines_of,
    make_missing,
    number_on,
    put_rows,
)

FORMAT = "dateline.casefile/1"
_MANIFEST = "casefile.json"
Say = Callable[[str], None]


def write_backup(connection: Connection, store: Store, out: BinaryIO, say: Say) -> None:
    """Write the casefile, as it is at one moment."""
    tables = kept_tables(connection)
    _, last = head(connection)
    about = {
        "format": FORMAT,
        "tables": HEAD,
        "dateline": __version__,
        "head": last,
        "described": {table.name: described(table) for table in tables},
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as whole:
        whole.writestr(_named(_MANIFEST), json.dumps(about, indent=2) + "\n")
        for table in tables:
            say(f"writing {table.name}")
            with whole.open(_named(_rows_of(table.name)), "w", force_zip64=True) as rows:
                for line in lines_of(connection, table):
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
            said = about.get("described", {})  # older ones do not say what their tables are
            make_missing(connection, said)
            held = set(whole.namelist())
            for table in kept_tables(connection):
                if table.name in said or _rows_of(table.name) in held:
                    say(f"reading {table.name}")
                    put_rows(connection, table, _rows(whole, store, table))
                    number_on(connection, table)
            for each in whole.namelist():
                if each.startswith("originals/"):
                    sha256 = each.removeprefix("originals/").removesuffix(".gz")
                    put_packed(store, sha256, whole.read(each))
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, TypeError) as error:
        raise Damaged(f"{file} is broken, or no backup of a casefile: {error}") from error
    return str(about["head"])


def _about(whole: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    if _MANIFEST not in whole.namelist():
        raise UsageError(f"{file} is no backup of a casefile: it has no {_MANIFEST}")
    about: dict[str, Any] = json.loads(whole.read(_MANIFEST))
    if about.get("format") != FORMAT or str(about.get("tables")) > HEAD:
        raise OtherVersion(
            f"{file} was written by Dateline {about.get('dateline')} (tables "
            f"{about.get('tables')}, this one has {HEAD}): restore it with that version and "
            "upgrade the casefile"
        )
    return about


def _rows(whole: zipfile.ZipFile, store: Store, table: Table) -> Iterator[dict[str, Any]]:
    with whole.open(_rows_of(table.name)) as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if table.name == original.name and store.on_server:
                row["packed"] = whole.read(f"originals/{row['sha256']}.gz")
            yield row


def _rows_of(name: str) -> str:
    return f"rows/{name}.jsonl"


def _named(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """An entry without the time at which it was written."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = how
    entry.external_attr = 0o600 << 16
    return entry
