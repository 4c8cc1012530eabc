"""Judgements on pairs -> groups of accounts: linkage by mean that nothing barred may cross.

Two groups are as alike as their pairs in the quadratic mean, in which those much alike weigh
more; a pair that was not compared counts as nothing alike. The likeliest two are joined first
and ties go to the smaller ids, so the order in which reports arrive is never seen. Two groups
that hold accounts of one report, or a barred pair, are never joined.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.merge.groups import Groups
from dateline.merge.judge import Judgement

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts of one happening, by id, and for each joining the likeliest pair across it."""

    members: tuple[str, ...]
    deciding: tuple[Pair, ...]


def cluster(
    reports: Mapping[str, str],
    judgements: Iterable[Judgement],
    least: float,
    apart: Callable[[str, str], bool],
    together: Iterable[Pair] = (),
) -> tuple[Group, ...]:
    """Groups of account ids, by their first id. `reports` says of which report each account is.

    `least` is the mean likeness that joins two groups; `apart` says of two accounts that
    were not compared whether they are barred. Pairs in `together` are joined first, whatever bars
    them; each is among the judgements.
    """
    linkage = _Linkage(reports, judgements)
    linkage.put_together(together)
    heap = [(-linkage.mean(a, b), a, b) for a, b in linkage.pairs()]
    heap = [entry for entry in heap if -entry[0] >= least]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if not linkage.stands(a, b) or linkage.mean(a, b) != -score:
            continue  # one of the two has grown since
        if linkage.bar(a, b, apart):
            continue
        for other in linkage.join(a, b):
            mean = linkage.mean(a, other)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return linkage.groups()


class _Linkage:
    """Groups under way, each called by its first id, and how alike those that touch are."""

    def __init__(self, reports: Mapping[str, str], judgements: Iterable[Judgement]) -> None:
        self._members = {id: [id] for id in sorted(reports)}
        self._reports = {id: {report} for id, report in reports.items()}
        self._squares: dict[str, dict[str, float]] = {id: {} for id in reports}
        self._scores: dict[str, dict[str, float]] = {id: {} for id in reports}
        self._barred: dict[str, set[str]] = {id: set() for id in reports}
        self._deciding: dict[str, list[Pair]] = {id: [] for id in reports}
        for judgement in judgements:
            self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        a, b = judgement.left, judgement.right
        if judgement.barred:
            self._barred[a].add(b)
            self._barred[b].add(a)
            return
        self._squares[a][b] = self._squares[b][a] = judgement.score**2
        self._scores[a][b] = self._scores[b][a] = judgement.score

    def pairs(self) -> Iterator[Pair]:
        return ((a, b) for a, near in self._squares.items() for b in near if a < b)

    def put_together(self, pairs: Iterable[Pair]) -> None:
        """Join what people put together, bars or not."""
        groups = Groups(self._members)
        for pair in pairs:
            a, b = sorted(map(groups.first, pair))
            if a != b:
                self.join(a, b)
                groups.join(a, b)

    def stands(self, a: str, b: str) -> bool:
        return a in self._members and b in self._members

    def mean(self, a: str, b: str) -> float:
        """How alike two groups are; -1 where they may not be joined."""
        if b in self._barred[a] or self._reports[a] & self._reports[b]:
            return -1.0
        pairs = len(self._members[a]) * len(self._members[b])
        return round(math.sqrt(self._squares[a].get(b, 0.0) / pairs), 4)

    def bar(self, a: str, b: str, apart: Callable[[str, str], bool]) -> bool:
        """Whether two accounts of the groups that were not compared are barred after all."""
        if not any(
            apart(left, right)
            for left in self._members[a]
            for right in self._members[b]
            if right not in self._scores[left]
        ):
            return False
        self._barred[a].add(b)
        self._barred[b].add(a)
        return True

    def join(self, a: str, b: str) -> list[str]:
        """Make one of two groups, under the smaller name; gives back those it touches."""
        self._deciding[a] += [*self._deciding.pop(b), self._likeliest(a, b)]
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        self._reports[a] |= self._reports.pop(b)
        self._barred[a].discard(b)
        for other in self._barred.pop(b) - {a}:
            self._barred[other].discard(b)
            self._barred[other].add(a)
            self._barred[a].add(other)
        self._squares[a].pop(b, None)
        for other, score in self._squares.pop(b).items():
            if other != a:
                self._squares[a][other] = round(self._squares[a].get(other, 0.0) + score, 8)
                self._squares[other][a] = self._squares[a][other]
                del self._squares[other][b]
        return sorted(self._squares[a])

    def _likeliest(self, a: str, b: str) -> Pair:
        across = (
            (-score, min(left, right), max(left, right))
            for left in self._members[a]
            for right in self._members[b]
            if (score := self._scores[left].get(right)) is not None
        )
        _, left, right = min(across)
        return left, right

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(tuple(members), tuple(sorted(self._deciding[id])))
            for id, members in self._members.items()
        )
