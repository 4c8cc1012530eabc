"""How fast reports are coded, beside the bare parser, and how that grows with their length.

    python benchmarks/speed.py --shared ../shared [--reports 40] [--rounds 2] [--parts speed,mixed]

speed: reports on conflict. mixed: one of these to nine of another collection (exam/geo.jsonl),
those in which the rules, reading every report, find nothing. growth: longer reports, and more.
ledger, merge: a hundred entries or events, ten times and a hundred times as many. workers: one and
two, by the clock, and with --ray a cluster of this machine. What a casefile of many events costs
is for casefile.py.

The parser is spaCy's pipeline as spacy.load gives it. It and the engines take turns on each
report, and the best of the rounds counts: the figures that hold on a busy machine are the shares
of the parser's speed, in time of the processor.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from coding import Row, events_of, report_of
from dateline.annotate.parser import MODEL
from dateline.loading import loading
from dateline.model import Report
from dateline.pipeline import Tools, code_report, load_tools
from gold import SETS
from reference import is_absent
from speed_growth import ledger_growth, merge_growth, workers

ENGINES = {"rules": ("rules", None), "both": ("both", None), "large": ("both", Path("large"))}
PARTS = ("speed", "mixed", "growth", "ledger", "merge", "workers")
OTHERS = 9  # reports about other things to one on conflict, in a mixed stream
TIMES = (1, 10, 100)  # a report so many times as long, and so many reports
FEW = 10_000  # characters
LONG = 300  # words: growth is measured on the first report that has as many


def main() -> None:
    arguments = _arguments()
    folder = arguments.shared / SETS["train"][0]
    if is_absent(folder):
        return
    rows = _rows(folder, arguments.reports)
    with loading():  # as every command does; the bare parser is helped by it as well
        names = arguments.engines.split(",")
        tools = {name: load_tools(*ENGINES[name], threads=1) for name in names}
        parser = spacy.load(MODEL)
    runs: dict[str, Callable[[], Iterable[str]]] = {
        "speed": lambda: _speeds(rows, parser, tools, arguments.rounds),
        "mixed": lambda: _mixed(rows, arguments.shared, parser, tools, arguments.rounds),
        "growth": lambda: _growth(rows, tools),
        "ledger": ledger_growth,
        "merge": merge_growth,
        "workers": lambda: workers(rows * arguments.again, "rules", arguments.ray),
    }
    for part in arguments.parts.split(","):
        for line in runs[part]():
            print(line, flush=True)
    print(_memory())


def _rows(folder: Path, most: int) -> list[Row]:
    """Reports from all over the folder, in the order of their names."""
    files = sorted(folder.glob("*.json"))
    chosen = files[:: max(len(files) // most, 1)][:most]
    return [{**json.loads(path.read_text(encoding="utf-8")), "id": path.stem} for path in chosen]


def _speeds(
    rows: Sequence[Row], parser: Language, tools: dict[str, Tools], rounds: int
) -> Iterable[str]:
    """Words a second of the parser and of each engine, and the engine's share of the parser's."""
    words = sum(len(row["text"].split()) for row in rows)
    best = _best_of(rows, parser, tools, rounds)
    for name, seconds in best.items():
        share = best["parser"] / seconds
        yield f"{name:8} {words / seconds:7.0f} words a second, {share:.2f} of the parser"


def _mixed(
    rows: Sequence[Row], shared: Path, parser: Language, tools: dict[str, Tools], rounds: int
) -> Iterable[str]:
    """The same for a stream that is mostly about other things."""
    here = rows[: max(len(rows) // 10, 1)]
    others = _others(shared / "data" / "exam" / "geo.jsonl", OTHERS * len(here))
    yield f"mixed: {len(here)} reports on conflict and {len(others)} others"
    yield from _speeds([*here, *others], parser, tools, rounds)


def _others(path: Path, most: int) -> list[Row]:
    """The first reports of a file in which nothing is found even if all are read."""
    tools = load_tools("rules", read_all=True)
    found: list[Row] = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        row = {"id": row["docid"], "text": row["text"]}
        if len(found) < most and not list(events_of([row], tools)):
            found.append(row)
    return found


def _best_of(
    rows: Sequence[Row], parser: Language, tools: dict[str, Tools], rounds: int
) -> dict[str, float]:
    """Seconds for all reports, each at its best; the first round warms up and is not counted."""
    runs: dict[str, Callable[[Row], object]] = {
        "parser": lambda row: list(parser.pipe([row["text"]])),
        **{name: _coder(each) for name, each in tools.items()},
    }
    best: dict[tuple[str, str], float] = {}
    for turn in range(rounds + 1):
        for row in rows:
            for name, run in runs.items():
                seconds = _seconds(lambda run=run, row=row: run(row))
                known = best.get((name, row["id"]), seconds)
                best[name, row["id"]] = min(known, seconds) if turn > 1 else seconds
    return {name: sum(best[name, row["id"]] for row in rows) for name in runs}


def _coder(tools: Tools) -> Callable[[Row], object]:
    return lambda row: list(events_of([row], tools))


def _growth(rows: Sequence[Row], tools: dict[str, Tools]) -> Iterable[str]:
    """How many times as long a longer report takes, and more reports do."""
    row = next((each for each in rows if len(each["text"].split()) >= LONG), rows[-1])
    for engine, each in tools.items():
        longer = [_code_all([_times(row, count)], each) for count in TIMES]
        more = [_code_all([report_of(row)] * count, each) for count in TIMES]
        for name, (one, *many) in (("length", longer), ("reports", more)):
            for times, seconds in zip(TIMES[1:], many, strict=True):
                yield f"{engine:8} {times} times the {name}: {seconds / one:.1f} times the time"


def _times(row: Row, count: int) -> Report:
    return report_of({**row, "text": "\n\n".join([row["text"]] * count)})


def _code_all(reports: Sequence[Report], tools: Tools) -> float:
    rounds = 2 if len(reports) == 1 and len(reports[0].text) < FEW else 1  # short ones jump about
    return min(
        _seconds(lambda: [code_report(each, tools) for each in reports]) for _ in range(rounds)
    )


def _seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _memory() -> str:
    """The most memory held so far, with all engines loaded."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"memory   {most / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MB at most"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--engines", default="rules,both", help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--again", type=int, default=5, help="times that workers code the reports")
    parser.add_argument("--ray", action="store_true", help="let Ray run the engine as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
