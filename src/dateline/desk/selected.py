"""Words selected in a report -> the value they give a field, as the program itself reads them."""

from collections.abc import Iterable
from typing import Any, TypeVar

from dateline.codebook import load_codebook
from dateline.codebook.numbers import load_number_words
from dateline.desk.room import Room
from dateline.errors import UsageError
from dateline.export.event_json import (
    actor_json,
    candidates_json,
    place_json,
    time_json,
    words_json,
)
from dateline.export.precision import place_codes, time_codes
from dateline.model import Attribution, Mention, Place, Span
from dateline.pipeline import Readout
from dateline.resolve.places import geocode
from dateline.resolve.quantities import read_quantity
from dateline.store import StoredEvent

Record = dict[str, Any]
Found = TypeVar("Found")
BY = "desk"


def value_of_words(
    room: Room, event: StoredEvent, sort: str, where: tuple[int, int], measure: str = ""
) -> Record:
    """What the words say for a field of that sort. Raises UsageError where they say nothing."""
    text = room.case.report(event.report_id).text
    span = _without_blanks(Span(*where), text)
    words = words_json(span, span.quote(text))
    match sort:
        case "party":
            return _party(room.mentions(event.report_id), span, words)
        case "place":
            return _place(room, event.report_id, span, words)
        case "time":
            return _time(room.mentions(event.report_id), span, words)
        case "count":
            return _count(room.mentions(event.report_id), event, span, words, measure)
        case "source":
            return _source(room.mentions(event.report_id), span, words)
        case "words":
            return {**words, "by": BY}
    raise UsageError(f"words cannot fill a field of sort {sort}")


def place_record(place: Place) -> Record:
    """A place as an event's record has it."""
    return {
        **place_json(place),
        "rel": place.relation,
        "near": place.near,
        **place_codes(place),
        "basis": place.basis,
    }


def _without_blanks(span: Span, text: str) -> Span:
    quote = span.quote(text)
    start = span.start + len(quote) - len(quote.lstrip())
    end = span.end - (len(quote) - len(quote.rstrip()))
    if start >= end:
        raise UsageError("only blanks are selected")
    return Span(start, end)


def _party(readout: Readout, span: Span, words: Record) -> Record:
    found = _nearest([((actor, candidates), m) for m, actor, candidates in readout.actors], span)
    actor, candidates = found or (None, ())
    return {
        **words,
        "actor": actor_json(actor, candidates),
        "candidates": [] if actor else candidates_json(candidates),
        "certainty": "asserted",
        "by": BY,
    }


def _place(room: Room, report_id: str, span: Span, words: Record) -> Record:
    readout = room.mentions(report_id)
    place = _nearest([(place, mention) for mention, place in readout.places], span)
    if place is None:
        found = geocode(words["quote"], gazetteer=room.gazetteer)
        place = found[0] if found else Place(span, words["quote"])
    return {**place_record(place), **words, "basis": "stated"}


def _time(readout: Readout, span: Span, words: Record) -> Record:
    time = _nearest([(time, mention) for mention, time in readout.times if time], span)
    if time is None:
        raise UsageError(f"no day is read in {words['quote']!r}: write the days instead")
    return {**(time_json(time) or {}), **time_codes(time), **words, "basis": "stated"}


def _count(readout: Readout, event: StoredEvent, span: Span, words: Record, measure: str) -> Record:
    held = [(quantity, mention) for mention, quantity in readout.quantities if quantity]
    number = _nearest(held, span) or read_quantity(words["quote"], load_number_words())
    if number is None:
        raise UsageError(f"no number is read in {words['quote']!r}: select the number's words")
    measures = load_codebook().types[event.record["type"]].measure.values()
    return {
        "measure": measure or next(iter(measures), "killed"),
        "low": number.low,
        "high": number.high,
        "approx": number.approx,
        **words,
    }


def _source(readout: Readout, span: Span, words: Record) -> Record:
    said = [each for each in readout.attributions if each.source.overlaps(span)]
    first: Attribution | None = said[0] if said else None
    return {
        **words,
        "kind": first.kind if first else "other",
        "anonymous": first.anonymous if first else False,
        "cue": None,
    }


def _nearest(found: Iterable[tuple[Found, Mention]], span: Span) -> Found | None:
    """What the program read in these words: the mention that shares most of them."""
    shared = [
        (min(m.span.end, span.end) - max(m.span.start, span.start), -m.span.start, number, value)
        for number, (value, m) in enumerate(found)
        if m.span.overlaps(span)
    ]
    return max(shared, key=lambda each: each[:3])[3] if shared else None
