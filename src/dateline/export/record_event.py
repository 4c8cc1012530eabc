"""A record -> the event it was written from, so that every format can write what is stored.

A value that a reviewer gave may have no words of its own: it then stands where the event is
first named, with an empty quote.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dateline.export.event_json import PARTIES
from dateline.model import (
    Actor,
    Candidate,
    Count,
    Event,
    Participant,
    Place,
    Quantity,
    Report,
    Source,
    Span,
    TimeInterval,
    Trigger,
)

Value = Mapping[str, Any]


def event_of_record(record: Value, report: Report) -> Event:
    """The event of a record of schema dateline.event/1, as told by its report."""
    near = _span(record["mentions"][0], Span(0, 1)) if record["mentions"] else Span(0, 1)
    parties = {role: _parties(record[role], near) for role in (*PARTIES, "instrument")}
    return Event(
        id=record["id"],
        report=report,
        type=record["type"],
        family=record["family"],
        mentions=tuple(_trigger(each, near) for each in record["mentions"]),
        factuality=record["factuality"],
        phase=record["phase"],
        alt_types=tuple(record["alt_types"]),
        confidence=record["confidence"],
        confidences=dict(record.get("confidences") or {}),
        **parties,
        places=tuple(_place(each, near) for each in record["places"]),
        time=_time(record["time"]) if record["time"] else None,
        counts=tuple(_count(each, near) for each in record["counts"]),
        sources=tuple(_source(each, near) for each in record["sources"]),
        codes=dict(record["codes"]),
        notes=tuple(record.get("notes") or ()),
    )


def _span(value: Value, near: Span) -> Span:
    start, end = value.get("start"), value.get("end")
    return near if start is None or end is None else Span(start, end)


def _quote(value: Value) -> str:
    return value.get("quote") or ""


def _trigger(value: Value, near: Span) -> Trigger:
    by = tuple(value.get("by") or ())
    return Trigger(_span(value, near), _quote(value), value.get("sentence") or 0, by)


def _parties(values: list[Value], near: Span) -> tuple[Participant, ...]:
    return tuple(_party(each, near) for each in values)


def _party(value: Value, near: Span) -> Participant:
    actor = value.get("actor")
    return Participant(
        span=_span(value, near),
        quote=_quote(value),
        actor=_actor(actor) if actor else None,
        candidates=_candidates((actor or value).get("candidates") or ()),
        certainty=value.get("certainty") or "asserted",
        by=value.get("by") or "",
    )


def _actor(value: Value) -> Actor:
    return Actor(
        value["id"], value["name"], value["kind"], value.get("country"), value.get("inter")
    )


def _candidates(values: list[Value] | tuple[()]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(each["id"], each["label"], each["score"], tuple(each["reasons"]))
        for each in values
    )


def _place(value: Value, near: Span) -> Place:
    return Place(
        span=_span(value, near),
        quote=_quote(value),
        relation=value.get("rel") or "at",
        name=value.get("name"),
        adm1=value.get("adm1"),
        country=value.get("country"),
        precision=value.get("precision"),
        lat=value.get("lat"),
        lon=value.get("lon"),
        geonameid=value.get("geonameid"),
        score=value.get("score") or 0.0,
        reasons=tuple(value.get("reasons") or ()),
        candidates=_candidates(value.get("candidates") or ()),
        basis=value.get("basis") or "stated",
        near=bool(value.get("near")),
    )


def _time(value: Value) -> TimeInterval:
    start, end = value.get("start"), value.get("end")
    return TimeInterval(
        earliest=_day(value.get("earliest")),
        latest=_day(value.get("latest")),
        precision=value.get("precision"),
        basis=value.get("basis") or "stated",
        span=None if start is None or end is None else Span(start, end),
        quote=value.get("quote"),
        note=value.get("note"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _count(value: Value, near: Span) -> Count:
    amount = Quantity(value.get("low"), value.get("high"), bool(value.get("approx")))
    return Count(value["measure"], amount, _span(value, near), _quote(value))


def _source(value: Value, near: Span) -> Source:
    return Source(
        span=_span(value, near),
        quote=_quote(value),
        kind=value.get("kind") or "other",
        anonymous=bool(value.get("anonymous")),
        cue=value.get("cue"),
    )
