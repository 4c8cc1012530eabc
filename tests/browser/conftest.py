"""A desk that runs, and a browser that looks at it; skipped where there is no Chromium."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from desk_samples import NOON

from dateline.desk.app import create_app
from dateline.desk.listening import listen
from dateline.desk.room import Room
from dateline.desk.settings import DeskSettings
from dateline.store import Casefile
from dateline.store.connection import WAIT_SECONDS

CHROMIUM = shutil.which("chromium")
OUT_OF_REACH = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_CONNECTION_REFUSED")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def alone() -> str | None:
    """Who decides where nobody signs in; a test that needs users makes it None."""
    return "maria"


@pytest.fixture
def wait_seconds() -> float:
    """How long the desk waits for another program that writes."""
    return WAIT_SECONDS


@pytest.fixture(scope="session")
def served(desk_case: Path) -> Iterator[Any]:
    """A desk that runs, started once: its address, and the application to give a room to."""
    with Casefile.open(str(desk_case)) as casefile, listen("127.0.0.1", 0) as socket:
        app = create_app(casefile, DeskSettings(lambda: NOON, alone="maria", engine="rules"))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield SimpleNamespace(url=f"http://127.0.0.1:{socket.getsockname()[1]}", app=app)
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def desk(
    served: Any, desk_case: Path, tmp_path: Path, alone: str | None, wait_seconds: float
) -> Iterator[Any]:
    """The desk on a copy of the casefile: its address, and the casefile to look into."""
    folder = str(shutil.copytree(desk_case, tmp_path / "case"))
    with Casefile.open(folder, wait_seconds) as casefile:
        room = Room(casefile, DeskSettings(lambda: NOON, alone=alone, engine="rules"))
        served.app.state.room = room
        yield SimpleNamespace(url=served.url, case=casefile, now=NOON)
        room.close()


@pytest.fixture
def visit(chromium: Any, desk: Any) -> Iterator[Any]:
    """Opens a page of the desk. Afterwards: no script failed, nothing went off the machine."""
    contexts, wrong = [], []

    def opened(path: str, **look: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1300, "height": 850}} | look)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda said: is_failure(said) and wrong.append(said.text))
        page.on("request", lambda asked: elsewhere(asked.url) and wrong.append(asked.url))
        page.goto(desk.url + path)
        return page

    def elsewhere(url: str) -> bool:
        return not url.startswith((desk.url + "/", "data:"))

    def is_failure(said: Any) -> bool:
        # A refusal (422) is an answer, so is that nothing is held (404) or that somebody else
        # writes (503), and that the desk is out of reach (ERR): tests look at all of them.
        statuses = (f"status of {status}" for status in (404, 422, 503))
        answered = any(words in said.text for words in (*statuses, *OUT_OF_REACH))
        return said.type == "error" and not answered

    yield opened
    for context in contexts:
        context.close()
    assert not wrong
