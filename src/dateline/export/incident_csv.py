"""The columns of the CSV of incidents: one row an incident, flat.

They are read from the incident's JSON, so that those just merged and those a casefile holds give
the same row. docs/formats.md says the same in words; a test keeps the two in step.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from dateline.codebook.schema import Measure
from dateline.export.csv_columns import Cell
from dateline.export.csv_rows import csv_row

Body = Mapping[str, Any]
Read = Callable[[Body], Cell]


def incident_header() -> str:
    """The first line."""
    return csv_row([name for name, _ in INCIDENT_COLUMNS])


def incident_row(body: Body) -> str:
    """An incident as a line: `body` is dateline.incident/1."""
    return csv_row([read(body) for _, read in INCIDENT_COLUMNS])


def figure_text(figure: Body) -> str:
    """One account's figure and who gave it."""
    source = " ".join((figure["source"] or "no source named").split())
    told = figure["factuality"]
    held = "" if told == "asserted" else f", {told}"
    return f"{_number(figure)} ({source}{held})"


def _number(figure: Body) -> str:
    low, high = figure["low"], figure["high"]
    if low == high:
        return f"about {low}" if figure["approx"] else str(low)
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low} to {high}"


def _listed(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(" ".join(value.split()) for value in values if value))


def _field(*path: str) -> Read:
    """A value that lies so deep; nothing where there is no place."""

    def read(body: Body) -> Cell:
        found: Any = body
        for step in path:
            found = None if found is None else found[step]
        value: Cell = found
        return value

    return read


def _names(role: str) -> Read:
    return lambda body: _listed(each["name"] for each in body["actors"] if each["role"] == role)


def _of_toll(measure: str, field: str) -> Read:
    def read(body: Body) -> Cell:
        toll = _toll(body, measure)
        value: Cell = toll[field] if toll else None
        return value

    return read


def _reported(measure: str) -> Read:
    """Every figure with who gave it: "12 (an official); 14 or more (a monitor)"."""

    def read(body: Body) -> Cell:
        toll = _toll(body, measure)
        return "; ".join(figure_text(each) for each in toll["reported"]) if toll else None

    return read


def _toll(body: Body, measure: str) -> Body | None:
    return next((toll for toll in body["counts"] if toll["measure"] == measure), None)


def _counts() -> list[tuple[str, Read]]:
    columns: list[tuple[str, Read]] = []
    for measure in get_args(Measure):
        fields = ("low", "best", "high", "why")
        columns += [(f"{measure}_{field}", _of_toll(measure, field)) for field in fields]
        columns.append((f"{measure}_reported", _reported(measure)))
    return columns


def _outlets(body: Body) -> list[str]:
    """Whose reports tell it, copies that were not coded among them."""
    found = [outlet for each in body["accounts"] for outlet in each["outlets"]]
    found += [copy["source"] for each in body["accounts"] for copy in each.get("reprints", ())]
    return list(dict.fromkeys(outlet for outlet in found if outlet))


def _verdict(judgement: Body) -> str:
    who = "" if judgement["by"] == "merge" else f" by {judgement['by']}"
    reasons = ", ".join(judgement["reasons"])
    return (
        f"{judgement['verdict']} {judgement['score']:.2f}{who}: {judgement['left']} and "
        f"{judgement['right']}" + (f" ({reasons})" if reasons else "")
    )


# The order of the columns; docs/formats.md says what each holds.
INCIDENT_COLUMNS: tuple[tuple[str, Read], ...] = (
    ("incident_id", _field("id")),
    ("type", _field("type")),
    ("family", _field("family")),
    ("earliest", _field("time", "earliest")),
    ("latest", _field("time", "latest")),
    ("days_agree", lambda body: "yes" if body["time"]["agreed"] else "no"),
    ("place", _field("place", "name")),
    ("adm1", _field("place", "adm1")),
    ("country", _field("place", "country")),
    ("place_precision", _field("place", "precision")),
    ("lat", _field("place", "lat")),
    ("lon", _field("place", "lon")),
    ("geonameid", _field("place", "geonameid")),
    ("other_places", lambda body: _listed(w["name"] or w["quote"] for w in body["places"][1:])),
    ("agent", _names("agent")),
    ("target", _names("target")),
    *_counts(),
    ("ucdp_low", _field("summary", "ucdp", "low")),
    ("ucdp_best", _field("summary", "ucdp", "best")),
    ("ucdp_high", _field("summary", "ucdp", "high")),
    ("acled_fatalities", _field("summary", "acled", "fatalities")),
    (
        "factuality",
        lambda b: _listed(f"{f['value']} ({len(f['events'])})" for f in b["factuality"]),
    ),
    ("denied_by", lambda body: _listed(body["denied_by"])),
    ("who_denies", lambda body: _listed(each["who"] for each in body["summary"]["denials"])),
    ("accounts", lambda body: len(body["accounts"])),
    ("reports", lambda body: len(body["doc_ids"])),
    ("sources", lambda body: len(_outlets(body))),
    ("outlets", lambda body: _listed(_outlets(body))),
    ("other_types", lambda b: _listed(t["type"] for t in b["types"] if t["type"] != b["type"])),
    ("unsure", lambda body: sum(each["verdict"] == "unsure" for each in body["judgements"])),
    ("verdicts", lambda body: "; ".join(map(_verdict, body["judgements"]))),
    ("events", lambda body: _listed(body["events"])),
    ("doc_ids", lambda body: _listed(body["doc_ids"])),
)
