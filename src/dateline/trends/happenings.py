"""What happened once, whoever told it: the accounts of an incident, or a lone event."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Record = Mapping[str, Any]
# How an event must be told to count: what is denied, planned, foiled or imagined did not happen.
SURE, POSSIBLE = "asserted", "uncertain"
_ACTING = ("agent", "target", "from_group", "to_group")


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening. `first` and `last` are days within which it lies, None where that is open.

    sure: somebody tells it as fact; killed: the lowest and the highest bound of all accounts,
    `killed_high` None where one gives no upper bound.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    place: str | None
    first: date | None
    last: date | None
    sure: bool
    killed_low: int = 0
    killed_high: int | None = 0


def happenings_of(records: Iterable[tuple[Record, str | None]]) -> tuple[Happening, ...]:
    """The happenings of event records, each with the id of its incident if it has one.

    Those that nobody tells as having happened are left out.
    """
    told: dict[str, list[Record]] = defaultdict(list)
    for record, incident in records:
        if record["factuality"] in (SURE, POSSIBLE):
            told[incident or record["id"]].append(record)
    return tuple(_happening(id, told[id]) for id in sorted(told))


def _happening(id: str, accounts: list[Record]) -> Happening:
    first, last = _days(accounts)
    low, high = _killed(accounts)
    types = Counter(record["type"] for record in accounts)
    places = Counter(name for record in accounts if (name := _place(record)))
    actors = {name: None for record in accounts for name in _actors(record)}
    return Happening(
        id,
        type=max(types, key=lambda name: (types[name], name)),
        actors=tuple(actors),
        place=max(places, key=lambda name: (places[name], name)) if places else None,
        first=first,
        last=last,
        sure=any(record["factuality"] == SURE for record in accounts),
        killed_low=low,
        killed_high=high,
    )


def _days(accounts: list[Record]) -> tuple[date | None, date | None]:
    """The days on which all accounts agree; where they do not, all days of any."""
    times = [record["time"] for record in accounts if record.get("time")]
    spans = [(_day(each["earliest"]), _day(each["latest"])) for each in times]
    closed = [(first, last) for first, last in spans if first and last]
    if not closed:
        return None, None
    first, last = max(each[0] for each in closed), min(each[1] for each in closed)
    if first <= last:
        return first, last
    return min(each[0] for each in closed), max(each[1] for each in closed)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _killed(accounts: list[Record]) -> tuple[int, int | None]:
    counts = [c for record in accounts for c in record["counts"] if c["measure"] == "killed"]
    lows = [each["low"] for each in counts if each["low"] is not None]
    highs = [each["high"] for each in counts]
    open_ended = any(high is None for high in highs)
    top = None if open_ended else max((high for high in highs if high is not None), default=0)
    return min(lows, default=0), top


def _actors(record: Record) -> Iterable[str]:
    """Those who could be named."""
    parties = (each for role in _ACTING for each in record[role])
    return (each["actor"]["name"] for each in parties if each.get("actor"))


def _place(record: Record) -> str | None:
    for place in record["places"]:
        parts = (place.get("name"), place.get("adm1"), place.get("country"))
        named = list(dict.fromkeys(part for part in parts if part))
        if named:
            return ", ".join(named)
    return None
