"""The event types of the codebook as Markdown, so the page cannot say other than the program."""

from typing import Any

from dateline.codebook import load_codebook
from dateline.export.codebook_page import type_page

MARK = "<!-- event types -->"


def fill_codebook(_app: Any, docname: str, source: list[str]) -> None:
    """Put every event type where the page `codebook` has its mark."""
    if docname == "codebook":
        source[0] = source[0].replace(MARK, codebook_types())


def codebook_types() -> str:
    """A table of the types, then a section for each."""
    types = load_codebook().types.values()
    rows = [f"| [{entry.id}](#{entry.id}) | {entry.family} | {entry.label} |" for entry in types]
    table = ["| type | family | |", "|---|---|---|", *rows]
    pages = [f"({entry.id})=\n{type_page(entry)}" for entry in types]
    return "\n".join(["\n".join(table), "", *pages])
