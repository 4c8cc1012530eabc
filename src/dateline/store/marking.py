"""How sensitive a report is, said anew: a signed entry, the newest of which counts."""

from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.store.acts import MARK, newest_body, said_in
from dateline.store.ledger import Signature, append
from dateline.store.reports import report_of
from dateline.store.schema import ledger, report

SENSITIVITIES = ("low", "moderate", "high", "severe")


def check_sensitivity(level: str | None) -> None:
    """Raise UsageError for a mark there is not."""
    if level is not None and level not in SENSITIVITIES:
        known = ", ".join(SENSITIVITIES)
        raise UsageError(f"no sensitivity {level!r}: known are {known}")


def mark_report(connection: Connection, id: str, level: str, by: Signature, reason: str) -> str:
    """Mark a report; gives back its id. Raises NotHeld, UsageError if it is marked so already."""
    check_sensitivity(level)
    if not reason.strip():
        raise UsageError("a mark needs a reason")
    found = report_of(connection, id)
    found.refuse_erased()
    if found.sensitivity == level:
        raise UsageError(f"report {found.id} is marked {level} already")
    body = {"sensitivity": level, "before": found.sensitivity, "reason": reason}
    append(connection, by, MARK, found.id, body)
    return found.id


def sensitivities_of(connection: Connection) -> frozenset[str]:
    """The marks that all reports held have by now."""
    marks = select(ledger.c.subject, ledger.c.body).where(ledger.c.action == MARK)
    newest = {row.subject: row.body for row in connection.execute(marks.order_by(ledger.c.seq))}
    first = select(report.c.sensitivity).where(
        report.c.sensitivity.is_not(None), newest_body(report.c.id, MARK).is_(None)
    )
    found = set(connection.execute(first.distinct()).scalars())
    return frozenset(found | {str(said_in(body, "sensitivity")) for body in newest.values()})
