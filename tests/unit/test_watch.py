"""`dateline watch` against a real server on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from ingest_samples import BODY, FRENCH, MORE, PAGE
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.watching import Watching
from dateline.ingest.fetch import Answer, FetchError
from dateline.store import Casefile, ReportQuery
from dateline.watch import FeedState, Robots, WatchState, ask_feed, load_state, save_state
from dateline.watch.feed import DAY, seconds_until

RUN = CliRunner()
ENTRY = "<item><title>{}</title><link>{}/{}</link><description>{}</description></item>"


class Site(BaseHTTPRequestHandler):
    """A feed that knows what is new, its pages, and a robots.txt."""

    feed = ""
    robots = "User-agent: *\nDisallow: /private\n"
    status = 200
    asked: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.give(200, Site.robots, "text/plain")
        elif self.path == "/feed" and Site.status != 200:
            self.give(Site.status, "no", "text/plain", Retry_After="7200")
        elif self.path == "/feed":
            tag = f'"{hash(Site.feed)}"'
            if self.headers["If-None-Match"] == tag:
                self.give(304, "", "text/xml")
            else:
                self.give(200, Site.feed, "application/rss+xml", ETag=tag)
        elif self.path in ("/hama", "/private/aleppo"):
            self.give(200, PAGE, "text/html; charset=utf-8")
        else:
            self.give(404, "gone", "text/html")

    def give(self, status: int, text: str, kind: str, **headers: str) -> None:
        Site.asked.append((self.path, status))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(text.encode() if status != 304 else b"")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr("dateline.watch.robots.WAIT", 0.05)
    Site.asked.clear()
    Site.status, Site.robots = 200, "User-agent: *\nDisallow: /private\n"
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def feed_of(site: str, *entries: tuple[str, str, str]) -> str:
    items = "".join(ENTRY.format(title, site, path, text) for title, path, text in entries)
    return f"<rss><channel><title>Constructed Wire</title>{items}</channel></rss>"


@pytest.fixture
def case(tmp_path):
    place = str(tmp_path / "case")
    assert RUN.invoke(app, ["init", place]).exit_code == 0
    return place


def watch(case: str, *words: str):
    options = ["--case", case, "--once", "--engine", "rules", "--private-network"]
    return RUN.invoke(app, ["watch", *words, *options])


def reports(case: str) -> list[tuple[str | None, str]]:
    with Casefile.open(case) as casefile:
        return [(each.url, each.text) for each in casefile.reports(ReportQuery()).items]


def due(case: str) -> None:
    """Make every feed due again."""
    path = Path(case) / "watch.json"
    state = json.loads(path.read_text("utf-8"))
    for feed in state["feeds"].values():
        feed["next_at"] = 0
    path.write_text(json.dumps(state), "utf-8")


def test_new_entries_are_added_once_with_the_words_of_their_pages(case, site):
    Site.feed = feed_of(site, ("Shelling in Hama", "hama", "short"))
    done = watch(case, f"{site}/feed")
    assert done.exit_code == 0, done.output
    assert "1 new" in done.stderr
    ((url, text),) = reports(case)
    assert url == f"{site}/hama"
    assert BODY in text
    assert watch(case, f"{site}/feed").exit_code == 0
    assert Site.asked.count(("/feed", 200)) == 1  # not due: not asked
    due(case)
    assert "nothing new" in watch(case, f"{site}/feed").stderr
    assert ("/feed", 304) in Site.asked
    Site.feed = feed_of(site, ("Bomb in Aleppo", "none", MORE), ("Shelling", "hama", "short"))
    due(case)
    assert "1 new" in watch(case, f"{site}/feed").stderr
    assert len(reports(case)) == 2
    assert Site.asked.count(("/hama", 200)) == 1


def test_robots_are_obeyed_for_pages_and_feeds(case, site):
    Site.feed = feed_of(site, ("Bomb in Aleppo", "private/aleppo", MORE))
    done = watch(case, f"{site}/feed")
    assert "robots.txt forbids it" in done.stderr
    assert not [path for path, _ in Site.asked if path.startswith("/private")]
    ((_, text),) = reports(case)
    assert MORE in text
    Site.robots = "User-agent: *\nDisallow: /\n"
    due(case)
    done = watch(case, f"{site}/feed")
    assert done.exit_code == 3
    assert "lets no program read it" in done.stderr


def test_entries_only_asks_for_no_page_and_another_language_is_named(case, site):
    Site.feed = feed_of(site, ("Bomb in Aleppo", "hama", MORE), ("Embuscade", "fr", FRENCH))
    done = watch(case, f"{site}/feed", "--entries-only")
    assert done.exit_code == 3
    assert "in French, not English: skipped" in done.stderr
    assert {path for path, _ in Site.asked} == {"/feed", "/robots.txt"}
    assert len(reports(case)) == 1


def test_another_language_is_taken_if_asked_for(case, site):
    Site.feed = feed_of(site, ("Embuscade", "fr", FRENCH))
    done = watch(case, f"{site}/feed", "--entries-only", "--any-language")
    assert done.exit_code == 0, done.output
    assert len(reports(case)) == 1


def test_a_feed_that_fails_is_asked_less_and_when_it_says(case, site):
    Site.status = 503
    done = watch(case, f"{site}/feed")
    assert done.exit_code == 3
    assert "the server answers 503: asked again later" in done.stderr
    state = load_state_of(case).of(f"{site}/feed")
    assert state.failures == 1
    assert state.next_at > 7000


def load_state_of(case: str) -> WatchState:
    return load_state(Path(case) / "watch.json")


def test_feeds_may_stand_in_a_file(case, site, tmp_path):
    Site.feed = feed_of(site, ("Bomb in Aleppo", "none", MORE))
    (tmp_path / "feeds.txt").write_text(f"# ours\n\n{site}/feed\n{site}/feed\n{site}/missing\n")
    done = watch(case, str(tmp_path / "feeds.txt"))
    assert done.exit_code == 3
    assert "missing: the server answers 404: the feed is gone" in done.stderr
    assert len(reports(case)) == 1


def test_private_addresses_are_asked_only_if_allowed(case, site):
    words = ["watch", f"{site}/feed", "--case", case, "--once", "--engine", "rules"]
    done = RUN.invoke(app, words)
    assert done.exit_code == 3
    assert not Site.asked


def test_ctrl_c_keeps_what_was_added(case, site, monkeypatch):
    Site.feed = feed_of(site, ("One", "a", MORE), ("Two", "b", BODY))
    taken = []

    def interrupted(self, entry):
        if taken:
            raise KeyboardInterrupt
        taken.append(entry)
        original(self, entry)

    original = Watching._take
    monkeypatch.setattr(Watching, "_take", interrupted)
    assert watch(case, f"{site}/feed", "--entries-only").exit_code == 130
    monkeypatch.setattr(Watching, "_take", original)
    assert len(load_state_of(case).of(f"{site}/feed").read) == 1
    watch(case, f"{site}/feed", "--entries-only")  # due at once: it was not finished
    assert len(reports(case)) == 2


# --- the parts ---------------------------------------------------------------------


def test_waits_double_up_to_a_day():
    state = FeedState()

    def fails(address, _):
        raise FetchError(address, "no answer")

    waits = []
    for _ in range(12):
        ask_feed("http://x.example/", state, fails, now=1000.0, every=3600.0)
        waits.append(state.next_at - 1000.0)
    assert waits[:3] == [7200.0, 14400.0, 28800.0]
    assert waits[-1] == DAY


def test_a_feed_that_is_cut_off_is_not_forgotten_but_asked_in_full_again():
    """An interrupted run has marked only what it took; the server would say "nothing new"."""
    text = feed_of("http://x.example", ("One", "a", MORE), ("Two", "b", BODY))
    answer = Answer(200, "http://x.example/feed", text.encode(), {"etag": '"1"'})
    state = FeedState()
    asked = ask_feed("http://x.example/feed", state, lambda *_: answer, now=0.0, every=60.0)
    assert [entry.title for _, entry in asked.entries] == ["Two", "One"]
    assert state.etag is None
    for key, _ in asked.entries:
        state.done(key)
    asked.finish(state)
    assert state.etag == '"1"'


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120.0), ("999999999", DAY), ("soon", 0.0), ("-5", 0.0), ("", 0.0),
     ("Thu, 01 Jan 1970 00:20:00 GMT", 200.0)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_time(said, seconds):
    assert seconds_until(said, 1000.0) == seconds


@pytest.mark.parametrize(
    ("status", "text", "allowed", "wait"),
    [
        (200, "User-agent: *\nDisallow: /a\nCrawl-delay: 9", False, 9.0),
        (200, "User-agent: other\nDisallow: /", True, 2.0),
        (200, "User-agent: dateline\nDisallow: /", False, 2.0),
        (200, "\x00 no rules", True, 2.0),
        (200, "User-agent: *\nCrawl-delay: 99999", True, 120.0),
        (404, "", True, 2.0),
        (403, "", False, 2.0),
        (500, "", False, 2.0),
    ],
)
def test_robots_rules(status, text, allowed, wait):
    robots = Robots(lambda address: Answer(status, address, text.encode()))
    assert robots.allows("http://x.example/a/b") is allowed
    assert robots.wait("http://x.example/a/b") == wait


def test_state_is_read_back_and_another_file_refused(tmp_path):
    path = tmp_path / "watch.json"
    state = WatchState()
    state.of("http://x.example/").done("a")
    save_state(path, state)
    assert load_state(path) == state
    path.write_text("{}")
    from dateline.errors import UsageError

    with pytest.raises(UsageError, match="not the state of a watch"):
        load_state(path)
