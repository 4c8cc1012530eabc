"""Actors of one's own: what a file adds and overrides, and how a wrong row is named."""

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.codebook.actor_file import COLUMNS, read_actor_file, with_actors
from dateline.codebook.actors import load_actors
from dateline.errors import CodebookError, UsageError
from dateline.ingest import report_of_text
from dateline.pipeline import load_tools, read_mentions

HEADER = "name,aliases,kind,country,parent,from,to,acled_inter\n"
MILL = "Mill Hill Guards,MHG|the Guards of the Hill,militia,SYR,,2012,,4\n"


@pytest.fixture
def write(tmp_path):
    def written(text: str, name: str = "own.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def table_of(path: Path):
    return with_actors(load_actors(), read_actor_file(path))


def test_a_file_adds_an_actor(write) -> None:
    table = table_of(write(HEADER + MILL))
    actor = table.actor("mill-hill-guards")
    assert actor is not None
    assert (actor.name, actor.kind, actor.country, actor.inter) == (
        "Mill Hill Guards",
        "militia",
        "SYR",
        4,
    )
    assert len(table.entries) == len(load_actors().entries) + 1


def test_yaml_says_the_same(write) -> None:
    text = """\
- name: Mill Hill Guards
  aliases: [MHG, the Guards of the Hill]
  kind: militia
  country: SYR
  from: 2012
  acled_inter: 4
"""
    by_yaml = table_of(write(text, "own.yaml")).actor("mill-hill-guards")
    assert by_yaml == table_of(write(HEADER + MILL)).actor("mill-hill-guards")


def test_a_known_name_is_overridden_and_keeps_its_shipped_names(write) -> None:
    table = table_of(write(HEADER + "Boko Haram,Grey Shirts,criminal,NGA,,2002,,\n"))
    entry = table.entries["boko-haram"]
    assert entry.kind == "criminal"
    assert entry.said == (
        "own.csv, line 2, says who Boko Haram is, in place of the shipped Boko Haram (rebel)"
    )
    names = {alias.text for alias in table.aliases if alias.id == "boko-haram"}
    assert {"Grey Shirts", "Boko Haram"} <= names


def test_a_name_belongs_to_whom_the_file_gives_it(write) -> None:
    table = table_of(write(HEADER + "Harbour Front,Daesh,militia,,,,,\n"))
    owners = {alias.id for alias in table.aliases if alias.text == "Daesh"}
    assert owners == {"harbour-front"}
    assert table.entries["islamic-state"].said is None


def test_a_parent_may_be_told_by_name_in_the_file_or_shipped(write) -> None:
    rows = "Harbour Front,,rebel,,Mill Hill Guards,,,\n" + MILL + "Quay Cell,,rebel,,ISIS,,,\n"
    with pytest.raises(CodebookError, match=r":4: parent 'ISIS'"):
        table_of(write(HEADER + rows))
    table = table_of(write(HEADER + rows.replace("ISIS", "Islamic State")))
    assert table.entries["harbour-front"].parent == "mill-hill-guards"
    assert table.entries["quay-cell"].parent == "islamic-state"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Red Front,,rebels,,,,,", "kind 'rebels' is not one of business, civilians"),
        ("Red Front,,rebel,Syria,,,,", "country 'Syria' is no ISO"),
        ("Red Front,,rebel,,Nobody,,,", "parent 'Nobody' is neither"),
        ("Red Front,,rebel,,,late,,", "from: "),
        ("Red Front,,rebel,,,2014,2012,", "from 2014 is after to 2012"),
        ("Red Front,,rebel,,,,,9", "acled_inter 9 is not 1 to 8"),
        (",,rebel,,,,,", "name: "),
        ("Red Front,--,rebel,,,,,", "alias '--' holds no word"),
        ("Red Front,,rebel,,,,,,", "more cells than columns"),
        ("Mill Hill Guards,,rebel,,,,,", "stands in line 2 already"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(write, row: str, complaint: str) -> None:
    path = write(HEADER + MILL + row + "\n")
    with pytest.raises(CodebookError) as error:
        table_of(path)
    assert str(error.value).startswith(f"{path}:3: ")
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("text", "name", "complaint"),
    [
        ("name,aliases\nRed Front,\n", "own.csv", ":1: no column 'kind'"),
        ("name,kind,colour\nRed Front,rebel,red\n", "own.csv", ":2: no column 'colour'"),
        ("- name: Red Front\n  kind: rebels\n", "own.yaml", ":1: kind 'rebels'"),
        ("- Red Front\n", "own.yml", ":1: the file must be a list of actors"),
        ("- name: [\n", "own.yml", ":2: "),
    ],
)
def test_a_wrong_file_says_what_is_wanted(write, text: str, name: str, complaint: str) -> None:
    with pytest.raises(CodebookError) as error:
        read_actor_file(write(text, name))
    assert complaint in str(error.value)


@pytest.mark.parametrize("name", ["own.txt", "none.csv"])
def test_no_such_file_is_a_wrong_command_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=name):
        read_actor_file(tmp_path / name)


def test_what_was_read_with_it_says_so(write) -> None:
    path = write(HEADER + MILL)
    tools = load_tools("rules", own_actors=path)
    report = report_of_text("MHG fighters shelled Aleppo, in Syria. The militia left.", id="r")
    told = [(a, c) for _, a, c in read_mentions(report, tools).actors if a is not None]
    assert [actor.id for actor, _ in told[:1]] == ["mill-hill-guards"]
    assert "own.csv, line 2, says who Mill Hill Guards is" in told[0][1][0].reasons
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert tools.made_by["actors"] == f"own.csv@sha256:{digest}"
    assert "actors" not in load_tools("rules").made_by


def test_records_carry_it_and_a_wrong_file_ends_the_run(write, tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("MHG fighters shelled Aleppo, in Syria.\n", encoding="utf-8")
    words = ["code", str(report), "--engine", "rules", "--format", "jsonl", "--actors"]
    good = CliRunner().invoke(app, [*words, str(write(HEADER + MILL))])
    assert good.exit_code == 0, good.output
    event = json.loads(good.stdout.splitlines()[0])
    assert event["agent"][0]["actor"]["name"] == "Mill Hill Guards"
    assert event["agent"][0]["actor"]["inter"] == 4
    assert event["made_by"]["actors"].startswith("own.csv@sha256:")
    bad = CliRunner().invoke(app, [*words, str(write(HEADER + "Red Front,,rebels,,,,,\n"))])
    assert bad.exit_code == 1
    assert "own.csv:2: kind 'rebels' is not one of" in bad.output
    assert CliRunner().invoke(app, [*words, "nowhere.csv"]).exit_code == 2


def test_the_page_on_the_format_names_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "actors.md").read_text("utf-8")
    assert {f"`{column}`" for column in COLUMNS} <= set(page.replace(",", " ").split())
