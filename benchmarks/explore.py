"""How soon the desk's screens answer on a casefile of many events.

    python benchmarks/explore.py [--events 100000] [--rounds 5] [--case FOLDER]

Events are constructed and written into the tables of a new casefile as the program would write
them, without being coded or merged. Each screen is asked for several times, each time after a
new entry in the ledger, so that nothing counted before is used again (`anew`), and once more
as it stands (`again`), in time of the processor. The median over all screens is what counts.
"""

import argparse
import itertools
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from starlette.testclient import TestClient

from dateline.codebook import load_codebook
from dateline.codebook.actors import load_actors
from dateline.desk.app import create_app
from dateline.desk.settings import DeskSettings
from dateline.export.json_text import json_line
from dateline.store import Casefile
from dateline.store.connection import among
from dateline.store.facts import actors_of, facts_of, places_of, words_of
from dateline.store.listing import CARRIED
from dateline.store.merging import place_in_incidents
from dateline.store.schema import (
    event,
    event_actor,
    event_place,
    incident,
    reading,
    report,
    version,
)
from dateline.store.searching import put_events
from dateline.store.strands import put_strands

NOW = datetime(2020, 1, 1, tzinfo=UTC)
MADE_BY = {"dateline": "0", "codebook": "0", "engine": "rules", "models": []}
KEPT = ("type", "family", "earliest", "latest", "country", "adm1", "place")
TEXT = "Constructed. " * 100
PROVINCES = (
    ("Homs", 34.7, 36.7), ("Aleppo", 36.2, 37.1), ("Idlib", 35.9, 36.6), ("Raqqa", 35.9, 39.0),
    ("Daraa", 32.6, 36.1), ("Hama", 35.1, 36.7), ("Al-Hasakah", 36.5, 40.7),
    ("Latakia", 35.5, 35.8),
)  # fmt: skip
SCREENS = (
    "/queue", "/queue?type=shelling", "/queue?order=day", "/queue?order=added",
    "/queue?actor=islamic-state", "/queue?country=SYR&factuality=asserted",
    "/explore", "/explore?type=battle&country=SYR", "/explore?country=SYR&adm1=Homs",
    "/explore?count=incidents", "/explore?factuality=any", "/explore?actor=islamic-state",
    "/explore?earliest=2016-01-01&latest=2016-12-31", "/explore/places.json", "/explore/map.svg",
    "/incidents", "/incidents?order=accounts", "/incidents?several=true",
    "/incidents?type=shelling", "/incidents?country=SYR", "/incidents?unsure=true",
    "/incidents?actor=islamic-state", "/incidents?earliest=2016-01-01&latest=2016-01-31",
    "/actors", "/actors?country=SYR", "/actors?earliest=2016-01-01&latest=2016-12-31",
    "/actors?named=army", "/actor?actor=islamic-state",
    "/actor?actor=islamic-state&country=SYR&factuality=any", "/reports", "/ledger",
)  # fmt: skip


def main() -> None:
    """Print how soon each screen answers."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        case = arguments.case or Path(folder) / "case"
        if not case.exists():
            with Casefile.create(str(case), "bench", NOW) as casefile:
                _fill(casefile, arguments.events)
        with Casefile.open(str(case)) as casefile:
            _measure(casefile, arguments.rounds)


def _measure(casefile: Casefile, rounds: int) -> None:
    app = create_app(casefile, DeskSettings(now=lambda: NOW, alone="bench", engine="rules"))
    anew, again = [], []
    with TestClient(app, base_url="http://localhost") as client:
        for screen in SCREENS:
            if client.get(screen).status_code != 200:
                print(f"{screen:40} is not answered")
                continue
            fresh, kept = [], []
            for _ in range(rounds):
                casefile.note("bench", "desk", {}, who="bench", at=NOW)
                fresh.append(_seconds(client, screen))
                kept.append(_seconds(client, screen))
            anew.append(statistics.median(fresh))
            again.append(statistics.median(kept))
            print(f"{screen:40} {1000 * anew[-1]:6.0f} ms anew {1000 * again[-1]:6.0f} ms again")
    print(f"{'median':40} {1000 * statistics.median(anew):6.0f} ms anew", end=" ")
    print(f"{1000 * statistics.median(again):6.0f} ms again")


def _seconds(client: TestClient, screen: str) -> float:
    began = time.process_time()
    client.get(screen)
    return time.process_time() - began


def _fill(casefile: Casefile, number: int) -> None:
    """So many events, ten a report, over four years."""
    chance = random.Random(1)
    for first in range(0, number, 5000):
        with casefile.store.writing() as connection:
            for start in range(first, min(first + 5000, number), 10):
                _put(connection, start // 10, list(_records(chance, start)))


def _put(connection: Any, number: int, records: Sequence[dict[str, Any]]) -> None:
    id = f"rep_{number:08x}"
    told = {"id": id, "doc_id": f"r{number}", "sha256": id, "text_sha256": id, "text": TEXT,
            "title": f"Constructed report {number}", "source": "Constructed",
            "details": "{}", "published": "2016-01-01",
            "added_at": NOW.isoformat(), "added_by": "bench"}  # fmt: skip
    connection.execute(insert(report), told)
    read = {"id": number + 1, "report_id": id, "number": 1, "made_by": json.dumps(MADE_BY),
            "coded_at": NOW.isoformat(), "coded_by": "bench", "ledger_seq": 1}  # fmt: skip
    connection.execute(insert(reading), read)
    versions, events, actors, places = [], [], [], []
    for i, record in enumerate(records):
        seq = 10 * number + i + 1
        line = json_line(record)
        versions.append({"id": seq, "event_id": record["id"], "reading_id": number + 1,
                         "record": line, "sha256": ""})  # fmt: skip
        events.append({"seq": seq, "id": record["id"], "report_id": id, "version_id": seq,
                       "status": "unreviewed", "incident_id": f"inc_{(seq - 1) // 2:08x}",
                       **facts_of(record)})  # fmt: skip
        carried = {"event_seq": seq} | {key: events[-1][key] for key in ("status", *CARRIED)}
        actors += [{"event_id": record["id"], **row, **carried} for row in actors_of(record)]
        places += [{"event_id": record["id"], **row} for row in places_of(record)]
    rows = ((version, versions), (event, events), (event_actor, actors), (event_place, places))
    for table, values in rows:
        connection.execute(insert(table), values)
    connection.execute(insert(incident), [_incident(*each) for each in _by_incident(events)])
    place_in_incidents(connection, among(event.c.report_id, [id]))
    put_strands(connection, {10 * number + i + 1: each for i, each in enumerate(records)})
    words = {each["seq"]: words_of(record) for each, record in zip(events, records, strict=True)}
    put_events(connection, words, renew=False)


def _by_incident(events: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An incident of every two events."""
    for id, members in itertools.groupby(events, lambda each: str(each["incident_id"])):
        yield id, list(members)


