"""A report erased: no word of it is left anywhere, and the ledger still holds."""

import gzip
import zipfile

import pytest
from casefile_samples import NOON, add, arrest, record, told
from sqlalchemy import MetaData, insert, inspect, select, text

from dateline.errors import CasefileError, DatelineError, ErasedReport
from dateline.store import Casefile, EventQuery, IncidentQuery, Release
from dateline.store.archive import path_of
from dateline.store.schema import APPEND_ONLY, metadata

# Words that stand nowhere else: in the text, the quotes, and what people decided.
SECRET = "Zarqablanca"
REPORT = (
    f"Rebels shelled {SECRET} on Monday and killed at least 12 people, residents of the town said "
    "by telephone. The shells fell on the market and on two streets behind the old mosque."
)
WHY = "a court asked for it"
MADE = {"quote": SECRET, "name": SECRET}


def secret_record(id="ev_s", doc_id="secret", **more):
    """A record whose words are those of the report."""
    first = record(id, doc_id)
    place = first["places"][0] | MADE
    spoken = [first["sources"][0] | {"quote": f"residents of {SECRET}"}]
    rebels = {**first["agent"][0], "quote": f"Rebels of {SECRET}", "actor": None}
    said = {"places": [place], "sources": spoken, "agent": [rebels],
            "sentences": [{"start": 0, "end": 40, "quote": REPORT[:40]}]}  # fmt: skip
    return {**first, **said, **more}


@pytest.fixture
def held(casefile):
    """A casefile with the report, one that tells the same, and one beside them; much is decided."""
    secret = told(
        "secret", REPORT, title=f"Shells on {SECRET}", url=f"https://example.org/{SECRET}"
    )
    add(casefile, secret, secret_record(), arrest("ev_t", "secret"))
    add(casefile, told("r2"), record("ev_1", "r2"), arrest("ev_2", "r2"))
    casefile.review("ev_s", "correct", "places.0.name", f"New {SECRET}", who="maria", at=NOON,
                    reason=f"{SECRET} is spelled so")  # fmt: skip
    casefile.review("ev_t", "reject", who="omar", at=NOON, reason=f"not in {SECRET}")
    casefile.judge("ev_s", "ev_1", "same", who="maria", at=NOON, reason=f"one {SECRET}")
    casefile.undo("maria", NOON, reason=f"two, {SECRET}")
    casefile.judge("ev_s", "ev_1", "unsure", who="maria", at=NOON)
    casefile.judge("ev_1", "ev_2", "different", who="omar", at=NOON, reason="two days")
    casefile.retract("secret", f"{SECRET} is wrong", who="omar", at=NOON)
    casefile.undo("omar", NOON)
    return casefile


def words_of(casefile):
    """Every row of every table as text, the search index's own tables among them."""
    with casefile.store.reading() as connection:
        names = inspect(connection).get_table_names()
        if casefile.store.on_server:
            rows = [str(row) for name in names for row in connection.execute(
                text(f"SELECT t::text FROM {name} t"))]  # fmt: skip
        else:
            found = MetaData()
            plain = [each for each in names if not each.startswith("search_entry")]
            found.reflect(connection, only=plain)
            rows = [str(row) for table in found.tables.values()
                    for row in connection.execute(select(table))]  # fmt: skip
        return "\n".join(rows)


def files_of(casefile):
    """The bytes of all its files, unpacked where they are packed."""
    folder = casefile.store.address.folder
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file():
            content = path.read_bytes()
            yield content
            if path.suffix == ".gz":
                yield gzip.decompress(content)


def assert_no_word_is_left(casefile, tmp_path):
    plain = SECRET.encode().lower()
    assert SECRET.lower() not in words_of(casefile).lower()
    assert not any(plain in each.lower() for each in files_of(casefile))
    backup = tmp_path / f"{len(list(tmp_path.iterdir()))}.backup"
    casefile.backup(backup)
    with zipfile.ZipFile(backup) as whole:
        for name in whole.namelist():
            content = whole.read(name)
            content = gzip.decompress(content) if name.endswith(".gz") else content
            assert plain not in content.lower(), name
    return backup


