"""A small casefile written many times over, and one put on a server: what adding takes hours for.

Each time the rows get ids of their own and other days. Accounts are filed under the keys of
those days, so that a new one meets as many others as if all had been added. What was judged and
grouped within the small casefile is written over again; no account is judged anew.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from dateline.codebook.merging import load_merging
from dateline.merge import (
    EventRecord,
    Printing,
    Profile,
    incident_id,
    keys_of,
    profile_of,
    sentences_of,
)
from dateline.store.connection import Store
from dateline.store.memory import filed_as, number_of, setting
from dateline.store.schema import metadata
from dateline.store.words import spelled

_ID, _DAY = re.compile(r'"((?:ev|rep)_[^"\s]+)"'), re.compile(r'"(\d{4}-\d\d-\d\d)"')
_DAYS = ("earliest", "latest", "since", "until")
# What is written over again: tables and the columns that must not be the same.
_OTHERWISE = {
    "report": {"seq": "seq + :n * :seqs", "id": "id || :mark", "doc_id": "doc_id || :mark",
               "sha256": "sha256 || :mark", "text_sha256": "text_sha256 || :mark"},
    "reading": {"id": "id + :n * :readings", "report_id": "report_id || :mark"},
    "version": {"id": "id + :n * :versions", "event_id": "event_id || :mark",
                "reading_id": "reading_id + :n * :readings", "sha256": "sha256 || :mark",
                "record": "moved(record, :n)"},
    "event": {"seq": "seq + :n * :events", "id": "id || :mark", "report_id": "report_id || :mark",
              "version_id": "version_id + :n * :versions", "incident_id": "called(incident_id, :n)",
              "day": "coalesce(date(earliest, :apart), day)"},
    "event_actor": {"event_id": "event_id || :mark", "event_seq": "event_seq + :n * :events"},
    "event_strand": {"event_seq": "event_seq + :n * :events"},
    "event_place": {"event_id": "event_id || :mark"},
    "account": {"event_seq": "event_seq + :n * :events", "brief": "later(brief, :n)",
                "version_id": "version_id + :n * :versions"},
    "incident": {"id": "called(id, :n)", "body": "retold(id, body, :n)"},
    "pair": {"left_id": "left_id || :mark", "right_id": "right_id || :mark"},
    "sketch": {"key": "hashed(key, :n)", "report_seq": "report_seq + :n * :seqs"},
    "search_entry": {"rowid": "rowid + 2 * :n * iif(rowid % 2, :seqs, :events)"},
}  # fmt: skip


def multiply(file: Path, times: int, days: int) -> None:
    """Write the rows of an SQLite casefile so many times over, each so many days after the last."""
    began = time.perf_counter()
    with sqlite3.connect(file, isolation_level=None) as connection:
        for each in ("journal_mode = DELETE", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {each}")
        apart = [days * number for number in range(times)]
        connection.create_function("hashed", 2, lambda key, n: number_of(f"{key} {n}"))
        connection.create_function("moved", 2, lambda told, n: _moved(told, apart[n], n))
        connection.create_function("later", 2, lambda told, n: _later_days(told, apart[n]))
        incidents = _members(connection)
        connection.create_function("called", 2, lambda id, n: _called(incidents[id], n))
        connection.create_function(
            "retold", 3,
            lambda id, body, n: _retold(body, apart[n], n).replace(id, _called(incidents[id], n)),
        )  # fmt: skip
        spans = {
            name: connection.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
            for name, table, column in (
                ("seqs", "report", "seq"), ("versions", "version", "id"),
                ("readings", "reading", "id"), ("events", "event", "seq"),
            )
        }  # fmt: skip
        connection.execute("BEGIN IMMEDIATE")
        _file(connection, apart, spans["events"])
        for table, columns in _OTHERWISE.items():
            _write_again(connection, table, columns, apart, spans)
        connection.execute("COMMIT")
        connection.execute("PRAGMA optimize")
        (total,) = connection.execute("SELECT count(*) FROM event").fetchone()
    size = file.stat().st_size / 1e6
    print(f"{total:7} events, {size:.0f} MB, after {time.perf_counter() - began:.0f} s", flush=True)


def _write_again(
    connection: sqlite3.Connection,
    table: str,
    columns: Mapping[str, str],
    apart: list[int],
    spans: Mapping[str, int],
) -> None:
    """The rows of a table, once for each number of days but the first."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    names = ["rowid", *names] if "rowid" in columns else names
    days = {name: f"date({name}, :apart)" for name in names if name in _DAYS}
    values = [columns.get(name) or days.get(name) or name for name in names]
    connection.execute(f"CREATE TEMP TABLE once AS SELECT {', '.join(names)} FROM {table}")
    again = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM once"
    for number in range(1, len(apart)):
        shift = {"n": number, "mark": f"-{number}", "apart": f"{apart[number]} days"}
        connection.execute(again, {**shift, **spans})
    connection.execute("DROP TABLE once")


