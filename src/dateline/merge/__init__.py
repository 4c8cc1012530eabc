"""Events of many reports -> incidents: which accounts tell of one happening, and why.

All at once: `merge_events`, or `prepare`, `judge` and `gather` for who wants to show progress.

One report at a time, for whoever keeps accounts (a `Memory`): `profile_of` an event, `arrive`
(the keys to file it under, and the judgements on it and those that share a key), `regroup` (the
groups that may have changed), `incidents_of` those groups. `setting_of` gives what all of
them look things up in. What people decide is a `Ruling` (`split` makes those that take an incident
apart); `regroup` both ids after one. `summarise` gives an incident's deaths by UCDP's rule and by
ACLED's. Reports that are copies: `signature`, `band_keys` and
`copy_of`, before their events are profiled.
"""

from dateline.merge.arrival import Arrival, Memory, arrive, regroup
from dateline.merge.findings import Setting, setting_of
from dateline.merge.incident import Incident, incident_id
from dateline.merge.judge import Judgement
from dateline.merge.keys import keys_of, sought_by
from dateline.merge.merging import Grouping, gather, incidents_of, judge, merge_events, prepare
from dateline.merge.profile import Printing, Profile, profile_of
from dateline.merge.read import BadLine, Line, read_events, read_texts
from dateline.merge.record import EventRecord
from dateline.merge.reprints import Copy, ReportText, band_keys, copy_of, printings, signature
from dateline.merge.rulings import Ruling, SetAside, split
from dateline.merge.sentences import sentences_of
from dateline.merge.summary import Summary, summarise

__all__ = [
    "Arrival",
    "BadLine",
    "Copy",
    "EventRecord",
    "Grouping",
    "Incident",
    "Judgement",
    "Line",
    "Memory",
    "Printing",
    "Profile",
    "ReportText",
    "Ruling",
    "SetAside",
    "Setting",
    "Summary",
    "arrive",
    "band_keys",
    "copy_of",
    "gather",
    "incident_id",
    "incidents_of",
    "judge",
    "keys_of",
    "merge_events",
    "prepare",
    "printings",
    "profile_of",
    "read_events",
    "read_texts",
    "regroup",
    "sentences_of",
    "setting_of",
    "signature",
    "sought_by",
    "split",
    "summarise",
]
