"""Sphinx: Markdown pages, and the codebook's page filled from its data when the pages are built."""

import sys
from pathlib import Path
from typing import Any

import dateline

sys.path.insert(0, str(Path(__file__).parent))
from codebook_pages import fill_codebook

project = "Dateline"
author = "The Dateline contributors"
copyright = "2026, the Dateline contributors"
release = version = dateline.__version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "alabaster"
html_theme_options = {"description": "News reports to auditable event records"}
html_show_sphinx = False


def setup(app: Any) -> None:
    """Fill the codebook's page as it is read."""
    app.connect("source-read", fill_codebook)
