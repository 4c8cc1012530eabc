"""All that follows from what came in and what was decided, worked out from nothing."""

import json
from collections.abc import Callable

from sqlalchemy import Connection, bindparam, func, select, true, update

from dateline.merge import keys_of
from dateline.store.connection import AnyRow
from dateline.store.copies import keep_sketch
from dateline.store.effective import IN_FORCE
from dateline.store.facts import facts_of
from dateline.store.listing import Listed, put_parts
from dateline.store.memory import CaseMemory, setting
from dateline.store.merging import merge_changes, place_in_incidents
from dateline.store.remembered import Remembered
from dateline.store.schema import event, report, version
from dateline.store.searching import put_report
from dateline.store.standing import Changed, settle
from dateline.store.strands import note_rules, rules_in_force, rules_used
from dateline.store.tasks import settle_all_tasks

_TOLD_EVERY = 1000  # reports
_AT_ONCE = 1000  # events


def derive_all(connection: Connection, say: Callable[[str], None]) -> None:
    """Fill the tables of all that follows from the others, which must be empty."""
    remembered = Remembered()
    columns = (report.c.seq, report.c.id, report.c.title, report.c.text)
    for number, row in enumerate(
        connection.execute(select(*columns).order_by(report.c.seq)).all(), 1
    ):
        if not row.text:  # it was erased
            continue
        put_report(connection, row.seq, f"{row.title or ''} {row.text}")
        keep_sketch(connection, row.seq, row.text)
        changed = settle(connection, row.id)
        merge_changes(connection, remembered, Changed(fresh=changed.fresh))
        if number % _TOLD_EVERY == 0:
            say(f"{number} reports")
    settle_all_tasks(connection)
    note_rules(connection)


def is_counted_so(connection: Connection) -> bool:
    """Whether what is counted was worked out by the codebook that is in force."""
    return rules_used(connection) == rules_in_force()


def count_again(connection: Connection, say: Callable[[str], None]) -> None:
    """Work out from the records what is counted of each event, for the rules in force."""
    last = connection.execute(select(func.max(event.c.seq))).scalar() or 0
    columns = (event.c.seq, event.c.id, event.c.status, event.c.version_id, event.c.corrected)
    asked = select(*columns, version.c.record).join(version, version.c.id == event.c.version_id)
    abroad = update(event).where(event.c.seq == bindparam("number"))
    for start in range(0, last + 1, _AT_ONCE):
        some = asked.where(event.c.seq.between(start + 1, start + _AT_ONCE))
        listed = {row.seq: _listed(row) for row in connection.execute(some)}
        if listed:
            put_parts(connection, listed)
            facts = [(seq, facts_of(each.record)) for seq, each in listed.items()]
            marks = [{"number": seq, "mark": found["abroad"]} for seq, found in facts]
            connection.execute(abroad.values(abroad=bindparam("mark")), marks)
            say(f"{start + len(listed)} events")
    place_in_incidents(connection, true())
    note_rules(connection)


def file_again(connection: Connection, say: Callable[[str], None]) -> None:
    """File all accounts in force under their keys, of which none may be filed."""
    asked = select(event.c.id).where(event.c.status.in_(IN_FORCE)).order_by(event.c.seq)
    ids = connection.execute(asked).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        memory = CaseMemory(connection, Remembered())
        memory.keep({each.id: keys_of(each, setting()) for each in memory.accounts(some)}, ())
        say(f"{start + len(some)} events filed")


def _listed(row: AnyRow) -> Listed:
    return Listed(row.id, row.version_id, json.loads(row.corrected or row.record), row.status)
