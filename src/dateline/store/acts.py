"""What the ledger alone says of reports: how sensitive they are by now, and which were erased.

These are columns for a query of reports: the body of the newest entry of its kind, or null.
"""

import json
from typing import Any

from sqlalchemy import select

from dateline.store.schema import ledger, ledger_about

MARK, ERASE = "mark", "erase"


def newest_body(report_id: Any, action: str) -> Any:
    """The body of the newest entry of an action on a report, as a column."""
    return (
        select(ledger.c.body)
        .join(ledger_about, ledger_about.c.seq == ledger.c.seq)
        .where(
            ledger_about.c.about == report_id,
            ledger.c.subject == report_id,
            ledger.c.action == action,
        )
        .order_by(ledger.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


def said_in(body: str | None, key: str) -> str | None:
    """A value of an entry's body; None without an entry."""
    found: str | None = json.loads(body)[key] if body is not None else None
    return found
