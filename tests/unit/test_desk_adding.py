"""Adding reports at the desk: texts, files and addresses, in the background, nothing lost."""

import html
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from desk_samples import NOON, opened, post, reopened
from ingest_samples import pdf_of_lines, word_document

from dateline.desk.batches import Batches
from dateline.desk.intake import CLOSED
from dateline.desk.keeping import Keeping
from dateline.desk.sent import FOLDER, name_of
from dateline.exchange.adding import Outcome
from dateline.ingest.fetch import Rules
from dateline.store import Added, Casefile

TEXT = "Rebels shelled Tartus on Monday and killed at least 45 people, residents said."
PASSWORD = "correct horse battery"
PAGE = f"<html><head><title>Shelling in Tartus</title></head><body><p>{TEXT}</p></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/report" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def client(desk_case, tmp_path_factory):
    rules = Rules(seconds=5, private=True)
    with opened(desk_case, tmp_path_factory.mktemp("adding"), fetch=rules) as client:
        yield client


@pytest.fixture
def strict(desk_case, tmp_path):
    with opened(desk_case, tmp_path, alone=None, fetch=None) as client:
        yield client


def token(client, role):
    client.room.accounts.put(role, role, PASSWORD)
    return {"Authorization": f"Bearer {client.room.accounts.make_token(role, 'test', NOON)}"}


def sent(client, files=(), **form):
    """A form of the page, sent."""
    csrf = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)[1]
    fields = [(name, (None, value)) for name, value in ({"csrf": csrf} | form).items()]
    return client.post("/add", files=[*fields, *(("file", each) for each in files)])


def done(client, to, headers=None):
    """What became of a batch, once it has ended."""
    id = to.rsplit("/", 1)[1]
    for _ in range(600):
        found = client.get(f"/api/v1/batches/{id}", headers=headers).json()
        if found["state"] not in ("waiting", "working"):
            items = client.get(f"/api/v1/batches/{id}/reports", headers=headers).json()["items"]
            return found, items
        time.sleep(0.1)
    raise AssertionError(found)


def test_a_text_is_added_with_what_is_said_of_it(client):
    answer = sent(
        client, text=f"{TEXT}\r\nThe end.", title="Pasted", source="Constructed News",
        url="https://example.org/1", published="2016-03-08", sensitivity="high",
    )  # fmt: skip
    assert answer.status_code == 303
    batch, (item,) = done(client, answer.headers["location"])
    assert (batch["state"], batch["added"], batch["events"]) == ("done", 1, 1)
    report = client.room.case.report(item["report_id"])
    assert (report.title, report.source, report.url) == (
        "Pasted", "Constructed News", "https://example.org/1",
    )  # fmt: skip
    assert report.text == f"{TEXT}\nThe end."
    assert (report.published, report.sensitivity, report.added_by) == (
        "2016-03-08", "high", "maria",
    )  # fmt: skip
    assert client.room.case.ledger()[-1].action == "add"
    assert client.room.case.ledger()[-1].who == "maria"
    page = client.get(answer.headers["location"]).text
    assert f"/events/{item['events'][0]}?report={item['report_id']}" in html.unescape(page)
    assert "hx-get" not in page


def test_files_of_all_kinds_are_read_and_the_others_named_with_reasons(client):
    rows = [{"id": "one", "text": TEXT.replace("45", "46")}, {"id": "two"}]
    files = [
        ("report.pdf", pdf_of_lines([TEXT.replace("45", "47")])),
        ("folder/report.txt", TEXT.replace("45", "48").encode()),
        ("letter.docx", word_document([TEXT.replace("45", "49")])),
        ("rows.jsonl", "\n".join(map(json.dumps, rows)).encode()),
        ("broken.pdf", b"%PDF-1.4 nothing"),
        ("blank.txt", b"  \n"),
        ("old.doc", b"\xd0\xcf"),
        ("<b>x</b>.exe", b"MZ"),
    ]
    answer = sent(client, files, published="2016-03-08")
    batch, items = done(client, answer.headers["location"])
    assert batch["given"] == [name.rsplit("/", 1)[-1] for name, _ in files]
    assert (batch["added"], batch["unread"]) == (4, 5)
    why = {each["name"]: each["why"] for each in items if each["became"] == "unread"}
    assert set(why) == {"rows.jsonl:2", "broken.pdf", "blank.txt", "old.doc", "b>.exe"}
    assert "holds no text" in why["blank.txt"]
    assert "save the report as" in why["old.doc"]
    names = {each["name"] for each in items if each["became"] != "unread"}
    assert names == {"report", "report~2", "letter", "one"}
    page = client.get(answer.headers["location"]).text
    assert "b&gt;.exe" in page
    assert FOLDER not in page