def _incident(id: str, events: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first = {key: events[0][key] for key in KEPT}
    body = {"id": id, "counts": [{"measure": "killed", "low": 3, "high": None}], "denied_by": [],
            "time": {"agreed": True}, "events": [each["id"] for each in events],
            "accounts": [{"event": each["id"], "told": TEXT} for each in events]}  # fmt: skip
    known = {"id": id, "events": len(events), "accounts": len(events)}
    unsure = not int(events[0]["seq"]) % 10
    return first | known | {"unsure": unsure, "body": json_line(body)}


def _records(chance: random.Random, start: int) -> Iterator[dict[str, Any]]:
    types = load_codebook().types
    names = sorted(types)
    actors = list(load_actors().entries.values())[:400]
    actors = [load_actors().entries["islamic-state"], *actors]
    for number in range(start, start + 10):
        kind = chance.choice(names)
        day = date(2014, 1, 1) + timedelta(days=chance.randrange(1460))
        last = day + timedelta(days=chance.choice((0, 0, 0, 0, 3, 6, 30)))
        yield {
            "schema": "dateline.event/1", "id": f"ev_{number:016x}", "doc_id": "r",
            "report": {"title": "Constructed", "source": "Constructed", "published": str(day)},
            "type": kind, "alt_types": [], "family": types[kind].family,
            "factuality": chance.choice(("asserted",) * 8 + ("denied", "uncertain")),
            "phase": None, "confidence": chance.random(), "confidences": {},
            "mentions": [_words("told", sentence=0, by=[])], "sentences": [_words(TEXT[:150])],
            "agent": [_party(chance, actors)], "target": [_party(chance, actors)],
            "from_group": [], "to_group": [], "supporter": [], "instrument": [],
            "places": _places(chance), "sources": [], "notes": [], "codes": {},
            "time": {"earliest": str(day), "latest": str(last), "precision": "day",
                     "basis": "stated", "note": None, **_words("then")},
            "counts": [{"measure": "killed", "low": 3, "high": None, "approx": False,
                        **_words("three")}],
            "made_by": MADE_BY,
        }  # fmt: skip


def _words(quote: str, **more: Any) -> dict[str, Any]:
    return {"start": 0, "end": len(quote), "quote": quote, **more}


def _party(chance: random.Random, actors: Sequence[Any]) -> dict[str, Any]:
    entry = actors[min(int(chance.expovariate(0.03)), len(actors) - 1)]
    actor = {"id": entry.id, "name": entry.name, "kind": entry.kind, "country": None, "inter": 2,
             "candidates": []}  # fmt: skip
    return _words(entry.name, actor=actor, candidates=[], certainty="asserted", by="")


def _places(chance: random.Random) -> list[dict[str, Any]]:
    adm1, lat, lon = chance.choice(PROVINCES)
    precision = chance.choice(("town",) * 7 + ("province", "country", None))
    if precision is None:
        return []
    town = chance.randrange(60)
    name = {"town": f"{adm1} {town}", "province": adm1, "country": "Syria"}[precision]
    within = None if precision == "country" else adm1
    spot = {"lat": lat + town % 8 / 20, "lon": lon + town // 8 / 20}
    return [{"name": name, "adm1": within, "country": "SYR", "precision": precision,
             "geonameid": None, "rel": "at", "near": False, "basis": "stated", "score": 1.0,
             "reasons": [], "candidates": [], **spot, **_words(name)}]  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", type=Path, help="keep the casefile there, or use the one there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
