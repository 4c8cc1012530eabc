"""Fill the templates of the MUC-4 task from Dateline's events and score all its slots.

    python benchmarks/muc4.py --shared ../shared [--engine rules] [--most 100] [--errors FILE]

The dev reports only; figures are appended to exams_history.csv as exam `muc4`. Without the
reports the benchmark says so and exits 0.
"""

import argparse
import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from coding import events_of
from dateline.pipeline import Tools, load_tools
from exams import remember, report_text
from floors import Measured
from muc4_slots import load_task, templates_of
from reference import MUC4_SCORER, fingerprint, is_absent, load_scorer, spread

REPORTS = Path("data/muc4/dev.jsonl")
LOCATIONS = Path("data/muc4/doc/set-list-location.v4")
PARTS = ("inc-type", "inc-date", "inc-loc", "perp-ind-id", "perp-org-id", "hum-tgt-desc")


def main() -> None:
    arguments = _arguments()
    if is_absent(arguments.shared / REPORTS):
        return
    tools = load_tools(arguments.engine)
    measured = measure(arguments.shared, tools, arguments.most, arguments.errors)
    print(report_text(measured))
    if not arguments.dry_run:
        remember(measured)


def measure(
    shared: Path, tools: Tools, most: int | None = None, errors: Path | None = None
) -> Measured:
    """F, recall and precision over all slots, and F of some, as shares of one."""
    scorer, task = load_scorer(shared / MUC4_SCORER), load_task(shared / LOCATIONS)
    with (shared / REPORTS).open(encoding="utf-8") as lines:
        rows = spread([json.loads(line) for line in lines], most)
    reports = [_report(row) for row in rows]
    found = {row["id"]: (row, []) for row in reports}
    for key, events in groupby(events_of(reports, tools), key=lambda event: event["doc_id"]):
        found[key][1].extend(events)
    answers = [
        {"docid": key, "templates": templates_of(events, _day(row["published"]), task)}
        for key, (row, events) in found.items()
    ]
    figures = _scored(scorer, shared / REPORTS, answers, errors)
    return Measured("muc4", str(tools.made_by["engine"]), fingerprint(reports), figures)


def _report(row: Mapping[str, Any]) -> dict[str, Any]:
    """A report as its message header dates it: "3 JAN 90"."""
    day = None
    with contextlib.suppress(TypeError, ValueError):
        day = datetime.strptime(row["pub_date"], "%d %b %y").date().isoformat()
    return {"id": row["docid"], "text": row["text"], "published": day}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _scored(
    scorer: Any, keys: Path, answers: list[dict[str, Any]], errors: Path | None
) -> dict[str, float]:
    wanted = {answer["docid"] for answer in answers}
    with tempfile.TemporaryDirectory() as folder, _opened(errors) as out:
        path = Path(folder) / "answers.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in answers), encoding="utf-8")
        key = {docid: each for docid, each in scorer.read(keys).items() if docid in wanted}
        found = scorer.score(key, scorer.read(path), errors=out)
    every = found["ALL TEMPLATES"]
    shares = {"f": every["F"], "recall": every["REC"], "precision": every["PRE"]}
    shares |= {f"{name}_f": found["slots"][name]["F"] for name in PARTS}
    return {name: round(value / 100, 3) for name, value in shares.items() if value is not None}


@contextlib.contextmanager
def _opened(path: Path | None) -> Iterator[Any]:
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8") as out:
        yield out


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--engine", default="rules", help="what reads events")
    parser.add_argument("--most", type=int, help="at most N reports, evenly spread")
    parser.add_argument("--errors", type=Path, help="write every wrong filler here")
    parser.add_argument("--dry-run", action="store_true", help="do not add to the history")
    return parser.parse_args()


if __name__ == "__main__":
    main()
