"""How fast the desk answers on a casefile of many events: the middle of several calls a screen.

Times are of the processor, which hold on a busy machine as well; the wall clock's stand beside.

    python benchmarks/desk.py [--number 100000] [--rounds 15] [--case FOLDER] [--keys]

A few constructed reports are added as usual and their rows then copied under other ids and days,
until there are as many events as asked for: quick to make, asked for like any other casefile, but
not one that `dateline verify` would take. --case measures a casefile there is; decisions it makes
stay there. --keys measures instead, in Chromium, from the press of a key to the drawn decision.
"""

import argparse
import contextlib
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from starlette.testclient import TestClient

from dateline.desk.app import create_app
from dateline.desk.settings import DeskSettings
from dateline.export.event_json import event_json
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, code_report, load_tools
from dateline.store import Casefile, EventQuery
from dateline.store.schema import (
    event,
    event_actor,
    event_place,
    event_strand,
    incident,
    reading,
    report,
    version,
)
from dateline.store.searching import put_events, put_report
from desk_keys import DRAWN_TARGET, measure_keys

NOW = datetime(2016, 3, 8, 12, 0, tzinfo=UTC)
TARGET = 200.0  # milliseconds
TOWNS = ("Homs", "Idlib", "Raqqa", "Hama", "Aleppo", "Palmyra", "Deraa", "Mosul", "Tikrit")
TEXT = (
    "{0}, March {2} - Rebels shelled {0} on Monday and killed at least {2} people, residents said. "
    "Government forces arrested {2} men in {1} on Sunday, a monitoring group said. "
    "Islamic State militants clashed with the Syrian army near {1}, wounding dozens. "
    "Thousands of civilians fled {0} on Saturday as warplanes bombed the town. "
    "The army said it had seized weapons in {1} and would hold talks with local leaders."
)
YEARS = 3
COPIED = (report, reading, version, event, event_actor, event_place, event_strand, incident)


def main() -> None:
    """Make the casefile, and print what each screen takes; fails where one is too slow."""
    asked = _arguments()
    with contextlib.ExitStack() as stack:
        folder = asked.case or stack.enter_context(tempfile.TemporaryDirectory()) + "/case"
        opened = Casefile.open(folder) if asked.case else make(folder, asked.number)
        casefile = stack.enter_context(opened)
        print(f"{casefile.events(EventQuery(status='any', limit=1)).total} events", flush=True)
        settings = DeskSettings(lambda: NOW, alone="benchmark", engine="rules")
        if asked.keys:
            raise SystemExit(_slow_keys(casefile, settings, asked.rounds))
        client = stack.enter_context(
            TestClient(create_app(casefile, settings), base_url="http://localhost")
        )
        slow = [line for line in measure(client, casefile, asked.rounds) if _say(line) > TARGET]
    if slow:
        raise SystemExit(f"slower than {TARGET:.0f} ms: {', '.join(name for name, _ in slow)}")


def _slow_keys(casefile: Casefile, settings: DeskSettings, rounds: int) -> str | None:
    """Print how soon each key is answered; gives back which are too slow."""
    slow = []
    for name, drawn, stored in measure_keys(casefile, settings, rounds):
        if _say((name, drawn)) > DRAWN_TARGET:
            slow.append(name)
        if stored:
            _say((f"{name}, stored", stored))
    return f"drawn later than {DRAWN_TARGET:.0f} ms: {', '.join(slow)}" if slow else None


def make(folder: str, number: int) -> Casefile:
    """A casefile of so many events."""
    casefile = Casefile.create(folder, "benchmark", NOW)
    tools = load_tools("rules")
    texts = [
        TEXT.format(one, other, 3 + place)
        for place, (one, other) in enumerate(zip(TOWNS, TOWNS[1:] + TOWNS[:1], strict=True))
    ]
    for place, text in enumerate(texts):
        _add(casefile, f"report-{place}", text, tools)
    with casefile.store.writing() as connection:
        _multiply(connection, number)
    return casefile


def _add(casefile: Casefile, name: str, text: str, tools: Tools) -> None:
    found = report_of_text(text, id=name, title=f"Report {name}", published=date(2016, 3, 8))
    records = [event_json(each, tools.made_by) for each in code_report(found, tools)]
    made_by = dict(tools.made_by)
    casefile.add(found, text.encode("utf-8"), records, made_by, "benchmark", NOW)


