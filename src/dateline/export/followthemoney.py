"""FollowTheMoney entities, one a line: what Aleph and OpenSanctions tools read.

An event becomes an Event with the Article it was read in as its proof, the Address of its
place, and an entity for each actor the codebook knows. Words nobody could put a name to
become no entity: they stay in the event's notes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.codebook.crosswalk import Crosswalk, load_crosswalk
from dateline.export.coded_rows import Notes, note_places, note_uncertain
from dateline.export.json_text import json_line
from dateline.export.losses import Losses
from dateline.export.told import (
    bounds_text,
    called,
    country_of,
    first_day,
    is_located,
    last_day,
    one_line,
    place_text,
    scene,
    summary,
)
from dateline.model import PARTICIPANTS, Actor, Event, Participant, Place, Report

Properties = dict[str, list[str]]


class FollowTheMoney:
    """Entities as JSON Lines; each stands once, however many events name it."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.words: Crosswalk = load_crosswalk()
        self._written: set[str] = set()

    def opening(self) -> str:
        return ""

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """The entities that the events bring, those they point to first."""
        found = [entity for event in events for entity in self._entities(event)]
        return "".join(json_line(entity) + "\n" for entity in found if self._is_new(entity))

    def closing(self) -> str:
        return ""

    def _is_new(self, entity: dict[str, Any]) -> bool:
        new = entity["id"] not in self._written
        self._written.add(entity["id"])
        return new

    def _entities(self, event: Event) -> Iterator[dict[str, Any]]:
        article = _article(event.report)
        where = scene(event)
        address = _address(where) if where else None
        actors = [self._actor(actor) for actor in _actors(event)]
        yield from (article, *actors, *([address] if address else []))
        notes: Notes = []
        note_places(event, notes)
        note_uncertain(event, notes)
        if any(each.actor is None for role in _ROLES for each in getattr(event, role)):
            notes.append("who could not be named is no entity, only words in `notes`")
        self.losses.note(event.id, *notes)
        involved = [entity["id"] for entity in actors]
        address_id = address["id"] if address else None
        yield _entity(_id("event", event.id), "Event", _event(event, involved, article, address_id))

    def _actor(self, actor: Actor) -> dict[str, Any]:
        country = country_of(actor.country)
        schema = self.words.followthemoney.get(actor.kind, "LegalEntity")
        properties = {"name": [actor.name], "country": [country.iso2.lower()] if country else []}
        return _entity(_id("actor", actor.id), schema, properties)


_ROLES = tuple(role for role in PARTICIPANTS if role != "instrument")


def _actors(event: Event) -> Iterator[Actor]:
    for role in _ROLES:
        for each in getattr(event, role):
            if each.actor is not None:
                yield each.actor


def _event(
    event: Event, involved: Sequence[str], article: dict[str, Any], address: str | None
) -> Properties:
    first, last = first_day(event), last_day(event)
    where = scene(event)
    country = country_of(where.country) if where else None
    report = event.report
    return {
        "name": [_title(event, where)],
        "summary": [summary(event)],
        "recordId": [event.id],
        "startDate": [str(first)] if first else [],
        "endDate": [str(last)] if last else [],
        "date": [str(first)] if first and first == last else [],
        "location": [place_text(where)] if where else [],
        "country": [country.iso2.lower()] if country else [],
        "addressEntity": [address] if address else [],
        "involved": list(dict.fromkeys(involved)),
        "proof": [article["id"]],
        "sourceUrl": [report.url] if report.url else [],
        "publisher": [report.source] if report.source else [],
        "keywords": [event.type, event.family, event.factuality],
        "notes": [*_role_notes(event), *_count_notes(event), *_quotes(event)],
    }


def _title(event: Event, where: Place | None) -> str:
    kind = event.type.replace("_", " ").capitalize()
    return f"{kind}, {place_text(where)}" if where else kind


def _role_notes(event: Event) -> Iterator[str]:
    """FollowTheMoney knows who is involved, not as what."""
    for role in _ROLES:
        parties: Sequence[Participant] = getattr(event, role)
        for each in parties:
            firm = "" if each.certainty == "asserted" else f" ({each.certainty})"
            yield f"{role.replace('_', ' ')}: {called(each)}{firm}"


def _count_notes(event: Event) -> Iterator[str]:
    for count in event.counts:
        yield f"{count.measure}: {bounds_text(count)} (“{one_line(count.quote)}”)"


def _quotes(event: Event) -> Iterator[str]:
    for mention in event.mentions:
        yield f"evidence: “{one_line(mention.quote)}”"
    for source in event.sources:
        yield f"according to: {one_line(source.quote)}"


def _article(report: Report) -> dict[str, Any]:
    title = report.title or report.id
    properties: Properties = {
        "title": [title],
        "publisher": [report.source] if report.source else [],
        "publishedAt": [str(report.published)] if report.published else [],
        "sourceUrl": [report.url] if report.url else [],
        "notes": [f"sha256 of the report as read: {report.sha256}"],
    }
    return _entity(_id("report", report.sha256), "Article", properties)


def _address(where: Place) -> dict[str, Any]:
    country = country_of(where.country)
    located = is_located(where)
    properties: Properties = {
        "full": [place_text(where)],
        "city": [where.name] if where.name and where.precision in ("site", "town") else [],
        "region": [where.adm1] if where.adm1 else [],
        "country": [country.iso2.lower()] if country else [],
        "latitude": [str(where.lat)] if located else [],
        "longitude": [str(where.lon)] if located else [],
    }
    key = f"{where.geonameid or ''}|{place_text(where)}|{where.lat}|{where.lon}"
    return _entity(_id("place", key), "Address", properties)


def _entity(id: str, schema: str, properties: Properties) -> dict[str, Any]:
    held = {name: values for name, values in properties.items() if values}
    return {"id": id, "schema": schema, "properties": held}


def _id(kind: str, key: str) -> str:
    return f"dateline-{kind}-{hashlib.sha1(key.encode()).hexdigest()[:20]}"
