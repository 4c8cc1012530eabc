"""How many, as the accounts have it: every figure stays, and none is ever averaged.

`low` is the smallest number any account gives, `high` the largest; `high` is open where an
account says "at least" more than any other's largest. `best` is the number that most
accounts give, copies of a text counted once; of two so given the one published later,
then the smaller. Accounts that deny, plan or imagine it have no say in the three.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.merge.profile import Profile
from dateline.merge.record import CountRecord

TOLD_AS_FACT = frozenset({"asserted", "uncertain"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One account's figure. `source` is who is said to have said it, else the outlet;
    `source_kind` is None where the outlet speaks in its own voice."""

    event: str
    account: str
    low: int | None
    high: int | None
    approx: bool
    source: str | None
    source_kind: str | None
    outlet: str | None
    published: str | None
    factuality: str

    @property
    def number(self) -> int:
        """The number the account names: of "at least 12" and of "12", 12."""
        number = self.low if self.low is not None else self.high
        return number if number is not None else 0


@dataclass(frozen=True, slots=True)
class Toll:
    measure: str
    low: int | None
    best: int | None
    high: int | None
    reported: tuple[Figure, ...]
    why: str  # how `best` was chosen


def tolls_of(profiles: Sequence[Profile]) -> tuple[Toll, ...]:
    """One toll a measure, in the order of their names; figures by event id, as reported."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for profile in profiles:
        for count in profile.event.counts:
            if count.low is not None or count.high is not None:
                figures[count.measure].append(_figure(profile, count))
    return tuple(_toll(measure, figures[measure]) for measure in sorted(figures))


def _figure(profile: Profile, count: CountRecord) -> Figure:
    event = profile.event
    said = next((source for source in event.sources if source.quote), None)
    return Figure(
        event=event.id,
        account=profile.account,
        low=count.low,
        high=count.high,
        approx=count.approx,
        source=said.quote if said else event.report.source,
        source_kind=said.kind if said else None,
        outlet=event.report.source,
        published=str(event.report.published) if event.report.published else None,
        factuality=event.factuality,
    )


def _toll(measure: str, figures: list[Figure]) -> Toll:
    heard = [each for each in figures if each.factuality in TOLD_AS_FACT]
    if not heard:
        why = "no account tells it as fact"
        return Toll(measure, None, None, None, tuple(figures), why)
    best, why = _best(heard)
    return Toll(measure, _low(heard), best, _high(heard), tuple(figures), why)


def _low(figures: Iterable[Figure]) -> int | None:
    return min((each.low for each in figures if each.low is not None), default=None)


def _high(figures: Sequence[Figure]) -> int | None:
    closed = max((each.high for each in figures if each.high is not None), default=None)
    open_ended = max((each.low or 0 for each in figures if each.high is None), default=None)
    if closed is None or (open_ended is not None and open_ended > closed):
        return None
    return closed


def _best(figures: Sequence[Figure]) -> tuple[int, str]:
    by_number: dict[int, list[Figure]] = defaultdict(list)
    for each in figures:
        by_number[each.number].append(each)
    ranked = sorted(by_number, key=lambda number: _rank(number, by_number[number]), reverse=True)
    best = ranked[0]
    most, all_of_them = _accounts(by_number[best]), _accounts(figures)
    if len(ranked) == 1:
        return best, f"the only number given, by {most} of {all_of_them} accounts"
    return best, f"given by {most} of {all_of_them} accounts; others say " + ", ".join(
        str(number) for number in sorted(ranked[1:])
    )


def _rank(number: int, figures: Sequence[Figure]) -> tuple[int, str, int]:
    latest = max((each.published or "" for each in figures), default="")
    return _accounts(figures), latest, -number


def _accounts(figures: Iterable[Figure]) -> int:
    return len({each.account for each in figures})
