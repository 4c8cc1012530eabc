"""Mentions as the contract writes them: everything read, whether or not an event uses it."""

from collections.abc import Iterator
from typing import Any, Protocol

from dateline.export.event_json import actor_json, place_json, time_json, words_json
from dateline.model import (
    Actor,
    Attribution,
    Candidate,
    Mention,
    Place,
    Quantity,
    Report,
    Span,
    TimeInterval,
)


class Readout(Protocol):
    """What was read of one report, mention by mention."""

    @property
    def actors(self) -> tuple[tuple[Mention, Actor | None, tuple[Candidate, ...]], ...]: ...
    @property
    def places(self) -> tuple[tuple[Mention, Place], ...]: ...
    @property
    def times(self) -> tuple[tuple[Mention, TimeInterval | None], ...]: ...
    @property
    def quantities(self) -> tuple[tuple[Mention, Quantity | None], ...]: ...
    @property
    def attributions(self) -> tuple[Attribution, ...]: ...


def mentions_json(report: Report, readout: Readout) -> tuple[dict[str, Any], ...]:
    """Every mention of a report as plain JSON values, in text order."""
    found = [
        *_actors(report, readout),
        *_places(report, readout),
        *_times(report, readout),
        *_quantities(report, readout),
        *_attributions(report, readout),
    ]
    return tuple(sorted(found, key=lambda row: (row["start"], row["end"], row["kind"])))


def _row(report: Report, kind: str, span: Span, **more: Any) -> dict[str, Any]:
    return {
        "doc_id": report.id,
        "kind": kind,
        **words_json(span, span.quote(report.text)),
        **more,
    }


def _actors(report: Report, readout: Readout) -> Iterator[dict[str, Any]]:
    for mention, actor, candidates in readout.actors:
        found = actor_json(actor, candidates)
        more = {"entity_type": mention.label or None, "actor": found, "by": mention.by}
        yield _row(report, "actor", mention.span, **more)


def _places(report: Report, readout: Readout) -> Iterator[dict[str, Any]]:
    for mention, place in readout.places:
        yield {**_row(report, "place", mention.span, by=mention.by), **_resolved(place)}


def _resolved(place: Place) -> dict[str, Any]:
    words = ("start", "end", "quote")
    return {key: value for key, value in place_json(place).items() if key not in words}


def _times(report: Report, readout: Readout) -> Iterator[dict[str, Any]]:
    for mention, time in readout.times:
        found = time_json(time) or {}
        more = {key: found.get(key) for key in ("earliest", "latest", "precision", "basis", "note")}
        yield _row(report, "time", mention.span, **more, by=mention.by)


def _quantities(report: Report, readout: Readout) -> Iterator[dict[str, Any]]:
    for mention, quantity in readout.quantities:
        yield _row(
            report,
            "quantity",
            mention.span,
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            approx=quantity.approx if quantity else False,
            unit=mention.label or None,
            by=mention.by,
        )


def _attributions(report: Report, readout: Readout) -> Iterator[dict[str, Any]]:
    for each in readout.attributions:
        content = [words_json(span, span.quote(report.text)) for span in each.content]
        yield _row(
            report,
            "attribution",
            each.source,
            source=words_json(each.source, each.source.quote(report.text)),
            cue=words_json(each.cue, each.cue.quote(report.text)) if each.cue else None,
            # A quotation broken by its speaker is a list of its stretches.
            content=content[0] if len(content) == 1 else content,
            # `kind` says what sort of mention the row is, so the source's own kind has this name.
            source_kind=each.kind,
            anonymous=each.anonymous,
            by=each.by,
        )
