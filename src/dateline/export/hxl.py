"""HXL: a CSV whose second row holds hashtags, as humanitarian data is exchanged."""

from collections.abc import Callable, Sequence

from dateline.export.coded_rows import Cells, Notes, coded, note_places, note_uncertain
from dateline.export.csv_columns import Cell
from dateline.export.csv_rows import csv_row
from dateline.export.losses import Losses
from dateline.export.told import (
    Toll,
    bounds_text,
    country_of,
    first_day,
    is_located,
    last_day,
    names,
    scene,
    summary,
    toll,
)
from dateline.model import Event, Report

# Column, hashtag, measure or None.
TAGS: tuple[tuple[str, str], ...] = (
    ("event_id", "#meta+id"),
    ("event_type", "#event+type"),
    ("event_sub_type", "#event+type+sub"),
    ("date_start", "#date+start+occurred"),
    ("date_end", "#date+end+occurred"),
    ("actor1", "#group+name+first"),
    ("actor2", "#group+name+second"),
    ("country", "#country+name"),
    ("iso3", "#country+code+v_iso3"),
    ("admin1", "#adm1+name"),
    ("location", "#loc+name"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("geo_precision", "#geo+precision"),
    ("killed_min", "#affected+killed+min"),
    ("killed_max", "#affected+killed+max"),
    ("injured_min", "#affected+injured+min"),
    ("injured_max", "#affected+injured+max"),
    ("abducted_min", "#affected+abducted+min"),
    ("abducted_max", "#affected+abducted+max"),
    ("displaced_min", "#affected+displaced+min"),
    ("displaced_max", "#affected+displaced+max"),
    ("description", "#description"),
    ("evidence", "#description+x_evidence"),
    ("attribution", "#meta+source+x_attribution"),
    ("source", "#meta+source"),
    ("published", "#date+reported"),
    ("url", "#meta+url"),
    ("factuality", "#event+status+x_factuality"),
    ("confidence", "#x_confidence"),
    ("mapping_note", "#meta+x_mapping"),
)
MEASURES = ("killed", "injured", "abducted", "displaced")


class HxlScheme:
    """One row an event, whatever its type."""

    columns: Sequence[str] = tuple(name for name, _ in TAGS)

    def refuses(self, event: Event) -> str | None:  # noqa: ARG002
        return None

    def cells(self, event: Event, notes: Notes) -> Cells:
        """A column a tag, and what no tag holds."""
        note_places(event, notes)
        note_uncertain(event, notes)
        others = {c.measure: bounds_text(c) for c in event.counts if c.measure not in MEASURES}
        if others:
            told = ", ".join(f"{measure} {bounds}" for measure, bounds in others.items())
            notes.append(f"HXL has no tag for: {told}")
        cells = {name: read(event) for name, read in _READ.items()}
        for measure in MEASURES:
            cells |= _bounds(measure, toll(event, measure), notes)
        return {**cells, **_where(event), "mapping_note": "; ".join(notes)}


class HxlRows:
    """Header row, hashtag row, then a row an event."""

    def __init__(self, losses: Losses) -> None:
        self.scheme = HxlScheme()
        self.losses = losses

    def opening(self) -> str:
        return csv_row([name for name, _ in TAGS]) + csv_row([tag for _, tag in TAGS])

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """A row for each event."""
        return "".join(csv_row(row) for row in coded(self.scheme, events, self.losses))

    def closing(self) -> str:
        return ""


def _bounds(measure: str, told: Toll | None, notes: Notes) -> Cells:
    if told is None:
        return {}
    notes.extend(told.notes)
    return {f"{measure}_min": told.low, f"{measure}_max": told.high}


def _where(event: Event) -> Cells:
    where = scene(event)
    if where is None:
        return {}
    country = country_of(where.country)
    located = is_located(where)
    return {
        "country": country.name if country else where.country,
        "iso3": where.country,
        "admin1": where.adm1,
        "location": where.name or where.quote,
        "latitude": where.lat if located else None,
        "longitude": where.lon if located else None,
        "geo_precision": where.precision,
    }


def _acled(key: str) -> Callable[[Event], Cell]:
    def read(event: Event) -> Cell:
        codes = event.codes.get("acled")
        return codes.get(key) if isinstance(codes, dict) else None

    return read


def _day(value: object) -> str | None:
    return str(value) if value else None


_READ: dict[str, Callable[[Event], Cell]] = {
    "event_id": lambda event: event.id,
    "event_type": lambda event: event.type,
    "event_sub_type": _acled("sub_event_type"),
    "date_start": lambda event: _day(first_day(event)),
    "date_end": lambda event: _day(last_day(event)),
    "actor1": lambda event: "; ".join(names((*event.agent, *event.from_group))),
    "actor2": lambda event: "; ".join(names((*event.target, *event.to_group))),
    "description": summary,
    "evidence": lambda event: "; ".join(dict.fromkeys(each.quote for each in event.mentions)),
    "attribution": lambda event: "; ".join(dict.fromkeys(each.quote for each in event.sources)),
    "source": lambda event: event.report.source,
    "published": lambda event: _day(event.report.published),
    "url": lambda event: event.report.url,
    "factuality": lambda event: event.factuality,
    "confidence": lambda event: round(event.confidence, 4),
}
