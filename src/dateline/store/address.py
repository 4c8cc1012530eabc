"""Where a casefile lies: a folder, or a PostgreSQL database."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dateline.errors import UsageError

FILE = "casefile.sqlite"
ARCHIVE = "archive"
_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a casefile lies. `folder` is None for a database on a server."""

    url: URL
    folder: Path | None

    def __str__(self) -> str:
        """As it may be shown: without a password."""
        return str(self.folder) if self.folder else self.url.render_as_string(hide_password=True)


def read_address(case: str) -> Address:
    """The place that CASE names.

    Raises UsageError for an address of another kind, or where psycopg is not installed.
    """
    if "://" not in case:
        folder = Path(case)
        return Address(URL.create("sqlite", database=str(folder / FILE)), folder)
    try:
        url = make_url(case)
    except ArgumentError as error:
        raise UsageError("CASE is no address that can be read: see docs/casefile.md") from error
    if url.drivername not in _SERVERS:
        raise UsageError(
            f"a casefile is a folder or a postgresql+psycopg:// address, not {url.drivername}://"
        )
    if importlib.util.find_spec("psycopg") is None:
        raise UsageError("a casefile on PostgreSQL needs psycopg: pip install 'dateline[postgres]'")
    return Address(url.set(drivername="postgresql+psycopg"), None)
