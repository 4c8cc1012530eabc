"""Accounts of the casefile's events: cut down to be compared, or whole to make incidents of."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from dateline.codebook.merging import load_merging
from dateline.merge import EventRecord, Printing, Profile, profile_of, sentences_of
from dateline.merge.brief import brief_of, brief_rules, read_brief
from dateline.store.connection import AnyRow, any_of, parts
from dateline.store.ledger import sha256_of
from dateline.store.remembered import Remembered
from dateline.store.schema import account, copy_link, report, version


class Accounts:
    """What is read for accounts within one transaction, in which it stays as it is.

    Rows given are those of the table `event`.
    """

    def __init__(self, connection: Connection, remembered: Remembered) -> None:
        self._connection = connection
        self._remembered = remembered
        self._copies_of: dict[str, frozenset[str]] = {}

    def compared(self, rows: Collection[AnyRow]) -> dict[str, Profile]:
        """The accounts of rows as they are compared, in the order of their ids."""
        copies = self._copies({row.report_id for row in rows})
        in_order = sorted(rows, key=lambda row: str(row.id))
        known = {row.id: self._remembered.get(row, copies[row.report_id]) for row in in_order}
        new = [row for row in in_order if known[row.id] is None]
        briefs = self._briefs(new)
        stop_words = load_merging().stop_words
        for row in new:
            others = copies[row.report_id]
            told = read_brief(briefs[row.seq], row.id, row.report_id, others, stop_words)
            known[row.id] = self._remembered.put(row, told)
        return {id: each for id, each in known.items() if each is not None}

    def forget(self, ids: Collection[str], seqs: Sequence[int]) -> None:
        """Keep nothing of accounts that change or go, by the ids and the numbers of the events."""
        self._remembered.forget(ids)
        for some in parts(seqs):
            self._connection.execute(_dropped(), {"seqs": some})

    def whole(self, rows: Collection[AnyRow]) -> list[Profile]:
        """The accounts of rows with all that their records say, in the order of their ids."""
        in_order = sorted(rows, key=lambda row: str(row.id))
        copies = self._copies({row.report_id for row in rows})
        records, first = self._records(in_order), self._first({row.report_id for row in rows})
        found = []
        for row in in_order:
            record = row.corrected or records[row.version_id]
            printing = Printing(first[row.report_id], copies[row.report_id])
            found.append(_whole(row, record, printing))
        return found

    def _briefs(self, rows: Sequence[AnyRow]) -> dict[int, str]:
        """The accounts by the numbers of their events; those not kept yet are made and kept."""
        by = brief_rules(load_merging().stop_words)
        made_of = {row.seq: (row.version_id, _hash(row), by) for row in rows}
        found: dict[int, str] = {}
        for some in parts([row.seq for row in rows]):
            for seq, number, corrected, rules, brief in self._connection.execute(
                _kept(), {"seqs": some}
            ).all():
                if made_of[seq] == (number, corrected, rules):
                    found[seq] = brief
        missing = [row for row in rows if row.seq not in found]
        return found | self._make(missing, by) if missing else found

    def _make(self, rows: Sequence[AnyRow], by: str) -> dict[int, str]:
        whole = {each.id: each for each in self.whole(rows)}
        briefs = {row.seq: brief_of(whole[row.id]) for row in rows}
        for some in parts(list(briefs)):
            self._connection.execute(_dropped(), {"seqs": some})
        kept = [
            {"event_seq": row.seq, "version_id": row.version_id, "corrected": _hash(row),
             "by": by, "brief": briefs[row.seq]}
            for row in rows
        ]  # fmt: skip
        self._connection.execute(insert(account), kept)
        return briefs

    def _records(self, rows: Sequence[AnyRow]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in parts([row.version_id for row in rows if not row.corrected]):
            read = self._connection.execute(_records_of(), {"ids": some})
            found.update((row.id, row.record) for row in read)
        return found

    def _first(self, report_ids: Collection[str]) -> dict[str, str]:
        """Of each report the one whose account it repeats, or itself."""
        found: dict[str, str] = {}
        for some in parts(sorted(report_ids)):
            read = self._connection.execute(_repeated(), {"ids": some})
            found.update((row.id, row.copy_of or row.id) for row in read)
        return found

    def _copies(self, report_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Of each report those found to be its copies, whichever came first."""
        found: dict[str, set[str]] = {id: set() for id in report_ids if id not in self._copies_of}
        for some in parts(sorted(found)):
            for row in self._connection.execute(_linked(), {"ids": some}):
                for one, other in ((row.report_id, row.other_id), (row.other_id, row.report_id)):
                    if one in found:
                        found[one].add(other)
        self._copies_of |= {id: frozenset(others) for id, others in found.items()}
        return self._copies_of


def _whole(row: AnyRow, text: str, printing: Printing) -> Profile:
    """The account. Its report goes by the casefile's id: two reports may be called alike."""
    record = EventRecord.model_validate_json(text)
    told = record.model_copy(update={"doc_id": row.report_id})
    return profile_of(told, load_merging().stop_words, tuple(sentences_of(record)), printing)


def _hash(row: AnyRow) -> str | None:
    return sha256_of(row.corrected) if row.corrected else None


@cache
def _kept() -> Any:
    return select(account).where(any_of(account.c.event_seq, "seqs"))


@cache
def _dropped() -> Any:
    return delete(account).where(any_of(account.c.event_seq, "seqs"))


@cache
def _records_of() -> Any:
    return select(version.c.id, version.c.record).where(any_of(version.c.id, "ids"))


@cache
def _repeated() -> Any:
    return select(report.c.id, report.c.copy_of).where(any_of(report.c.id, "ids"))


@cache
def _linked() -> Any:
    near = or_(any_of(copy_link.c.report_id, "ids"), any_of(copy_link.c.other_id, "ids"))
    return select(copy_link.c.report_id, copy_link.c.other_id).where(near)
