"""What merging asks of the casefile: accounts by key and by id, and what was judged of them."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import (
    EventRecord,
    Judgement,
    Printing,
    Profile,
    Ruling,
    Setting,
    profile_of,
    sentences_of,
    setting_of,
)
from dateline.store.connection import AnyRow, among
from dateline.store.effective import IN_FORCE
from dateline.store.schema import copy_link, event, filed, judgement, pair, report, version
from dateline.store.standing import undone

_REMEMBERED = 20_000  # accounts kept ready to be compared, the longest unused dropped first
_AT_ONCE = 500  # ids or keys in one question


@cache
def setting() -> Setting:
    """What accounts are compared in: the codebook's limits, weights and words."""
    return setting_of(load_merging(), load_traits())


class Remembered:
    """Accounts ready to be compared, kept from one report to the next.

    Used within writing transactions alone, of which there is one at a time.
    """

    def __init__(self) -> None:
        self._profiles: OrderedDict[tuple[Any, ...], Profile] = OrderedDict()

    def get(self, row: AnyRow, copies: frozenset[str]) -> Profile:
        """The account of a row: made once for each version, correction and set of copies."""
        key = (row.id, row.sha256, row.corrected, row.copy_of, copies)
        found = self._profiles.get(key)
        if found is None:
            found = self._profiles[key] = _profile(row, copies)
            if len(self._profiles) > _REMEMBERED:
                self._profiles.popitem(last=False)
        else:
            self._profiles.move_to_end(key)
        return found

    def forget(self, ids: Collection[str]) -> None:
        """Keep no account of these events ready."""
        gone = set(ids)
        for key in [key for key in self._profiles if key[0] in gone]:
            del self._profiles[key]


