"""Figures kept from run to run: one CSV file a kind of benchmark, lines only ever added."""

import csv
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any


def append_row(path: Path, columns: Sequence[str], row: Sequence[Any]) -> None:
    """Add a row; a new file gets its header first."""
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        if new:
            writer.writerow(columns)
        writer.writerow(row)


def commit() -> str:
    """The commit that is measured, "uncommitted" outside a repository."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "uncommitted"


def today() -> str:
    """The day of the run, as 2016-03-07."""
    return date.today().isoformat()
