"""Happenings counted: how many there surely were, and how many there may have been."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.trends.happenings import Happening

UNKNOWN = "not known"
_LONGEST = 53  # weeks an interval may span and still be set out by week


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a count.

    sure: told as fact, and surely of this line; possible: those, and all that may be.
    The killed are of the same: at least those of the sure ones, at most those of all possible
    ones, None where one has no upper bound.
    """

    key: str
    sure: int
    possible: int
    killed_low: int
    killed_high: int | None


Keys = Callable[[Happening], Iterable[tuple[str, bool]]]  # each line, and whether it is sure


def _of_type(each: Happening) -> Iterable[tuple[str, bool]]:
    return [(each.type, True)]


def _of_actor(each: Happening) -> Iterable[tuple[str, bool]]:
    return [(name, True) for name in each.actors] or [(UNKNOWN, True)]


def _of_place(each: Happening) -> Iterable[tuple[str, bool]]:
    return [(each.place or UNKNOWN, True)]


def _of_week(each: Happening) -> Iterable[tuple[str, bool]]:
    """The Mondays of the weeks it may lie in; sure if there is but one."""
    if each.first is None or each.last is None:
        return [(UNKNOWN, True)]
    mondays = list(_mondays(each.first, each.last))
    if len(mondays) > _LONGEST:
        return [(UNKNOWN, True)]
    return [(str(monday), len(mondays) == 1) for monday in mondays]


BY: Mapping[str, Keys] = {
    "type": _of_type,
    "actor": _of_actor,
    "place": _of_place,
    "week": _of_week,
}


def tally(happenings: Sequence[Happening], by: str) -> tuple[Row, ...]:
    """The count, weeks in their order with empty ones between, others by how many there were."""
    held: dict[str, list[tuple[Happening, bool]]] = defaultdict(list)
    for each in happenings:
        for key, sure in BY[by](each):
            held[key].append((each, sure and each.sure))
    if by == "week":
        return tuple(_row(key, held.get(key, [])) for key in _every_week(held))
    rows = [_row(key, found) for key, found in held.items()]
    return tuple(sorted(rows, key=lambda row: (-row.possible, -row.sure, row.key)))


def _row(key: str, found: list[tuple[Happening, bool]]) -> Row:
    highs = [each.killed_high for each, _ in found]
    closed = [high for high in highs if high is not None]
    return Row(
        key,
        sure=sum(sure for _, sure in found),
        possible=len(found),
        killed_low=sum(each.killed_low for each, sure in found if sure),
        killed_high=sum(closed) if len(closed) == len(highs) else None,
    )


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += timedelta(days=7)


def _every_week(held: Iterable[str]) -> Iterator[str]:
    days = sorted(date.fromisoformat(key) for key in held if key != UNKNOWN)
    if days:
        yield from map(str, _mondays(days[0], days[-1]))
    if UNKNOWN in held:
        yield UNKNOWN
