"""What goes wrong around a casefile: nothing is lost, and the message says what to do."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from casefile_samples import NOON, add, fill, record, told
from sqlalchemy import event, text

from dateline.errors import CasefileError, ConnectionLost, Damaged, Locked, NoRoom, OtherVersion
from dateline.store import Casefile, ReportQuery
from dateline.store.address import read_address

HERE = Path(__file__).parent
# A process of its own that adds reports and says so one by one.
ADDING = """
import sys
from casefile_samples import add, record, told
from dateline.store import Casefile

case, name, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Casefile.open(case) as casefile:
    for each in range(number):
        doc = f"{name}-{each}"
        report = told(doc, f"Another text, number {each} of {name}, in other words than the rest.")
        added = add(casefile, report, record(f"ev_{doc}", doc))
        casefile.review(f"ev_{doc}", "accept", who=name, at=__import__("casefile_samples").NOON)
        print("held" if added.held else "added", flush=True)
"""


def adding(case, name, number):
    """A process that adds and reviews, under way."""
    paths = os.pathsep.join([str(HERE), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-c", ADDING, case, name, str(number)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def test_two_writers_at_once_lose_nothing(made_case):
    one, other = adding(made_case, "one", 6), adding(made_case, "other", 6)
    for each in (one, other):
        said, errors = each.communicate(timeout=120)
        assert each.returncode == 0, errors
        assert said.split() == ["added"] * 6
    with Casefile.open(made_case) as casefile:
        assert casefile.status().reports == 12
        assert casefile.status().events == {"accepted": 12}
        entries = casefile.ledger()
        assert [each.seq for each in entries] == list(range(1, 26))
        assert casefile.verify().problems == ()


def test_killed_in_the_middle_of_adding_it_goes_on_where_it_stopped(made_case):
    first = adding(made_case, "one", 200)
    assert first.stdout.readline().strip() == "added"
    assert first.stdout.readline().strip() == "added"
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=30)
    with Casefile.open(made_case) as casefile:
        kept = casefile.status().reports
        assert kept >= 2
        assert casefile.verify().problems == ()
    second = adding(made_case, "one", kept + 2)
    said, errors = second.communicate(timeout=120)
    assert second.returncode == 0, errors
    assert said.split() == ["held"] * kept + ["added"] * 2
    with Casefile.open(made_case) as casefile:
        assert casefile.status().reports == kept + 2
        assert casefile.verify().problems == ()


def test_a_crash_between_file_and_row_leaves_nothing_wrong(made_cases, monkeypatch):
    case = made_cases("sqlite", "")
    with Casefile.open(case) as casefile:

        def crash(*_, **__):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("dateline.store.adding.append", crash)
            with pytest.raises(KeyboardInterrupt):
                fill(casefile)
        assert list((Path(case) / "archive").rglob("*.gz"))
        assert casefile.status().reports == 0
        assert casefile.verify().problems == ()
        assert len(fill(casefile).events) == 2


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("9999", "was made by a newer Dateline .*install that version; nothing was changed"),
        ("0000", "was made by an older Dateline .*dateline upgrade"),
    ],
)
def test_a_casefile_of_another_version_is_left_alone(made_case, version, message):
    with Casefile.open(made_case) as casefile, casefile._store.creating() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    with pytest.raises(OtherVersion, match=message):
        Casefile.open(made_case)


def test_a_casefile_that_another_program_writes_to_is_named(made_case):
    with Casefile.open(made_case, wait_seconds=0.2) as casefile:
        fill(casefile)
        with (
            Casefile.open(made_case) as other,
            other._store.writing(),
            pytest.raises(Locked, match="another program has been writing for more than 0"),
        ):
            casefile.review("ev_1", "accept", who="maria", at=NOON)
        assert casefile.review("ev_1", "accept", who="maria", at=NOON).status == "accepted"


def test_reading_goes_on_while_another_writes(made_case):
    with Casefile.open(made_case, wait_seconds=0.2) as casefile:
        fill(casefile)
        with Casefile.open(made_case) as other, other._store.writing():
            assert casefile.events().total == 2
            assert casefile.verify().problems == ()


def test_a_full_disk_under_the_database(made_cases):
    with Casefile.open(made_cases("sqlite", "")) as casefile:
        fill(casefile)
        engine = casefile._store._engine
        engine.dispose()
        pages = "PRAGMA max_page_count = 1"  # SQLite keeps to what there is already
        event.listen(engine, "connect", lambda connection, _: connection.execute(pages))
        long = " ".join(f"word{number}" for number in range(60_000))
        with pytest.raises(NoRoom, match="the disk is full; what was finished is kept: make room"):
            add(casefile, told("long", long), record("ev_9", "long"))
        assert casefile.reports().total == 1
        assert casefile.verify().problems == ()


def test_a_full_disk_under_the_archive(made_cases, monkeypatch):
    case = made_cases("sqlite", "")
    with Casefile.open(case) as casefile:

        def full(_):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("dateline.store.archive.os.fsync", full)
            with pytest.raises(NoRoom, match="make room and run the command again"):
                fill(casefile)
        assert [each for each in (Path(case) / "archive").rglob("*") if each.is_file()] == []
        assert casefile.reports().total == 0
        assert fill(casefile).events == ("ev_1", "ev_2")


def test_a_full_disk_under_a_server(postgres, made_cases):
    with Casefile.open(made_cases("postgresql", postgres)) as casefile:
        full = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        with pytest.raises(NoRoom), casefile._store.writing() as connection:
            connection.execute(text(full))


def lose(store, server):
    """Write, and be cut off by the server before it is finished."""
    import psycopg

    with store.writing() as connection:
        connection.execute(text("UPDATE event SET status = 'rejected'"))
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", [number])
        time.sleep(0.3)
        connection.execute(text("UPDATE event SET status = 'accepted'"))


def test_a_connection_lost_half_way_undoes_what_was_not_finished(postgres, made_cases):
    case = made_cases("postgresql", postgres)
    with Casefile.open(case) as casefile:
        fill(casefile)
        with pytest.raises(ConnectionLost, match="what was not finished is undone: run the com"):
            lose(casefile._store, postgres)
        assert casefile.events().total == 2
        assert casefile.review("ev_1", "accept", who="maria", at=NOON).status == "accepted"


def test_a_server_that_is_not_there_is_named_without_its_password():
    with pytest.raises(ConnectionLost) as lost:
        Casefile.open("postgresql+psycopg://maria:secret@localhost:1/none")
    assert "maria" in str(lost.value)
    assert "secret" not in str(lost.value)
    assert "secret" not in str(read_address("postgresql://maria:secret@localhost/none"))


def test_a_file_that_is_no_database_is_named(made_cases):
    case = made_cases("sqlite", "")
    for each in Path(case).glob("casefile.sqlite*"):
        each.write_bytes(b"this is not a database" * 500)
    with pytest.raises(Damaged, match="restore it from a backup"):
        Casefile.open(case)


def test_a_folder_that_cannot_be_written_to_is_named(made_cases):
    case = made_cases("sqlite", "")
    with Casefile.open(case) as casefile:

        def read_only(connection, _):
            connection.execute("PRAGMA query_only = on")

        engine = casefile._store._engine
        engine.dispose()
        event.listen(engine, "connect", read_only)
        with pytest.raises(CasefileError, match="readonly"):
            fill(casefile)
        assert casefile.reports(ReportQuery()).total == 0
