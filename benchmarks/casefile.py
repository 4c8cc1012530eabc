"""What a casefile of many events costs: adding one report more, looking, reviewing, verifying.

    dateline code REPORTS --engine rules -o events.jsonl --reports texts.jsonl
    python benchmarks/casefile.py --events events.jsonl --reports texts.jsonl --number 100000

The reports given are added again and again, each time on other days and with their words in
another order (a copy would not be coded), until there are as many events as asked for.
--case names a PostgreSQL database or a folder to use in place of one that is thrown away.
"""

import argparse
import copy
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.ingest import report_of_text
from dateline.store import Casefile, EventQuery, IncidentQuery

AT = datetime(2016, 3, 8, tzinfo=UTC)
MADE_BY = {"dateline": "benchmark", "codebook": "benchmark", "engine": "rules", "models": []}
YEARS = 3  # over which the days of the copies are spread
Told = tuple[dict[str, Any], list[dict[str, Any]]]


def main() -> None:
    arguments = _arguments()
    told = list(_read(arguments.events, arguments.reports))
    with tempfile.TemporaryDirectory() as folder:
        case = arguments.case or str(Path(folder) / "case")
        with Casefile.create(case, "benchmark", AT) as casefile:
            _fill(casefile, told, arguments.number)
            for line in _costs(casefile, told, arguments.number):
                print(line, flush=True)
        for line in _cold(case, told, arguments.number):
            print(line, flush=True)


def _read(events: Path, reports: Path) -> Iterator[Told]:
    """Each report that has events, with them."""
    by_report: dict[str, list[dict[str, Any]]] = {}
    for line in events.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_report.setdefault(record["doc_id"], []).append(record)
    for line in reports.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in by_report:
            yield row, by_report[row["id"]]


def _variant(told: Told, number: int) -> Told:
    """The report once more: another name, other days, its words in another order."""
    row, records = told
    chance = random.Random(number)
    words = row["text"].split()
    chance.shuffle(words)
    apart = timedelta(days=chance.randrange(365 * YEARS))
    name = f"{row['id']}-{number}"
    return {**row, "id": name, "text": " ".join(words)}, [
        _moved(record, name, number, apart) for record in records
    ]


def _moved(record: dict[str, Any], name: str, number: int, apart: timedelta) -> dict[str, Any]:
    new = copy.deepcopy(record) | {"doc_id": name, "id": f"{record['id']}{number:06x}"}
    for holder, fields in ((new["time"], ("earliest", "latest")), (new["report"], ("published",))):
        for field in fields if holder else ():
            if holder[field]:
                holder[field] = str(date.fromisoformat(holder[field]) + apart)
    return new


def _add(casefile: Casefile, told: Told) -> float:
    """Seconds to add a report with its events."""
    row, records = told
    report = report_of_text(row["text"], id=row["id"], source=row["source"])
    began = time.perf_counter()
    casefile.add(report, row["text"].encode("utf-8"), records, MADE_BY, "benchmark", AT)
    return time.perf_counter() - began


def _fill(casefile: Casefile, told: Sequence[Told], number: int) -> None:
    events, round_, began, recent = 0, 0, time.perf_counter(), 0.0
    while events < number:
        for each in told:
            recent += _add(casefile, _variant(each, round_))
            events += len(each[1])
            if events >= number:
                break
        round_ += 1
        took = time.perf_counter() - began
        last = 1000 * recent / len(told)
        print(f"{events:7} events after {took:5.0f} s; {last:.1f} ms a report of late", flush=True)
        recent = 0.0


def _costs(casefile: Casefile, told: Sequence[Told], number: int) -> Iterator[str]:
    """Milliseconds of what people do, in the middle of many."""
    adding = [_add(casefile, _variant(each, number + 1)) for each in told[:100]]
    yield f"add one report             {_middle(adding)}"
    first = casefile.events(EventQuery(limit=1)).items[0]
    asked: dict[str, Callable[[], object]] = {
        "events, first by priority": lambda: casefile.events(EventQuery()),
        "events of a type and month": lambda: casefile.events(
            EventQuery(type="battle", earliest="2016-03-01", latest="2016-03-31", order="day")
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
    began = time.perf_counter()
    found = casefile.verify()
    yield f"verify                     {time.perf_counter() - began:.1f} s, {found.entries} entries"


def _cold(case: str, told: Sequence[Told], number: int) -> Iterator[str]:
    """The first report of a new run: nothing is remembered."""
    seconds = []
    for each in told[:10]:
        with Casefile.open(case) as casefile:
            seconds.append(_add(casefile, _variant(each, number + 2)))
    yield f"add one, first of a run    {_middle(seconds)}"


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def _middle(seconds: Sequence[float]) -> str:
    ordered = sorted(1000 * each for each in seconds)
    return f"{ordered[len(ordered) // 2]:.1f} ms (worst {ordered[-1]:.1f})"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--case")
    return parser.parse_args()


if __name__ == "__main__":
    main()
