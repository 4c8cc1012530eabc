"""Fetching from the web: a real server on this machine, and addresses that must not be asked."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from ingest_samples import ATOM, BODY, PAGE, pdf_of_paragraphs

from dateline.ingest import fetch as fetching
from dateline.ingest import read_reports
from dateline.ingest.fetch import AGENT, FetchError, Rules, fetch, is_public
from dateline.model import Report

HERE = Rules(seconds=5, largest=300_000, private=True)


class Site(BaseHTTPRequestHandler):
    """Pages, and servers that behave badly."""

    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Site.seen.append(self.headers["User-Agent"])
        name = self.path.strip("/").replace("-", "_").partition("?")[0].partition(".")[0]
        getattr(self, f"page_{name}", self.page_missing)()

    def give(self, content: bytes, kind: str, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def page_report(self) -> None:
        self.give(PAGE.encode(), "text/html; charset=utf-8")

    def page_old(self) -> None:
        page = PAGE.replace("Rebels", "Les rebelles à Hama")
        self.give(page.encode("cp1252"), "text/html; charset=windows-1252")

    def page_packed(self) -> None:
        self.give(gzip.compress(PAGE.encode()), "text/html", Content_Encoding="gzip")

    def page_bomb(self) -> None:
        self.give(gzip.compress(b"x" * 50_000_000), "text/html", Content_Encoding="gzip")

    def page_paper(self) -> None:
        self.give(pdf_of_paragraphs([BODY]), "application/pdf")

    def page_feed(self) -> None:
        self.give(ATOM.encode(), "application/atom+xml")

    def page_moved(self) -> None:
        self.give(b"", "text/html", 302, Location="/report?from=moved")

    def page_round(self) -> None:
        self.give(b"", "text/html", 302, Location="/round")

    def page_inside(self) -> None:
        self.give(b"", "text/html", 302, Location="file:///etc/passwd")

    def page_missing(self) -> None:
        self.give(b"gone", "text/html", 404)

    def page_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(2000):
                self.wfile.write(b"<p>more</p>" * 1000)
        except OSError:
            return

    def page_drips(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.2)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("page", ["report", "old", "packed", "paper.pdf", "feed", "moved"])
def test_pages_are_read_as_files_of_their_kind(site, page):
    (report,) = read_reports([f"{site}/{page}"], rules=HERE)
    assert isinstance(report, Report)
    assert BODY.partition(" ")[2][:60].partition(",")[0] in " ".join(report.text.split())
    if page == "moved":
        assert report.url == f"{site}/report?from=moved"
    if page == "old":
        assert "rebelles à Hama" in report.text
    assert AGENT in Site.seen


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("missing", "the server answers 404"),
        ("round", "redirects more than 5 times"),
        ("inside", "only http and https"),
        ("endless", "larger than 0.3 MB"),
        ("bomb", "larger than 0.3 MB"),
    ],
)
def test_what_cannot_be_fetched_says_why(site, page, why):
    (error,) = read_reports([f"{site}/{page}"], rules=HERE)
    assert isinstance(error, FetchError)
    assert why in str(error)


def test_a_server_that_drips_is_left_in_time(site):
    began = time.monotonic()
    with pytest.raises(FetchError, match="in time"):
        fetch(f"{site}/drips", Rules(seconds=1, private=True))
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:80/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[fd00::1]/",
        "http://2130706433/", "http://0x7f.1/", "http://100.64.0.1/", "http://[2002:7f00:1::]/",
    ],
)  # fmt: skip
def test_private_addresses_are_not_asked_whatever_their_spelling(address):
    with pytest.raises(FetchError, match=r"private network|no host"):
        fetch(address, Rules(seconds=2))


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "http://me:secret@example.org/",
     "http://example.org:99999/", "gopher://x/"],
)  # fmt: skip
def test_other_addresses_are_refused_before_any_is_asked(address):
    with pytest.raises(FetchError, match=r"only http|user's name|not a web address"):
        fetch(address, Rules(seconds=2, private=True))


def test_the_name_is_resolved_once_and_the_checked_number_asked(monkeypatch):
    """A name that changes its number between check and connection gains nothing."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked = []

    def resolve(_, port, **__):
        return [(2, 1, 6, "", (next(answers), port))]

    def connect(found, timeout):  # noqa: ARG001
        asked.append(found)
        raise OSError("no network here")

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://changing.example/", Rules(seconds=2))
    assert asked == [("93.184.216.34", 80)]


def test_a_name_with_one_private_number_is_refused(monkeypatch):
    both = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match="private network"):
        fetch("http://two.example/", Rules(seconds=2))


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("224.0.0.1", False), ("fe80::1%eth0", False),
        ("64:ff9b::808:808", True), ("64:ff9b::a00:1", False),
    ],
)  # fmt: skip
def test_public_addresses(number, public):
    assert is_public(number) is public
