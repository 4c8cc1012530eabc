"""What people decided about pairs of accounts, and how that binds the machine.

"Same" puts two accounts together whatever keeps them apart, "different" keeps them apart
whatever is alike, "unsure" takes back what the machine thought of the pair. The last ruling on
a pair counts. Where rulings contradict one another (A is B, B is C, A is not C) the newer
ones stand, and the one that cannot be kept is named and not silently dropped.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.merge.groups import Groups
from dateline.merge.judge import Judgement, Verdict

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's verdict on two accounts, by their event ids. `by` says whose."""

    left: str
    right: str
    verdict: Verdict
    by: str
    note: str = ""

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise ValueError(f"a ruling is on two events, not on {self.left} alone")

    @property
    def pair(self) -> Pair:
        """The two ids, the smaller first."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A ruling that newer ones contradict, and how."""

    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The rulings that can all be kept, by pair, and those that cannot."""

    kept: tuple[Ruling, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def together(self) -> tuple[Pair, ...]:
        """Pairs that people put together, in order."""
        return tuple(sorted(each.pair for each in self.kept if each.verdict == "same"))

    def applied_to(self, judgements: Iterable[Judgement], unsure: float) -> list[Judgement]:
        """The judgements, those on ruled pairs replaced; `unsure` is the score of such a pair."""
        ruled = {each.pair: judgement_of(each, unsure) for each in self.kept}
        free = (each for each in judgements if (each.left, each.right) not in ruled)
        return [*free, *(ruled[pair] for pair in sorted(ruled))]


def judgement_of(ruling: Ruling, unsure: float) -> Judgement:
    """The ruling as an incident shows it."""
    score = {"same": 1.0, "different": 0.0, "unsure": unsure}[ruling.verdict]
    said = f"{ruling.by} ruled: {ruling.verdict}" + (f" ({ruling.note})" if ruling.note else "")
    barred = ruling.verdict == "different"
    return Judgement(*ruling.pair, ruling.verdict, score, (said,), barred, by=ruling.by)


def split(parts: Sequence[Collection[str]], by: str, note: str = "") -> tuple[Ruling, ...]:
    """The rulings that take an incident apart: each event of one part is not one of another.

    What is together within a part stays for the machine to judge.
    """
    return tuple(
        Ruling(left, right, "different", by, note)
        for one, other in combinations(parts, 2)
        for left in sorted(one)
        for right in sorted(other)
    )


def standing(rulings: Sequence[Ruling], events: Collection[str]) -> Standing:
    """Of rulings given oldest first, those on these events that can be kept, newest first."""
    known = set(events)
    latest = {each.pair: each for each in rulings if known.issuperset(each.pair)}
    # A dictionary keeps the place of a key's first entry; the last ruling on a pair is the newer.
    newest = {each.pair: at for at, each in enumerate(rulings)}
    keeping = _Keeping(known)
    for ruling in sorted(latest.values(), key=lambda each: -newest[each.pair]):
        keeping.take(ruling)
    return Standing(tuple(keeping.kept), tuple(keeping.set_aside))


class _Keeping:
    """Rulings taken one by one as long as they agree with those taken before."""

    def __init__(self, events: Iterable[str]) -> None:
        self._groups = Groups(sorted(events))
        self._apart: list[Pair] = []
        self.kept: list[Ruling] = []
        self.set_aside: list[SetAside] = []

    def take(self, ruling: Ruling) -> None:
        """Keep the ruling, or set it aside with what speaks against it."""
        why = self._against(ruling)
        if why:
            self.set_aside.append(SetAside(ruling, why))
            return
        self.kept.append(ruling)
        if ruling.verdict == "same":
            self._groups.join(*ruling.pair)
        elif ruling.verdict == "different":
            self._apart.append(ruling.pair)

    def _against(self, ruling: Ruling) -> str | None:
        left, right = (self._groups.first(each) for each in ruling.pair)
        if ruling.verdict == "different" and left == right:
            return "newer rulings put the two together by way of others"
        if ruling.verdict == "same":
            for one, other in self._apart:
                if {self._groups.first(one), self._groups.first(other)} == {left, right}:
                    return f"a newer ruling keeps {one} and {other} apart"
        return None
