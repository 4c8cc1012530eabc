"""GeoJSON (RFC 7946): a feature for each place of an event."""

from collections.abc import Iterator
from typing import Any

from dateline.export.event_json import event_json
from dateline.export.formats import MadeBy
from dateline.export.json_array import Listed
from dateline.model import Event, Place, Report


class GeoJson:
    """One FeatureCollection; an event nobody can place has one feature without geometry."""

    def __init__(self, made_by: MadeBy) -> None:
        self.made_by = made_by
        self._features = Listed()

    def opening(self) -> str:
        """The collection's head."""
        return '{"type": "FeatureCollection", "features": ['

    def report(self, report: Report, events: tuple[Event, ...]) -> str:  # noqa: ARG002
        """The features of the report's events, each on a line."""
        return self._features.lines([each for event in events for each in self._of(event)])

    def closing(self) -> str:
        """The collection's end."""
        return "\n]}\n"

    def _of(self, event: Event) -> Iterator[dict[str, Any]]:
        properties = event_json(event, self.made_by)
        located = [
            (place, values)
            for place, values in zip(event.places, properties["places"], strict=True)
            if place.lat is not None and place.lon is not None
        ]
        for i, (place, values) in enumerate(located):
            yield _feature(f"{event.id}/{i}", _point(place), {**properties, "place": values})
        if not located:
            yield _feature(event.id, None, {**properties, "place": None})


def _point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _feature(id: str, geometry: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}