class CaseMemory:
    """The accounts in force of a casefile, as `dateline.merge.Memory` wants them."""

    def __init__(self, connection: Connection, remembered: Remembered) -> None:
        self._connection = connection
        self._remembered = remembered

    def filed_under(self, keys: Collection[str]) -> Iterable[Profile]:
        """Accounts that were filed under one of these keys, each once."""
        numbers = sorted(map(number_of, keys))
        found: dict[str, AnyRow] = {}
        for some in _parts(numbers):
            seqs = select(filed.c.event_seq).where(among(filed.c.key, some)).distinct()
            rows = self._connection.execute(_accounts().where(event.c.seq.in_(seqs)))
            found.update((row.id, row) for row in rows)
        return self._profiles(found.values())

    def accounts(self, ids: Collection[str]) -> Iterable[Profile]:
        """The accounts of these event ids; those not in force are left out."""
        found: list[AnyRow] = []
        for some in _parts(sorted(ids)):
            found += self._connection.execute(_accounts().where(among(event.c.id, some)))
        return self._profiles(found)

    def joining(self, ids: Collection[str]) -> Iterable[tuple[str, str]]:
        """Pairs with one of these ids that the machine or a person judged "same"."""
        for some in _parts(sorted(ids)):
            machine = select(pair.c.left_id, pair.c.right_id).where(
                pair.c.verdict == "same",
                or_(among(pair.c.left_id, some), among(pair.c.right_id, some)),
            )
            people = select(judgement.c.left_id, judgement.c.right_id).where(
                judgement.c.verdict == "same",
                or_(among(judgement.c.left_id, some), among(judgement.c.right_id, some)),
                ~undone(judgement.c.seq),
            )
            for row in self._connection.execute(machine.union(people)):
                yield row.left_id, row.right_id

    def judged(self, ids: Collection[str]) -> Iterable[Judgement]:
        """The machine's judgements on pairs of which both are among these ids.

        Of those that say "different" the reasons are left out.
        """
        known = set(ids)
        for some in _parts(sorted(known)):
            rows = self._connection.execute(select(pair).where(among(pair.c.left_id, some)))
            for row in rows:
                if row.right_id in known:
                    reasons = tuple(json.loads(row.reasons)) if row.reasons else ()
                    yield Judgement(row.left_id, row.right_id, row.verdict, row.score, reasons)

    def ruled(self, ids: Collection[str]) -> Sequence[Ruling]:
        """People's rulings in force of which both are among these ids, oldest first."""
        known = set(ids)
        found: list[AnyRow] = []
        for some in _parts(sorted(known)):
            query = select(judgement).where(
                among(judgement.c.left_id, some), ~undone(judgement.c.seq)
            )
            found += self._connection.execute(query)
        found.sort(key=lambda row: (row.seq, row.left_id, row.right_id))
        return [
            Ruling(row.left_id, row.right_id, row.verdict, row.who, row.reason or "")
            for row in found
            if row.right_id in known
        ]

    def keep(self, keys: dict[str, frozenset[str]], judged: Iterable[Judgement]) -> None:
        """File accounts under their keys, and keep what was judged of them."""
        seqs = self._seqs(keys)
        rows = [
            {"key": number, "event_seq": seqs[id]}
            for id, names in sorted(keys.items())
            for number in sorted({number_of(name) for name in names})
        ]
        if rows:
            self._connection.execute(insert(filed), rows)
        pairs = [_pair_row(each) for each in judged if not each.barred]
        if pairs:
            self._connection.execute(insert(pair), pairs)

    def forget(self, ids: Collection[str]) -> None:
        """Take accounts from under their keys, and what was judged of them with them."""
        seqs = list(self._seqs(ids).values())
        for numbers in _parts(seqs):
            self._connection.execute(filed.delete().where(among(filed.c.event_seq, numbers)))
        for some in _parts(sorted(ids)):
            gone = or_(among(pair.c.left_id, some), among(pair.c.right_id, some))
            self._connection.execute(pair.delete().where(gone))

    def unsure_about(self, ids: Collection[str]) -> frozenset[str]:
        """Events whose incidents name one of these: nobody can say if it is the same."""
        found: set[str] = set()
        for some in _parts(sorted(ids)):
            near = or_(among(pair.c.left_id, some), among(pair.c.right_id, some))
            rows = self._connection.execute(select(pair).where(pair.c.verdict == "unsure", near))
            found |= {id for row in rows for id in (row.left_id, row.right_id)}
        return frozenset(found - set(ids))

    def _profiles(self, rows: Collection[AnyRow]) -> list[Profile]:
        copies = self._copies({row.report_id for row in rows})
        in_order = sorted(rows, key=lambda row: str(row.id))
        return [self._remembered.get(row, copies[row.report_id]) for row in in_order]

    def _copies(self, report_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Of each report those found to be its copies, whichever came first."""
        found: dict[str, set[str]] = {id: set() for id in report_ids}
        for some in _parts(sorted(report_ids)):
            near = or_(among(copy_link.c.report_id, some), among(copy_link.c.other_id, some))
            for row in self._connection.execute(select(copy_link).where(near)):
                for one, other in ((row.report_id, row.other_id), (row.other_id, row.report_id)):
                    if one in found:
                        found[one].add(other)
        return {id: frozenset(others) for id, others in found.items()}

    def _seqs(self, ids: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in _parts(sorted(ids)):
            rows = self._connection.execute(
                select(event.c.id, event.c.seq).where(among(event.c.id, some))
            )
            found.update((row.id, row.seq) for row in rows)
        return found


def number_of(key: str) -> int:
    """A key as a whole number of 64 bits: what the index holds in its place."""
    digest = hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _accounts() -> Any:
    return (
        select(
            event.c.id, event.c.report_id, event.c.corrected, version.c.record, version.c.sha256,
            report.c.copy_of,
        )
        .join(version, version.c.id == event.c.version_id)
        .join(report, report.c.id == event.c.report_id)
        .where(event.c.status.in_(IN_FORCE))
    )  # fmt: skip


def _profile(row: AnyRow, copies: frozenset[str]) -> Profile:
    """The account. Its report goes by the casefile's id: two reports may be called alike."""
    record = EventRecord.model_validate_json(row.corrected or row.record)
    told = record.model_copy(update={"doc_id": row.report_id})
    printing = Printing(row.copy_of or row.report_id, copies)
    return profile_of(told, load_merging().stop_words, tuple(sentences_of(record)), printing)


def _pair_row(each: Judgement) -> dict[str, Any]:
    reasons = None if each.verdict == "different" else json.dumps(each.reasons)
    return {
        "left_id": each.left,
        "right_id": each.right,
        "verdict": each.verdict,
        "score": each.score,
        "reasons": reasons,
    }


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
