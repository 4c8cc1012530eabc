"""PDF: the text layer of its pages. A page that is only a picture is reported, not guessed at."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from dateline.errors import UnreadableReport
from dateline.ingest.fields import Fields, check_text, with_identity
from dateline.ingest.formats import Found
from dateline.ingest.limits import LARGEST_TEXT, MOST_PAGES, check_size
from dateline.ingest.page_layout import Piece, in_reading_order
from dateline.ingest.printed_text import Page, running_text

_FEWEST_LETTERS = 8  # a page with fewer, and a picture, is a scan
_IMAGE = 3  # PDFium's number of an object that is a picture
_LOCKED = 4  # PDFium's number of the error that a password is wanted
_OCR = "make a text layer first, as with ocrmypdf"


def read_pdf(raw: bytes, where: str, stem: str) -> Found:
    """A document is one report; after it, an error that names pages without a text layer."""
    check_size(raw, where)
    pages, scanned, title = _read(raw, where)
    if scanned and not any(pages):
        raise UnreadableReport(where, f"its pages are pictures without a text layer: {_OCR}")
    text, aside = running_text(pages)
    check_text(text, where)
    yield with_identity(Fields(text, title=title, aside=aside), stem=stem, raw=raw)
    if scanned:
        numbers = ", ".join(map(str, scanned[:20])) + (" ..." if len(scanned) > 20 else "")
        why = f"these pages are pictures without a text layer: {_OCR}. The others were read"
        yield UnreadableReport(f"{where}, page {numbers}", why)


def _read(raw: bytes, where: str) -> tuple[list[Page], list[int], str | None]:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(raw)) as document:
            _check_length(len(document), where)
            return _pages(document, where)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _LOCKED or "password" in str(error).lower()
        why = "it is locked with a password" if locked else f"not a PDF that can be read: {error}"
        raise UnreadableReport(where, why) from error


def _check_length(pages: int, where: str) -> None:
    if pages > MOST_PAGES:
        raise UnreadableReport(where, f"it has {pages} pages; up to {MOST_PAGES} are read")


def _pages(document: Any, where: str) -> tuple[list[Page], list[int], str | None]:
    pages: list[Page] = []
    scanned: list[int] = []
    letters = 0
    for number in range(len(document)):
        with closing(document[number]) as page:
            lines = in_reading_order(_pieces(page))
            here = sum(len(line.words.strip()) for line in lines)
            if here < _FEWEST_LETTERS and _has_picture(page):
                scanned.append(number + 1)
                lines = []
        pages.append(lines)
        letters += here
        if letters > LARGEST_TEXT:
            raise UnreadableReport(where, f"it holds more than {LARGEST_TEXT} characters")
    return pages, scanned, _title(document)


def _pieces(page: Any) -> Sequence[Piece]:
    """The stretches of one line and one type that PDFium finds."""
    with closing(page.get_textpage()) as text:
        found = []
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            words = text.get_text_bounded(left, bottom, right, top)
            if words.strip() and top > bottom:
                found += list(_split(left, bottom, right, top, words))
    return found


def _split(left: float, bottom: float, right: float, top: float, words: str) -> Iterator[Piece]:
    """A rectangle's text; where neighbours' lines got into it, only its own."""
    lines = [line for line in words.replace("\r", "\n").split("\n") if line.strip()]
    yield Piece(left, bottom, right, top, max(lines, key=len))


def _has_picture(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[_IMAGE], max_depth=3))


def _title(document: Any) -> str | None:
    """The title a person gave: word processors write a file's name there."""
    title = " ".join(str(document.get_metadata_dict().get("Title") or "").split())
    lower = title.lower()
    junk = lower.startswith(("microsoft word", "untitled", "(anonymous)")) or lower.endswith(
        (".doc", ".docx", ".pdf", ".odt", ".indd", ".rtf")
    )
    return None if junk or not title else title
