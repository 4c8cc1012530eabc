"""What a casefile of many events costs: adding one report more, looking, reviewing, verifying.

    dateline code REPORTS --engine rules -o events.jsonl --reports texts.jsonl
    python benchmarks/casefile.py --events events.jsonl --reports texts.jsonl --times 1,10,100

Reports with some --base events are added as ever, their days spread so that --daily events fall
on each, and then written over so many times, each time as a stretch of days after the last
(casefile_rows.py: adding them all takes hours). Then more of the same kind are added, from all
over these days, with their words in another order (a copy would not be coded).

    python benchmarks/casefile.py ... --times 100 --server postgresql+psycopg://postgres@localhost/new
    python benchmarks/casefile.py ... --times 100 --keep FOLDER
    python benchmarks/casefile.py --reports texts.jsonl --engine rules --short 1000

With --server it is measured in an empty database of a server. With --keep the casefile is kept
there, and used again. With --engine short reports are coded, and what adding them takes besides
is compared with that.
"""

import argparse
import copy
import json
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from beside_coding import beside_coding
from casefile_rows import carry, moved, multiply
from coding import report_of
from dateline.loading import collect_seldom
from dateline.store import Casefile, EventQuery, IncidentQuery

AT = datetime(2016, 3, 8, tzinfo=UTC)
FIRST = date(2016, 1, 1)  # of the days that events are spread over
MADE_BY = {"dateline": "benchmark", "codebook": "benchmark", "engine": "rules", "models": []}
FILE = "casefile.sqlite"
SHORT = 200  # words
_RECENT = 4  # stretches: accounts of the last days are more at hand than those of any day
Told = tuple[dict[str, Any], list[dict[str, Any]]]
Took = tuple[float, float]  # seconds by the clock, and of the processor


@dataclass(frozen=True, slots=True)
class Stream:
    """Reports with their events, and the stretch of days they are spread over."""

    told: Sequence[Told]
    days: int

    def variant(self, number: int, which: int, stretches: Sequence[int] = (0,)) -> Told:
        """A report once more: another name, another day of some stretch, its words mixed."""
        row, records = self.told[which]
        chance = random.Random(f"{number} {which}")
        words = row["text"].split()
        chance.shuffle(words)
        day = FIRST + timedelta(days=chance.choice(stretches) * self.days)
        day += timedelta(days=chance.randrange(self.days))
        apart = (day - date.fromisoformat(row["published"])).days
        new = {**row, "id": f"{row['id']}-v{number}", "text": " ".join(words)}
        told = [moved(copy.deepcopy(record), apart, f"v{number}") for record in records]
        return {**new, "published": str(day)}, told


