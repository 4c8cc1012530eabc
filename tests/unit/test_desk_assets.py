"""What the desk's pages are made of: every file is the one that was vendored, and all are small."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/dateline/desk/static"
FOLDERS = (STATIC / "vendor", ROOT / "tests/browser/vendor")
MOST_BYTES = 1_200_000  # of all assets, gzipped
LOADS = re.compile(rb"""(?:\bsrc\s*=|url\(|\bimport\b|\bfetch\()\s*["'`]?(?:https?:)?//""")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_vendored_files_are_those_of_the_manifest(folder):
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))
    hashes = {row["file"]: row["sha256"] for row in listed}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "manifest.json"
    }
    assert found == hashes


def test_every_vendored_package_is_in_the_notice():
    notice = (ROOT / "NOTICE").read_text("utf-8").lower()
    rows = [row for f in FOLDERS for row in json.loads((f / "manifest.json").read_text("utf-8"))]
    names = {row["package"].rsplit("@", 1)[0].removesuffix(".org") for row in rows}
    assert len(names) >= 5
    assert not {name for name in names if name not in notice}


def test_assets_are_small():
    files = [path for path in STATIC.rglob("*") if path.is_file()]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) < MOST_BYTES


def test_no_asset_loads_anything_from_elsewhere():
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"}]
    assert files
    assert not [path.name for path in files if LOADS.search(path.read_bytes())]
