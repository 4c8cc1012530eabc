"""A casefile made by the Dateline of before: refused, upgraded when asked, and then whole.

`casefile_0001.zip` and `casefile_0001.backup` are one casefile, as its version wrote it.
"""

import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from casefile_samples import NOON
from sqlalchemy import MetaData, create_engine, insert, select, text

import dateline.store
from dateline.errors import OtherVersion
from dateline.merge import keys_of
from dateline.store import NOBODY, Casefile, EventQuery
from dateline.store.address import read_address
from dateline.store.connection import Store
from dateline.store.memory import CaseMemory, filed_as, setting
from dateline.store.opening import upgrade
from dateline.store.remembered import Remembered
from dateline.store.schema import HEAD, event, filed, metadata, original
from dateline.store.verifying import Verification

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, tmp_path):
    """The address of a casefile of the first version."""
    shutil.unpack_archive(FILES / "casefile_0001.zip", tmp_path)
    if request.param == "sqlite":
        return str(tmp_path / "case")
    address = request.getfixturevalue("database")
    _copy_to_server(tmp_path / "case", address)
    return address


def _copy_to_server(folder, address):
    """The tables of the first version on a server, with the rows of the folder."""
    config = Config()
    config.set_main_option("script_location", f"{dateline.store.__path__[0]}/migrations")
    with (
        Store(read_address(address)).creating() as there,
        create_engine(f"sqlite:///{folder / 'casefile.sqlite'}").connect() as here,
    ):
        config.attributes["connection"] = there
        command.upgrade(config, "0001")
        known = MetaData()
        known.reflect(there)
        for table in (each for each in metadata.sorted_tables if each.name in known.tables):
            columns = [table.c[each.name] for each in known.tables[table.name].columns]
            rows = [dict(row) for row in here.execute(select(*columns)).mappings()]
            if table is original:
                for row in rows:
                    sha256 = row["sha256"]
                    row["packed"] = (folder / f"archive/{sha256[:2]}/{sha256[2:]}.gz").read_bytes()
            if rows:
                there.execute(insert(table), rows)
        there.execute(text("SELECT 1"))


def test_an_old_casefile_is_opened_only_after_an_upgrade_and_is_then_whole(old):
    with pytest.raises(OtherVersion, match=r"made by an older Dateline .*dateline upgrade"):
        Casefile.open(old)
    assert upgrade(old, "maria", NOON) == ("0001", HEAD)
    assert upgrade(old, "maria", NOON) == (HEAD, HEAD)
    with Casefile.open(old) as casefile:
        _is_whole(casefile.verify())
        assert casefile.ledger()[-1].action == "upgrade"
        assert _filed(casefile) == {"ev_1", "ev_2", "ev_3"}
        held = casefile.events(EventQuery(status="any")).items
        assert {each.id: each.status for each in held} == {
            "ev_1": "corrected", "ev_2": "unreviewed", "ev_3": "unreviewed",
        }  # fmt: skip
        assert casefile.events(EventQuery(work=NOBODY)).total == 3
        given = casefile.work.assign(EventQuery(), ["ana", "karim"], who="rita", at=NOON)
        assert sorted(len(ids) for ids in given.values()) == [1, 2]
        assert casefile.verify().problems == ()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_of_before_is_restored(tmp_path, request, target):
    on_server = target == "postgresql"
    where = request.getfixturevalue("database") if on_server else str(tmp_path / "back")
    with Casefile.restore(FILES / "casefile_0001.backup", where) as casefile:
        _is_whole(casefile.verify())
        assert casefile.event("ev_1").record["type"] == "bombing"
        casefile.work.assign(EventQuery(), ["ana"], who="rita", at=NOON)
        assert casefile.verify().problems == ()


def _filed(casefile: Casefile) -> set[str]:
    """The accounts that are filed under each of the keys they have."""
    with casefile.store.reading() as connection:
        accounts = CaseMemory(connection, Remembered()).accounts({"ev_1", "ev_2", "ev_3"})
        numbers = {each.id: set(map(filed_as, keys_of(each, setting()))) for each in accounts}
        rows = connection.execute(
            select(event.c.id, filed.c.key).join(event, event.c.seq == filed.c.event_seq)
        ).all()
    return {id for id, own in numbers.items() if own == {key for name, key in rows if name == id}}


def _is_whole(found: Verification):
    assert found.problems == ()
    assert (found.reports, found.originals, found.records) == (2, 2, 3)
