"""From the press of a key to the drawn decision, in Chromium.

Time of the processor, which holds on a busy machine as well, and beside it the clock's, as somebody
at the desk feels it. The next event is drawn while the decision is being stored. So until it is
drawn the page's own thread counts, and until it is stored what the desk takes as well.
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
  const saving = document.getElementById("saving");
  window.stored = new Promise((stored) => {
    const seen = new MutationObserver(() => {
      if (!saving.hidden) return;
      seen.disconnect();
      stored(performance.now() - key.timeStamp);
    });
    seen.observe(saving, { attributes: true });
  });
}, true)"""
Times = list[tuple[float, float]]  # milliseconds of the processor and of the clock, of each press


def measure_keys(
    casefile: Casefile, settings: DeskSettings, rounds: int
) -> Iterator[tuple[str, Times, Times]]:
    """Each key's presses, one after another through the queue: until drawn, and until stored."""
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
            drawn, stored = zip(*_pressed(page, key, rounds + 1)[1:], strict=True)
            yield f"key {key}, {name}", list(drawn), list(stored) if key != "j" else []
        browser.close()


def _pressed(
    page: Any, key: str, times: int
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """What passed of each press until it was drawn, and until it was stored."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found = []
    for _ in range(times):
        if key == "u":  # something to undo, which does not count
            page.keyboard.press("a")
            page.evaluate("window.stored")
        page.wait_for_timeout(_MAP)
        desk, thread = time.process_time(), _drawing(session)
        page.keyboard.press(key)
        drawn = float(page.evaluate("window.drawn"))
        until_drawn = _drawing(session) - thread
        stored = drawn if key == "j" else float(page.evaluate("window.stored"))
        worked = _drawing(session) - thread + 1000 * (time.process_time() - desk)
        found.append(((until_drawn, drawn), (worked, stored)))
    return found


def _drawing(session: Any) -> float:
    """Milliseconds of the processor that the page's own thread has taken so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


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
