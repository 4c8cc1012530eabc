"""`dateline publish`: releases one after the other, and what changes between them."""

import csv
import hashlib
import json

import frictionless
import pytest
import yaml
from casefile_samples import MADE_BY, NOON, arrest, record, told
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import Locked
from dateline.store import Casefile

RUN = CliRunner()
SECRET = "Shells killed Hamza Qabbani in Madaya on Monday, a resident said."


@pytest.fixture
def case(tmp_path):
    place = str(tmp_path / "case")
    with Casefile.create(place, "maria", NOON) as casefile:
        add(casefile, told(), record(), arrest())
    return place


def add(casefile, report, *records, **more):
    raw = report.text.encode("utf-8")
    casefile.add(report, raw, records, MADE_BY, "maria", NOON, **more)


def publish(case, folder, *words):
    return RUN.invoke(app, ["publish", case, str(folder), *words])


def changes(folder):
    rows = csv.DictReader((folder / "CHANGES.csv").read_text("utf-8").splitlines())
    return {row["event_id"]: (row["change"], row["what"]) for row in rows}


def test_a_release_is_whole_valid_and_says_how_it_was_made(case, tmp_path):
    out = tmp_path / "releases"
    done = publish(case, out, "--title", 'Madaya "2016"', "--author", "The Monitor: A & B",
                   "--licence", "CC-BY-4.0")  # fmt: skip
    assert done.exit_code == 0, done.output
    folder = out / "1"
    names = {each.name for each in folder.iterdir()}
    assert names == {
        "events.csv", "reports.csv", "event_types.csv", "datapackage.json", "README.md",
        "CHANGES.csv", "CITATION.cff", "CHECKSUMS.sha256", "incidents.csv",
    }  # fmt: skip
    assert frictionless.Package(str(folder / "datapackage.json")).validate().valid
    for line in (folder / "CHECKSUMS.sha256").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (cited["title"], cited["version"], cited["license"]) == (
        'Madaya "2016"',
        "1",
        "CC-BY-4.0",
    )
    assert cited["authors"] == [{"name": "The Monitor: A & B"}]
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert (described["version"], described["title"]) == ("1", 'Madaya "2016"')
    readme = (folder / "README.md").read_text("utf-8")
    assert "2 events (2 asserted) in 1 reports." in readme
    assert "[withheld]" in readme
    assert "@" not in readme
    assert set(changes(folder).values()) == {("added", "")}


def test_the_next_release_says_what_changed_and_the_first_stays(case, tmp_path):
    out = tmp_path / "releases"
    publish(case, out, "--full")
    first = (out / "1" / "events.csv").read_bytes()
    with Casefile.open(case) as casefile:
        add(casefile, told("r2", text="Rebels shelled Palmyra on Monday."), record("ev_3", "r2"))
        casefile.review("ev_1", "correct", "factuality", "uncertain", who="maria", at=NOON)
        casefile.review("ev_2", "reject", who="maria", at=NOON, reason="not in the text")
    assert publish(case, out, "--full").exit_code == 0
    found = changes(out / "2")
    assert found["ev_3"] == ("added", "")
    assert found["ev_2"] == ("removed", "rejected")
    assert found["ev_1"][0] == "changed"
    assert "factuality" in found["ev_1"][1]
    assert (out / "1" / "events.csv").read_bytes() == first
    assert "Since version 1: 1 added, 1 changed, 1 removed." in (out / "2" / "README.md").read_text(
        "utf-8"
    )
    assert publish(case, out, "--full").exit_code == 0
    assert changes(out / "3") == {}


@pytest.mark.parametrize(
    ("words", "why"),
    [(["--full"], "its report was retracted: withdrawn"), ([], "its report was retracted")],
)
def test_retractions_are_named_and_their_reason_only_inside(case, tmp_path, words, why):
    out = tmp_path / "releases"
    publish(case, out, *words)
    with Casefile.open(case) as casefile:
        casefile.retract("r1", "withdrawn", who="maria", at=NOON)
    publish(case, out, *words)
    assert set(changes(out / "2").values()) == {("removed", why)}