def _file(connection: sqlite3.Connection, apart: list[int], events: int) -> None:
    """File the accounts of all times but the first under the keys of their days."""
    read = connection.execute(
        "SELECT event.seq, event.report_id, version.record FROM event JOIN version "
        "ON version.id = event.version_id"
    ).fetchall()
    for seq, report_id, record in read:
        profile = _profile(record, report_id)
        rows = [
            (filed_as(key), seq + number * events)
            for number in range(1, len(apart))
            for key in sorted(keys_of(_later(profile, apart[number], number), setting()))
        ]
        connection.executemany("INSERT OR IGNORE INTO filed VALUES (?, ?)", rows)


def _profile(record: str, report_id: str) -> Profile:
    told = EventRecord.model_validate_json(record).model_copy(update={"doc_id": report_id})
    stop_words = load_merging().stop_words
    return profile_of(told, stop_words, tuple(sentences_of(told)), Printing(report_id))


def _later(profile: Profile, apart: int, number: int) -> Profile:
    more, event = timedelta(days=apart), profile.event
    day = event.report.published
    report = event.report.model_copy(update={"published": day and day + more})
    told = {"report": report, "doc_id": f"{event.doc_id}-{number}"}
    days = profile.days
    moved = days and replace(days, earliest=days.earliest + more, latest=days.latest + more)
    return replace(profile, event=event.model_copy(update=told), days=moved)


def _members(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The events of each incident."""
    found: dict[str, list[str]] = {}
    for id, joined in connection.execute("SELECT id, incident_id FROM event"):
        found.setdefault(joined, []).append(id)
    return found


def _called(members: Iterable[str], number: int) -> str:
    """The id of an incident written over: one of another id would be written anew when met."""
    return incident_id(sorted(f"{id}-{number}" for id in members))


def _retold(body: str, apart: int, number: int) -> str:
    """An incident's body with the other ids and days."""
    told = _ID.sub(rf'"\1-{number}"', body)
    return _later_days(told, apart)


def _later_days(told: str, apart: int) -> str:
    return _DAY.sub(lambda found: f'"{_later_day(found[1], apart)}"', told)


def _later_day(day: str, apart: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=apart))


def _moved(told: str, apart: int, number: int) -> str:
    return json.dumps(moved(json.loads(told), apart, str(number)), ensure_ascii=False)


def moved(record: Mapping[str, Any], apart: int, mark: str) -> dict[str, Any]:
    """A record with other ids and days so much later."""
    new = {**record, "id": f"{record['id']}-{mark}", "doc_id": f"{record['doc_id']}-{mark}"}
    for holder, fields in (("time", ("earliest", "latest")), ("report", ("published",))):
        if new[holder]:
            new[holder] = {**new[holder]}
            for field in fields:
                if day := new[holder].get(field):
                    new[holder][field] = _later_day(day, apart)
    return new


def carry(file: Path, store: Store) -> None:
    """Put the rows of an SQLite casefile into a server's, which is new and has none of its own."""
    address = re.sub(r"^postgresql\+\w+", "postgresql", store.address.url.render_as_string(False))
    with (
        sqlite3.connect(file) as connection,
        psycopg.connect(address) as server,
        server.cursor() as cursor,
    ):
        cursor.execute("SET session_replication_role = replica")  # rows are put in as they are
        for table in metadata.sorted_tables:
            cursor.execute(f"TRUNCATE {table.name}")
            names = ", ".join(f'"{each.name}"' for each in table.columns)
            rows = connection.execute(f"SELECT {names} FROM {table.name}")
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        _words(cursor, connection.execute("SELECT rowid, words FROM search_entry"))
        for table, column in (("report", "seq"), ("reading", "id"), ("version", "id")):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
                f"(SELECT max({column}) FROM {table}))"
            )
        server.commit()
        server.autocommit = True
        cursor.execute("ANALYZE")


def _words(cursor: "psycopg.Cursor[Any]", rows: Iterable[tuple[int, str]]) -> None:
    cursor.execute("TRUNCATE search_entry")
    cursor.execute("CREATE TEMP TABLE said (entry integer, words text)")
    with cursor.copy("COPY said FROM STDIN") as copy:
        for entry, words in rows:
            copy.write_row((entry, spelled(words)))
    cursor.execute("INSERT INTO search_entry SELECT entry, to_tsvector('simple', words) FROM said")
