"""All that follows from what came in and what was decided, worked out from nothing."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from dateline.store.copies import keep_sketch
from dateline.store.memory import Remembered
from dateline.store.merging import merge_changes
from dateline.store.schema import report
from dateline.store.searching import put_report
from dateline.store.standing import Changed, settle

_TOLD_EVERY = 1000  # reports


def derive_all(connection: Connection, say: Callable[[str], None]) -> None:
    """Fill the tables of events, places, actors, incidents and words, which must be empty."""
    remembered = Remembered()
    columns = (report.c.seq, report.c.id, report.c.title, report.c.text)
    for number, row in enumerate(
        connection.execute(select(*columns).order_by(report.c.seq)).all(), 1
    ):
        put_report(connection, row.seq, f"{row.title or ''} {row.text}")
        keep_sketch(connection, row.seq, row.text)
        changed = settle(connection, row.id)
        merge_changes(connection, remembered, Changed(fresh=changed.fresh))
        if number % _TOLD_EVERY == 0:
            say(f"{number} reports")
