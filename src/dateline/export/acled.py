"""ACLED-like rows: ACLED's 31 columns in its order, filled from our events.

They are no ACLED data and name nobody's coding but ours.
"""

from collections.abc import Sequence

from dateline.codebook.crosswalk import Crosswalk, load_crosswalk
from dateline.export.coded_rows import Cells, Notes, note_places, note_uncertain, number_of
from dateline.export.precision import place_codes, time_codes
from dateline.export.told import (
    ACTING,
    MET,
    bounds_text,
    called,
    country_of,
    first_day,
    is_located,
    scene,
    summary,
    toll,
)
from dateline.model import Event, Participant, Place

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
_CIVILIANS = 7
_DECIMALS = 4


class AcledScheme:
    """One row an event that ACLED has a type for."""

    columns: Sequence[str] = COLUMNS

    def __init__(self) -> None:
        self.words: Crosswalk = load_crosswalk()

    def refuses(self, event: Event) -> str | None:
        """ACLED has no code for threats, talks and the like."""
        if not isinstance(event.codes.get("acled"), dict):
            return f"ACLED has no code for {event.type}"
        return None

    def cells(self, event: Event, notes: Notes) -> Cells:
        """ACLED's columns, and what they cannot hold."""
        where = scene(event)
        note_places(event, notes)
        note_uncertain(event, notes)
        found = {
            "event_id_cnty": f"{(where and where.country) or 'XXX'}{number_of(event.id)}",
            **self._kind(event),
            **_when(event, notes),
            **self._who(event, notes),
            **_where(where, notes),
            "source": event.report.source,
            "fatalities": _fatalities(event, notes),
            "tags": _tags(event),
        }
        return {**found, "notes": _notes(event, notes)}

    def _kind(self, event: Event) -> Cells:
        codes = event.codes["acled"]
        assert isinstance(codes, dict)
        kind, sub = codes.get("event_type"), codes.get("sub_event_type")
        disorder = self.words.acled_disorder
        return {
            "event_type": kind,
            "sub_event_type": sub,
            "disorder_type": disorder.get(str(sub)) or disorder.get(str(kind)),
            "civilian_targeting": _civilian_targeting(event, str(kind)),
        }

    def _who(self, event: Event, notes: Notes) -> Cells:
        first, second = _side(event, ACTING), _side(event, MET)
        if not first and second:
            first, second = second, ()
            notes.append("nobody is named who did it: actor1 is whom it was done to")
        named, met = self._names(first), self._names(second)
        one, two = _inter(first), _inter(second)
        return {
            "actor1": next(iter(named), None),
            "assoc_actor_1": "; ".join([*named[1:], *self._names(event.supporter)]),
            "inter1": self.words.acled_sides.get(one or 0),
            "actor2": next(iter(met), None),
            "assoc_actor_2": "; ".join(met[1:]),
            "inter2": self.words.acled_sides.get(two or 0),
            "interaction": self._interaction(one, two, bool(second)),
        }

    def _names(self, parties: Sequence[Participant]) -> list[str]:
        """What ACLED would call them: "Military Forces of Syria"."""
        return list(dict.fromkeys(self._name(each) for each in parties))

    def _name(self, party: Participant) -> str:
        country = country_of(party.actor.country) if party.actor else None
        begins = self.words.acled_forces.get(party.actor.kind) if party.actor else None
        whole = country and party.actor and party.actor.name == country.name
        return f"{begins} {country.name}" if country and begins and whole else called(party)

    def _interaction(self, one: int | None, two: int | None, met: bool) -> str | None:
        """Both sides, lower code first; but "External/Other forces-Civilians"."""
        if one is None or (met and two is None):
            return None
        sides = self.words.acled_sides
        if two is None:
            return f"{sides[one]} only"
        low, high = sorted((one, two))
        pair = (high, low) if (low, high) == (_CIVILIANS, 8) else (low, high)
        return "-".join(sides[each] for each in pair)


def _side(event: Event, roles: Sequence[str]) -> tuple[Participant, ...]:
    return tuple(each for role in roles for each in getattr(event, role))


def _inter(parties: Sequence[Participant]) -> int | None:
    return next((each.actor.inter for each in parties[:1] if each.actor), None)


def _civilian_targeting(event: Event, kind: str) -> str | None:
    met = any(each.actor and each.actor.inter == _CIVILIANS for each in event.target)
    violent = kind in ("Violence against civilians", "Explosions/Remote violence", "Riots")
    return (
        "Civilian targeting" if kind == "Violence against civilians" or (met and violent) else None
    )


def _when(event: Event, notes: Notes) -> Cells:
    day = first_day(event)
    if event.time is None or day is None:
        notes.append("the day is not known")
        return {}
    precision = time_codes(event.time)["acled_precision"]
    if event.time.latest != day:
        notes.append(f"event_date is the first of several days, the last being {event.time.latest}")
    return {"event_date": str(day), "year": day.year, "time_precision": precision}


def _where(where: Place | None, notes: Notes) -> Cells:
    if where is None:
        notes.append("the place is not known")
        return {}
    country = country_of(where.country)
    located = is_located(where)
    if not located:
        notes.append("the place has no coordinates")
    return {
        "iso": country.numeric if country else None,
        "region": country.acled_region if country else None,
        "country": country.name if country else where.country,
        "admin1": where.adm1,
        "location": where.name or where.quote,
        "latitude": round(where.lat, _DECIMALS) if where.lat is not None and located else None,
        "longitude": round(where.lon, _DECIMALS) if where.lon is not None and located else None,
        "geo_precision": place_codes(where)["acled_precision"],
    }


def _fatalities(event: Event, notes: Notes) -> int:
    """ACLED's figure is a conservative one: the lowest of the bounds told, 0 if none is."""
    dead = toll(event, "killed")
    if dead is None:
        return 0
    if dead.high != dead.low:
        notes.append(f"fatalities is the lowest of what is told: {_range(dead.low, dead.high)}")
    notes.extend(dead.notes)
    return dead.low


def _range(low: int, high: int | None) -> str:
    return f"{low} or more" if high is None else f"{low} to {high}"


def _tags(event: Event) -> str | None:
    crowd = [count for count in event.counts if count.measure == "participants"]
    return f"crowd size={bounds_text(crowd[0])}" if crowd else None


def _notes(event: Event, notes: Notes) -> str:
    """What the event says, our id, and what the mapping lost: ACLED has no column for it."""
    lost = f" [mapping: {'; '.join(notes)}]" if notes else ""
    return f"{summary(event)} [Dateline {event.id}, report {event.report.id}]{lost}"
