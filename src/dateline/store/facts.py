"""What is looked up about an event, read from its record."""

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.codebook.priorities import load_priorities
from dateline.merge.record import ROLES

NO_DAY = "9999-99-99"  # events without a day stand last
Record = Mapping[str, Any]
QUOTED = ("mentions", *ROLES, "instrument", "places", "counts", "sources")


def facts_of(record: Record) -> dict[str, Any]:
    """The columns of the table `event` that follow from a record."""
    time = record.get("time") or {}
    place = _scene(record)
    return {
        "type": record["type"],
        "family": record["family"],
        "factuality": record["factuality"],
        "confidence": record["confidence"],
        "priority": priority_of(record),
        "earliest": time.get("earliest"),
        "latest": time.get("latest"),
        "day": time.get("earliest") or NO_DAY,
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "country": place.get("country"),
        "adm1": place.get("adm1"),
        "place": place.get("name"),
        "precision": place.get("precision"),
        "near": bool(place.get("near")),
        "abroad": any(each.get("country") != place.get("country") for each in record["places"]),
    }


def priority_of(record: Record) -> float:
    """How soon a person should look at it: docs/casefile.md has the rule."""
    rule = load_priorities()
    counts = (count for count in record["counts"] if count["measure"] in rule.harm)
    harmed = max((count["low"] or count["high"] or 0 for count in counts), default=0)
    return rule.of(
        record["type"], record["family"], record["factuality"], record["confidence"], harmed
    )


def actors_of(record: Record) -> Iterator[dict[str, Any]]:
    """Rows of the table `event_actor`, without the event's id."""
    parties = [(role, party) for role in ROLES for party in record[role]]
    for number, (role, party) in enumerate(parties):
        actor = party["actor"] or {}
        yield {
            "number": number,
            "role": role,
            "actor_id": actor.get("id"),
            "name": actor.get("name") or party["quote"] or "",
            "kind": actor.get("kind"),
        }


def places_of(record: Record) -> Iterator[dict[str, Any]]:
    """Rows of the table `event_place`, without the event's id."""
    columns = ("name", "adm1", "country", "precision", "lat", "lon", "geonameid")
    for number, place in enumerate(record["places"]):
        named = {column: place.get(column) for column in columns}
        yield {"number": number, "rel": place.get("rel") or "at", **named}


def words_of(record: Record) -> str:
    """What a search finds an event by: its quotes, and its actors and places as they are called."""
    said = [each.get("quote") for part in QUOTED for each in record[part]]
    said.append((record["time"] or {}).get("quote"))
    named = [row["name"] for row in (*actors_of(record), *places_of(record))]
    return " ".join(dict.fromkeys(word for word in (*said, *named, record["type"]) if word))


def _scene(record: Record) -> Record:
    """The first place it happened at; the first of all if it has none such."""
    places = record["places"]
    at = (place for place in places if (place.get("rel") or "at") == "at")
    return next(at, places[0] if places else {})
