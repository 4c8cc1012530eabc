"""Events of many reports -> incidents: which accounts tell of one happening, and why."""

from dateline.merge.incident import Incident
from dateline.merge.merging import gather, judge, merge_events, prepare
from dateline.merge.read import BadLine, Line, read_events, read_texts
from dateline.merge.record import EventRecord

__all__ = [
    "BadLine",
    "EventRecord",
    "Incident",
    "Line",
    "gather",
    "judge",
    "merge_events",
    "prepare",
    "read_events",
    "read_texts",
]
