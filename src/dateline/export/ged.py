"""UCDP GED-like rows: the 49 columns of GED, for events in which somebody is told to have died."""

from collections.abc import Sequence
from typing import Literal

from dateline.codebook.crosswalk import Crosswalk, load_crosswalk
from dateline.export.coded_rows import Cells, Notes, note_places, note_uncertain, number_of
from dateline.export.precision import place_codes, time_codes
from dateline.export.told import (
    Toll,
    called,
    country_of,
    first_day,
    is_located,
    last_day,
    one_line,
    place_text,
    scene,
    toll,
)
from dateline.model import Event, Participant, Place

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
Side = Literal["state", "group", "civilians"]
CIVILIANS = "Civilians"
_CELL = 0.5  # degrees of a PRIO-GRID cell
_ACROSS, _DOWN = 720, 360


class GedScheme:
    """One row an event with deaths: `low`, `best`, `high`; never an average."""

    columns: Sequence[str] = COLUMNS

    def __init__(self) -> None:
        self.words: Crosswalk = load_crosswalk()

    def refuses(self, event: Event) -> str | None:
        """GED holds uses of armed force with at least one death."""
        if event.codes.get("ucdp") is None:
            return "GED has no such event: not a use of armed force that may kill"
        dead = toll(event, "killed")
        if dead is None or (dead.low < 1 and dead.best < 1):
            return "nobody is said to have died in it, or only how many at most"
        return None

    def cells(self, event: Event, notes: Notes) -> Cells:
        """GED's columns, and what they cannot hold."""
        dead = toll(event, "killed")
        assert dead is not None
        where = scene(event)
        note_places(event, notes)
        note_uncertain(event, notes)
        notes.extend(dead.notes)
        violence = self._violence(event, notes)
        found = {
            "id": number_of(event.id),
            **violence,
            **_source(event),
            **_when(event, notes),
            **_where(where, notes),
            **self._deaths(event, dead, str(violence["side_b"] or "")),
        }
        clear = found.get("date_prec") == 1 and len(event.places) == 1
        lost = "Check: " + "; ".join(notes) if notes else "Clear"
        relid = f"{(where and where.country) or 'XXX'}-{found.get('year') or ''}-{event.id}"
        return {**found, "relid": relid, "event_clarity": 1 if clear else 2, "code_status": lost}

    def _violence(self, event: Event, notes: Notes) -> Cells:
        """The sides in UCDP's order, a state first, civilians second, and the type they make."""
        sides = [(self._side(each), each) for each in (*event.agent[:1], *event.target[:1])]
        if len(event.agent) > 1 or len(event.target) > 1:
            notes.append("more than one actor on a side: the first is given")
        order = {"state": 0, "group": 1, None: 2, "civilians": 3}
        if not event.agent:
            sides.insert(0, (None, None))  # type: ignore[arg-type]
        sides.sort(key=lambda each: order[each[0]])
        one, two = (*sides, (None, None))[:2]
        kind = _type_of(one[0], two[0]) or _only(event.codes.get("ucdp"))
        if kind is None:
            notes.append("the sides told do not say which type of violence it is")
        if two[1] is None or one[1] is None:
            notes.append("only one side is told")
        a, b = _named(one), _named(two)
        return {
            "type_of_violence": kind,
            "side_a": a,
            "side_b": b,
            "dyad_name": f"{a} - {b}" if a and b else None,
            "conflict_name": f"{a} - {b}" if a and b and kind in (2, 3) else None,
            "gwnoa": _gw(one),
            "gwnob": _gw(two),
        }

    def _side(self, party: Participant) -> Side | None:
        kind = party.actor.kind if party.actor else None
        if kind in self.words.ucdp_states:
            return "state"
        if kind in self.words.ucdp_groups:
            return "group"
        return "civilians" if kind in self.words.ucdp_civilians else None

    def _deaths(self, event: Event, dead: Toll, side_b: str) -> Cells:
        """The dead go to a side only if their number stands in the words for that side."""
        fallen = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
        fallen[self._whose(event, side_b)] = dead.best
        high = dead.high if dead.high is not None else max(dead.best, dead.low)
        return {**fallen, "best": dead.best, "high": high, "low": dead.low}

    def _whose(self, event: Event, side_b: str) -> str:
        count = next(each for each in event.counts if each.measure == "killed")
        for party in event.target:
            if one_line(count.quote).lower() in one_line(party.quote).lower():
                side = self._side(party)
                if side == "civilians":
                    return "deaths_civilians"
                if side is not None:
                    return "deaths_b" if _named((side, party)) == side_b else "deaths_a"
        return "deaths_unknown"


Sided = tuple[Side | None, Participant | None]


def _type_of(one: Side | None, two: Side | None) -> int | None:
    match one, two:
        case "state", "state" | "group":
            return 1
        case "group", "group":
            return 2
        case "state" | "group", "civilians":
            return 3
        case _:
            return None


def _only(code: object) -> int | None:
    """The type of violence if the kind of event leaves no choice ("3", not "1|3")."""
    return int(code) if isinstance(code, str) and code.isdigit() else None


def _named(sided: Sided) -> str | None:
    side, party = sided
    if party is None:
        return None
    if side == "civilians":
        return CIVILIANS
    country = country_of(party.actor.country) if party.actor else None
    return f"Government of {country.name}" if side == "state" and country else called(party)


def _gw(sided: Sided) -> int | None:
    side, party = sided
    country = country_of(party.actor.country) if party and party.actor else None
    return country.gw if side == "state" and country else None


def _source(event: Event) -> Cells:
    report = event.report
    published = str(report.published) if report.published else None
    article = ", ".join(part for part in (report.source, published, report.title) if part)
    said = dict.fromkeys(one_line(source.quote) for source in event.sources)
    return {
        "number_of_sources": 1,
        "source_article": article or report.id,
        "source_office": report.source,
        "source_date": published,
        "source_headline": report.title,
        "source_original": ";".join(said),
    }


def _when(event: Event, notes: Notes) -> Cells:
    first, last = first_day(event), last_day(event)
    if event.time is None or first is None or last is None:
        notes.append("the days are not known, or only one end of them")
    stamp = {"date_start": first, "date_end": last}
    return {
        "year": first.year if first else None,
        "date_prec": time_codes(event.time)["ucdp_precision"] if event.time else None,
        **{name: f"{day} 00:00:00.000" if day else None for name, day in stamp.items()},
    }


def _where(where: Place | None, notes: Notes) -> Cells:
    if where is None:
        notes.append("the place is not known")
        return {}
    country = country_of(where.country)
    found: Cells = {
        "where_prec": place_codes(where)["ucdp_precision"],
        "where_coordinates": where.name,
        "where_description": f"{place_text(where)} (“{one_line(where.quote)}”)",
        "adm_1": where.adm1,
        "country": country.name if country else where.country,
        "country_id": country.gw if country else None,
        "region": country.ucdp_region if country else None,
    }
    if where.lat is None or where.lon is None or not is_located(where):
        notes.append("the place has no coordinates")
        return found
    return {
        **found,
        "latitude": where.lat,
        "longitude": where.lon,
        "geom_wkt": f"POINT ({where.lon:g} {where.lat:g})",
        "priogrid_gid": priogrid(where.lat, where.lon),
    }


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell a point lies in, 1 to 259200, counted from the south-west."""
    row = min(int((lat + 90) / _CELL), _DOWN - 1)
    column = min(int((lon + 180) / _CELL), _ACROSS - 1)
    return row * _ACROSS + column + 1
