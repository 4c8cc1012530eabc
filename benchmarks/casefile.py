"""What a casefile of many events costs: adding one report more, looking, reviewing, verifying.

    dateline code REPORTS --engine rules -o events.jsonl --reports texts.jsonl
    python benchmarks/casefile.py --events events.jsonl --reports texts.jsonl --times 145

The reports given are added once and again, each time on other days and with their words in
another order (a copy would not be coded). --times rows of the tables are then written so many
times over, with keys, ids and days of their own: the index is as large and its blocks are as full
as if all had been added, which takes hours. What is measured is then added as ever.

    python benchmarks/casefile.py --events events.jsonl --reports texts.jsonl --engine rules
    python benchmarks/casefile.py --events events.jsonl --reports texts.jsonl --rounds 5 \\
        --server postgresql+psycopg://postgres@localhost/empty

With --engine the short reports are coded, and what adding them takes besides is compared with that.
With --server it is measured in an empty database of a server, without --times.
"""

import argparse
import copy
import hashlib
import json
import random
import re
import sqlite3
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
_NEXT = 99  # the number of the round that is measured
_SHORT, _WARM, _MOST_SHORT = 200, 5, 80  # words; reports that come first and are not timed
YEARS = 3  # over which the days of the copies are spread
Told = tuple[dict[str, Any], list[dict[str, Any]]]


def main() -> None:
    arguments = _arguments()
    if arguments.engine:
        print(_beside_coding(arguments.reports, arguments.engine))
        return
    told = list(_read(arguments.events, arguments.reports))
    with tempfile.TemporaryDirectory() as folder:
        case = arguments.server or str(Path(folder) / "case")
        with Casefile.create(case, "benchmark", AT) as casefile:
            _fill(casefile, told, arguments.rounds)
        if arguments.times > 1 and not arguments.server:
            _multiply(Path(case) / "casefile.sqlite", arguments.times)
        with Casefile.open(case) as casefile:
            for line in _costs(casefile, told, arguments.times == 1):
                print(line, flush=True)
        for line in _cold(case, told):
            print(line, flush=True)


def _beside_coding(reports: Path, engine: str) -> str:
    """What adding takes besides coding, of reports of fewer than 200 words: time of the processor.

    Coding and adding take turns on each report, so that both meet the same machine.
    """
    from dateline.export.event_json import event_json
    from dateline.pipeline import code_report, load_tools

    tools = load_tools(engine)
    rows = (json.loads(line) for line in reports.read_text(encoding="utf-8").splitlines())
    short = [row for row in rows if len(row["text"].split()) < _SHORT][: _WARM + _MOST_SHORT]
    took: list[tuple[float, float]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Casefile.create(str(Path(folder) / "case"), "benchmark", AT) as casefile,
    ):
        for row in short:
            report = report_of_text(row["text"], id=row["id"], source=row["source"])
            marks = [time.process_time()]
            casefile.is_coded_once(report)
            marks.append(time.process_time())
            records = [event_json(each, tools.made_by) for each in code_report(report, tools)]
            marks.append(time.process_time())
            raw = row["text"].encode("utf-8")
            casefile.add(report, raw, records, tools.made_by, "benchmark", AT)
            marks.append(time.process_time())
            took.append((marks[2] - marks[1], marks[1] - marks[0] + marks[3] - marks[2]))
    coding, adding = (sum(each) for each in zip(*took[_WARM:], strict=True))
    number = len(took) - _WARM
    return (
        f"{number} reports of fewer than {_SHORT} words, {engine}: {1000 * coding / number:.1f} ms "
        f"to code one, {1000 * adding / number:.1f} to add it: {1 + adding / coding:.2f} times"
    )


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


def _add(casefile: Casefile, told: Told) -> tuple[float, float]:
    """Seconds to add a report with its events, by the clock and of the processor."""
    row, records = told
    report = report_of_text(row["text"], id=row["id"], source=row["source"])
    began = time.perf_counter(), time.process_time()
    casefile.add(report, row["text"].encode("utf-8"), records, MADE_BY, "benchmark", AT)
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _fill(casefile: Casefile, told: Sequence[Told], rounds: int) -> None:
    for number in range(rounds):
        took = [_add(casefile, _variant(each, number)) for each in told]
        print(f"{casefile.events().total:7} events; of late {_middle(took)}", flush=True)