def _multiply(connection: Connection, number: int) -> None:
    """Copy every row under another id, round after round."""
    held = {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))]
        for table in COPIED
    }
    for round_ in range(1, number // len(held["event"]) + 1):
        _copy(connection, held, round_)


def _copy(connection: Connection, held: dict[str, list[dict[str, Any]]], round_: int) -> None:
    offset, mark = 100_000 * round_, f"{round_:05x}"
    apart = timedelta(days=(round_ * 37) % (365 * YEARS))
    keys = ("id", "report_id", "event_id", "incident_id", "doc_id")
    numbers = ("seq", "version_id", "reading_id", "event_seq")
    for table in COPIED:
        rows = []
        for row in held[table.name]:
            new = {
                **row,
                **{key: f"{row[key]}{mark}" for key in keys if isinstance(row.get(key), str)},
                **{key: row[key] + offset for key in numbers if row.get(key) is not None},
            }
            if isinstance(row.get("id"), int):
                new["id"] = row["id"] + offset
            rows.append(_moved(new, row, apart, mark))
        if rows:
            connection.execute(insert(table), rows)
        _index(connection, table, rows)


def _moved(new: dict[str, Any], old: dict[str, Any], apart: timedelta, mark: str) -> dict[str, Any]:
    """On other days; the record and the incident's body bear the new ids."""
    for field in ("earliest", "latest", "since", "until"):
        if new.get(field):
            new[field] = str(date.fromisoformat(new[field]) + apart)
    if "priority" in new:
        new["priority"] = round(old["priority"] * (1 + int(mark, 16) % 97 / 1000), 6)
    for field in ("record", "body"):
        if new.get(field):
            new[field] = re.sub(r"\b(ev|inc|rep)_[0-9a-f]{16}", rf"\g<0>{mark}", new[field])
    return new


def _index(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if table is event:
        put_events(connection, {row["seq"]: row["type"] for row in rows}, renew=False)
    for row in rows if table is report else ():
        put_report(connection, row["seq"], f"{row['title']} {row['text']}")


def measure(
    client: TestClient, casefile: Casefile, rounds: int
) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Milliseconds of each screen, each call on another event."""
    ids = [each.id for each in casefile.events(EventQuery(limit=rounds + 1)).items]
    reports = [casefile.event(id).report_id for id in ids]
    incidents = [casefile.event(id).incident_id for id in ids]
    token = re.search(r'name="csrf" value="(\w+)"', client.get(f"/events/{ids[0]}").text)
    assert token is not None
    form, part = {"csrf": token[1], "action": "accept"}, {"HX-Request": "true"}
    screens: dict[str, Callable[[int], Any]] = {
        "queue": lambda _: client.get("/queue"),
        "queue, a type and month": lambda _: client.get(
            "/queue?type=battle&earliest=2016-04-01&latest=2016-04-30&order=day"
        ),
        "queue, an actor": lambda _: client.get("/queue?actor=islamic-state"),
        "queue, rare words": lambda _: client.get("/queue?text=Tikrit+report-7"),
        "queue, frequent words": lambda _: client.get("/queue?text=civilians"),
        "reading": lambda n: client.get(f"/events/{ids[n]}"),
        "incidents": lambda _: client.get("/incidents"),
        "incident": lambda n: client.get(f"/incidents/{incidents[n]}"),
        "reports": lambda _: client.get("/reports"),
        "report": lambda n: client.get(f"/reports/{reports[n]}"),
        "ledger": lambda _: client.get("/ledger"),
        "api events": lambda _: client.get("/api/v1/events"),
        "accept, and the next": lambda n: client.post(
            f"/events/{ids[n]}/decide", data=form, headers=part
        ),
    }
    for name, call in screens.items():
        yield name, [_timed(call, number) for number in range(rounds + 1)][1:]


def _timed(call: Callable[[int], Any], number: int) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock."""
    began, worked = time.perf_counter(), time.process_time()
    answer = call(number)
    if answer.status_code != 200:
        raise SystemExit(f"{answer.request.url}: {answer.status_code} {answer.text[:300]}")
    return 1000 * (time.process_time() - worked), 1000 * (time.perf_counter() - began)


def _say(line: tuple[str, list[tuple[float, float]]]) -> float:
    name, times = line
    worked, passed = (sorted(each)[len(times) // 2] for each in zip(*times, strict=True))
    print(f"{name:26} {worked:7.1f} ms ({passed:.0f} by the clock)", flush=True)
    return worked


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--case")
    parser.add_argument("--keys", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
