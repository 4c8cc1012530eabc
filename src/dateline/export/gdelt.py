"""GDELT 2.0: its Event table (61 columns) and its Mentions table (16), tab-separated, no header.

Both stand in one ZIP file. The Mentions table is what GDELT has for evidence: a row for each
phrase that names the event, with its sentence and offsets.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.codebook.crosswalk import Crosswalk, load_crosswalk
from dateline.export.coded_rows import (
    Cells,
    Notes,
    coded,
    flat,
    note_places,
    note_uncertain,
    number_of,
)
from dateline.export.csv_columns import Cell
from dateline.export.losses import Losses
from dateline.export.told import (
    country_of,
    first_day,
    is_located,
    last_day,
    names,
    place_text,
    scene,
)
from dateline.export.zip_file import add_to_zip
from dateline.model import Event, Participant, Place, Report, Trigger

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo",
    "Extras",
)  # fmt: skip
EVENTS, MENTIONS = "dateline.export.CSV", "dateline.mentions.CSV"
_WEB, _CITATION = 1, 2
_COUNTRY, _US_STATE, _US_CITY, _CITY, _STATE = 1, 2, 3, 4, 5


class GdeltScheme:
    """One row an event that CAMEO has a code for."""

    columns: Sequence[str] = EVENT_COLUMNS

    def __init__(self) -> None:
        self.words: Crosswalk = load_crosswalk()

    def refuses(self, event: Event) -> str | None:
        """CAMEO has no code for some events."""
        if not isinstance(event.codes.get("cameo"), str):
            return f"CAMEO has no code for {event.type}"
        return None

    def cells(self, event: Event, notes: Notes) -> Cells:
        """The Event table's columns, and what they cannot hold."""
        note_places(event, notes)
        note_uncertain(event, notes)
        if event.counts:
            notes.append("GDELT has no columns for how many")
        one, two = (*event.agent, *event.from_group), (*event.target, *event.to_group)
        if len(one) > 1 or len(two) > 1:
            notes.append("more than one actor on a side: the first is given")
        code = str(event.codes["cameo"])
        return {
            "GLOBALEVENTID": number_of(event.id),
            **_days(event, notes),
            **self._actor("Actor1", one),
            **self._actor("Actor2", two),
            "IsRootEvent": int(any(mention.sentence == 0 for mention in event.mentions)),
            "EventCode": code,
            "EventBaseCode": code[:3],
            "EventRootCode": code[:2],
            "QuadClass": next(quad for last, quad in self.words.cameo_quads if code[:2] <= last),
            "NumMentions": len(event.mentions),
            "NumSources": 1,
            "NumArticles": 1,
            **_action_place(scene(event), notes),
            "DATEADDED": stamp(event.report.published),
            "SOURCEURL": event.report.url or event.report.source,
        }

    def _actor(self, side: str, parties: Sequence[Participant]) -> Cells:
        if not parties:
            return {}
        actor = parties[0].actor
        sector = self.words.sectors.get(actor.kind) if actor else None
        role = sector.cameo if sector else None
        country = actor.country if actor else None
        return {
            f"{side}Code": f"{country or ''}{role or ''}" or None,
            f"{side}Name": names(parties)[0].upper(),
            f"{side}CountryCode": country,
            f"{side}Type1Code": role,
        }


class GdeltZip:
    """A ZIP file of both tables, written when all is told."""

    def __init__(self, losses: Losses) -> None:
        self.scheme = GdeltScheme()
        self.losses = losses
        self._events: list[str] = []
        self._mentions: list[str] = []

    def opening(self) -> str:
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:
        """Nothing yet: a ZIP file has its tables one after the other."""
        self._events += [_line(row) for row in coded(self.scheme, events, self.losses)]
        taken = [event for event in events if self.scheme.refuses(event) is None]
        self._mentions += [_line(row) for event in taken for row in mention_rows(event, report)]
        return ""

    def closing(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            add_to_zip(archive, EVENTS, "".join(self._events))
            add_to_zip(archive, MENTIONS, "".join(self._mentions))
        return out.getvalue()


def mention_rows(event: Event, report: Report) -> Iterator[list[Cell]]:
    """A row for each phrase that names the event, in GDELT's order of columns."""
    for mention in event.mentions:
        cells = _mention(event, mention, report)
        yield [flat(cells.get(column)) for column in MENTION_COLUMNS]


def _mention(event: Event, mention: Trigger, report: Report) -> Cells:
    has_text = bool(report.text)
    one, two = (*event.agent, *event.from_group), (*event.target, *event.to_group)
    day = first_day(event)
    extras = {"dateline_id": event.id, "quote": mention.quote, "factuality": event.factuality}
    return {
        "GLOBALEVENTID": number_of(event.id),
        "EventTimeDate": stamp(day),
        "MentionTimeDate": stamp(report.published),
        "MentionType": _WEB if report.url else _CITATION,
        "MentionSourceName": report.source,
        "MentionIdentifier": report.url or report.title or report.id,
        "SentenceID": mention.sentence + 1,
        "Actor1CharOffset": one[0].span.start if one and has_text else -1,
        "Actor2CharOffset": two[0].span.start if two and has_text else -1,
        "ActionCharOffset": mention.span.start if has_text else -1,
        "InRawText": 1,
        "Confidence": min(max(round(event.confidence * 10) * 10, 10), 100),
        "MentionDocLen": len(report.text) if has_text else None,
        "Extras": json.dumps(extras, ensure_ascii=False),
    }


def _line(row: list[Cell]) -> str:
    return "\t".join("" if cell is None else str(cell) for cell in row) + "\n"


def stamp(day: date | None) -> str | None:
    """A day as GDELT's YYYYMMDDHHMMSS; reports tell no time of publication."""
    return f"{day:%Y%m%d}000000" if day else None


def _days(event: Event, notes: Notes) -> Cells:
    day = first_day(event)
    if day is None:
        notes.append("the day is not known")
        return {}
    if last_day(event) != day:
        notes.append(f"Day is the first of several days, the last {last_day(event)}")
    return {
        "Day": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        # GDELT's own formula: months of 30 days in a year of 365.
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
    }


def _action_place(where: Place | None, notes: Notes) -> Cells:
    if where is None:
        notes.append("the place is not known")
        return {}
    country = country_of(where.country)
    located = is_located(where)
    return {
        "ActionGeo_Type": _geo_type(where),
        "ActionGeo_FullName": place_text(where),
        "ActionGeo_CountryCode": country.fips if country else None,
        "ActionGeo_Lat": where.lat if located else None,
        "ActionGeo_Long": where.lon if located else None,
        "ActionGeo_FeatureID": where.geonameid,
    }


def _geo_type(where: Place) -> int:
    home = where.country == "USA"
    match where.precision:
        case "country" | None:
            return _COUNTRY
        case "province" | "region":
            return _US_STATE if home else _STATE
        case "site" | "town" | "district":
            return _US_CITY if home else _CITY
