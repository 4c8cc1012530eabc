"""An event as the contract writes it: schema dateline.event/1.

Field names are a contract with users' scripts: adding one is fine, renaming or
dropping one needs a new schema number.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dateline.export.precision import place_codes, time_codes
from dateline.model import (
    Actor,
    Candidate,
    Count,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Span,
    TimeInterval,
    Trigger,
)
from dateline.reports import sentence_around

SCHEMA = "dateline.event/1"
PARTIES = ("agent", "target", "from_group", "to_group", "supporter")
_SCORE_DIGITS = 4
_SENTENCES = 3  # a long report names a happening again and again


def event_json(event: Event, made_by: Mapping[str, object]) -> dict[str, Any]:
    """The event as plain JSON values, fields in the contract's order.

    A public record has no text that offsets could point into: they are null.
    """
    found = _event_json(event, made_by)
    return found if event.report.text else _without_offsets(found)


def _without_offsets(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_offsets(each) for each in value]
    if isinstance(value, dict):
        return {
            key: None if key in ("start", "end") else _without_offsets(each)
            for key, each in value.items()
        }
    return value


def _event_json(event: Event, made_by: Mapping[str, object]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": event.id,
        "doc_id": event.report.id,
        "report": report_stub(event.report),
        "type": event.type,
        "alt_types": list(event.alt_types),
        "family": event.family,
        "factuality": event.factuality,
        "phase": event.phase,
        "confidence": _score(event.confidence),
        "confidences": {field: _score(each) for field, each in event.confidences.items()},
        "mentions": [_trigger(mention) for mention in event.mentions],
        "sentences": _sentences(event),
        **{role: [_participant(each) for each in getattr(event, role)] for role in PARTIES},
        "instrument": [_instrument(each) for each in event.instrument],
        "places": [_event_place(place) for place in event.places],
        "time": _event_time(event.time),
        "counts": [_count(count) for count in event.counts],
        "sources": [_source(source) for source in event.sources],
        "codes": event.codes,
        "notes": list(event.notes),
        "made_by": dict(made_by),
    }


def report_stub(report: Report) -> dict[str, Any]:
    """What an event says of its report: enough to find it again, without its text."""
    return {
        "title": report.title,
        "source": report.source,
        "published": day_text(report.published),
        "published_by": report.published_by,
        "url": report.url,
        "sha256": report.sha256,
    }


def words_json(span: Span | None, quote: str | None) -> dict[str, Any]:
    """Where the words stand and what they are; nulls where a value has no words of its own."""
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": quote,
    }


def day_text(day: date | None) -> str | None:
    """A day as 2016-03-07, None if there is none."""
    return day.isoformat() if day else None


def actor_json(actor: Actor | None, candidates: tuple[Candidate, ...]) -> dict[str, Any] | None:
    """A resolved actor with those it was chosen from; None if nobody could be named."""
    if actor is None:
        return None
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "inter": actor.inter,
        "affiliation": _affiliation(actor.affiliation),
        "candidates": candidates_json(candidates),
    }


def _affiliation(group: Actor | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {"id": group.id, "name": group.name, "kind": group.kind, "country": group.country}


def candidates_json(candidates: tuple[Candidate, ...]) -> list[dict[str, Any]]:
    """Possible referents, best first, each with its reasons."""
    return [
        {
            "id": each.id,
            "label": each.label,
            "score": _score(each.score),
            "reasons": list(each.reasons),
        }
        for each in candidates
    ]


def place_json(place: Place) -> dict[str, Any]:
    """A place as resolved, its words first. `lat` and `lon` are WGS 84 degrees."""
    return {
        **words_json(place.span, place.quote),
        "name": place.name,
        "adm1": place.adm1,
        "country": place.country,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "score": _score(place.score),
        "reasons": list(place.reasons),
        "candidates": candidates_json(place.candidates),
    }


def time_json(time: TimeInterval | None) -> dict[str, Any] | None:
    """Days, both ends included. A time that could not be read has null days and a note."""
    if time is None:
        return None
    return {
        "earliest": day_text(time.earliest),
        "latest": day_text(time.latest),
        "precision": time.precision,
        "basis": time.basis,
        **words_json(time.span, time.quote),
        "note": time.note,
    }


def _score(score: float) -> float:
    return round(score, _SCORE_DIGITS)


def _trigger(mention: Trigger) -> dict[str, Any]:
    return {
        **words_json(mention.span, mention.quote),
        "sentence": mention.sentence,
        "by": list(mention.by),
    }


def _sentences(event: Event) -> list[dict[str, Any]]:
    """The sentences of the first mentions, in their order; none in a public record."""
    text = event.report.text
    spans = (mention.span for mention in event.mentions[:_SENTENCES] if text and mention.span)
    found = dict.fromkeys(sentence_around(text, span.start, span.end) for span in spans)
    return [words_json(span, span.quote(text)) for span in found]


def _participant(each: Participant) -> dict[str, Any]:
    return {
        **words_json(each.span, each.quote),
        "actor": actor_json(each.actor, each.candidates),
        "candidates": [] if each.actor else candidates_json(each.candidates),
        "certainty": each.certainty,
        "by": each.by,
    }


def _instrument(each: Participant) -> dict[str, Any]:
    return {**words_json(each.span, each.quote), "by": each.by}


def _event_place(place: Place) -> dict[str, Any]:
    codes = place_codes(place)
    return {
        **place_json(place),
        "rel": place.relation,
        "near": place.near,
        **codes,
        "basis": place.basis,
    }


def _event_time(time: TimeInterval | None) -> dict[str, Any] | None:
    found = time_json(time)
    return {**found, **time_codes(time)} if found is not None and time is not None else None


def _count(count: Count) -> dict[str, Any]:
    return {
        "measure": count.measure,
        "low": count.quantity.low,
        "high": count.quantity.high,
        "approx": count.quantity.approx,
        **words_json(count.span, count.quote),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        **words_json(source.span, source.quote),
        "kind": source.kind,
        "anonymous": source.anonymous,
        "cue": source.cue,
    }
