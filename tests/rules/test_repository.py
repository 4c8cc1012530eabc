"""The repository itself: licence, pins, changelog, and code that stays short and documented."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FUNCTION = 60
LONGEST_FILE = 400


def pins():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def test_constraints_are_plain_pins():
    assert pins()
    assert not [line for line in pins() if not re.fullmatch(r"[a-z0-9-]+==[\w.!+]+", line)]


def test_every_direct_dependency_is_pinned():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {re.match(r"[\w.-]+", each)[0].lower().replace("_", "-") for each in wanted}
    assert not names - {line.split("==")[0] for line in pins()}


def test_licence_is_the_apache_licence_unchanged():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.lstrip().startswith("Apache License\n                           Version 2.0")
    assert len(text) == 11358


@pytest.mark.parametrize(
    "credit", ["GeoNames", "CC BY 4.0", "Natural Earth", "UCDP", "Phoenix", "PETRARCH2", "spaCy"]
)
def test_notice_credits(credit):
    assert credit in (ROOT / "NOTICE").read_text("utf-8")


def test_changelog_has_the_version():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[{re.escape(dateline.__version__)}\] - \d{{4}}-\d\d-\d\d$", text, re.M)
    assert "## [Unreleased]" in text


def functions(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCE, ids=named)
def test_files_and_functions_stay_short(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    long = {
        each.name: length(each)
        for each in functions(ast.parse(text))
        if length(each) > LONGEST_FUNCTION
    }
    assert not long


# A method so short says all by its name and types: Span.overlaps, Reading.quote.
SHORT_METHOD = 5


def undocumented(tree):
    """Public functions without a docstring; of public classes, methods that are not short."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (each for each in functions(node) if length(each) > SHORT_METHOD)
        elif isinstance(node, ast.FunctionDef):
            yield node


def length(node):
    return node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", SOURCE, ids=named)
def test_public_functions_have_docstrings(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    assert not [
        each.name
        for each in undocumented(tree)
        if not each.name.startswith("_") and not ast.get_docstring(each)
    ]


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "data", "process", "common"])
def test_no_module_has_a_name_that_says_nothing(name):
    assert not [named(path) for path in SOURCE if path.stem == name]


def test_the_continuous_integration_runs_the_tests():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    commands = [
        line for line in script.read_text("utf-8").splitlines() if not line.startswith(("#", "set"))
    ]
    assert commands == ['cd "$(dirname "${BASH_SOURCE[0]}")/.."', "make test"]


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench", "docs", "wheel"])
def test_make_has_the_target_and_help_names_it(target):
    text = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:", text, re.M)
    assert f"make {target} " in text


def test_importing_dateline_loads_nothing_else():
    program = "import sys, dateline; print([m for m in sys.modules if m.startswith('dateline.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
