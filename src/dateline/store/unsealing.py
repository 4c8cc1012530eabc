"""Rows that are otherwise only added to, laid open within a transaction: for an erasure alone."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

from dateline.store.schema import APPEND_ONLY


@contextlib.contextmanager
def unsealed(connection: Connection) -> Iterator[None]:
    """Let rows be changed and deleted, and refuse it again afterwards.

    If anything fails, the transaction is undone and with it that they were laid open.
    """
    if connection.dialect.name == "postgresql":
        for table in APPEND_ONLY:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield
        for table in APPEND_ONLY:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        return
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    triggers = found.all()
    for row in triggers:
        connection.execute(text(f"DROP TRIGGER {row.name}"))
    yield
    for row in triggers:
        connection.exec_driver_sql(row.sql)
