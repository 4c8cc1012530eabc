"""All that follows from what came in and what was decided, worked out from nothing."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from dateline.store.schema import report
from dateline.store.searching import put_report
from dateline.store.standing import settle

_TOLD_EVERY = 1000  # reports


def derive_all(connection: Connection, say: Callable[[str], None]) -> None:
    """Fill the tables of events, places, actors, incidents and words, which must be empty."""
    columns = (report.c.seq, report.c.id, report.c.title, report.c.text)
    for number, row in enumerate(
        connection.execute(select(*columns).order_by(report.c.seq)).all(), 1
    ):
        put_report(connection, row.seq, f"{row.title or ''} {row.text}")
        settle(connection, row.id)
        if number % _TOLD_EVERY == 0:
            say(f"{number} reports")