def main() -> None:
    arguments = _arguments()
    collect_seldom()  # as every command does
    if arguments.engine:
        print(beside_coding(_rows(arguments.reports), arguments.engine, arguments.short))
        return
    stream = _stream(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        base = folder / "base"
        if not base.exists():
            _fill(base, stream)
        for times in map(int, arguments.times.split(",")):
            case = _many(folder, times, stream, arguments.server)
            with Casefile.open(case) as casefile:
                sound = times == 1 and not arguments.keep
                for line in _costs(casefile, stream, times, arguments.adding, sound):
                    print(line, flush=True)
            for line in _cold(case, stream, times):
                print(line, flush=True)


def _rows(reports: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in reports.read_text(encoding="utf-8").splitlines()]


def _stream(arguments: argparse.Namespace) -> Stream:
    """Of the reports with events and a day, from all over the file, as many as were asked for."""
    by_report: dict[str, list[dict[str, Any]]] = {}
    for line in arguments.events.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_report.setdefault(record["doc_id"], []).append(record)
    told = [(row, by_report.get(row["id"], [])) for row in _rows(arguments.reports)]
    told = [each for each in told if each[1] and each[0].get("published")]
    random.Random(1).shuffle(told)
    chosen: list[Told] = []
    while told and sum(len(records) for _, records in chosen) < arguments.base:
        chosen.append(told.pop())
    events = sum(len(records) for _, records in chosen)
    return Stream(chosen, max(events // arguments.daily, 1))


def _fill(folder: Path, stream: Stream) -> None:
    with Casefile.create(str(folder), "benchmark", AT) as casefile:
        took = [_add(casefile, stream.variant(0, each)) for each in range(len(stream.told))]
        print(f"{casefile.events().total:7} events; of late {_middle(took[-50:])}", flush=True)


def _many(folder: Path, times: int, stream: Stream, server: str | None) -> str:
    """The casefile in which all of it stands so many times, made where it is not there."""
    case = folder / f"case-{times}"
    if not case.exists():
        shutil.copytree(folder / "base", case)
        multiply(case / FILE, times, stream.days)
    if server is None:
        return str(case)
    with Casefile.create(server, "benchmark", AT) as casefile:
        carry(case / FILE, casefile.store)
    return server


def _add(casefile: Casefile, told: Told) -> Took:
    """What it takes to add a report with its events."""
    row, records = told
    report = report_of(row)
    began = time.perf_counter(), time.process_time()
    casefile.add(report, row["text"].encode("utf-8"), records, MADE_BY, "benchmark", AT)
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _costs(casefile: Casefile, stream: Stream, times: int, most: int, sound: bool) -> Iterator[str]:
    """Milliseconds of what people do, in the middle of many."""
    yield f"--- {casefile.events().total} events of {casefile.reports().total} reports"
    yield from _adding(casefile, stream, times, most)
    first = casefile.events(EventQuery(limit=1)).items[0]
    asked: dict[str, Callable[[], object]] = {
        "events, first by priority": lambda: casefile.events(EventQuery()),
        "events of a type and month": lambda: casefile.events(
            EventQuery(type="battle", earliest="2016-02-01", latest="2016-02-29", order="day")
        ),
        "events of an actor": lambda: casefile.events(EventQuery(actor="islamic-state")),
        "events by words": lambda: casefile.events(EventQuery(text="car bomb")),
        "incidents of several": lambda: casefile.incidents(IncidentQuery(accounts=2)),
        "search": lambda: casefile.search("car bomb"),
        "one event": lambda: casefile.event(first.id),
        "accept and take back": lambda: (
            casefile.review(first.id, "accept", who="benchmark", at=AT),
            casefile.undo("benchmark", AT),
        ),
    }
    for name, ask in asked.items():
        yield f"{name:26} {_middle([_timed(ask) for _ in range(5)])}"
    if sound:  # a ledger that does not speak of all rows is not verified
        began = time.perf_counter()
        found = casefile.verify()
        yield f"verify {found.entries} entries      {time.perf_counter() - began:.1f} s"


def _adding(casefile: Casefile, stream: Stream, times: int, most: int) -> Iterator[str]:
    """One report more, of the last days as in a stream of news, and of any day; short ones first.

    As many are added before that are not counted: then the accounts of these days are at hand.
    """
    for name, stretches in (
        ("of the last days", range(max(times - _RECENT, 0), times)),
        ("of any day", range(times)),
    ):
        number = casefile.reports().total  # other variants each time
        new = [
            stream.variant(number + turn, turn % len(stream.told), stretches)
            for turn in range(2 * most)
        ]
        took = [(each, _add(casefile, each)) for each in new][most:]
        for kind, some in (("short", [each for each in took if _is_short(each[0])]), ("", took)):
            if some:
                events = sum(len(records) for (_, records), _ in some) / len(some)
                slowest = _nth([each for _, each in some], 0.95)
                yield (
                    f"add a {kind:5} report {name:16} {_middle([each for _, each in some])}; "
                    f"{events:.1f} events each; {slowest:.1f} in one case of twenty"
                )


def _is_short(told: Told) -> bool:
    return len(told[0]["text"].split()) < SHORT


def _cold(case: str, stream: Stream, times: int) -> Iterator[str]:
    """The first report of a new run: nothing is remembered."""
    seconds = []
    for which in range(min(10, len(stream.told))):
        with Casefile.open(case) as casefile:
            number = casefile.reports().total
            seconds.append(_add(casefile, stream.variant(number, which, range(times))))
    yield f"add one, first of a run    {_middle(seconds)}"


def _timed(ask: Callable[[], object]) -> Took:
    began = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _middle(seconds: Sequence[Took]) -> str:
    """The middle one of several, by the clock and of the processor."""
    clock, processor = (1000 * statistics.median(kind) for kind in zip(*seconds, strict=True))
    return f"{clock:.1f} ms, {processor:.1f} of the processor"


def _nth(seconds: Sequence[Took], share: float) -> float:
    ordered = sorted(1000 * processor for _, processor in seconds)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=Path)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--base", type=int, default=1000, help="events that are added as ever")
    parser.add_argument("--times", default="1", help="so many times over: 1,10,100")
    parser.add_argument("--daily", type=int, default=25, help="events of each day")
    parser.add_argument("--adding", type=int, default=100, help="reports that are measured")
    parser.add_argument("--keep", type=Path, help="a folder for the casefiles, to use them again")
    parser.add_argument("--server", help="address of an empty database")
    parser.add_argument("--engine", help="compare with coding by this engine instead")
    parser.add_argument("--short", type=int, default=1000, help="reports to compare on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