def test_no_word_of_an_erased_report_is_left(held, tmp_path):
    assert SECRET in words_of(held)
    before = held.ledger()
    anchor = held.status().head
    erased = held.erase("secret", WHY, who="lead", at=NOON)
    assert (erased.events, erased.copies, erased.releases, erased.again) == (2, (), (), False)
    backup = assert_no_word_is_left(held, tmp_path)
    found = held.verify(anchor)
    assert found.problems == ()
    assert found.entries == len(before) + 1
    assert [each.hash for each in held.ledger()[:-1]] == [each.hash for each in before]
    last = held.ledger()[-1]
    assert (last.action, last.who, last.body["reason"]) == ("erase", "lead", WHY)
    where = str(tmp_path / "back")
    with Casefile.restore(backup, where) as back:
        assert back.verify(anchor).problems == ()
        assert back.report(erased.report_id).erased == WHY
        assert_no_word_is_left(back, tmp_path)
        assert_the_rest_stands(back)
    assert_the_rest_stands(held)


def assert_the_rest_stands(casefile):
    everything = casefile.events(EventQuery(status="any", order="added")).items
    assert [each.id for each in everything] == ["ev_1", "ev_2"]
    assert {each.id for each in everything} == {
        id for each in casefile.incidents(IncidentQuery()).items for id in each.body["events"]
    }
    assert casefile.search(SECRET) == []
    assert casefile.search("shelled")
    assert casefile.event("ev_1").record["places"][0]["name"] == "Madaya"
    reasons = [each.body.get("reason") for each in casefile.history("ev_2")]
    assert "two days" in reasons


def test_a_tombstone_says_what_is_gone_and_who_did_it(held):
    id = held.erase("secret", WHY, who="lead", at=NOON).report_id
    found = held.report(id)
    assert (found.text, found.title, found.source, found.url) == ("", None, None, None)
    assert (found.doc_id, found.erased, found.events) == (id, WHY, 0)
    assert found.sha256
    assert held.status().erased == 1
    for ask in (lambda: held.original(id), found.as_read,
                lambda: held.retract(id, "x", who="omar", at=NOON),
                lambda: held.mark(id, "severe", "x", who="omar", at=NOON)):  # fmt: skip
        with pytest.raises(DatelineError, match=f"was erased: {WHY}"):
            ask()
    with pytest.raises(DatelineError, match="holds no report secret"):
        held.report("secret")
    deeds = [each.action for each in held.history(held.full_id("ev_s"))]
    assert deeds == ["add", "review", "judge", "undo", "judge", "erase"]
    assert held.needs_coding({"dateline": "other"}) == [held.report("r2").id]


@pytest.mark.parametrize("doc_id", ["secret", "another name"])
def test_an_erased_report_is_not_taken_again(held, doc_id):
    held.erase("secret", WHY, who="lead", at=NOON)
    with pytest.raises(ErasedReport, match="is not taken again"):
        held.is_coded_once(told(doc_id, REPORT))
    with pytest.raises(ErasedReport, match="is not taken again"):
        add(held, told(doc_id, REPORT), secret_record())
    assert held.status().reports == 2


def test_an_erasure_is_done_again_where_it_was_cut_short(held, tmp_path, monkeypatch):
    def fails(_):
        raise CasefileError("busy")

    with monkeypatch.context() as patch:
        patch.setattr("dateline.store.connection.Store.compact", fails)
        with pytest.raises(CasefileError, match="erase it again"):
            held.erase("secret", WHY, who="lead", at=NOON)
    id = next(each for each in held.reports().items if each.erased).id
    entries = held.ledger_head()
    folder = held.store.address.folder
    if folder is not None:
        left = path_of(folder, held.report(id).sha256)
        left.write_bytes(b"x")
        (problem,) = held.verify().problems
        assert "its original is still there" in problem.what
    assert held.erase(id, WHY, who="lead", at=NOON).again
    assert held.ledger_head() == entries
    assert held.verify().problems == ()
    assert_no_word_is_left(held, tmp_path)


def test_copies_and_releases_are_named(held):
    sums = Release("1", "Madaya", True, 2, 2, "ab" * 32)
    held.release(sums, lambda: None, who="maria", at=NOON)
    copy = add(held, told("again", REPORT + " More."))
    assert copy.copy_of == held.report("secret").id
    assert held.copies("secret") == (copy.report_id,)
    assert held.copies("again") == (held.report("secret").id,)
    same = add(held, told("bytes", REPORT))
    erased = held.erase("secret", WHY, who="lead", at=NOON)
    assert erased.copies == (copy.report_id, same.report_id)
    assert erased.shared == (same.report_id,)
    assert erased.releases == (sums.id,)
    assert held.verify().problems == ()
    assert held.original(same.report_id) == REPORT.encode()


