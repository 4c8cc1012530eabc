"""The documentation says what the program does: commands, options, columns, fields, types."""

import re
import shlex
import sys
from pathlib import Path

import pytest
import typer
from export_samples import MADE_BY, event, readout, report

from dateline.cli import app
from dateline.codebook import load_codebook
from dateline.export import FORMATS
from dateline.export.csv_columns import COLUMNS
from dateline.export.event_json import event_json
from dateline.export.mention_json import mentions_json

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
PLAIN = {"--help", "--version"}


def commands():
    """Every command by its full name, groups left out."""
    found = {}
    for name, named in typer.main.get_command(app).commands.items():
        command = named.whole
        inner = getattr(command, "commands", None)
        found |= (
            {f"{name} {sub}": each for sub, each in inner.items()} if inner else {name: command}
        )
    return found


def options(command):
    return {name for each in command.params for name in each.opts if name.startswith("-")}


def section(name):
    """What docs/cli.md says of one command."""
    text = (DOCS / "cli.md").read_text("utf-8")
    found = re.search(rf"^## dateline {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"docs/cli.md has no section '## dateline {name}'"
    return found[1]


@pytest.mark.parametrize("name", list(commands()))
def test_every_command_and_option_is_documented(name):
    said = section(name)
    long = {each for each in options(commands()[name]) if each.startswith("--")} - PLAIN
    assert not {each for each in long if each not in said}


@pytest.mark.parametrize("name", list(commands()))
def test_every_command_has_help_with_an_example(name):
    said = commands()[name].help or ""
    assert len(said.split("\n")[0]) > 20
    assert re.search(rf"Examples?:\n.*dateline {name}", said, re.S)


@pytest.mark.parametrize("name", list(commands()))
def test_every_option_has_help(name):
    assert not [each.name for each in commands()[name].params if not getattr(each, "help", None)]


def shown():
    """Each `dateline ...` line of a code block, with the page it stands on."""
    for page in PAGES:
        for block in re.findall(r"^```\w*\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
            for line in block.splitlines():
                call = re.search(r"(?:^|/|\| )(dateline (?!=)[^|>]*)", line)
                if call and "[" not in line:
                    yield f"{page.name}: {call[1].strip()}"


@pytest.mark.parametrize("line", list(shown()))
def test_every_command_line_shown_exists(line):
    words = shlex.split(line.split(": ", 1)[1])[1:]
    known = commands()
    name = next((each for each in known if words[: len(each.split())] == each.split()), None)
    if name is None:
        assert words in (["--version"], ["--help"])
    else:
        given = {word for word in words if word.startswith("-") and word != "-"}
        assert given <= options(known[name]) | PLAIN


def test_the_tutorial_and_the_how_to_are_looked_through():
    assert len(list(shown())) > 15


def test_every_csv_column_is_documented_in_order():
    text = (DOCS / "formats.md").read_text("utf-8")
    table = text.split("## CSV")[1].split("## GeoJSON")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert re.findall(r"`(\w+)`", " ".join(cells)) == [name for name, _ in COLUMNS]


def test_every_field_of_an_event_is_documented():
    text = (DOCS / "formats.md").read_text("utf-8").split("## Mention")[0]
    known = set(re.findall(r"`(\w+)`", text))
    value = event_json(event(), MADE_BY)
    inner = {key for role in ("places", "counts", "sources") for key in value[role][0]}
    assert set(value) | inner | set(value["time"]) | set(value["report"]) <= known


def test_every_field_of_a_mention_is_documented():
    text = (DOCS / "formats.md").read_text("utf-8").split("## Mention")[1].split("## CSV")[0]
    known = set(re.findall(r"`(\w+)`", text)) | {"start", "end", "quote"}
    assert {key for row in mentions_json(report(), readout()) for key in row} <= known


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_documented(name):
    assert f"`{name}`" in section("code")


def test_the_codebook_page_holds_every_type(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS))
    from codebook_pages import fill_codebook

    source = [(DOCS / "codebook.md").read_text("utf-8")]
    fill_codebook(None, "codebook", source)
    assert not [name for name in load_codebook().types if f"\n## {name}\n" not in source[0]]
    sys.modules.pop("codebook_pages")


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_the_command_line_knows_the_engines_there_are():
    from dateline.cli.options import ENGINES
    from dateline.pipeline import ENGINES as built

    assert built == ENGINES