def test_what_is_held_already_is_said_and_changes_nothing(client):
    for became in ("added", "held"):
        answer = sent(client, [("twice.txt", TEXT.replace("45", "50").encode())])
        batch, (item,) = done(client, answer.headers["location"])
        assert item["became"] == became
    assert (batch["added"], batch["held"]) == (0, 1)
    assert "held already" in client.get(answer.headers["location"]).text


def test_a_copy_is_said_to_be_one(client):
    words = f"{TEXT.replace('45', '51')} " + "The army gave no comment on what had happened. " * 9
    first = done(client, sent(client, text=words).headers["location"])[1][0]
    again = sent(client, [("reprint.txt", words.encode())]).headers["location"]
    _, (item,) = done(client, again)
    assert (item["became"], item["copy_of"]) == ("copy", first["report_id"])
    assert "added as a copy of" in client.get(again).text


def test_a_page_of_the_web_is_fetched(client, site):
    answer = sent(client, address=f"{site}/report\r\n{site}/none", published="2016-03-08")
    batch, items = done(client, answer.headers["location"])
    assert (batch["added"], batch["unread"]) == (1, 1)
    assert client.room.case.report(items[0]["report_id"]).url == f"{site}/report"
    assert "answers 404" in items[1]["why"]


def test_a_private_network_is_not_asked(desk_case, tmp_path, site):
    with opened(desk_case, tmp_path) as client:
        _, (item,) = done(client, sent(client, address=f"{site}/report").headers["location"])
    assert "private network" in item["why"]


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({}, "nothing was sent"),
        ({"text": "  "}, "nothing was sent"),
        ({"text": TEXT, "published": "Monday"}, "YYYY-MM-DD"),
        ({"text": TEXT, "sensitivity": "secret"}, "known are low"),
        ({"address": "file:///etc/passwd"}, "begins with http://"),
        ({"address": " ".join(f"http://a/{i}" for i in range(51))}, "at most 50"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_what_was_written_stays(client, form, why):
    answer = sent(client, **form)
    assert answer.status_code == 422
    assert why in html.unescape(answer.text)
    assert html.escape(form.get("text", "").strip()) in answer.text


def test_who_does_not_want_the_web_asked_is_obeyed(strict):
    headers = token(strict, "coder")
    answer = strict.post("/api/v1/reports", json={"addresses": ["http://x/"]}, headers=headers)
    assert answer.status_code == 422
    assert "--no-fetch" in answer.json()["detail"]


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("coder", 202), (None, 401)])
def test_it_takes_a_coder(strict, role, status):
    headers = token(strict, role) if role else {}
    body = {"reports": [{"text": TEXT, "published": "2016-03-08"}], "sensitivity": "low"}
    answer = strict.post("/api/v1/reports", json=body, headers=headers)
    assert answer.status_code == status
    files = strict.post("/api/v1/reports/files", files={"file": ("a.txt", TEXT)}, headers=headers)
    assert files.status_code == status
    if status == 202:
        batch, (item,) = done(strict, answer.headers["location"], headers)
        assert (batch["who"], item["became"]) == ("coder", "added")
        assert strict.room.case.report(item["report_id"]).sensitivity == "low"
        done(strict, files.headers["location"], headers)


def test_a_form_that_came_from_no_page_adds_nothing(client):
    before = client.room.case.ledger_head()
    for form in ({"text": TEXT}, {"text": TEXT, "csrf": "0" * 40}):
        assert client.post("/add", data=form).status_code == 403
    assert client.room.case.ledger_head() == before


def test_what_is_too_large_is_not_taken_in(client):
    for path in ("/add", "/login", "/api/v1/reports"):
        headers = {"Content-Length": "999999999"}
        answer = client.post(path, content=b"", headers=headers)
        assert answer.status_code == 413
        assert "MB taken at once" in answer.text


