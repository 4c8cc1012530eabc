"""A casefile as one file, and back, between both databases."""

import json
import zipfile

import pytest
from casefile_samples import NOON, add, arrest, fill, told
from sqlalchemy import MetaData, inspect, select, text

from dateline.desk.accounts import Accounts
from dateline.errors import DatelineError
from dateline.store import Casefile, EventQuery
from dateline.store.schema import DERIVED, HEAD, SEARCH

PASSWORD = "a constructed password"
# A table that nobody has told the backup of, with every kind of column it can hold.
OTHER = """CREATE TABLE added_later (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, large BIGINT, share DOUBLE PRECISION,
    done BOOLEAN, packed {bytes}, said VARCHAR(20)
)"""
ROW = "INSERT INTO added_later VALUES (7, 'Ж “a”', 5000000000, 0.25, true, {bytes}, NULL)"


@pytest.fixture
def busy(casefile):
    fill(casefile)
    add(casefile, told("r2", "Another text of another day."), arrest("ev_3", "r2"))
    add(casefile, told("r3"))
    casefile.review("ev_1", "correct", "type", "bombing", who="maria", at=NOON)
    casefile.review("ev_2", "reject", who="omar", at=NOON, reason="checked")
    casefile.retract("r2", "withdrawn", who="omar", at=NOON)
    return casefile


def seen(casefile):
    """All that can be asked for."""
    everything = EventQuery(status="any", order="added", limit=1000)
    return {
        "ledger": casefile.ledger(),
        "reports": casefile.reports().items,
        "events": casefile.events(everything).items,
        "originals": [casefile.original(each.id) for each in casefile.reports().items],
        "history": casefile.history("ev_1"),
        "hits": sorted(hit.id for hit in casefile.search("madaya")),
    }


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_restored_casefile_is_the_same(busy, tmp_path, request, target):
    file = tmp_path / "whole.backup"
    busy.backup(file)
    where = (
        request.getfixturevalue("database") if target == "postgresql" else str(tmp_path / "back")
    )
    with Casefile.restore(file, where) as back:
        assert seen(back) == seen(busy)
        assert back.verify(busy.status().head).problems == ()
        again = tmp_path / "again.backup"
        back.backup(again)
        assert again.read_bytes() == file.read_bytes()
        added = add(back, told("r4", "A text of yet another day."), arrest("ev_4", "r4"))
        back.undo("omar", NOON)
        assert added.events == ("ev_4",)
        assert back.event("ev_3").status == "unreviewed"


def every_row(casefile):
    """Every row of every table that is not the database's own, but for packed originals."""
    with casefile.store.reading() as connection:
        found = MetaData()
        names = inspect(connection).get_table_names()
        kept = (each for each in names if not each.startswith((SEARCH, "alembic", "desk_secret")))
        found.reflect(connection, only=sorted(kept))
        return {
            name: sorted(
                repr({column: row[column] for column in row if column != "packed"})
                if name == "original"
                else repr(dict(row))
                for row in connection.execute(select(table)).mappings()
            )
            for name, table in found.tables.items()
        }


@pytest.fixture
def with_everything(busy):
    """One with users, a token, and a table made by hand."""
    accounts = Accounts(busy.store)
    accounts.secret()
    accounts.put("maria", "reviewer", PASSWORD)
    accounts.put("Ömer", "viewer", PASSWORD)
    busy.judge("ev_1", "ev_2", "different", who="maria", at=NOON)
    busy.undo("maria", NOON)
    kinds = ("BYTEA", r"'\x00ff'") if busy.store.on_server else ("BLOB", "x'00ff'")
    with busy.store.creating() as connection:
        connection.execute(text(OTHER.format(bytes=kinds[0])))
        connection.execute(text("CREATE INDEX later_by_name ON added_later (name, large)"))
        connection.execute(text(ROW.format(bytes=kinds[1])))
    return busy, accounts.make_token("maria", "weekly", NOON)


