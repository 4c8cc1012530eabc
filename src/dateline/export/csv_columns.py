"""The columns of the CSV: what each is called and how it is read from an event.

docs/formats.md says the same in words; a test keeps the two in step.
"""

from collections.abc import Callable, Iterable
from typing import get_args

from dateline.codebook.schema import Measure
from dateline.model import CONFIDENT_OF, Actor, Event, Participant, Place

Cell = str | int | float | None
Read = Callable[[Event], Cell]


def _listed(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(" ".join(value.split()) for value in values if value))


def _names(role: str) -> Read:
    return lambda event: _listed(_name(each.actor) for each in _parties(event, role))


def _name(actor: Actor | None) -> str | None:
    """The name, with a person's group or force: a search for either finds it."""
    if actor is None or actor.affiliation is None:
        return actor.name if actor else None
    return f"{actor.name} ({actor.affiliation.name})"


def _quotes(role: str) -> Read:
    return lambda event: _listed(each.quote for each in _parties(event, role))


def _kinds(role: str) -> Read:
    return lambda event: _listed(
        each.actor.kind if each.actor else None for each in _parties(event, role)
    )


def _certainty(event: Event) -> Cell:
    return _listed(each.certainty for each in event.agent)


def _parties(event: Event, role: str) -> tuple[Participant, ...]:
    parties: tuple[Participant, ...] = getattr(event, role)
    return parties


def _place(field: str) -> Read:
    return lambda event: getattr(event.places[0], field) if event.places else None


def _other_places(event: Event) -> Cell:
    return _listed(_place_text(place) for place in event.places[1:])


def _place_text(place: Place) -> str:
    named = ", ".join(part for part in (place.name, place.adm1, place.country) if part)
    return f"{place.relation} {named or place.quote}"


def _day(field: str) -> Read:
    return lambda event: str(getattr(event.time, field) or "") if event.time else None


def _of_time(field: str) -> Read:
    return lambda event: getattr(event.time, field) if event.time else None


def _bound(measure: str, field: str) -> Read:
    """Reports that give two totals keep two: "12; 14", "?" where one leaves the bound open."""

    def read(event: Event) -> Cell:
        counts = [count.quantity for count in event.counts if count.measure == measure]
        bounds = [getattr(quantity, field) for quantity in counts]
        if all(bound is None for bound in bounds):
            return None
        return "; ".join("?" if bound is None else str(bound) for bound in bounds)

    return read


def _approximate(event: Event) -> Cell:
    return _listed(count.measure for count in event.counts if count.quantity.approx)


def _code(scheme: str, key: str | None = None) -> Read:
    def read(event: Event) -> Cell:
        value = event.codes.get(scheme)
        if key is not None:
            value = value.get(key) if isinstance(value, dict) else None
        return None if value is None else str(value)

    return read


def _roles() -> list[tuple[str, Read]]:
    columns: list[tuple[str, Read]] = []
    for role in ("agent", "target", "from_group", "to_group", "supporter"):
        columns += [(role, _names(role)), (f"{role}_quote", _quotes(role))]
        if role in ("agent", "target"):
            columns.append((f"{role}_kind", _kinds(role)))
    return columns


def _counts() -> list[tuple[str, Read]]:
    return [
        (f"{measure}_{field}", _bound(measure, field))
        for measure in get_args(Measure)
        for field in ("low", "high")
    ]


def _confidence(field: str) -> Read:
    return lambda event: event.confidences.get(field)


# The order of the columns; docs/formats.md says what each holds.
COLUMNS: tuple[tuple[str, Read], ...] = (
    ("event_id", lambda event: event.id),
    ("doc_id", lambda event: event.report.id),
    ("title", lambda event: event.report.title),
    ("source", lambda event: event.report.source),
    ("published", lambda event: str(event.report.published or "")),
    ("url", lambda event: event.report.url),
    ("type", lambda event: event.type),
    ("family", lambda event: event.family),
    ("factuality", lambda event: event.factuality),
    ("phase", lambda event: event.phase),
    ("confidence", lambda event: round(event.confidence, 4)),
    *((f"{field}_confidence", _confidence(field)) for field in CONFIDENT_OF),
    ("trigger", lambda event: _listed(mention.quote for mention in event.mentions)),
    *_roles(),
    ("agent_certainty", _certainty),
    ("instrument_quote", _quotes("instrument")),
    ("place", _place("name")),
    ("adm1", _place("adm1")),
    ("country", _place("country")),
    ("place_precision", _place("precision")),
    ("place_relation", _place("relation")),
    ("place_basis", _place("basis")),
    ("lat", _place("lat")),
    ("lon", _place("lon")),
    ("geonameid", _place("geonameid")),
    ("place_quote", _place("quote")),
    ("other_places", _other_places),
    ("earliest", _day("earliest")),
    ("latest", _day("latest")),
    ("time_precision", _of_time("precision")),
    ("time_basis", _of_time("basis")),
    ("time_quote", _of_time("quote")),
    *_counts(),
    ("approximate_counts", _approximate),
    ("source_quote", lambda event: _listed(source.quote for source in event.sources)),
    ("source_kind", lambda event: _listed(source.kind for source in event.sources)),
    ("acled_event_type", _code("acled", "event_type")),
    ("acled_sub_event_type", _code("acled", "sub_event_type")),
    ("plover_type", _code("plover", "type")),
    ("plover_mode", _code("plover", "mode")),
    ("cameo", _code("cameo")),
    ("ucdp", _code("ucdp")),
    ("notes", lambda event: _listed(event.notes)),
)