def test_what_turns_out_too_large_is_not_taken_in(client):
    def pieces():
        for _ in range(6):
            yield b"x" * 1_000_000

    answer = client.post("/api/v1/code", content=pieces())
    assert answer.status_code == 413


class Halting:
    """A coder that is not done with a report before it is let go."""

    def __init__(self):
        self.made_by = {"engine": "none"}
        self.begun, self.free = threading.Event(), threading.Event()

    def code(self, _):
        self.begun.set()
        assert self.free.wait(20)
        return []


@pytest.fixture
def halting(monkeypatch):
    made = Halting()
    monkeypatch.setattr("dateline.desk.intake._RoomCoder", lambda _: made)
    return made


@pytest.fixture
def halted(halting, desk_case, tmp_path):
    with opened(desk_case, tmp_path) as client:
        yield client
    assert halting.begun.is_set()


def test_a_batch_is_stopped_after_the_report_at_hand(halted, halting):
    client = halted
    files = [(f"{i}.txt", TEXT.replace("45", str(i)).encode()) for i in range(60, 63)]
    to = sent(client, files).headers["location"]
    assert halting.begun.wait(20)
    page = client.get(to)
    assert "Reading 1 of 3" in page.text
    assert 'http-equiv="refresh"' in page.text
    assert client.get("/queue").status_code == 200
    part = client.get(to, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part
    assert post(client, f"{to}/stop", page=to).status_code == 303
    halting.free.set()
    batch, items = done(client, to)
    assert (batch["state"], batch["added"], len(items)) == ("stopped", 1, 1)
    said = client.get(to, headers={"HX-Request": "true"})
    assert "somebody stopped it" in said.text
    assert said.headers["hx-reswap"] == "outerHTML"


def test_a_desk_that_was_closed_goes_on_where_it_left_off(
    halting, desk_case, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files = [(f"{i}.txt", TEXT.replace("45", str(i)).encode()) for i in range(70, 73)]
    with opened(desk_case, tmp_path) as client:
        to = sent(client, files).headers["location"]
        waits = sent(client, text=TEXT).headers["location"]
        assert halting.begun.wait(20)
        assert not list(tmp_path.glob(f"{FOLDER}*"))
        threading.Timer(0.3, halting.free.set).start()
    case = tmp_path / "case"
    with Casefile.open(str(case)) as casefile:
        batch = Batches(casefile.store).batch(to.rsplit("/", 1)[1])
        assert (batch.state, batch.added) == ("working", 1)
        assert "at least 70 people" in casefile.report("70").text
    with reopened(case) as client:
        batch, items = done(client, to)
        assert (batch["state"], batch["added"]) == ("done", 3)
        assert [(each["number"], each["name"]) for each in items] == [
            (1, "70"),
            (2, "71"),
            (3, "72"),
        ]
        batch, (item,) = done(client, waits)
        assert (batch["state"], item["became"]) == ("done", "added")
    assert not (case / "desk").exists()


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from dateline.desk.batches import Batches
from dateline.desk.intake import Intake
from dateline.desk.keeping import Given
from dateline.ingest.inputs import Sent
from dateline.store import Casefile

class Tools:
    made_by = {"engine": "none"}

def read(work):
    global asked
    asked += 1
    if asked == 2 * 4:  # a report asks for its events, then for what made them
        os.kill(os.getpid(), signal.SIGKILL)
    return {} if asked % 2 == 0 else []

asked = 0
case, *files = sys.argv[1:]
casefile = Casefile.open(case)
intake = Intake(casefile, Batches(casefile.store), read, lambda: datetime.now(UTC))
sent = tuple(Sent(Path(each).name, Path(each)) for each in files)
print(intake.submit("maria", Given(files=sent), None), flush=True)
intake._thread.join()
"""


def test_a_desk_that_was_killed_goes_on_where_it_left_off(halting, desk_case, tmp_path):
    """Of a file with three reports two are in, and the third is not, when the desk is killed."""
    case = shutil.copytree(desk_case, tmp_path / "case")
    rows = [{"id": f"k{i}", "text": TEXT.replace("45", str(i))} for i in range(81, 84)]
    several = tmp_path / "several.jsonl"
    several.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    alone = [tmp_path / "first.txt", tmp_path / "last.txt"]
    for number, path in enumerate(alone, 90):
        path.write_text(TEXT.replace("45", str(number)), "utf-8")
    command = [sys.executable, "-c", KILLED, case, alone[0], several, alone[1]]
    killed = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    id = killed.stdout.strip()
    with Casefile.open(str(case)) as casefile:
        batch = Batches(casefile.store).batch(id)
        assert (batch.state, batch.added) == ("working", 3)
    halting.free.set()
    with reopened(case) as client:
        batch, items = done(client, f"/add/{id}")
        assert (batch["state"], batch["added"], batch["held"]) == ("done", 5, 0)
        assert [each["name"] for each in items] == ["first", "k81", "k82", "k83", "last"]
    assert not (case / "desk").exists()


def test_what_was_not_added_is_listed_and_gone_on_with(halted, halting):
    files = [(f"{i}.txt", TEXT.replace("45", str(i)).encode()) for i in range(60, 63)]
    to = sent(halted, files).headers["location"]
    assert halting.begun.wait(20)
    post(halted, f"{to}/stop", page=to)
    halting.free.set()
    assert done(halted, to)[0]["state"] == "stopped"
    page = halted.get(to).text
    assert "Not added yet" in page
    assert re.findall(r"<li dir=.auto.>(\S+)</li>", page) == ["61.txt", "62.txt"]
    assert post(halted, f"{to}/go-on", page=to).status_code == 303
    batch, items = done(halted, to)
    assert (batch["state"], batch["added"], len(items)) == ("done", 3, 3)
    assert post(halted, f"{to}/go-on", page="/add").status_code == 422


def test_two_desks_do_not_work_on_one_batch(halted, halting):
    to = sent(halted, [("a.txt", TEXT.encode())]).headers["location"]
    assert halting.begun.wait(20)
    other = Keeping(halted.room.case.store)
    (id,) = other.ids()
    assert not other.take(id)
    halting.free.set()
    assert done(halted, to)[0]["added"] == 1


def test_a_batch_nobody_works_on_is_said_to_be_left_off(client):
    id = client.room.intake.batches.make("maria", NOON, ["x.txt"], None)
    client.room.intake.batches.mark(id, "working")
    page = client.get(f"/add/{id}").text
    assert CLOSED in page
    assert "send the same again" in page


def test_only_who_sent_a_batch_or_an_admin_stops_it(strict):
    id = strict.room.intake.batches.make("somebody", NOON, ["x.txt"], None)
    path = f"/api/v1/batches/{id}/stop"
    assert strict.post(path, headers=token(strict, "coder")).status_code == 403
    assert strict.post(path, headers=token(strict, "admin")).status_code == 202


def test_a_batch_that_is_not_there_is_said_not_to_be(client):
    assert client.get("/add/nothing").status_code == 404
    assert client.get("/api/v1/batches/nothing/reports").status_code == 404


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.txt", "report.txt"), ("../../etc/passwd", "passwd"), ("C:\\x\\a.pdf", "a.pdf"),
        ("a\nb\x00.txt", "ab.txt"), ("..", ".."), ("", "file"), ("/", "file"),
        ("x" * 200 + ".txt", "x" * 146 + ".txt"), ("تقرير.txt", "تقرير.txt"),
    ],
)  # fmt: skip
def test_a_file_is_called_by_its_own_name(given, name):
    assert name_of(given) == name


def test_either_database_keeps_what_became_of_reports(casefile):
    batches = Batches(casefile.store)
    ids = [batches.make("maria", NOON, [name, "b.txt"], None) for name in ("a.txt", "c.txt")]
    batches.tell(ids[0], 1, Outcome("a", "A", Added("rep_1", events=("ev_1", "ev_2"))))
    batches.tell(ids[0], 2, Outcome("b", "B", Added("rep_2", copy_of="rep_1", copy_why="same")))
    batches.tell(ids[0], 3, Outcome("c", why="broken"))
    found = batches.batch(ids[0])
    assert (found.added, found.copies, found.held, found.unread, found.events) == (2, 1, 0, 1, 2)
    assert [each.id for each in batches.recent()] == ids[::-1]
    assert [each.number for each in batches.outcomes(ids[0], newest=True, limit=2)] == [3, 2]
    assert [each.why for each in batches.outcomes(ids[0], unread=True)] == ["broken"]
    assert Batches(casefile.store).batch(ids[1]).state == "waiting"
