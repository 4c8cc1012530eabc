"""PLOVER rows as POLECAT has them: 40 columns, separated by tabs, "None" for what is not there."""

from collections.abc import Sequence

from dateline import __version__
from dateline.codebook.crosswalk import Crosswalk, load_crosswalk
from dateline.export.coded_rows import Cells, Notes, coded, note_places, note_uncertain
from dateline.export.losses import Losses
from dateline.export.told import country_of, first_day, last_day, names, scene
from dateline.model import Event, Participant, Place, Report

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
_NEEDS_RECIPIENT = ("COOPERATE", "AID", "SANCTION")
_FEATURES = {"site": "S", "town": "PPL", "district": "ADM2", "province": "ADM1", "country": "PCLI"}


class PloverScheme:
    """One row an event; who stands together in a role stands together in a cell."""

    columns: Sequence[str] = COLUMNS

    def __init__(self) -> None:
        self.words: Crosswalk = load_crosswalk()

    def refuses(self, event: Event) -> str | None:
        """PLOVER has no type for some events, and wants a recipient for some types."""
        kind, _ = _code(event)
        if kind is None:
            return f"PLOVER has no type for {event.type}"
        if kind in _NEEDS_RECIPIENT and not event.target:
            return f"PLOVER wants a recipient for {kind}, and none is told"
        return None

    def cells(self, event: Event, notes: Notes) -> Cells:
        """POLECAT's columns, and what they cannot hold."""
        note_places(event, notes)
        note_uncertain(event, notes)
        day = first_day(event)
        if day is None:
            notes.append("the day is not known")
        elif last_day(event) != day:
            notes.append(f"Event Date is the first of several days, the last {last_day(event)}")
        if event.type == "defection":
            notes.append("PLOVER has no defection: coded as a surrender (RETREAT/disarm)")
        if event.counts:
            notes.append("POLECAT has no columns for how many")
        report = event.report
        return {
            "Event ID": event.id,
            "Event Date": str(day) if day else None,
            **self._kind(event),
            **self._party("Actor", (*event.agent, *event.from_group), notes),
            **self._party("Recipient", (*event.target, *event.to_group), notes),
            **_place(scene(event)),
            "Source": report.source,
            "Publication Date": str(report.published) if report.published else None,
            "Language": report.language or "en",
            "Version": f"dateline {__version__}",
        }

    def _kind(self, event: Event) -> Cells:
        kind, mode = _code(event)
        entry = self.words.plover[kind or ""]
        score = entry.modes.get(mode or "", entry.score)
        return {
            "Event Type": kind,
            "Event Mode": mode,
            "Intensity": score,
            "Quad Code": self.words.plover_quads[entry.quad],
            "Contexts": ";".join(self.words.plover_contexts.get(event.type, ())) or None,
        }

    def _party(self, role: str, parties: Sequence[Participant], notes: Notes) -> Cells:
        if not parties:
            if role == "Actor":
                notes.append("nobody is named who did it")
            return {}
        sectors = list(dict.fromkeys(self._sector(each) for each in parties))
        country = country_of(_country(parties[0]))
        return {
            f"{role} Name": "; ".join(names(parties)),
            f"{role} Country": country.iso3 if country else None,
            f"{role} COW": country.cow if country else None,
            f"Primary {role} Sector": sectors[0],
            f"{role} Sectors": "; ".join(sectors),
            f"{role} Name Raw": "; ".join(dict.fromkeys(each.quote for each in parties)),
        }

    def _sector(self, party: Participant) -> str:
        known = self.words.sectors.get(party.actor.kind) if party.actor else None
        return known.plover if known else "UNK"


class PloverRows:
    """Tab-separated, a header first. Tabs and line ends inside a cell become blanks."""

    def __init__(self, losses: Losses) -> None:
        self.scheme = PloverScheme()
        self.losses = losses

    def opening(self) -> str:
        return "\t".join(COLUMNS) + "\n"

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """A line for each event PLOVER has a type for."""
        rows = coded(self.scheme, events, self.losses)
        return "".join("\t".join(map(_text, row)) + "\n" for row in rows)

    def closing(self) -> str:
        return ""


def _text(cell: object) -> str:
    return "None" if cell is None or cell == "" else str(cell)


def _code(event: Event) -> tuple[str | None, str | None]:
    codes = event.codes.get("plover")
    return (codes.get("type"), codes.get("mode")) if isinstance(codes, dict) else (None, None)


def _country(party: Participant) -> str | None:
    return party.actor.country if party.actor else None


def _place(where: Place | None) -> Cells:
    if where is None:
        return {}
    levels = {"town": "City", "district": "District"}
    level = levels.get(where.precision or "")
    return {
        "Placename": where.name,
        **({level: where.name} if level else {}),
        "Province": where.adm1,
        "Country": where.country,
        "Latitude": where.lat,
        "Longitude": where.lon,
        "GeoNames ID": where.geonameid,
        "Raw Placename": where.quote,
        "Feature Type": _FEATURES.get(where.precision or ""),
    }
