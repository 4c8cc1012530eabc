"""What coders are compared in: each field of an event, as a value that can be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from dateline.agreement.alpha import Scale

Record = Mapping[str, Any]
PLACES = ("site", "town", "district", "province", "region", "country")  # from near to far
SPANS = ("day", "week", "month", "year", "longer")
NOWHERE = "none"


class Coding(Protocol):
    """What one person made of an event: whether it is one, and its record if so."""

    @property
    def accepts(self) -> bool: ...

    @property
    def record(self) -> Record: ...


@dataclass(frozen=True, slots=True)
class Compared:
    """A field: what it is called, how values are apart, and the value of a record.

    None is no value: who gives none is not compared in it.
    """

    name: str
    scale: Scale
    value: Callable[[Record], Any]


def compared_in(codings: Iterable[Coding]) -> tuple[Compared, ...]:
    """The fields in which codings can be compared; each measure that anybody counts is one."""
    counts = (count for each in codings if each.accepts for count in each.record["counts"])
    measures = sorted({count["measure"] for count in counts})
    return (*FIELDS, *(_counted(measure) for measure in measures))


def value_of(field: Compared, coding: Coding) -> Any:
    """The value that a coding has in a field; of what is rejected only that."""
    if field.name == "status":
        return "accepted" if coding.accepts else "rejected"
    return field.value(coding.record) if coding.accepts else None


def _parties(role: str) -> Callable[[Record], frozenset[str]]:
    """Who has a role: the actors' ids, or the words where nobody could be named."""

    def value(record: Record) -> frozenset[str]:
        return frozenset(
            (each.get("actor") or {}).get("id") or f"“{each.get('quote') or '?'}”"
            for each in record[role]
        )

    return value


def _scene(record: Record) -> Record:
    places = record["places"]
    at = (place for place in places if (place.get("rel") or "at") == "at")
    return next(at, places[0] if places else {})


def _place(record: Record) -> str:
    """Its scene: name, division and country, which are one place."""
    scene = _scene(record)
    named = [scene.get(key) for key in ("name", "adm1", "country")]
    return ", ".join(dict.fromkeys(each for each in named if each)) or NOWHERE


def _rank(order: Sequence[str], value: Any) -> int | None:
    return order.index(value) if value in order else None


def _day(record: Record) -> int | None:
    """The first day on which it may have happened."""
    first = (record["time"] or {}).get("earliest")
    return date.fromisoformat(first).toordinal() if first else None


def _counted(measure: str) -> Compared:
    """How many people: the lower bound, or the upper one where there is no other."""

    def value(record: Record) -> int | None:
        held = (each for each in record["counts"] if each["measure"] == measure)
        bounds = (low if (low := each["low"]) is not None else each["high"] for each in held)
        return max((each for each in bounds if each is not None), default=None)

    return Compared(measure, "ratio", value)


FIELDS = (
    Compared("status", "nominal", lambda _: None),
    Compared("type", "nominal", lambda record: record["type"]),
    Compared("factuality", "nominal", lambda record: record["factuality"]),
    Compared("agent", "sets", _parties("agent")),
    Compared("target", "sets", _parties("target")),
    Compared("place", "nominal", _place),
    Compared("place precision", "ordinal", lambda r: _rank(PLACES, _scene(r).get("precision"))),
    Compared("dated", "nominal", lambda record: "no" if _day(record) is None else "yes"),
    Compared("date", "interval", _day),
    Compared(
        "date precision", "ordinal", lambda r: _rank(SPANS, (r["time"] or {}).get("precision"))
    ),
    Compared("counted", "sets", lambda r: frozenset(each["measure"] for each in r["counts"])),
)