def test_what_is_private_or_sensitive_is_not_released(case, tmp_path):
    with Casefile.open(case) as casefile:
        add(casefile, told("r3", text=SECRET, title="Hamza Qabbani killed"), record("ev_4", "r3"))
        hidden = told("r4", text="Rebels shelled Palmyra on Monday, residents said.")
        add(casefile, hidden, record("ev_5", "r4"), sensitivity="severe")
    done = publish(case, tmp_path / "releases")
    assert "left out 1 event: their report is marked severe" in done.stderr
    files = (tmp_path / "releases" / "1").iterdir()
    told_all = "".join(each.read_text("utf-8") for each in files)
    assert "ev_4" in told_all
    assert "ev_5" not in told_all
    assert "Qabbani" not in told_all


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(case, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    done = publish(case, blocked)
    assert done.exit_code == 1
    assert "cannot write" in done.stderr
    assert blocked.read_text() == "no folder"


def test_a_release_stands_in_the_ledger_and_is_verified(made_case, tmp_path):
    out = tmp_path / "releases"
    with Casefile.open(made_case) as casefile:
        add(casefile, told(), record(), arrest())
    done = publish(made_case, out, "--as", "maria", "--title", "Madaya")
    assert done.exit_code == 0, done.output
    assert publish(made_case, out, "--full", "--as", "omar").exit_code == 0
    sums = hashlib.sha256((out / "1" / "CHECKSUMS.sha256").read_bytes()).hexdigest()
    with Casefile.open(made_case) as casefile:
        (entry, second) = casefile.ledger(after=2)
        assert (entry.action, entry.who, entry.subject) == ("publish", "maria", f"rel_{sums[:16]}")
        assert entry.body == {
            "version": "1", "title": "Madaya", "public": True, "events": 2, "reports": 1,
            "sha256": sums,
        }  # fmt: skip
        assert second.body["public"] is False
        found = casefile.verify(None, releases=[out / "1", out / "2"])
        assert (found.problems, found.releases) == ((), 2)
    shown = RUN.invoke(app, ["history", entry.subject, "--case", made_case])
    assert "maria: published" in shown.stdout
    assert f"“Madaya”, for the public: 2 events in 1 reports, checksums {sums}" in shown.stdout
    assert (
        RUN.invoke(app, ["history", entry.subject[:9], "--case", made_case]).stdout == shown.stdout
    )
    none = RUN.invoke(app, ["history", "rel_0", "--case", made_case])
    assert (none.exit_code, none.stdout) == (2, "")
    assert "does not speak of rel_0" in none.stderr
    whole = RUN.invoke(app, ["history", "--case", made_case]).stdout
    assert [line.split()[0] for line in whole.splitlines()] == ["#1", "#2", "#3", "#4"]


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda folder: (folder / "events.csv").write_text("x"), "events.csv was changed"),
        (lambda folder: (folder / "events.csv").unlink(), "events.csv is gone"),
        (lambda folder: (folder / "more.csv").write_text("x"), "more.csv is no part of it"),
        (lambda folder: (folder / "CHECKSUMS.sha256").write_text(""), "the ledger has no release"),
    ],
)
def test_a_release_that_was_touched_is_named(case, tmp_path, harm, what):
    publish(case, tmp_path / "out")
    harm(tmp_path / "out" / "1")
    done = RUN.invoke(app, ["verify", "--case", case, "--release", str(tmp_path / "out" / "1")])
    assert done.exit_code == 4
    assert what in done.stdout
    none = RUN.invoke(app, ["verify", "--case", case, "--release", str(tmp_path)])
    assert none.exit_code == 2
    assert "holds no release" in none.stderr


def test_no_release_without_its_entry_and_no_entry_without_its_release(case, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def fails(*_, **__):
        raise Locked("another program writes")

    with monkeypatch.context() as patch:
        patch.setattr(Casefile, "release", fails)
        assert publish(case, out).exit_code == 1
    assert list(out.iterdir()) == []
    kept = Casefile.release

    def then_fails(self, release, put, **more):
        kept(self, release, put, **more)
        fails()

    with monkeypatch.context() as patch:
        patch.setattr(Casefile, "release", then_fails)
        assert publish(case, out).exit_code == 1
    assert list(out.iterdir()) == []
    with Casefile.open(case) as casefile:
        before = casefile.ledger_head()
    with monkeypatch.context() as patch:
        patch.setattr("os.rename", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        assert publish(case, out).exit_code == 1
    with Casefile.open(case) as casefile:
        assert casefile.ledger_head() == before
