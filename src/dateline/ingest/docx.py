"""Word documents (.docx): the paragraphs of the body, tables row by row."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from dateline.errors import UnreadableReport
from dateline.ingest.fields import Fields, check_text, with_identity
from dateline.ingest.formats import Found
from dateline.ingest.limits import check_size, read_member
from dateline.ingest.xml_tree import local_name, read_xml

_BODY = "word/document.xml"
_ABOUT = "docProps/core.xml"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What stands in a paragraph and is not its words: deleted text, field codes, copies for old Word.
_SILENT = ("del", "delText", "instrText", "Fallback", "pPr", "rPr")


def read_docx(raw: bytes, where: str, stem: str) -> Found:
    """A document is one report. Headers, footers and notes are in files of their own: not read."""
    check_size(raw, where)
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except zipfile.BadZipFile as error:
        raise UnreadableReport(where, f"not a Word document: {error!s:.100}") from error
    with archive:
        root = read_xml(read_member(archive, _BODY, where), where)
        title = _title(archive, where)
    lines = [line for line in map(str.strip, _paragraphs(root)) if line]
    text = "\n\n".join(lines)
    check_text(text, where)
    yield with_identity(Fields(text, title=title), stem=stem, raw=raw)


def _title(archive: zipfile.ZipFile, where: str) -> str | None:
    if _ABOUT not in archive.namelist():
        return None
    root = read_xml(read_member(archive, _ABOUT, where), where)
    found = next((each for each in root if local_name(each) == "title"), None)
    return " ".join((found.text or "").split()) or None if found is not None else None


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in (each for each in root.iter() if local_name(each) == "p"):
        yield "".join(_words(paragraph))


def _words(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph, in order; a paragraph inside it (a text box) has its own turn."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "t":
            yield element.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name != "p" and name not in _SILENT:
            waiting.extend(reversed(element))
