"""Mentions as they may be published: no offsets, no withheld word, no words of a source at risk."""

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.codebook.introduced import GROUP
from dateline.model import Report, Span
from dateline.redact.events import public_id
from dateline.redact.shown import Shown

# The fields of each kind of row that are shown as they are; every other is left out.
KEPT: Mapping[str, tuple[str, ...]] = {
    "actor": ("kind", "entity_type", "by"),
    "place": (
        *("kind", "name", "adm1", "country", "precision", "lat", "lon", "geonameid", "score", "by"),
    ),
    "time": ("kind", "earliest", "latest", "precision", "basis", "by"),
    "quantity": ("kind", "low", "high", "approx", "by"),
    "attribution": ("kind", "source_kind", "anonymous", "by"),
}
WORDS: Mapping[str, tuple[str, ...]] = {"attribution": ("source", "cue", "content")}


def public_mentions(
    rows: Iterable[Mapping[str, Any]], report: Report, shown: Shown
) -> tuple[dict[str, Any], ...]:
    """The rows of `dateline mentions` without what is withheld.

    A person's or a place's row goes where nothing of its words may be shown; who says what
    goes where the source is anonymous or at risk.
    """
    doc_id = public_id(report)
    return tuple({"doc_id": doc_id, **_row(row, shown)} for row in rows if _is_open(row, shown))


def _is_open(row: Mapping[str, Any], shown: Shown) -> bool:
    """An actor as far as a word of it may be shown, the other kinds as a whole."""
    span = Span(row["start"], row["end"])
    return not shown.is_none(span) if row["kind"] == "actor" else shown.is_whole(span)


def _row(row: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    return {
        "start": None,
        "end": None,
        "quote": shown.text(Span(row["start"], row["end"])),
        **{key: row[key] for key in KEPT[row["kind"]]},
        **{key: _words(row[key], shown) for key in WORDS.get(row["kind"], ())},
        **_actor(row, shown),
    }


def _words(value: Any, shown: Shown) -> Any:
    """A stretch of words, or a list of them."""
    if value is None:
        return None
    if isinstance(value, list):
        return [_words(each, shown) for each in value]
    return {"start": None, "end": None, "quote": shown.text(Span(value["start"], value["end"]))}


def _actor(row: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    if row["kind"] != "actor":
        return {}
    actor, vouched = row["actor"], shown.is_vouched(Span(row["start"], row["end"]))
    if not vouched or actor is None:
        return {"actor": None}
    side = actor["affiliation"] or actor  # a person's group or force in place of the person
    known = side["kind"] != "person" and not side["id"].startswith(GROUP)
    return {"actor": {**actor, "affiliation": None, **side, "candidates": []} if known else None}
