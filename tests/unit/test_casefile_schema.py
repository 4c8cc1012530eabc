"""The tables: the migrations make what the program reads, and rows stay as they are."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from casefile_samples import NOON, add, fill, told
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import dateline.store
from dateline.store import Casefile, EventQuery, Share
from dateline.store.schema import APPEND_ONLY, HEAD, metadata


def test_the_newest_migration_is_the_one_expected():
    config = Config()
    folder = dateline.store.__path__[0]
    config.set_main_option("script_location", f"{folder}/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_migrations_make_the_tables(case):
    with Casefile.create(case, "maria", NOON) as casefile, casefile._store.reading() as connection:
        known = {"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables}
        context = MigrationContext.configure(connection, opts=known)
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_rows_are_never_changed_or_deleted(casefile, table):
    fill(casefile)
    casefile.review("ev_1", "accept", who="maria", at=NOON)
    casefile.retract("r1", "withdrawn", who="maria", at=NOON)
    casefile.undo("maria", NOON)
    casefile.undo("maria", NOON)
    casefile.judge("ev_1", "ev_2", "different", who="maria", at=NOON)
    add(casefile, told("copy"))
    rita = {"who": "rita", "at": NOON}
    double = Share(double=True)
    casefile.work.assign(EventQuery(type="shelling"), ["ana", "omar"], double, **rita)
    casefile.review("ev_1", "accept", who="ana", at=NOON)
    casefile.review("ev_1", "accept", who="omar", at=NOON)
    casefile.work.adjudicate({"ev_1": {"": "ana"}}, **rita)
    casefile.work.send_back("ev_1", "Why?", **rita)
    casefile.work.answer("ev_1", "Because.", who="omar", at=NOON)
    casefile.work.assign_one("ev_2", "ana", **rita)
    casefile.work.hand_back("ana", **rita)
    column = metadata.tables[table].columns.keys()[0]
    for order in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with (
            casefile._store._engine.connect() as connection,
            pytest.raises(DBAPIError, match="rows of a casefile are added, never changed"),
            connection.begin(),
        ):
            connection.execute(text(order))
