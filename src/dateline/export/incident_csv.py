"""The columns of the CSV of incidents: one row an incident, flat.

docs/formats.md says the same in words; a test keeps the two in step.
"""

from collections.abc import Callable, Iterable
from typing import get_args

from dateline.codebook.schema import Measure
from dateline.export.csv_columns import Cell
from dateline.export.event_json import day_text
from dateline.merge.incident import Incident
from dateline.merge.record import Role
from dateline.merge.summary import summarise
from dateline.merge.tolls import Figure, Toll

Read = Callable[[Incident], Cell]


def _listed(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(" ".join(value.split()) for value in values if value))


def _place(field: str) -> Read:
    return lambda incident: getattr(incident.place.place, field) if incident.place else None


def _names(role: Role) -> Read:
    return lambda incident: _listed(p.name for p in incident.actors if p.role == role)


def _bound(measure: str, field: str) -> Read:
    def read(incident: Incident) -> Cell:
        toll = _toll(incident, measure)
        value: Cell = getattr(toll, field) if toll else None
        return value

    return read


def _reported(measure: str) -> Read:
    """Every figure with who gave it: "12 (an official); 14 or more (a monitor)"."""

    def read(incident: Incident) -> Cell:
        toll = _toll(incident, measure)
        return "; ".join(figure_text(each) for each in toll.reported) if toll else None

    return read


def _toll(incident: Incident, measure: str) -> Toll | None:
    return next((toll for toll in incident.counts if toll.measure == measure), None)


def figure_text(figure: Figure) -> str:
    """One account's figure and who gave it."""
    source = " ".join((figure.source or "no source named").split())
    held = "" if figure.factuality == "asserted" else f", {figure.factuality}"
    return f"{_number(figure)} ({source}{held})"


def _number(figure: Figure) -> str:
    if figure.low == figure.high:
        return f"about {figure.low}" if figure.approx else str(figure.low)
    if figure.high is None:
        return f"{figure.low} or more"
    return f"up to {figure.high}" if figure.low is None else f"{figure.low} to {figure.high}"


def _counts() -> list[tuple[str, Read]]:
    columns: list[tuple[str, Read]] = []
    for measure in get_args(Measure):
        columns += [(f"{measure}_{field}", _bound(measure, field)) for field in _BOUNDS]
        columns.append((f"{measure}_reported", _reported(measure)))
    return columns


_BOUNDS = ("low", "best", "high")

# The order of the columns; docs/formats.md says what each holds.
INCIDENT_COLUMNS: tuple[tuple[str, Read], ...] = (
    ("incident_id", lambda incident: incident.id),
    ("type", lambda incident: incident.type),
    ("family", lambda incident: incident.family),
    ("earliest", lambda incident: day_text(incident.time.earliest)),
    ("latest", lambda incident: day_text(incident.time.latest)),
    ("days_agree", lambda incident: "yes" if incident.time.agreed else "no"),
    ("place", _place("name")),
    ("adm1", _place("adm1")),
    ("country", _place("country")),
    ("place_precision", _place("precision")),
    ("lat", _place("lat")),
    ("lon", _place("lon")),
    ("geonameid", _place("geonameid")),
    ("other_places", lambda i: _listed(w.place.name or w.place.quote for w in i.places[1:])),
    ("agent", _names("agent")),
    ("target", _names("target")),
    *_counts(),
    ("ucdp_low", lambda incident: summarise(incident).ucdp.low),
    ("ucdp_best", lambda incident: summarise(incident).ucdp.best),
    ("ucdp_high", lambda incident: summarise(incident).ucdp.high),
    ("acled_fatalities", lambda incident: summarise(incident).acled.best),
    ("factuality", lambda i: _listed(f"{value} ({len(ids)})" for value, ids in i.factuality)),
    ("denied_by", lambda incident: _listed(incident.denied_by)),
    ("accounts", lambda incident: len(incident.accounts)),
    ("reports", lambda incident: len(incident.doc_ids)),
    ("outlets", lambda i: _listed(outlet for a in i.accounts for outlet in a.outlets)),
    ("other_types", lambda i: _listed(kind for kind, _ in i.types if kind != i.type)),
    ("unsure", lambda i: sum(each.verdict == "unsure" for each in i.judgements)),
    ("events", lambda incident: _listed(incident.events)),
    ("doc_ids", lambda incident: _listed(incident.doc_ids)),
)