def test_the_incidents_of_what_a_copy_repeats_no_longer_name_it(held):
    add(held, told("copied", title=f"{SECRET}"), arrest("ev_9", "copied"))
    held.review("ev_1", "accept", who="maria", at=NOON)
    body = held.incident(held.event("ev_1").incident_id).body
    assert [each["doc_id"] for a in body["accounts"] for each in a["reprints"]] == ["copied"]
    id = held.erase("copied", WHY, who="lead", at=NOON).report_id
    body = held.incident(held.event("ev_1").incident_id).body
    assert [each["doc_id"] for a in body["accounts"] for each in a["reprints"]] == [id]


def test_a_reason_is_needed_and_a_report_that_is_held(held):
    with pytest.raises(DatelineError, match="needs a reason"):
        held.erase("secret", " ", who="lead", at=NOON)
    with pytest.raises(DatelineError, match="holds no report none"):
        held.erase("none", WHY, who="lead", at=NOON)


def anything(table):
    """A row of a table that has none, whatever it says."""
    values = {"INTEGER": 9999, "BOOLEAN": False, "TEXT": "x"}
    return {column.name: values[str(column.type)] for column in table.columns}


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_rows_are_kept_as_before_afterwards(held, table):
    held.erase("secret", WHY, who="lead", at=NOON)
    if table == "original" or table == "copy_link":
        add(held, told("again"), record("ev_7", "again"))
    with held._store.writing() as connection:
        if not connection.execute(select(metadata.tables[table]).limit(1)).all():
            connection.execute(insert(metadata.tables[table]), anything(metadata.tables[table]))
    with (
        held._store._engine.connect() as connection,
        pytest.raises(Exception, match="rows of a casefile are added, never changed"),
        connection.begin(),
    ):
        connection.execute(text(f"DELETE FROM {table}"))


@pytest.mark.parametrize(
    ("order", "what"),
    [
        ("UPDATE ledger SET who = 'nobody' WHERE seq = 4", "#4: it was changed"),
        ("UPDATE ledger SET body = '{}' WHERE seq = 5", "#5: it was changed"),
        ("UPDATE review SET who = 'nobody' WHERE seq = 4", "emptied by an erasure, were changed"),
        ("DELETE FROM review WHERE seq = 4", "emptied by an erasure, were changed"),
        ("UPDATE report SET text = 'back' WHERE text = ''", "its row has another hash"),
        ("UPDATE version SET record = 'back' WHERE event_id = 'ev_s'", "the record of event ev_s"),
        ("DELETE FROM report WHERE text = ''", "is gone"),
    ],
)
def test_what_is_changed_after_an_erasure_is_found_out(held, order, what):
    held.erase("secret", WHY, who="lead", at=NOON)
    from test_casefile_verify import tamper

    tamper(held, order)
    assert any(what in str(problem) for problem in held.verify().problems)


def test_what_hangs_on_it_in_tables_made_later_goes_too(held):
    with held.store.creating() as connection:
        connection.execute(text("CREATE TABLE later (event_id TEXT, note TEXT)"))
        for id in ("ev_s", "ev_1"):
            connection.execute(text(f"INSERT INTO later VALUES ('{id}', 'x {SECRET}')"))
        connection.execute(text("UPDATE later SET note = 'x' WHERE event_id = 'ev_1'"))
    held.erase("secret", WHY, who="lead", at=NOON)
    with held.store.reading() as connection:
        assert connection.execute(text("SELECT event_id FROM later")).scalars().all() == ["ev_1"]


def test_a_mark_is_a_signed_entry_and_the_newest_counts(casefile):
    add(casefile, told(), record())
    id = casefile.report("r1").id
    assert casefile.sensitivities() == frozenset()
    assert (
        casefile.mark("r1", "severe", "names a witness", who="maria", at=NOON).sensitivity
        == "severe"
    )
    assert casefile.sensitivities() == {"severe"}
    assert casefile.mark("r1", "low", "she left", who="maria", at=NOON).sensitivity == "low"
    assert casefile.sensitivities() == {"low"}
    bodies = [each.body for each in casefile.history(id) if each.action == "mark"]
    assert [(each["before"], each["sensitivity"]) for each in bodies] == [
        (None, "severe"), ("severe", "low"),
    ]  # fmt: skip
    assert casefile.verify().problems == ()
    wrong = (
        ("low", "x", "marked low already"),
        ("secret", "x", "no sensitivity"),
        ("high", "", "needs a reason"),
    )
    for level, reason, what in wrong:
        with pytest.raises(DatelineError, match=what):
            casefile.mark("r1", level, reason, who="maria", at=NOON)
