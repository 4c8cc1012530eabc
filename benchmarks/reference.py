"""The reference material: reports and scorers that lie beside the project, not in it."""

import hashlib
import importlib.util
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

GOLD_TOOL = Path("gold/gold_tool.py")
EXAM_TOOL = Path("bench/exam.py")
MUC4_SCORER = Path("bench/muc4_score.py")


def load_scorer(path: Path) -> ModuleType:
    """A scorer as a module. Ends the program with a message if `path` is not there."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_absent(path: Path) -> bool:
    """Whether reference material is missing; says so, for a benchmark that is then skipped."""
    if path.exists():
        return False
    print(f"skipped: nothing at {path} (give --shared)")
    return True


def fingerprint(reports: Iterable[Mapping[str, Any]]) -> str:
    """What reports a figure was measured on: 16 hex digits over their ids and texts, sorted."""
    found = hashlib.sha256()
    for report in sorted(reports, key=lambda each: str(each["id"])):
        found.update(f"{report['id']}\0{report['text']}\0".encode())
    return found.hexdigest()[:16]


def spread(rows: list[Any], most: int | None) -> list[Any]:
    """At most `most` of the rows, evenly spread; all if None."""
    if most is None or len(rows) <= most:
        return rows
    return [rows[at * len(rows) // most] for at in range(most)]
