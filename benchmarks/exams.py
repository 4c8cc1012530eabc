"""Sit the exams on public annotated data (dev parts) and keep the main figures of each.

    python benchmarks/exams.py --shared ../shared [--engine rules] [--most 100] [NAME...]

Figures are appended to exams_history.csv. The data are not part of the project: without
them the benchmark says so and exits 0. What each figure means: `exam.py list` beside the data.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coding import events_of, mentions_of
from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.export.incident_json import incident_json
from dateline.merge import EventRecord, merge_events
from dateline.pipeline import Tools, load_tools
from floors import Measured
from history import append_row, commit, today
from reference import EXAM_TOOL, fingerprint, is_absent, load_scorer, spread

HISTORY = Path(__file__).parent / "exams_history.csv"
COLUMNS = ("date", "commit", "engine", "exam", "figure", "value")
DATA = Path("data/exam")
MENTIONS = frozenset({"geo", "time", "quote", "re3d"})  # the others score events
# The figures that say how well it went; the scorer gives many more.
MAIN: Mapping[str, tuple[str, ...]] = {
    "india": ("sent_kill_f1", "sent_arrest_f1", "sent_force_f1", "sent_any_action_f1"),
    "geo": ("detect_f1", "acc161", "end_to_end_recall"),
    "loc": ("coverage", "place_f1", "no_place_acc", "item_acc"),
    "time": ("extent_f1", "exact_acc", "end_to_end_f1"),
    "quote": ("source_f1", "cue_f1", "content_f1"),
    "re3d": ("location_overlap_f1", "organisation_overlap_f1", "micro_overlap_f1"),
    "plover": ("class_acc", "class_any", "source_exact_f1", "target_exact_f1"),
    "ged": ("found", "adm1_acc", "within_25km", "deaths_contains"),
    "merge": ("b3_f1", "b3_single_f1", "pair_p", "pair_r", "pair_f1"),
}


def main() -> None:
    arguments = _arguments()
    if is_absent(arguments.shared / DATA):
        return
    tools = load_tools(arguments.engine)
    for measured in measure(arguments.shared, tools, arguments.names, arguments.most):
        print(report_text(measured))
        if not arguments.dry_run:
            remember(measured)


def measure(
    shared: Path, tools: Tools, names: Sequence[str] = (), most: int | None = None
) -> Iterator[Measured]:
    """The main figures of each exam named, or of all, on at most `most` of its reports."""
    exam = load_scorer(shared / EXAM_TOOL)
    for name in names or MAIN:
        rows = spread(exam.load(name, str(shared / DATA), "dev"), most)
        reports = exam.REPORTS[name](rows)
        figures, _ = exam.SCORE[name](rows, list(_reader(name)(reports, tools)))
        yield Measured(
            name, str(tools.made_by["engine"]), fingerprint(reports), _main(name, figures)
        )


def _reader(name: str) -> Callable[[list[dict[str, Any]], Tools], Iterable[dict[str, Any]]]:
    """What the program gives for the reports of an exam."""
    if name == "merge":
        return _incidents
    return mentions_of if name in MENTIONS else events_of


def _incidents(reports: list[dict[str, Any]], tools: Tools) -> Iterator[dict[str, Any]]:
    events = [EventRecord.model_validate(row) for row in events_of(reports, tools)]
    for incident in merge_events(events, load_merging(), load_traits()):
        yield incident_json(incident, tools.made_by)


def _main(name: str, figures: Mapping[str, Any]) -> dict[str, float]:
    """The main figures that are defined, to three digits."""
    return {key: round(figures[key], 3) for key in MAIN[name] if figures[key] is not None}


def report_text(measured: Measured) -> str:
    """The figures in a line for each."""
    head = f"{measured.name} ({measured.engine}, reports {measured.fingerprint})"
    return "\n".join([head, *(f"  {key:28} {value}" for key, value in measured.figures.items())])


def remember(measured: Measured) -> None:
    """Append the figures to exams_history.csv."""
    for key, value in measured.figures.items():
        row = (today(), commit(), measured.engine, measured.name, key, value)
        append_row(HISTORY, COLUMNS, row)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(MAIN)}")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--engine", default="rules", help="what reads events")
    parser.add_argument("--most", type=int, help="at most N reports of each, evenly spread")
    parser.add_argument("--dry-run", action="store_true", help="do not add to the history")
    arguments = parser.parse_args()
    for name in arguments.names:
        if name not in MAIN:
            parser.error(f"no exam {name!r} to sit: known are {', '.join(MAIN)}")
    return arguments


if __name__ == "__main__":
    main()
