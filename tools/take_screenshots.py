"""Pictures of the desk's screens for docs/, from constructed reports.

    python tools/take_screenshots.py [--out docs/desk]

Needs Chromium and the packages of `dateline[dev]`.
"""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/unit"))

from desk_samples import NOON, doubt, make_case  # noqa: E402

from dateline.desk.accounts import Accounts  # noqa: E402
from dateline.desk.app import create_app  # noqa: E402
from dateline.desk.batches import Batches  # noqa: E402
from dateline.desk.listening import listen  # noqa: E402
from dateline.desk.settings import DeskSettings  # noqa: E402
from dateline.exchange.adding import Outcome  # noqa: E402
from dateline.store import Added, Casefile, EventQuery, Share  # noqa: E402

SECOND, LEFT, RIGHT = "ev_0000000000000002", "ev_0000000000000001", "ev_0000000000000007"
RITA: dict[str, Any] = {"who": "rita", "at": NOON}
WIDE, PHONE = {"width": 1200, "height": 760}, {"width": 390, "height": 760}


def main() -> None:
    """Open the desk, look at each screen, and write what is seen."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs/desk")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_case(Path(folder) / "case")
        with Casefile.open(f"{folder}/case") as casefile, listen("127.0.0.1", 0) as socket:
            address = f"http://127.0.0.1:{socket.getsockname()[1]}"
            _serve(casefile, socket)
            with sync_playwright() as playwright:
                program = shutil.which("chromium")
                arguments = ["--no-sandbox"]
                browser = playwright.chromium.launch(executable_path=program, args=arguments)
                _take_all(browser, address, casefile, out)
                browser.close()


def _serve(casefile: Casefile, socket: Any) -> None:
    settings = DeskSettings(lambda: NOON, alone="maria", engine="rules")
    server = uvicorn.Server(uvicorn.Config(create_app(casefile, settings), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)


def _batch(casefile: Casefile) -> str:
    """Where it is said what became of two files."""
    batches = Batches(casefile.store)
    id = batches.make("maria", NOON, ["homs.txt", "scan.pdf"], "moderate")
    added = Added(casefile.report("r1").id, events=(SECOND,))
    batches.tell(id, 1, Outcome("homs", "Constructed report 1", added))
    batches.tell(id, 2, Outcome("scan.pdf", why="its pages are pictures: run ocrmypdf first"))
    batches.mark(id, "done")
    return f"/add/{id}"


def _users(casefile: Casefile) -> str:
    """Where users are looked after."""
    accounts = Accounts(casefile.store)
    for name, role in (("karim", "reviewer"), ("maria", "admin"), ("nadia", "coder")):
        accounts.put(name, role, "constructed password")
        casefile.note("user put", name, {"role": role}, who="maria", at=NOON)
    accounts.make_token("karim", "weekly export", NOON)
    casefile.note("token made", "karim", {"label": "weekly export"}, who="maria", at=NOON)
    return "/users"


def _take_all(browser: Browser, address: str, casefile: Casefile, out: Path) -> None:
    doubt(casefile, LEFT, RIGHT)
    casefile.judge(LEFT, "ev_000000000000000d", "same", who="maria", at=NOON)
    incident = casefile.event(LEFT).incident_id
    screens = (
        ("queue", "/queue", {}, ()),
        ("reading", f"/events/{SECOND}", {}, ("6",)),
        ("reading-dark", f"/events/{SECOND}", {"color_scheme": "dark"}, ()),
        ("reading-rtl", "/events/ev_00000000000000aa", {}, ()),
        ("reading-phone", f"/events/{SECOND}", {"viewport": PHONE}, ()),
        ("incident", f"/incidents/{incident}", {}, ()),
        ("incidents", "/incidents", {}, ()),
        ("add", "/add", {}, ()),
        ("batch", _batch(casefile), {}, ()),
        ("users", _users(casefile), {}, ()),
        ("reports", "/reports", {}, ()),
        ("ledger", "/ledger", {}, ()),
        ("help", f"/events/{SECOND}", {}, ("?",)),
    )
    _take(browser, address, out, screens)
    _give_out(casefile)
    _take(
        browser,
        address,
        out,
        (
            ("work", "/work?type=arrest", {"viewport": {"width": 1200, "height": 1150}}, ()),
            ("note", f"/events/{SECOND}?work=maria&status=any", {}, ()),
            ("agreement", "/agreement", {"viewport": {"width": 1200, "height": 1100}}, ()),
        ),
    )


def _give_out(casefile: Casefile) -> None:
    """Let events be assigned, sent back, and coded by two who do not agree in all."""
    casefile.review(SECOND, "reject", who="maria", at=NOON)
    casefile.work.send_back(SECOND, "The last line names the town: please look again.", **RITA)
    twice = EventQuery(type="shelling", status="unreviewed")
    casefile.work.assign(twice, ["ana", "karim"], Share(double=True), **RITA)
    arrests = EventQuery(type="arrest")
    casefile.work.assign(arrests, ["ana", "karim", "maria"], Share(each=2), **RITA)
    for number, unit in enumerate(casefile.work.units()):
        if number in (1, 4):
            casefile.review(unit.event_id, "correct", "type", "bombing", who="ana", at=NOON)
        if number == 1:
            casefile.review(unit.event_id, "correct", "counts", [], who="karim", at=NOON)
        for name in ("ana", "karim"):
            casefile.review(unit.event_id, "accept", who=name, at=NOON)


def _take(browser: Browser, address: str, out: Path, screens: tuple[Any, ...]) -> None:
    for name, path, look, keys in screens:
        context = browser.new_context(**({"viewport": WIDE} | look))
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        for key in keys:
            page.keyboard.press(key)
        page.screenshot(path=out / f"{name}.png")
        context.close()


if __name__ == "__main__":
    main()
