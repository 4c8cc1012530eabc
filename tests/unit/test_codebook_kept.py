"""What is kept of the codebook's files is what they say, for the text they have now."""

import sys
from pathlib import Path

import pytest

from dateline.codebook import files
from dateline.codebook.files import DATA, Lined, read_yaml
from dateline.codebook.kept import keep, kept_value

TYPE = (
    "id: battle\ntriggers:\n  - verb: clash\n    needs: {agent: armed}\n  - 'on': [1, null, true]\n"
)


@pytest.fixture(autouse=True)
def _bytecode_is_written(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))


def told(value):
    """A value with the line of each of its mappings."""
    if isinstance(value, Lined):
        return value.line, [(key, told(each)) for key, each in value.items()]
    return [told(each) for each in value] if isinstance(value, list) else (type(value), value)


@pytest.fixture
def file(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "DATA", tmp_path)
    path = tmp_path / "types" / "battle.yaml"
    path.parent.mkdir()
    path.write_text(TYPE, encoding="utf-8")
    return path


def kept_files(folder):
    return sorted(path.name for path in folder.rglob("*") if ".yaml." in path.name)


def test_a_file_is_parsed_once_and_its_lines_are_kept(file, monkeypatch, tmp_path):
    parsed = read_yaml(file)
    assert kept_files(tmp_path) == ["battle.yaml.json"]
    monkeypatch.delattr(files, "_parsed")
    assert told(read_yaml(file)) == told(parsed)
    assert read_yaml(file)["triggers"][1].line == 5


def test_a_file_that_was_changed_is_read_anew(file):
    read_yaml(file)
    file.write_text(TYPE.replace("clash", "fight"), encoding="utf-8")
    assert [read_yaml(file)["triggers"][0]["verb"] for _ in range(2)] == ["fight", "fight"]


@pytest.mark.parametrize("broken", ["", "{", "[]", "{}", '{"of": "1:0", "value": {}}', "null"])
def test_what_is_kept_and_broken_counts_for_nothing(file, broken, tmp_path):
    expected = told(read_yaml(file))
    (kept,) = tmp_path.rglob("*.yaml.json")
    kept.write_text(broken, encoding="utf-8")
    assert told(read_yaml(file)) == expected


@pytest.mark.parametrize("text", ["day: 2016-03-07\n", "1: one\n", "? [a, b]\n: pair\n"])
def test_what_json_cannot_say_is_not_kept(tmp_path, text):
    value = files._parsed(tmp_path / "x.yaml", text.replace("[a, b]", "1.5"))
    keep(tmp_path / "x.yaml", text, value)
    assert kept_value(tmp_path / "x.yaml", text) is None
    assert kept_files(tmp_path) == []


def test_nothing_is_kept_of_a_users_own_file(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(TYPE, encoding="utf-8")
    assert told(read_yaml(own)) == told(read_yaml(own))
    assert kept_files(tmp_path) == []


def test_nothing_is_kept_where_nothing_may_be_written(file, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file where the folder would be", encoding="utf-8")
    assert told(read_yaml(file)) == told(read_yaml(file))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "other"))
    assert read_yaml(file)["id"] == "battle"
    assert kept_files(tmp_path) == []


@pytest.mark.parametrize(
    "path", sorted(Path(str(DATA)).rglob("*.yaml")), ids=lambda path: path.name
)
def test_what_is_kept_of_the_codebook_is_what_its_files_say(path):
    text = path.read_text(encoding="utf-8")
    parsed = files._parsed(path, text)
    assert told(read_yaml(path)) == told(read_yaml(path)) == told(parsed)
