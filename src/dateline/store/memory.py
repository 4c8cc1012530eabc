"""What merging asks of the casefile: accounts by key and by id, and what was judged of them."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import (
    Judgement,
    Profile,
    Ruling,
    Setting,
    setting_of,
)
from dateline.merge.keys import window_of
from dateline.merge.rulings import judgement_of
from dateline.store.accounts import Accounts
from dateline.store.connection import AnyRow, any_of, parts
from dateline.store.effective import IN_FORCE
from dateline.store.likenesses import judged_with
from dateline.store.remembered import Remembered
from dateline.store.schema import event, filed, judgement, pair
from dateline.store.standing import undone

_BITS = 40  # of a key's number that tell keys of one window apart


@cache
def setting() -> Setting:
    """What accounts are compared in: the codebook's limits, weights and words."""
    return setting_of(load_merging(), load_traits())


class CaseMemory:
    """The accounts in force of a casefile, as `dateline.merge.Memory` wants them.

    For one change within one transaction, in which what it has looked up stays as it is.
    """

    def __init__(self, connection: Connection, remembered: Remembered) -> None:
        self._connection = connection
        self._read = Accounts(connection, remembered)
        self._known: dict[str, Profile | None] = {}  # None: not in force
        self._numbers: dict[str, int] = {}
        self._held: dict[str, str | None] = {}
        self._members: dict[str, frozenset[str]] = {}
        self._joined: dict[str, set[tuple[str, str]]] = {}
        self._judged: dict[str, list[Judgement]] = {}  # by the left of the two

    def filed_under(self, sought: Mapping[str, Collection[str]]) -> Mapping[str, Iterable[Profile]]:
        """For each account the accounts that were filed under one of the keys it seeks."""
        numbers = {one: set(map(filed_as, keys)) for one, keys in sought.items()}
        at: dict[int, list[int]] = {}
        for some in parts(sorted(set().union(*numbers.values()))):
            for key, seq in self._connection.execute(_filed_under(), {"keys": some}).all():
                at.setdefault(key, []).append(seq)
        held = self._accounts_at({seq for seqs in at.values() for seq in seqs})
        found = {
            one: {seq for key in keys for seq in at.get(key, ())} for one, keys in numbers.items()
        }
        return {one: [held[seq] for seq in sorted(found[one] & held.keys())] for one in found}

    def _accounts_at(self, seqs: Collection[int]) -> dict[int, Profile]:
        """The accounts of events by their numbers; those not in force are left out."""
        rows = [
            row
            for some in parts(sorted(seqs))
            for row in self._connection.execute(_accounts_numbered(), {"seqs": some})
        ]
        profiles = self._read.compared(rows)
        self._known |= profiles
        return {row.seq: profiles[row.id] for row in rows}

    def accounts(self, ids: Collection[str]) -> Iterable[Profile]:
        """The accounts of these event ids, to be compared; those not in force are left out."""
        wanted = sorted(ids)
        new = [id for id in wanted if id not in self._known]
        self._known.update(dict.fromkeys(new))
        self._known |= self._read.compared(self._rows(new))
        held = (self._known[id] for id in wanted)
        return [each for each in held if each is not None]

    def whole(self, ids: Collection[str]) -> list[Profile]:
        """The same with all that their records say."""
        return self._read.whole(self._rows(sorted(ids)))

    def _rows(self, ids: Sequence[str]) -> list[AnyRow]:
        found: list[AnyRow] = []
        for some in parts(ids):
            found += self._connection.execute(_accounts_of(), {"ids": some})
        return found

    def joining(self, ids: Collection[str]) -> Iterable[tuple[str, str]]:
        """Pairs with one of these ids that the machine or a person judged "same"."""
        new = [id for id in sorted(ids) if id not in self._joined]
        self._joined.update((id, set()) for id in new)
        for some in parts(new):
            for left, right in self._connection.execute(_joining(), {"ids": some}).all():
                for id in {left, right} & self._joined.keys():
                    self._joined[id].add((left, right))
        return sorted(set().union(*(self._joined[id] for id in ids)))

    def gathered(self, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Of each of these that is in an incident the accounts in it."""
        held = self.held_in(ids)
        members: dict[str, list[str]] = {}
        for some in parts(sorted(set(held.values()) - self._members.keys())):
            for id, which in self._connection.execute(_members_of(), {"which": some}).all():
                members.setdefault(which, []).append(id)
        self._members |= {which: frozenset(those) for which, those in members.items()}
        self._held |= {id: which for which, those in members.items() for id in those}
        return {id: self._members[which] for id, which in held.items()}

    def held_in(self, ids: Collection[str]) -> dict[str, str]:
        """The incident that each of these was in before the change, of those that were in one."""
        new = [id for id in sorted(ids) if id not in self._held]
        self._held.update(dict.fromkeys(new))
        for some in parts(new):
            rows = self._connection.execute(_incidents_of(), {"ids": some}).all()
            self._held.update((id, which) for id, which in rows)
        return {id: which for id in ids if (which := self._held[id])}

    def judged(self, ids: Collection[str]) -> Iterable[Judgement]:
        """The machine's judgements on pairs of which both are among these ids, without reasons.

        None that say "different": they count for nothing, and are not kept.
        """
        known = set(ids)
        new = sorted(known - self._judged.keys())
        self._judged.update((id, []) for id in new)
        for some in parts(new):
            rows = self._connection.execute(_judged_left(), {"ids": some}).all()
            for left, right, verdict, score in rows:
                self._judged[left].append(Judgement(left, right, verdict, score, ()))
        return [each for id in sorted(known) for each in self._judged[id] if each.right in known]

    def reasoned(self, ids: Collection[str]) -> dict[tuple[str, str], Judgement]:
        """What the machine judged of these accounts and any, with reasons, but for "different"."""
        return judged_with(self._connection, ids)

    def ruled(self, ids: Collection[str]) -> Sequence[Ruling]:
        """People's rulings in force of which both are among these ids, oldest first."""
        known = set(ids)
        found: list[AnyRow] = []
        for some in parts(sorted(known)):
            found += self._connection.execute(_ruled_left(), {"ids": some})
        found.sort(key=lambda row: (row.seq, row.left_id, row.right_id))
        return [_ruling(row) for row in found if row.right_id in known]

    def ruled_with(self, ids: Collection[str]) -> frozenset[str]:
        """The other accounts of people's rulings in force on one of these."""
        rows = self._ruled_about(ids)
        return frozenset(id for row in rows for id in (row.left_id, row.right_id)) - {*ids}

    def ruled_beyond(
        self, ids: Collection[str], beyond: Collection[str]
    ) -> dict[tuple[str, str], Judgement]:
        """Rulings in force on one of these ids and an account in force that is not in `beyond`."""
        known = set(beyond)
        rows = [row for row in self._ruled_about(ids) if not known.issuperset(_both(row))]
        held = {each.id for each in self.accounts({id for row in rows for id in _both(row)})}
        unsure = setting().merging.weights.different
        standing = (_ruling(row) for row in rows if held.issuperset(_both(row)))
        return {each.pair: judgement_of(each, unsure) for each in standing}

    def _ruled_about(self, ids: Collection[str]) -> list[AnyRow]:
        found: list[AnyRow] = []
        for some in parts(sorted(ids)):
            found += self._connection.execute(_ruled_about(), {"ids": some})
        return sorted(found, key=lambda row: (row.seq, row.left_id, row.right_id))

    def keep(self, keys: dict[str, frozenset[str]], judged: Iterable[Judgement]) -> None:
        """File accounts under their keys, and keep who was judged "same" or "unsure"."""
        seqs = self._seqs(keys)
        rows = [
            {"key": number, "event_seq": seqs[id]}
            for id, names in sorted(keys.items())
            for number in sorted(set(map(filed_as, names)))
        ]
        if rows:
            self._connection.execute(insert(filed), rows)
        pairs = [_pair_row(each) for each in judged if each.verdict != "different"]
        if pairs:
            self._connection.execute(insert(pair), pairs)

    def merged(self, ids: Collection[str]) -> frozenset[str]:
        """Those of the accounts that were merged before: each is filed under some key."""
        seqs = self._seqs(ids)
        held: set[int] = set()
        for some in parts(sorted(seqs.values())):
            held |= set(self._connection.execute(_filed(), {"seqs": some}).scalars())
        return frozenset(id for id, seq in seqs.items() if seq in held)

    def forget(self, ids: Collection[str]) -> None:
        """Take accounts from under their keys, and what was judged of them with them."""
        seqs = list(self._seqs(ids).values())
        for numbers in parts(seqs):
            self._connection.execute(_forgotten_keys(), {"seqs": numbers})
        if ids:
            self._read.forget(ids, seqs)
        for some in parts(sorted(ids)):
            self._connection.execute(_forgotten_pairs(), {"ids": some})

    def near(self, ids: Collection[str]) -> frozenset[str]:
        """Events whose incidents name one of these: they are the same, or nobody can say."""
        found: set[str] = set()
        for some in parts(sorted(ids)):
            for row in self._connection.execute(_near(), {"ids": some}):
                found |= {row.left_id, row.right_id}
        return frozenset(found - set(ids))

    def _seqs(self, ids: Collection[str]) -> dict[str, int]:
        for some in parts(sorted(id for id in ids if id not in self._numbers)):
            rows = self._connection.execute(_seqs_of(), {"ids": some})
            self._numbers.update((row.id, row.seq) for row in rows)
        return {id: self._numbers[id] for id in ids if id in self._numbers}


def number_of(key: str) -> int:
    """A key as a whole number of 64 bits: what the index holds in its place."""
    digest = hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def filed_as(key: str) -> int:
    """A key an account is filed under as a whole number: those of one window stand together.

    So that a report changes a few pages of the index, those of its days, and not one for each key.
    """
    digest = hashlib.blake2b(key.encode("utf-8"), digest_size=_BITS // 8).digest()
    return (window_of(key) << _BITS) | int.from_bytes(digest, "big")


# What is asked for each report is built once: building it takes longer than asking.


def _accounts() -> Any:
    """Accounts in force, without their records, which are long."""
    columns = (event.c.id, event.c.seq, event.c.report_id, event.c.corrected, event.c.version_id)
    # Not the bare column: SQLite would take the index on it, and read through all events in force.
    return select(*columns).where(func.coalesce(event.c.status, "").in_(IN_FORCE))


@cache
def _accounts_of() -> Any:
    return _accounts().where(any_of(event.c.id, "ids"))


@cache
def _filed_under() -> Any:
    return select(filed).where(any_of(filed.c.key, "keys"))


@cache
def _accounts_numbered() -> Any:
    return _accounts().where(any_of(event.c.seq, "seqs"))


@cache
def _near() -> Any:
    of_these = or_(any_of(pair.c.left_id, "ids"), any_of(pair.c.right_id, "ids"))
    return select(pair.c.left_id, pair.c.right_id).where(pair.c.verdict != "different", of_these)


@cache
def _joining() -> Any:
    machine = select(pair.c.left_id, pair.c.right_id).where(
        pair.c.verdict == "same",
        or_(any_of(pair.c.left_id, "ids"), any_of(pair.c.right_id, "ids")),
    )
    people = select(judgement.c.left_id, judgement.c.right_id).where(
        judgement.c.verdict == "same",
        or_(any_of(judgement.c.left_id, "ids"), any_of(judgement.c.right_id, "ids")),
        ~undone(judgement.c.seq),
    )
    return machine.union(people)


@cache
def _incidents_of() -> Any:
    return select(event.c.id, event.c.incident_id).where(any_of(event.c.id, "ids"))


@cache
def _members_of() -> Any:
    columns = (event.c.id, event.c.incident_id)
    return select(*columns).where(any_of(event.c.incident_id, "which"))


@cache
def _judged_left() -> Any:
    columns = (pair.c.left_id, pair.c.right_id, pair.c.verdict, pair.c.score)
    return select(*columns).where(any_of(pair.c.left_id, "ids"), pair.c.verdict != "different")


@cache
def _ruled_about() -> Any:
    of_these = or_(any_of(judgement.c.left_id, "ids"), any_of(judgement.c.right_id, "ids"))
    return select(judgement).where(of_these, ~undone(judgement.c.seq))


@cache
def _ruled_left() -> Any:
    return select(judgement).where(any_of(judgement.c.left_id, "ids"), ~undone(judgement.c.seq))


@cache
def _seqs_of() -> Any:
    return select(event.c.id, event.c.seq).where(any_of(event.c.id, "ids"))


@cache
def _filed() -> Any:
    return select(filed.c.event_seq).where(any_of(filed.c.event_seq, "seqs")).distinct()


@cache
def _forgotten_keys() -> Any:
    return filed.delete().where(any_of(filed.c.event_seq, "seqs"))


@cache
def _forgotten_pairs() -> Any:
    return pair.delete().where(or_(any_of(pair.c.left_id, "ids"), any_of(pair.c.right_id, "ids")))


def _ruling(row: AnyRow) -> Ruling:
    return Ruling(row.left_id, row.right_id, row.verdict, row.who, row.reason or "")


def _both(row: AnyRow) -> tuple[str, str]:
    return row.left_id, row.right_id


def _pair_row(each: Judgement) -> dict[str, Any]:
    return {
        "left_id": each.left,
        "right_id": each.right,
        "verdict": each.verdict,
        "score": each.score,
        "reasons": json.dumps(each.reasons),
    }
