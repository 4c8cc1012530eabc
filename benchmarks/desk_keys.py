"""From the press of a key to the drawn decision, in Chromium.

Time of the processor, which holds on a busy machine as well: what the desk takes to answer, and
the page's own thread to draw it. The clock's time, as somebody at the desk feels it, stands beside.
"""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from dateline.desk.app import create_app
from dateline.desk.listening import listen
from dateline.desk.settings import DeskSettings
from dateline.store import Casefile

DRAWN_TARGET = 100.0  # milliseconds
_MAP = 500  # milliseconds in which the map of the event before is drawn, after its decision
KEYS = (("a", "accept"), ("x", "reject"), ("j", "next"), ("u", "undo"))
# From the key's own time to the frame after another event was put there. Nothing asks meanwhile:
# asking would be counted as work.
WATCH = """() => document.addEventListener("keydown", (key) => {
  window.drawn = new Promise((drawn) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      const said = () => drawn(performance.now() - key.timeStamp);
      requestAnimationFrame(() => requestAnimationFrame(said));
    });
    seen.observe(document.getElementById("main"), { childList: true });
  });
}, true)"""


def measure_keys(
    casefile: Casefile, settings: DeskSettings, rounds: int
) -> Iterator[tuple[str, Any]]:
    """Milliseconds of each key's presses, one after another through the queue."""
    from playwright.sync_api import sync_playwright

    with _served(casefile, settings) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1300, "height": 850})
        for key, name in KEYS:
            page.goto(f"{address}/queue")
            page.click("[data-act=start]")
            page.wait_for_load_state("networkidle")
            page.evaluate(WATCH)
            yield f"key {key}, {name}", _pressed(page, key, rounds + 1)[1:]
        browser.close()


def _pressed(page: Any, key: str, times: int) -> list[tuple[float, float]]:
    """Milliseconds of the processor and of the clock, of each press."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found = []
    for _ in range(times):
        if key == "u":  # something to undo, which does not count
            _press(page, "a")
        page.wait_for_timeout(_MAP)
        before = _worked(session)
        passed = _press(page, key)
        parts = [b - a for a, b in zip(before, _worked(session), strict=True)]
        found.append((sum(parts), passed))
    return found


def _press(page: Any, key: str) -> float:
    page.keyboard.press(key)
    return float(page.evaluate("window.drawn"))


def _worked(session: Any) -> tuple[float, float]:
    """Milliseconds that this process, where the desk is, and the page's thread have worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    drawn = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
    return 1000 * time.process_time(), 1000 * float(drawn)


@contextmanager
def _served(casefile: Casefile, settings: DeskSettings) -> Iterator[str]:
    with listen("127.0.0.1", 0) as socket:
        server = uvicorn.Server(uvicorn.Config(create_app(casefile, settings), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
