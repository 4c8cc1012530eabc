"""A release of a dataset: the data package with its method, its changes, and how to cite it.

All of it is worked out from what is given: the same casefile, release before and day give
the same bytes.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from dateline.export.csv_rows import csv_row

README = files("dateline.export") / "page" / "release_readme.md"
CHANGE_COLUMNS = ("event_id", "change", "what")
CHECKSUMS = "CHECKSUMS.sha256"
PUBLIC = (
    "Names of private persons, sources that are anonymous or at risk, links and file names are "
    "withheld: `[withheld]` stands for them. Reports marked as highly sensitive are left out."
)


@dataclass(frozen=True, slots=True)
class About:
    """What a release says of itself."""

    title: str
    version: str
    day: date
    authors: tuple[str, ...]
    licence: str | None
    public: bool

    @property
    def citation(self) -> str:
        names = ", ".join(self.authors)
        return f"{names} ({self.day.year}): {self.title}, version {self.version}. Dataset."

    @property
    def package(self) -> dict[str, Any]:
        """What datapackage.json says besides."""
        found: dict[str, Any] = {
            "title": self.title,
            "version": self.version,
            "created": f"{self.day}T00:00:00Z",
            "contributors": [{"title": name, "roles": ["author"]} for name in self.authors],
        }
        return found | ({"licenses": [{"name": self.licence}]} if self.licence else {})


@dataclass(frozen=True, slots=True)
class Before:
    """The release before this one: its version and its events.csv; "" if this is the first."""

    version: str | None = None
    events: str = ""


def release_files(
    package: Mapping[str, bytes], about: About, before: Before, why_gone: Callable[[str], str]
) -> dict[str, bytes]:
    """Every file of a release by its name, the checksums last.

    `why_gone` says what became of an event that the release before had.
    """
    events = package["events.csv"].decode("utf-8")
    changes = _changes(_rows(before.events), _rows(events), why_gone)
    found = {
        **package,
        "CHANGES.csv": _changes_csv(changes).encode("utf-8"),
        "CITATION.cff": _citation_file(about).encode("utf-8"),
    }
    found["README.md"] = _readme(about, before, package, changes).encode("utf-8")
    sums = [f"{hashlib.sha256(found[name]).hexdigest()}  {name}\n" for name in sorted(found)]
    return {**found, CHECKSUMS: "".join(sums).encode("utf-8")}


Rows = Mapping[str, Mapping[str, str]]
Change = tuple[str, str, str]  # event id, change, what


def _rows(text: str) -> Rows:
    return {row["event_id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def _changes(old: Rows, new: Rows, why_gone: Callable[[str], str]) -> list[Change]:
    changes: list[Change] = []
    for id in sorted({*old, *new}):
        if id not in old:
            changes.append((id, "added", ""))
        elif id not in new:
            changes.append((id, "removed", why_gone(id)))
        elif fields := _differing(old[id], new[id]):
            changes.append((id, "changed", "; ".join(fields)))
    return changes


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The columns in which two rows differ; a column that only one release has is no change."""
    return [name for name in new if name in old and old[name] != new[name]]


def _changes_csv(changes: Sequence[Change]) -> str:
    return csv_row(list(CHANGE_COLUMNS)) + "".join(csv_row(list(change)) for change in changes)


def _readme(
    about: About, before: Before, package: Mapping[str, bytes], changes: Sequence[Change]
) -> str:
    described = json.loads(package["datapackage.json"])
    said = "; ".join(f"{key} {value}" for key, value in described["made_by"].items())
    parts = {
        "TITLE": about.title,
        "VERSION": about.version,
        "DAY": str(about.day),
        "BEFORE": before.version or "none",
        "NUMBERS": _numbers(package, changes, before),
        "PUBLIC": PUBLIC if about.public else "This release is not redacted: do not publish it.",
        "MADE_BY": said,
        "LICENCE": f"Licence: {about.licence}." if about.licence else "No licence is stated.",
        "CITATION": about.citation,
    }
    pieces = README.read_text("utf-8").split("@")
    return "".join(parts[piece] if i % 2 else piece for i, piece in enumerate(pieces))


def _numbers(package: Mapping[str, bytes], changes: Sequence[Change], before: Before) -> str:
    rows = list(_rows(package["events.csv"].decode("utf-8")).values())
    reports = len(package["reports.csv"].decode("utf-8").splitlines()) - 1
    days = sorted(day for row in rows for day in (row["earliest"], row["latest"]) if day)
    told = Counter(row["factuality"] for row in rows)
    kinds = ", ".join(f"{number} {name}" for name, number in told.most_common()) or "none"
    lines = [f"{len(rows)} events ({kinds}) in {reports} reports."]
    if days:
        lines.append(f"The events lie between {days[0]} and {days[-1]}.")
    if before.version is not None:
        counts = Counter(change for _, change, _ in changes)
        since = ", ".join(f"{counts[name]} {name}" for name in ("added", "changed", "removed"))
        lines.append(f"Since version {before.version}: {since}.")
    return " ".join(lines)


def _citation_file(about: About) -> str:
    """Citation File Format 1.2.0. JSON strings are YAML strings."""
    authors = "".join(f"  - name: {json.dumps(name)}\n" for name in about.authors)
    licence = f"license: {json.dumps(about.licence)}\n" if about.licence else ""
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this dataset, please cite it as below.\n"
        f"type: dataset\ntitle: {json.dumps(about.title)}\n"
        f"version: {json.dumps(about.version)}\ndate-released: {about.day}\n"
        f"authors:\n{authors}{licence}"
    )
