"""Code the gold reports and score the records by the gold tool; one line per run in history.csv.

    python benchmarks/gold.py --shared ../shared [--set gold|train] [--every 4] [--errors FILE]
    python benchmarks/gold.py --dry-run --by-type --bootstrap 500

The reports are not part of the project: without them the benchmark says so and exits 0.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from breakdown import intervals, table_by_type
from coding import events_of
from dateline import __version__
from dateline.pipeline import load_tools
from history import append_row, commit, today
from reference import GOLD_TOOL, fingerprint, is_absent, load_scorer

HISTORY = Path(__file__).parent / "history.csv"
SETS = {"gold": ("gold/docs/dev", "gold/ann/dev"), "train": ("train/docs", "train/ann")}
COLUMNS = (
    "date", "commit", "version", "engine", "set", "reports", "gold_events", "system_events",
    "detect_f", "type_p", "type_r", "type_f", "agent_f", "target_f", "place_f", "date_exact",
    "date_invented", "counts_f", "sources_f", "factuality", "nonasserted_recall", "record",
    "reports_per_second",
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """A set of reports, what people and the program found in them, and the scorer's figures."""

    tool: ModuleType
    docs: Mapping[str, Any]
    gold: Mapping[str, list[Any]]
    system: Mapping[str, list[Any]]
    figures: Mapping[str, Any]
    errors: Mapping[str, Any]
    reports_per_second: float

    @property
    def fingerprint(self) -> str:
        rows = ({"id": key, "text": doc["text"]} for key, doc in self.docs.items())
        return fingerprint(rows)


def main() -> None:
    arguments = _arguments()
    if is_absent(arguments.shared / SETS[arguments.set][0]):
        return
    scored = measure(
        arguments.shared,
        arguments.engine,
        arguments.set,
        arguments.every,
        arguments.output,
        arguments.model,
    )
    print("\n".join(f"{name:32} {value}" for name, value in scored.figures.items()))
    if arguments.by_type:
        print(table_by_type(scored.tool, scored.docs, scored.gold, scored.system))
    if arguments.bootstrap:
        print(intervals(scored.tool, scored.docs, scored.gold, scored.system, arguments.bootstrap))
    if arguments.errors:
        arguments.errors.write_text(json.dumps(scored.errors, indent=1, ensure_ascii=False))
    if not arguments.dry_run:
        model = f" {arguments.model}" if arguments.model else ""
        remember(scored, f"{arguments.engine}{model}", arguments.set, arguments.every)


def measure(
    shared: Path,
    engine: str,
    which: str = "gold",
    every: int = 1,
    output: Path | None = None,
    model: Path | None = None,
) -> Scored:
    """Code and score one report in `every` of a set; the events are kept in `output` if given."""
    docs_at, ann_at = (shared / part for part in SETS[which])
    tool = load_scorer(shared / GOLD_TOOL)
    every_doc = tool.read_docs(docs_at)
    docs = {key: every_doc[key] for key in sorted(every_doc)[::every]}
    gold = {k: v for k, v in tool.read_ann(ann_at, every_doc, []).items() if k in docs}
    tools = load_tools(engine, model)
    rows = ({**doc, "id": key} for key, doc in docs.items())
    with tempfile.TemporaryDirectory() as folder:
        coded = output or Path(folder) / "events.jsonl"
        began = time.perf_counter()
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in events_of(rows, tools)]
        seconds = time.perf_counter() - began
        coded.write_text("".join(lines), encoding="utf-8")
        system = tool.read_system(coded, docs)
    figures, errors = tool.score(docs, gold, system)
    return Scored(tool, docs, gold, system, figures, errors, len(docs) / seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", choices=sorted(SETS), default="gold")
    parser.add_argument("--every", type=int, default=1, help="score one report in N")
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--model", type=Path, help="a model's folder, or one that ships")
    parser.add_argument("--by-type", action="store_true", help="a table of every type's figures")
    parser.add_argument(
        "--bootstrap", type=int, metavar="N", help="95 %% intervals from N resamples of the reports"
    )
    parser.add_argument("--errors", type=Path, help="write misses and spurious events here")
    parser.add_argument("--output", type=Path, help="keep the coded events here")
    parser.add_argument("--dry-run", action="store_true", help="do not add to history.csv")
    return parser.parse_args()


def plain(figures: Mapping[str, Any]) -> dict[str, Any]:
    """The scorer's figures by the names of the columns of history.csv."""
    return {
        "gold_events": figures["gold"],
        "system_events": figures["system"],
        "detect_f": figures["detect"]["f"],
        "type_p": figures["type"]["p"],
        "type_r": figures["type"]["r"],
        **{f"{name}_f": figures[name]["f"] for name in FIELDS},
        "date_exact": figures["date_exact"],
        "date_invented": figures["date_invented"],
        "factuality": figures["factuality"],
        "nonasserted_recall": figures["factuality_nonasserted_recall"],
        "record": figures["record"],
    }


FIELDS = ("type", "agent", "target", "place", "counts", "sources")


def remember(scored: Scored, engine: str, which: str, every: int) -> None:
    """Append the figures to history.csv."""
    row = plain(scored.figures) | {
        "date": today(),
        "commit": commit(),
        "version": __version__,
        "engine": engine,
        "set": which if every == 1 else f"{which}/{every}",
        "reports": len(scored.docs),
        "reports_per_second": round(scored.reports_per_second, 1),
    }
    append_row(HISTORY, COLUMNS, [row[name] for name in COLUMNS])


if __name__ == "__main__":
    main()
