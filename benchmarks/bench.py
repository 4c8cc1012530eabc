"""All benchmarks, and whether a figure has fallen below its floor: what `make bench` runs.

    python benchmarks/bench.py --shared ../shared [--dry-run] [--show FILE]

Exit code 1 names each figure below its floor (floors.json). Reference material that is not
there is skipped.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import exams
import gold
import muc4
from dateline.pipeline import load_tools
from floors import Measured, below, load_floors
from reference import is_absent

ENGINES = ("rules", "both")
MOST = 60  # reports of each exam and of MUC-4: a floor needs the same ones again, not many
EXAM_ENGINE = "rules"


def main() -> None:
    arguments = _arguments()
    measured = list(_measured(arguments.shared, arguments.dry_run))
    if arguments.show:
        rows = [asdict(each) for each in measured]
        arguments.show.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    floors = load_floors()
    fallen = [line for each in measured for line in below(each, floors)]
    for line in fallen:
        print(f"below its floor: {line}")
    sys.exit(1 if fallen else 0)


def _measured(shared: Path, dry_run: bool) -> Iterator[Measured]:
    """The figures of each benchmark whose material is there, kept in the histories."""
    if not is_absent(shared / gold.SETS["gold"][0]):
        for engine in ENGINES:
            yield _gold(shared, engine, dry_run)
    others = [path for path in (exams.DATA, muc4.REPORTS) if not is_absent(shared / path)]
    tools = load_tools(EXAM_ENGINE) if others else None
    if tools and exams.DATA in others:
        for each in exams.measure(shared, tools, most=MOST):
            yield _shown(each, dry_run)
    if tools and muc4.REPORTS in others:
        yield _shown(muc4.measure(shared, tools, MOST), dry_run)


def _gold(shared: Path, engine: str, dry_run: bool) -> Measured:
    scored = gold.measure(shared, engine)
    if not dry_run:
        gold.remember(scored, engine, "gold", 1)
    measured = Measured("gold", engine, scored.fingerprint, gold.plain(scored.figures))
    print(exams.report_text(measured), flush=True)
    return measured


def _shown(measured: Measured, dry_run: bool) -> Measured:
    print(exams.report_text(measured), flush=True)
    if not dry_run:
        exams.remember(measured)
    return measured


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--dry-run", action="store_true", help="add nothing to the histories")
    parser.add_argument("--show", type=Path, help="write what was measured here, to set floors by")
    return parser.parse_args()


if __name__ == "__main__":
    main()
