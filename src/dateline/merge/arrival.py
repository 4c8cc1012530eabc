"""One more report: only what it touches is looked at again.

Whoever keeps the accounts (a `Memory`) files each under its keys and keeps the judgements. An
arriving report's accounts are judged with those under a key they seek, and grouped again with the
groups that a pair judged "same" leads to, and with those that these lead to as long as groups
change. Others cannot change: two groups are joined only if some pair across them was judged
"same", and what a group is depends on its own accounts and on those it might be joined with
(cluster.py). So the groups are those that merging everything at once would give.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.merge.findings import Setting
from dateline.merge.judge import Judgement, judge_pair
from dateline.merge.keys import keys_of, sought_by
from dateline.merge.merging import Grouping, group
from dateline.merge.profile import Profile
from dateline.merge.rulings import Ruling


class Memory(Protocol):
    """What merging asks of whoever keeps the accounts."""

    def filed_under(self, sought: Mapping[str, Collection[str]]) -> Mapping[str, Iterable[Profile]]:
        """For each account the accounts that were filed under one of the keys it seeks."""
        ...

    def accounts(self, ids: Collection[str]) -> Iterable[Profile]:
        """The accounts of these event ids; those it does not hold are left out."""
        ...

    def joining(self, ids: Collection[str]) -> Iterable[tuple[str, str]]:
        """Pairs with one of these ids that the machine or a person judged "same"."""
        ...

    def gathered(self, ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Of each of these the accounts that it was last grouped with, itself among them.

        Those that were in no group so far are left out.
        """
        ...

    def judged(self, ids: Collection[str]) -> Iterable[Judgement]:
        """The machine's judgements on pairs of which both are among these ids."""
        ...

    def ruled(self, ids: Collection[str]) -> Sequence[Ruling]:
        """People's rulings in force of which both are among these ids, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an arriving report brings: keys to file and judgements to keep, by account.

    Why two accounts are different is not said.
    """

    keys: Mapping[str, frozenset[str]]
    judgements: tuple[Judgement, ...]


def arrive(new: Sequence[Profile], memory: Memory, setting: Setting) -> Arrival:
    """Judge the accounts of one report or of several with each other and with those known.

    Store what it gives, then `regroup` the ids of the new accounts.
    """
    keys = {each.id: keys_of(each, setting) for each in new}
    judged = dict(_judged(new, keys, memory, setting))
    return Arrival(keys, tuple(judged[pair] for pair in sorted(judged)))


def _judged(
    new: Sequence[Profile],
    keys: Mapping[str, frozenset[str]],
    memory: Memory,
    setting: Setting,
) -> Iterator[tuple[tuple[str, str], Judgement]]:
    mine = {each.id for each in new}
    sought = {each.id: sought_by(each, setting) for each in new}
    filed = memory.filed_under(sought)
    for one in new:
        beside = [each for each in new if keys[each.id] & sought[one.id]]
        known = [each for each in filed[one.id] if each.id not in mine]
        for other in (*beside, *known):
            if other.doc_id != one.doc_id:
                judgement = judge_pair(one, other, setting, explain=False)
                yield (judgement.left, judgement.right), judgement


def regroup(ids: Collection[str], memory: Memory, setting: Setting) -> Grouping:
    """The groups that these accounts now are in, and all that could have changed with them.

    To be asked after an arrival (ids of the new accounts), a ruling (both ids) or a
    retraction (those that were in a group with the account taken out, without it). What it
    gives is kept, for `Memory.gathered` to tell. Where people ruled, all accounts that chains of
    "same" lead to are grouped anew: rulings may contradict one another over such a chain.
    """
    changed = set(ids) | _gathered(ids, memory)
    while True:
        beside = {id for pair in memory.joining(changed) for id in pair}
        touched = changed | beside | _gathered(beside, memory)
        if memory.ruled(touched):
            chained = _connected(touched, memory)
            return _grouped(chained, memory, setting, memory.ruled(chained))
        grouping = _grouped(touched, memory, setting)
        others = _otherwise(grouping, memory.gathered(touched)) - changed
        if not others:
            return grouping
        changed |= others


def _gathered(ids: Collection[str], memory: Memory) -> frozenset[str]:
    """All that were last grouped with one of these."""
    return frozenset().union(*memory.gathered(ids).values())


def _grouped(
    ids: Collection[str], memory: Memory, setting: Setting, ruled: Sequence[Ruling] = ()
) -> Grouping:
    profiles = {each.id: each for each in memory.accounts(ids)}
    return group(profiles, memory.judged(ids), setting, ruled)


def _otherwise(grouping: Grouping, before: Mapping[str, frozenset[str]]) -> set[str]:
    """Accounts that are grouped otherwise than before."""
    now = {id: frozenset(each.members) for each in grouping.groups for id in each.members}
    return {id for id in now if before.get(id) != now[id]}


def _connected(ids: Collection[str], memory: Memory) -> frozenset[str]:
    """The ids and all that chains of "same" lead to from them."""
    found, edge = set(ids), set(ids)
    while edge:
        reached = {id for pair in memory.joining(edge) for id in pair}
        edge = reached - found
        found |= edge
    return frozenset(found)
