"""Code the gold reports and score the records by the gold tool; one line per run in history.csv.

    python benchmarks/gold.py --shared ../shared [--set gold|train] [--every 4] [--errors FILE]

The reports are not part of the project: without them the benchmark says so and exits 0.
"""

import argparse
import csv
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline import __version__
from dateline.export.event_json import event_json
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, code_report, load_tools

HISTORY = Path(__file__).parent / "history.csv"
SETS = {"gold": ("gold/docs/dev", "gold/ann/dev"), "train": ("train/docs", "train/ann")}
COLUMNS = (
    "date", "commit", "version", "engine", "set", "reports", "gold_events", "system_events",
    "detect_f", "type_p", "type_r", "type_f", "agent_f", "target_f", "place_f", "date_exact",
    "date_invented", "counts_f", "sources_f", "factuality", "nonasserted_recall", "record",
    "reports_per_second",
)  # fmt: skip


def main() -> None:
    arguments = _arguments()
    docs, ann = (arguments.shared / part for part in SETS[arguments.set])
    if not docs.exists():
        print(f"skipped: no reports at {docs} (give --shared)")
        return
    gold_tool = _load(arguments.shared / "gold" / "gold_tool.py")
    chosen = _chosen(gold_tool.read_docs(docs), arguments.every)
    gold = {
        key: events
        for key, events in gold_tool.read_ann(ann, gold_tool.read_docs(docs), []).items()
        if key in chosen
    }
    tools = load_tools(arguments.engine)
    with tempfile.TemporaryDirectory() as folder:
        coded = arguments.output or Path(folder) / "events.jsonl"
        began = time.perf_counter()
        coded.write_text("".join(_lines(chosen, tools)), encoding="utf-8")
        seconds = time.perf_counter() - began
        figures, errors = gold_tool.score(chosen, gold, gold_tool.read_system(coded, chosen))
    print("\n".join(f"{name:32} {value}" for name, value in figures.items()))
    if arguments.errors:
        arguments.errors.write_text(json.dumps(errors, indent=1, ensure_ascii=False))
    if not arguments.dry_run:
        _remember(arguments, figures, len(chosen), len(chosen) / seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=sorted(SETS), default="gold")
    parser.add_argument("--every", type=int, default=1, help="score one report in N")
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--errors", type=Path, help="write misses and spurious events here")
    parser.add_argument("--output", type=Path, help="keep the coded events here")
    parser.add_argument("--dry-run", action="store_true", help="do not add to history.csv")
    return parser.parse_args()


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_tool", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _chosen(docs: dict[str, Any], every: int) -> dict[str, Any]:
    return {key: docs[key] for key in sorted(docs)[::every]}


def _lines(docs: dict[str, Any], tools: Tools) -> Iterator[str]:
    for key, doc in docs.items():
        published = date.fromisoformat(doc["published"]) if doc.get("published") else None
        report = report_of_text(doc["text"], id=key, title=doc.get("title"), published=published)
        for event in code_report(report, tools):
            yield json.dumps(event_json(event, tools.made_by), ensure_ascii=False) + "\n"


def _remember(
    arguments: argparse.Namespace, figures: dict[str, Any], reports: int, speed: float
) -> None:
    row = (
        date.today().isoformat(), _commit(), __version__, arguments.engine,
        arguments.set if arguments.every == 1 else f"{arguments.set}/{arguments.every}", reports,
        figures["gold"], figures["system"], figures["detect"]["f"], figures["type"]["p"],
        figures["type"]["r"], figures["type"]["f"], figures["agent"]["f"], figures["target"]["f"],
        figures["place"]["f"], figures["date_exact"], figures["date_invented"],
        figures["counts"]["f"], figures["sources"]["f"], figures["factuality"],
        figures["factuality_nonasserted_recall"], figures["record"], round(speed, 1),
    )  # fmt: skip
    new = not HISTORY.exists()
    with HISTORY.open("a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        if new:
            writer.writerow(COLUMNS)
        writer.writerow(row)


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "uncommitted"


if __name__ == "__main__":
    main()