def test_every_table_goes_to_the_other_database_and_back(with_everything, tmp_path, request):
    first, token = with_everything
    files = [tmp_path / f"{number}.backup" for number in range(3)]
    first.backup(files[0])
    on_server = first.store.on_server
    database, folder = request.getfixturevalue("database"), str(tmp_path / "back")
    with Casefile.restore(files[0], folder if on_server else database) as second:
        second.backup(files[1])
        assert every_row(second) == every_row(first)
    with Casefile.restore(files[1], database if on_server else folder) as third:
        third.backup(files[2])
        assert every_row(third) == every_row(first)
        assert third.verify(first.status().head).problems == ()
        with third.store.reading() as connection:
            indexes = inspect(connection).get_indexes("added_later")
        assert ["name", "large"] in [each["column_names"] for each in indexes]
        accounts = Accounts(third.store)
        assert accounts.signed_in("maria", PASSWORD).role == "reviewer"
        assert accounts.signed_in("maria", "another password") is None
        assert accounts.user_of_token(token).name == "maria"
    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()


def test_every_table_is_in_the_backup_or_worked_out_again(with_everything, tmp_path):
    casefile, _ = with_everything
    file = tmp_path / "whole.backup"
    casefile.backup(file)
    with casefile.store.reading() as connection:
        there = set(inspect(connection).get_table_names())
    known = {*DERIVED, "alembic_version", "desk_secret"}
    known |= {name for name in there if name.startswith(SEARCH)}
    with zipfile.ZipFile(file) as whole:
        kept = {name[5:-6] for name in whole.namelist() if name.startswith("rows/")}
        assert set(json.loads(whole.read("casefile.json"))["described"]) == kept
        secret = Accounts(casefile.store).secret().hex().encode()
        assert not any(secret in whole.read(name) for name in whole.namelist())
    assert kept == there - known
    assert kept >= {"desk_user", "desk_token", "added_later", "ledger", "ledger_about"}


def test_a_column_that_no_backup_can_hold_is_named(casefile, tmp_path):
    with casefile.store.creating() as connection:
        connection.execute(text("CREATE TABLE odd (id INTEGER PRIMARY KEY, made TIMESTAMP)"))
    with pytest.raises(DatelineError, match=r"table odd: .* column made"):
        casefile.backup(tmp_path / "whole.backup")
    assert list(tmp_path.glob("*.backup*")) == []


def test_only_its_owner_reads_a_backup(busy, tmp_path):
    file = tmp_path / "whole.backup"
    busy.backup(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(busy, tmp_path):
    file = tmp_path / "whole.backup"
    busy.backup(file)
    with pytest.raises(DatelineError, match="there already"):
        busy.backup(file)
    with pytest.raises(DatelineError, match="holds a casefile already"):
        Casefile.restore(file, str(busy._store.address.url.render_as_string(False))
                         if busy._store.on_server else busy.address)  # fmt: skip
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(DatelineError, match="holds notes"):
        Casefile.restore(file, str(tmp_path / "full"))


def rewritten(file, name, change):
    """The backup with one entry changed; None leaves it out."""
    with zipfile.ZipFile(file) as whole:
        entries = {each: whole.read(each) for each in whole.namelist()}
    with zipfile.ZipFile(file, "w") as whole:
        for each, content in entries.items():
            new = change(content) if each == name else content
            if new is not None:
                whole.writestr(each, new)


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("casefile.json", lambda _: None, "is no backup of a casefile"),
        (
            "casefile.json",
            lambda c: c.replace(f'"tables": "{HEAD}"'.encode(), b'"tables": "9999"'),
            "restore it with that version",
        ),
        ("rows/ledger.jsonl", lambda c: c[: len(c) // 2], "is broken"),
        ("rows/ledger.jsonl", lambda c: b"".join(c.splitlines(True)[:-1]), "is cut off"),
        ("rows/report.jsonl", lambda _: None, "is broken"),
    ],
)
def test_a_broken_backup_leaves_nothing_behind(busy, tmp_path, name, change, message):
    file = tmp_path / "whole.backup"
    busy.backup(file)
    rewritten(file, name, change)
    where = str(tmp_path / "back")
    with pytest.raises(DatelineError, match=message):
        Casefile.restore(file, where)
    with pytest.raises(DatelineError, match="holds no casefile"):
        Casefile.open(where)


def test_what_is_no_backup_is_named(tmp_path):
    file = tmp_path / "whole.backup"
    with pytest.raises(DatelineError, match="there is no file"):
        Casefile.restore(file, str(tmp_path / "back"))
    file.write_text("not a backup")
    with pytest.raises(DatelineError, match="is broken, or no backup"):
        Casefile.restore(file, str(tmp_path / "back"))
