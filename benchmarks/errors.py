"""Sort the errors of the coded events by kind, with counts: what docs/errors.md is written from.

    python benchmarks/errors.py --shared ../shared [--engine both] [--set gold|train] [--every N]

Of train, the fifth of the reports that nothing was fitted on. The reports are not part of the
project: without them the benchmark says so and exits 0.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from coding import report_of
from dateline.export.event_json import event_json
from dateline.pipeline import Tools, follow_report, load_tools
from dateline.trace import Trace
from dateline.training.readings import is_tuning
from error_kinds import (
    Compared,
    Course,
    field_kinds,
    is_right_type,
    missed,
    spurious,
    wrong_fields,
)
from gold import SETS
from reference import GOLD_TOOL, is_absent, load_scorer

MOST = 10  # kinds that are listed
Counts = dict[str, Counter[str]]


def main() -> None:
    arguments = _arguments()
    if is_absent(arguments.shared / SETS[arguments.set][0]):
        return
    compared = list(_compared(arguments.shared, arguments.set, arguments.every, arguments.engine))
    for name, counts in tally(compared).items():
        print(f"\n{name} ({counts.total()})")
        for kind, number in counts.most_common(MOST):
            print(f"  {number:5}  {kind}")
        if rest := counts.total() - sum(number for _, number in counts.most_common(MOST)):
            print(f"  {rest:5}  others")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=sorted(SETS), default="gold")
    parser.add_argument("--engine", default="both")
    parser.add_argument("--every", type=int, default=1, help="take one report in N")
    return parser.parse_args()


def tally(compared: Iterable[Compared]) -> Counts:
    """Part of a record -> how often each kind of error was made there."""
    found: Counts = defaultdict(Counter)
    for report in compared:
        found["missed events"].update(missed(report))
        found["spurious events"].update(spurious(report))
        for i, j in report.pairs:
            gold, system = report.gold[i], report.system[j]
            if is_right_type(gold, system):
                _count_fields(found, field_kinds(report.tool, gold, system))
            else:
                found["wrong type"][f"{system['type']} for {gold['type']}"] += 1
    return found


def _count_fields(found: Counts, kinds: Mapping[str, str]) -> None:
    for field, kind in kinds.items():
        found[field][kind] += 1
    wrong = wrong_fields(kinds)
    found["records, by the number of fields that are wrong"][str(len(wrong))] += 1
    if len(wrong) == 1:
        found["records with one wrong field, by that field"][wrong[0]] += 1
    found["fields wrong in records of the right type"].update(wrong)


def _compared(shared: Path, which: str, every: int, engine: str) -> Iterator[Compared]:
    tool = load_scorer(shared / GOLD_TOOL)
    docs_at, ann_at = (shared / part for part in SETS[which])
    docs = tool.read_docs(docs_at)
    gold = tool.read_ann(ann_at, docs, [])
    keys = sorted(key for key in gold if which != "train" or is_tuning(key))
    tools = load_tools(engine)
    for key in keys[::every]:
        rows, course = _followed({**docs[key], "id": key}, tools)
        system = _as_scored(tool, rows, {key: docs[key]})[key]
        sentences = tool.sentences(docs[key]["text"])
        pairs = tool.pair(gold[key], system, sentences)
        yield Compared(tool, gold[key], system, pairs, sentences, course)


def _followed(row: Mapping[str, Any], tools: Tools) -> tuple[list[dict[str, Any]], Course]:
    """The events of a report as `dateline code` writes them, and what became of its triggers."""
    trace: Trace = []
    course = follow_report(report_of(row), tools, trace)
    kept = [(m.span.start, m.span.end) for event in course.events for m in event.mentions]
    every = [(p.trigger.start, p.trigger.end) for p in course.proposals]
    dropped: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in trace:
        if not each.taken and each.stage != "argument":
            dropped[each.stage].append((each.span.start, each.span.end))
    rows = [event_json(event, tools.made_by) for event in course.events]
    loose = [span for span in every if span not in kept]
    return rows, Course(tuple(kept), tuple(loose), dropped)


def _as_scored(
    tool: ModuleType, rows: list[dict[str, Any]], docs: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Events as the scorer reads them from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found: Mapping[str, Any] = tool.read_system(path, docs)
        return found


if __name__ == "__main__":
    main()
