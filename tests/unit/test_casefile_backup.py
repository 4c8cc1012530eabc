"""A casefile as one file, and back, between both databases."""

import zipfile

import pytest
from casefile_samples import NOON, add, arrest, fill, told

from dateline.errors import DatelineError
from dateline.store import Casefile, EventQuery


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
            lambda c: c.replace(b'"0002"', b'"9999"'),
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
