"""What "the city" stands for: the place of its kind that the report has named most so far."""

from collections.abc import Mapping
from dataclasses import replace

from dateline.model import Mention, Place, PlacePrecision, Reading, Span

_KINDS: Mapping[str, tuple[PlacePrecision, ...]] = {
    "town": ("town",),
    "district": ("district", "site"),
    "province": ("province",),
    "country": ("country",),
}


def resolve_anaphor(mention: Mention, reading: Reading, places: Mapping[Mention, Place]) -> Place:
    """The place an anaphor stands for, with a reason; without name if none was named before.

    `places` are the report's named places, resolved.
    """
    quote = reading.quote(mention.span)
    kind = mention.keys[1].partition(":")[2]
    before = [
        place
        for other, place in places.items()
        if other.span.end <= mention.span.start
        and place.precision in _KINDS[kind]
        and place.score > 0
    ]
    if not before:
        return Place(mention.span, quote, reasons=(f"no {kind} is named before it",))
    named = max(before, key=lambda place: _salience(place, before))
    reason = f"{named.name} is the {kind} the report has spoken of most before it"
    return replace(
        named, span=mention.span, quote=quote, basis="inferred", reasons=(reason,), candidates=()
    )


def _salience(place: Place, before: list[Place]) -> tuple[int, Span]:
    """How often a place has been named so far; the later of two named alike."""
    return sum(other.name == place.name for other in before), place.span