# What is written over again: tables and the columns that must not be the same.
_TIMES = {
    "report": {"seq": "seq + {n} * {seqs}", "id": "id || '-{n}'", "doc_id": "doc_id || '-{n}'",
               "sha256": "sha256 || '-{n}'", "text_sha256": "text_sha256 || '-{n}'"},
    "version": {"id": "id + {n} * {versions}", "event_id": "event_id || '-{n}'",
                "reading_id": "reading_id + {n} * {readings}"},
    "reading": {"id": "id + {n} * {readings}", "report_id": "report_id || '-{n}'"},
    "event": {"seq": "seq + {n} * {events}", "id": "id || '-{n}'",
              "report_id": "report_id || '-{n}'", "version_id": "version_id + {n} * {versions}",
              "incident_id": "incident_id || '-{n}'", "earliest": "date(earliest, '-{n} days')",
              "latest": "date(latest, '-{n} days')", "since": "date(since, '-{n} days')",
              "until": "date(until, '-{n} days')"},
    "event_actor": {"event_id": "event_id || '-{n}'", "event_seq": "event_seq + {n} * {events}",
                    "earliest": "date(earliest, '-{n} days')",
                    "latest": "date(latest, '-{n} days')"},
    "event_strand": {"event_seq": "event_seq + {n} * {events}"},
    "event_place": {"event_id": "event_id || '-{n}'"},
    "incident": {"id": "id || '-{n}'", "earliest": "date(earliest, '-{n} days')"},
    "pair": {"left_id": "left_id || '-{n}'", "right_id": "right_id || '-{n}'"},
    "filed": {"key": "key * 6364136223846793005 + {n}", "event_seq": "event_seq + {n} * {events}"},
    "sketch": {"key": "key * 6364136223846793005 + {n}", "report_seq": "report_seq + {n} * {seqs}"},
}  # fmt: skip


def _multiply(file: Path, times: int) -> None:
    """Write the rows of a casefile so many times over, as one transaction."""
    began = time.perf_counter()
    with sqlite3.connect(file, isolation_level=None) as connection:
        for setting in ("journal_mode = DELETE", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {setting}")
        # SQLite would make a floating point number of a product that is too large.
        connection.create_function("hashed", 2, _hashed, deterministic=True)
        spans = {
            name: connection.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
            for name, table, column in (
                ("seqs", "report", "seq"), ("versions", "version", "id"),
                ("readings", "reading", "id"), ("events", "event", "seq"),
            )
        }  # fmt: skip
        connection.execute("BEGIN IMMEDIATE")
        for table, changed in _TIMES.items():
            for number in range(1, times):
                _write_again(connection, table, changed, {"n": number, **spans})
        for odd, span in ((0, spans["events"]), (1, spans["seqs"])):
            connection.executemany(
                "INSERT INTO search_entry (rowid, words) SELECT rowid + 2 * ? * ?, words FROM "
                "search_entry WHERE rowid <= 2 * ? + 1 AND rowid % 2 = ?",
                [(number, span, span, odd) for number in range(1, times)],
            )
        connection.execute("COMMIT")
        (total,) = connection.execute("SELECT count(*) FROM event").fetchone()
    size = file.stat().st_size / 1e6
    print(f"{total:7} events, {size:.0f} MB, after {time.perf_counter() - began:.0f} s", flush=True)


def _write_again(
    connection: sqlite3.Connection, table: str, changed: dict[str, str], numbers: dict[str, int]
) -> None:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = [changed.get(name, name).format(**numbers) for name in names]
    values = [re.sub(r"^key \* \d+ \+ (\d+)$", r"hashed(key, \1)", value) for value in values]
    first = names[0] if table not in ("event_actor", "event_place", "pair") else None
    whose = {"report": "seqs", "version": "versions", "reading": "readings", "event": "events"}
    if table in whose:
        condition = f"{first} <= {numbers[whose[table]]}"
    elif table in ("filed", "sketch", "event_strand"):
        number = "report_seq" if table == "sketch" else "event_seq"
        condition = f"{number} <= {numbers['seqs' if table == 'sketch' else 'events']}"
    else:
        condition = f"{names[0]} NOT LIKE '%-%'"
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} "
        f"WHERE {condition}"
    )


def _hashed(key: int, number: int) -> int:
    digest = hashlib.blake2b(f"{key} {number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _costs(casefile: Casefile, told: Sequence[Told], sound: bool) -> Iterator[str]:
    """Milliseconds of what people do, in the middle of many."""
    adding = [_add(casefile, _variant(each, _NEXT)) for each in told[:100]]
    events = sum(len(records) for _, records in told[:100]) / len(adding)
    yield f"add one report             {_middle(adding)}; {events:.1f} events each"
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
    if sound:  # a ledger that does not speak of all rows is not verified
        began = time.perf_counter()
        found = casefile.verify()
        yield f"verify {found.entries} entries      {time.perf_counter() - began:.1f} s"


def _cold(case: str, told: Sequence[Told]) -> Iterator[str]:
    """The first report of a new run: nothing is remembered."""
    seconds = []
    for each in told[:10]:
        with Casefile.open(case) as casefile:
            seconds.append(_add(casefile, _variant(each, _NEXT + 1)))
    yield f"add one, first of a run    {_middle(seconds)}"


def _timed(ask: Callable[[], object]) -> tuple[float, float]:
    began = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _middle(seconds: Sequence[tuple[float, float]]) -> str:
    """The middle one of several, by the clock and of the processor."""
    clock, processor = (sorted(1000 * each for each in kind) for kind in zip(*seconds, strict=True))
    return f"{clock[len(clock) // 2]:.1f} ms, {processor[len(clock) // 2]:.1f} of the processor"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--server", help="address of an empty database")
    parser.add_argument("--engine", help="compare with coding by this engine instead")
    return parser.parse_args()


if __name__ == "__main__":
    main()
