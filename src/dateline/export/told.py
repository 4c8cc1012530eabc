"""What an event tells, in the shape in which other codebooks ask for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.codebook.countries import Country, load_countries
from dateline.model import Count, Event, Participant, Place

ACTING = ("agent", "from_group")  # who does it; of a defection, whom it is done away from
MET = ("target", "to_group")


@dataclass(frozen=True, slots=True)
class Toll:
    """Bounds over all totals a report gives; `high` None: nothing says at most how many.

    `low` is the lowest bound that is told, 0 where none is; `best` the lower bound of the total
    told first that has one. Figures are never averaged.
    """

    low: int
    best: int
    high: int | None
    notes: tuple[str, ...] = ()


def scene(event: Event) -> Place | None:
    """The place of the event: the first it happened at, else the first it came from or went to."""
    at = (place for place in event.places if place.relation == "at")
    return next(at, next(iter(event.places), None))


def is_located(place: Place | None) -> bool:
    """Whether a place has coordinates."""
    return place is not None and place.lat is not None and place.lon is not None


def country_of(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-3 code, None where there is none or it is unknown."""
    return load_countries().get(code) if code else None


def called(party: Participant) -> str:
    """The name of a party, or the words for one nobody could name."""
    return one_line(party.actor.name if party.actor else party.quote)


def names(parties: Iterable[Participant]) -> list[str]:
    """What parties are called, each once, in order."""
    return list(dict.fromkeys(called(each) for each in parties))


def first_day(event: Event) -> date | None:
    """The earliest day it may have happened, None if that is open."""
    return event.time.earliest if event.time else None


def last_day(event: Event) -> date | None:
    """The latest day it may have happened, None if that is open."""
    return event.time.latest if event.time else None


def toll(event: Event, measure: str) -> Toll | None:
    """How many, over all totals of a measure; None if none is given."""
    counts = [count for count in event.counts if count.measure == measure]
    if not counts:
        return None
    bounds = [count.quantity for count in counts]
    lows = [each.low for each in bounds if each.low is not None] or [0]
    highs = [each.high for each in bounds]
    known = [high for high in highs if high is not None]
    top = max(known) if len(known) == len(highs) else None
    return Toll(min(lows), lows[0], top, tuple(_toll_notes(counts)))


def _toll_notes(counts: list[Count]) -> Iterator[str]:
    measure = counts[0].measure
    if len(counts) > 1:
        told = "; ".join(bounds_text(count) for count in counts)
        yield f"the report gives more than one number of {measure}: {told}"
    if any(count.quantity.high is None for count in counts):
        yield f"no upper bound is given for the number of {measure}"
    if any(count.quantity.low is None for count in counts):
        yield f"no lower bound is given for the number of {measure}"
    if any(count.quantity.approx for count in counts):
        yield f"the number of {measure} is given as approximate"


def bounds_text(count: Count) -> str:
    """Bounds as words: "12", "at least 12", "up to 40", "12 to 14", "about 20"."""
    low, high = count.quantity.low, count.quantity.high
    about = "about " if count.quantity.approx else ""
    if low == high:
        return f"{about}{low}"
    if low is None:
        return f"{about}up to {high}"
    if high is None:
        return f"{about}at least {low}"
    return f"{about}{low} to {high}"


def one_line(words: str) -> str:
    """Words without line ends and tabs, which rows of other formats cannot hold."""
    return " ".join(words.split())


def summary(event: Event) -> str:
    """What the event says, as one line made of its fields: no sentence of the report."""
    parts = [event.type.replace("_", " ")]
    if event.factuality != "asserted":
        parts[0] += f" ({event.factuality})"
    parts += [
        f"{label}: {', '.join(found)}"
        for label, role in _ROLES
        if (found := names(getattr(event, role)))
    ]
    where = scene(event)
    parts += [place_text(where)] if where else []
    parts += [days] if (days := days_text(event)) else []
    parts += [f"{count.measure}: {bounds_text(count)}" for count in event.counts]
    said = list(dict.fromkeys(one_line(source.quote) for source in event.sources))
    parts += [f"according to {', '.join(said)}"] if said else []
    return "; ".join(parts)


_ROLES = (
    ("by", "agent"),
    ("against", "target"),
    ("from", "from_group"),
    ("to", "to_group"),
    ("with help of", "supporter"),
)


def place_text(place: Place) -> str:
    """A place with what it lies in: "Raqqa, Syria"; its words where it has no name."""
    country = country_of(place.country)
    parts = (place.name or place.quote, place.adm1, country.name if country else place.country)
    return ", ".join(dict.fromkeys(one_line(part) for part in parts if part))


def days_text(event: Event) -> str:
    """The days as "2016-03-07" or "2016-02-29 to 2016-03-05"; empty if they are open."""
    first, last = first_day(event), last_day(event)
    if first is None and last is None:
        return ""
    if first == last:
        return str(first)
    return f"{first or '?'} to {last or '?'}"
