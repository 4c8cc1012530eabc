"""What each column of the CSV holds and of what type: the schema of packages and Parquet.

The codebook's own words describe types, families and measures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.codebook import load_codebook
from dateline.codebook.schema import Family, Measure
from dateline.export.csv_columns import COLUMNS
from dateline.model import CONFIDENT_OF, Basis, Factuality, PlacePrecision, Relation, TimePrecision

FieldType = Literal["string", "number", "integer", "date", "year"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column: type, what it holds, and the values it may have if they are few."""

    type: FieldType
    text: str
    values: tuple[str, ...] = ()


def column_meanings() -> Mapping[str, Meaning]:
    """The meaning of every column of the CSV, in its order."""
    known = {**_fixed(), **_parties(), **_counts(), **_confidences()}
    return {name: known[name] for name, _ in COLUMNS}


def _fixed() -> dict[str, Meaning]:
    types = tuple(load_codebook().types)
    words = {
        "event_id": "hash of content, the same from run to run",
        "doc_id": "id of the report",
        "title": "title of the report",
        "source": "who published the report",
        "url": "address of the report",
        "phase": "ended, for a siege broken or a truce collapsed",
        "trigger": "phrases that name the event",
        "agent_certainty": "how surely the agents are said to be the agents",
        "instrument_quote": "words for weapon or means",
        "place": "name of the first place",
        "adm1": "first-level division of the first place",
        "country": "ISO 3166-1 alpha-3 code of the first place's country",
        "place_quote": "words for the first place",
        "other_places": "further places, each as relation and name",
        "time_quote": "words for when it happened",
        "approximate_counts": "measures given as approximate",
        "source_quote": "who is said to have said it",
        "source_kind": "kinds of those sources",
        "acled_event_type": "event type in ACLED's codebook",
        "acled_sub_event_type": "sub-event type in ACLED's codebook",
        "plover_type": "type in PLOVER",
        "plover_mode": "mode in PLOVER",
        "cameo": "CAMEO code, as text: some begin with 0",
        "ucdp": "types of violence of UCDP GED it may be",
        "notes": "what could not be read, and why",
    }
    return {
        **{name: Meaning("string", text) for name, text in words.items()},
        "published": Meaning("date", "day of publication of the report"),
        "type": Meaning("string", "event type; see event_types.csv", types),
        "family": Meaning("string", "family of the type", get_args(Family)),
        "factuality": Meaning("string", "whether it is told as fact", get_args(Factuality)),
        "confidence": Meaning("number", "how likely a second coder has the event with this type"),
        "place_precision": Meaning("string", "what the place is", get_args(PlacePrecision)),
        "place_relation": Meaning("string", "how the event relates to it", get_args(Relation)),
        "place_basis": Meaning("string", "how far the place is from the words", get_args(Basis)),
        "lat": Meaning("number", "latitude of the first place, WGS 84 degrees"),
        "lon": Meaning("number", "longitude of the first place, WGS 84 degrees"),
        "geonameid": Meaning("integer", "GeoNames id of the first place"),
        "earliest": Meaning("date", "first day on which it may have happened"),
        "latest": Meaning("date", "last day on which it may have happened"),
        "time_precision": Meaning("string", "how exact the time is", get_args(TimePrecision)),
        "time_basis": Meaning("string", "how far the time is from the words", get_args(Basis)),
    }


def _parties() -> dict[str, Meaning]:
    told = {
        "agent": "who does it",
        "target": "whom or what it is done to",
        "from_group": "group left",
        "to_group": "group joined",
        "supporter": "who helped without taking part",
    }
    found: dict[str, Meaning] = {}
    for role, what in told.items():
        found[role] = Meaning("string", f"{what}: names of those who could be named")
        found[f"{role}_quote"] = Meaning("string", f"{what}: the words for them")
        found[f"{role}_kind"] = Meaning("string", f"{what}: their kinds")
    return found


def _counts() -> dict[str, Meaning]:
    """Text, not numbers: a report that gives two totals keeps two."""
    bound = {"low": "at least", "high": "at most"}
    return {
        f"{measure}_{end}": Meaning(
            "string", f"number of people {measure}: {words} so many; several totals as 12; 14"
        )
        for measure in get_args(Measure)
        for end, words in bound.items()
    }


def _confidences() -> dict[str, Meaning]:
    return {
        f"{field}_confidence": Meaning("number", f"how likely a second coder gives this {field}")
        for field in CONFIDENT_OF
    }
