"""Events of a casefile in a format of `dateline code`."""

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export import make_format
from dateline.export.json_array import Listed
from dateline.export.json_text import json_line
from dateline.export.record_event import event_of_record
from dateline.store.casefile import Casefile
from dateline.store.events import StoredEvent


def written_events(
    casefile: Casefile, found: Iterable[StoredEvent], format: str, **look: Any
) -> Iterator[str | bytes]:
    """The events piece by piece; JSON records as they are stored. `look` is for `table` alone.

    Raises UsageError naming the known formats.
    """
    if format == "jsonl":
        yield from (json_line(each.record) + "\n" for each in found)
        return
    if format == "json":
        listed = Listed()
        yield "["
        yield from (listed.lines([each.record]) for each in found)
        yield "\n]\n"
        return
    shape = make_format(format, {}, **look)
    reports: dict[str, Any] = {}
    yield shape.opening()
    for each in found:
        if each.report_id not in reports:
            reports[each.report_id] = casefile.report(each.report_id).as_read()
        report = reports[each.report_id]
        yield shape.report(report, (event_of_record(each.record, report),))
    yield shape.closing()
