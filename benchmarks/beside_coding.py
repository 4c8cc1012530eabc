"""What adding short reports to a casefile takes besides coding them, as the casefile grows."""

import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coding import report_of
from dateline.export.event_json import event_json
from dateline.pipeline import Tools, code_report, load_tools
from dateline.store import Casefile

AT = datetime(2016, 3, 8, tzinfo=UTC)
_SHORT, _WARM, _PARTS = 200, 5, 4  # words; reports that are not timed; parts told of separately
Took = tuple[float, float]  # seconds of the processor to code a report, and to add it


def beside_coding(rows: Sequence[dict[str, Any]], engine: str, most: int) -> str:
    """The share that adding takes, of all reports of fewer than 200 words and of each part.

    Coding and adding take turns on each report, so that both meet the same machine.
    """
    short = [row for row in rows if len(row["text"].split()) < _SHORT][: _WARM + most]
    tools = load_tools(engine)
    with (
        tempfile.TemporaryDirectory() as folder,
        Casefile.create(str(Path(folder) / "case"), "benchmark", AT) as casefile,
    ):
        took = [_taken(row, tools, casefile) for row in short][_WARM:]
        events = casefile.events().total
    size = -(-len(took) // _PARTS)
    parts = [took[at : at + size] for at in range(0, len(took), size)]
    coding, adding = (1000 * sum(each) / len(took) for each in zip(*took, strict=True))
    return (
        f"{len(took)} reports of fewer than {_SHORT} words, {events} events, {engine}: "
        f"{coding:.1f} ms to code one, {adding:.1f} to add it: {_times(took):.2f} times "
        f"(by parts: {', '.join(f'{_times(part):.2f}' for part in parts)})"
    )


def _taken(row: dict[str, Any], tools: Tools, casefile: Casefile) -> Took:
    report = report_of(row)
    marks = [time.process_time()]
    casefile.is_coded_once(report)
    marks.append(time.process_time())
    records = [event_json(each, tools.made_by) for each in code_report(report, tools)]
    marks.append(time.process_time())
    raw = row["text"].encode("utf-8")
    casefile.add(report, raw, records, tools.made_by, "benchmark", AT)
    marks.append(time.process_time())
    return marks[2] - marks[1], marks[1] - marks[0] + marks[3] - marks[2]


def _times(took: Sequence[Took]) -> float:
    coding, adding = (sum(each) for each in zip(*took, strict=True))
    return 1 + adding / coding
