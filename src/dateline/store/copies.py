"""Whether a report repeats one that is held.

Found through stored bands of MinHash, so that adding costs the same however many reports
there are, and then compared run by run.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, insert, select

from dateline.codebook.merging import load_merging
from dateline.codebook.numbers import load_number_words
from dateline.merge import ReportText, band_keys, copy_of, signature
from dateline.model import Report
from dateline.store.connection import AnyRow, among, any_of
from dateline.store.ledger import sha256_of
from dateline.store.memory import number_of
from dateline.store.schema import copy_link, reading, report, sketch
from dateline.store.standing import is_retracted

_MOST = 20  # reports that a new one is compared with, those that share most bands first


@dataclass(frozen=True, slots=True)
class CopyOf:
    """The first report of the same account, and what shows it.

    `links` are all reports found to be copies, and why. `same_figures`: the first was coded, is
    not retracted, and has every number of the new one, so that there is nothing new to code. A
    correction of a toll is a copy that is coded all the same.
    """

    report_id: str
    links: tuple[tuple[str, str], ...]
    same_figures: bool

    @property
    def why(self) -> str:
        return self.links[0][1]


def find_copy(connection: Connection, new: Report, *, among_these: bool = True) -> CopyOf | None:
    """The account held that this report repeats; None if there is none.

    Not `among_these`: no report held has its bytes or its text.
    """
    same = _same_words(connection, new) if among_these else None
    return same or _near(connection, new)


def keep_sketch(connection: Connection, seq: int, text: str) -> None:
    """Let later copies of a report be found."""
    rows = [{"key": key, "report_seq": seq} for key in _keys(text)]
    if rows:
        connection.execute(insert(sketch), rows)


def keep_links(connection: Connection, report_id: str, copy: CopyOf) -> None:
    """Keep of which reports one was found to be a copy."""
    rows = [{"report_id": report_id, "other_id": id, "why": why} for id, why in copy.links]
    connection.execute(insert(copy_link), rows)


def _same_words(connection: Connection, new: Report) -> CopyOf | None:
    held = (report.c.sha256 == new.sha256) | (report.c.text_sha256 == sha256_of(new.text))
    columns = (report.c.id, report.c.copy_of, report.c.sha256)
    found = connection.execute(select(*columns).where(held).order_by(report.c.seq)).first()
    if found is None:
        return None
    why = f"the same {'bytes' if found.sha256 == new.sha256 else 'text'}"
    first = found.copy_of or found.id
    return CopyOf(first, ((found.id, why),), _is_told(connection, first))


def _near(connection: Connection, new: Report) -> CopyOf | None:
    limits = load_merging().limits
    first: AnyRow | None = None
    links: list[tuple[str, str]] = []
    for row in _alike(connection, new.text):
        copy = copy_of(ReportText("new", new.text), ReportText("old", row.text), limits)
        if copy is not None:
            first = first or row
            links.append((row.id, copy.why))
    if first is None:
        return None
    same = not (_figures(new.text) - _figures(first.text))
    account = first.copy_of or first.id
    return CopyOf(account, tuple(links), same and _is_told(connection, account))


def _is_told(connection: Connection, report_id: str) -> bool:
    """Whether a report was coded and stands: a copy of another has to speak for itself."""
    coded = select(reading.c.id).where(reading.c.report_id == report_id).limit(1)
    return connection.execute(coded).first() is not None and not is_retracted(connection, report_id)


def _alike(connection: Connection, text: str) -> Sequence[AnyRow]:
    """Reports that share a band with a text, those that share most first."""
    keys = _keys(text)
    if not keys:
        return []
    found = connection.execute(_sketched(), {"keys": keys})
    shared = Counter(row.report_seq for row in found)
    ranked = sorted(shared, key=lambda seq: (-shared[seq], seq))[:_MOST]
    if not ranked:
        return []
    columns = (report.c.seq, report.c.id, report.c.copy_of, report.c.text)
    rows = connection.execute(select(*columns).where(among(report.c.seq, ranked)))
    by_seq = {row.seq: row for row in rows}
    return [by_seq[seq] for seq in ranked]


@cache
def _sketched() -> Any:
    return select(sketch.c.report_seq).where(any_of(sketch.c.key, "keys"))


@lru_cache(maxsize=8)  # asked for before a report is coded, and when it is kept
def _keys(text: str) -> list[int]:
    return [number_of(key) for key in band_keys(signature(text, load_merging().limits))]


def _figures(text: str) -> Counter[str]:
    """How often each number stands in a text, in digits or in words."""
    words = (word.strip(".,;:!?()“”\"'’") for word in text.lower().split())
    known = _number_words()
    return Counter(word for word in words if word in known or any(map(str.isdigit, word)))


@cache
def _number_words() -> frozenset[str]:
    words = load_number_words()
    tables = (words.cardinals, words.scales, words.loose_scales, words.plurals, words.vague)
    return frozenset(word for table in (*tables, words.exact, words.alone) for word in table)
