"""Shared by all tests: the parser and the program's tools are loaded once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from dateline.annotate.parser import load_parser, parse
from dateline.ingest import report_of_text
from dateline.model import Event, Reading, Report
from dateline.pipeline import Tools, code_report, load_tools

# No timing in tests, and the same examples on every machine.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shared",
        type=Path,
        default=Path(__file__).parents[2] / "shared",
        help="folder with annotated reports; tests that need it skip where it is absent",
    )


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of annotated reports, which are not part of the project."""
    folder: Path = request.config.getoption("--shared")
    if not folder.exists():
        pytest.skip(f"no annotated reports at {folder}; give --shared")
    return folder


@pytest.fixture(scope="session")
def parser() -> Any:
    return load_parser()


@pytest.fixture(scope="session")
def tools() -> Tools:
    return load_tools()


@pytest.fixture(scope="session")
def parsed(parser: Any) -> Callable[[str], Reading]:
    """A function from a text to its reading, parsed but without mentions."""

    def read(text: str) -> Reading:
        report = Report(id="test", text=text, sha256="")
        return Reading(report, *parse(report, parser))

    return read


@pytest.fixture(scope="session")
def coded(tools: Tools) -> Callable[..., tuple[Event, ...]]:
    """A function from a text (and a publication day) to its events."""

    def code(text: str, **known: Any) -> tuple[Event, ...]:
        return code_report(report_of_text(text, id="test", **known), tools)

    return code
