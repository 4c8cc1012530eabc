"""Judgements on pairs -> groups of accounts: linkage by mean that nothing barred may cross.

Two groups are as alike as their pairs in the quadratic mean, in which those much alike weigh
more; a pair that was not compared, or was found different, counts as nothing alike. The likeliest
two are joined first and ties go to the smaller ids, so the order in which reports arrive is never
seen. Two groups that hold accounts of one report, or a barred pair, are never joined.

A joined group is no liker to a third than the liker of its two parts was. So a group depends on
those alone to which it is as like as `least`, and part of the accounts can be grouped by
itself (`arrival.regroup`). That holds of exact sums only: scores have four digits and are added
as whole numbers.
"""

import heapq
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
    linkage = _Linkage(reports, judgements, least)
    linkage.put_together(together)
    heap = [(-linkage.mean(a, b), a, b) for a, b in linkage.pairs() if linkage.is_like(a, b)]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if not linkage.stands(a, b) or linkage.mean(a, b) != -mean:
            continue  # one of the two has grown since
        if not linkage.is_like(a, b) or linkage.bar(a, b, apart):
            continue
        for other in linkage.join(a, b):
            if linkage.is_like(a, other):
                pair = (a, other) if a < other else (other, a)
                heapq.heappush(heap, (-linkage.mean(*pair), *pair))
    return linkage.groups()


class _Linkage:
    """Groups under way and how alike those that touch are.

    An account is called by its place in the order of ids, a group by that of its first.
    """

    def __init__(
        self, reports: Mapping[str, str], judgements: Iterable[Judgement], least: float
    ) -> None:
        self._ids = sorted(reports)
        self._places = {id: place for place, id in enumerate(self._ids)}
        self._least = _points(least) ** 2
        every = range(len(self._ids))
        self._members: dict[int, list[int]] = {place: [place] for place in every}
        self._reports = {place: {reports[id]} for place, id in enumerate(self._ids)}
        self._squares: dict[int, dict[int, int]] = {place: {} for place in every}
        self._scores: dict[int, dict[int, int]] = {place: {} for place in every}
        self._barred: dict[int, set[int]] = {place: set() for place in every}
        self._deciding: dict[int, list[Pair]] = {place: [] for place in every}
        for judgement in judgements:
            self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        a, b = self._places[judgement.left], self._places[judgement.right]
        if judgement.barred:
            self._barred[a].add(b)
            self._barred[b].add(a)
            return
        score = 0 if judgement.verdict == "different" else _points(judgement.score)
        self._squares[a][b] = self._squares[b][a] = score * score
        self._scores[a][b] = self._scores[b][a] = score

    def pairs(self) -> Iterator[tuple[int, int]]:
        return ((a, b) for a, near in self._squares.items() for b in near if a < b)

    def put_together(self, pairs: Iterable[Pair]) -> None:
        """Join what people put together, bars or not."""
        groups = Groups(self._ids)
        for pair in pairs:
            one, other = sorted(map(groups.first, pair))
            if one != other:
                self.join(self._places[one], self._places[other])
                groups.join(one, other)

    def stands(self, a: int, b: int) -> bool:
        return a in self._members and b in self._members

    def mean(self, a: int, b: int) -> float:
        """How alike two groups are: the mean of the squares, which are in the same order."""
        return self._squares[a].get(b, 0) / (len(self._members[a]) * len(self._members[b]))

    def is_like(self, a: int, b: int) -> bool:
        """Whether two groups are alike enough to be joined, and nothing known bars it."""
        pairs = len(self._members[a]) * len(self._members[b])
        return (
            self._squares[a].get(b, 0) >= self._least * pairs
            and b not in self._barred[a]
            and self._reports[a].isdisjoint(self._reports[b])
        )

    def bar(self, a: int, b: int, apart: Callable[[str, str], bool]) -> bool:
        """Whether two accounts of the groups that were not compared are barred after all."""
        if not any(
            apart(self._ids[left], self._ids[right])
            for left in self._members[a]
            for right in self._members[b]
            if right not in self._scores[left]
        ):
            return False
        self._barred[a].add(b)
        self._barred[b].add(a)
        return True

    def join(self, a: int, b: int) -> list[int]:
        """Make one of two groups, under the smaller name; gives back those it touches."""
        self._deciding[a] += [*self._deciding.pop(b), self._likeliest(a, b)]
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        self._reports[a] |= self._reports.pop(b)
        self._barred[a].discard(b)
        for other in self._barred.pop(b) - {a}:
            self._barred[other].discard(b)
            self._barred[other].add(a)
            self._barred[a].add(other)
        near = self._squares[a]
        near.pop(b, None)
        for other, squares in self._squares.pop(b).items():
            if other != a:
                near[other] = self._squares[other][a] = near.get(other, 0) + squares
                del self._squares[other][b]
        return sorted(near)

    def _likeliest(self, a: int, b: int) -> Pair:
        across = (
            (-score, min(left, right), max(left, right))
            for left in self._members[a]
            for right in self._members[b]
            if (score := self._scores[left].get(right)) is not None
        )
        _, left, right = min(across)
        return self._ids[left], self._ids[right]

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(tuple(self._ids[each] for each in members), tuple(sorted(self._deciding[place])))
            for place, members in self._members.items()
        )


def _points(score: float) -> int:
    """A score in ten-thousandths, which is how exactly scores are told."""
    return round(score * 10_000)
