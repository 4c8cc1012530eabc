"""Events of a casefile in a format of `dateline code`: the one writer of lists and exports."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.exchange.case_events import Told
from dateline.export import Chosen
from dateline.export.datapackage import DataPackage
from dateline.export.json_array import Listed
from dateline.export.json_text import json_line


def written(
    found: Iterable[Told], shape: Chosen, incidents: Mapping[str, str] | None = None
) -> Iterator[str | bytes]:
    """The events piece by piece. JSON that is not redacted is the records as they are stored.

    `incidents` may still be gathered while `found` is gone through.
    """
    array = Listed()
    yield shape.opening()
    for told in found:
        if shape.name == "jsonl" and told.records:
            yield "".join(json_line(each) + "\n" for each in _wanted(told, shape))
        elif shape.name == "json" and told.records:
            yield array.lines(_wanted(told, shape))
        elif told.events:
            yield shape.report(told.report, told.events)
    if incidents is not None and isinstance(shape.format, DataPackage):
        shape.format.incidents = incidents
    yield shape.closing()


def _wanted(told: Told, shape: Chosen) -> list[dict[str, Any]]:
    return [dict(each) for each in told.records if shape.takes(str(each["factuality"]))]
