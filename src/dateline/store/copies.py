"""Whether a report repeats one that is held."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.model import Report
from dateline.store.ledger import sha256_of
from dateline.store.schema import report


@dataclass(frozen=True, slots=True)
class CopyOf:
    """The first report of the same account, and what shows it.

    `same_figures`: the copy has no number that the other lacks, so that there is nothing new to
    code. A correction of a toll is a copy that is coded all the same.
    """

    report_id: str
    why: str
    same_figures: bool


def find_copy(connection: Connection, new: Report) -> CopyOf | None:
    """The report held that this one repeats; None if there is none."""
    return _same_words(connection, new)


def _same_words(connection: Connection, new: Report) -> CopyOf | None:
    held = (report.c.sha256 == new.sha256) | (report.c.text_sha256 == sha256_of(new.text))
    columns = (report.c.id, report.c.copy_of, report.c.sha256)
    found = connection.execute(select(*columns).where(held).order_by(report.c.seq)).first()
    if found is None:
        return None
    what = "bytes" if found.sha256 == new.sha256 else "text"
    return CopyOf(found.copy_of or found.id, f"the same {what}", same_figures=True)
