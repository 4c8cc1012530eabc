"""PDF: the text layer of its pages. A page that is only a picture is reported, not guessed at."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from dateline.errors import UnreadableReport
from dateline.ingest.fields import Fields, check_text, with_identity
from dateline.ingest.formats import Found
from dateline.ingest.limits import LARGEST_TEXT, MOST_PAGES, check_size
from dateline.ingest.page_layout import WORD_GAP, Piece, in_reading_order
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
    """The stretches of words that stand on one line, none of them across a column's gap.

    PDFium gives signs in the order they were drawn, with blanks and line ends where it sees
    them. Their loose boxes are used, which are as high as the type: the tight one of a comma
    lies beside no letter.
    """
    with closing(page.get_textpage()) as text:
        return list(_stretches(_signs(text)))


Sign = tuple[str, tuple[float, float, float, float] | None]  # a blank or line end has no box


def _signs(text: Any) -> Iterator[Sign]:
    from pypdfium2 import raw

    for i in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text.raw, i))
        yield sign, None if sign.isspace() else text.get_charbox(i, loose=True)


def _stretches(signs: Iterator[Sign]) -> Iterator[Piece]:
    held: Piece | None = None
    for sign, box in signs:
        if sign in "\r\n":
            if held is not None:
                yield held
            held = None
        elif box is None:
            held = replace(held, words=f"{held.words} ") if held is not None else None
        elif held is not None and _goes_on(held, box):
            held = _with_sign(held, sign, box)
        else:
            if held is not None:
                yield held
            left, bottom, right, top = box
            held = Piece(left, bottom, right, max(top, bottom + 0.1), sign)
    if held is not None:
        yield held


def _goes_on(held: Piece, box: tuple[float, float, float, float]) -> bool:
    """Whether a sign stands right after a stretch, on its line."""
    left, bottom, _, top = box
    shared = min(held.top, top) - max(held.bottom, bottom)
    height = max(held.height, top - bottom)
    near = -height < left - held.right < WORD_GAP * height
    return near and shared > 0.4 * min(held.height, top - bottom)


def _with_sign(held: Piece, sign: str, box: tuple[float, float, float, float]) -> Piece:
    left, bottom, right, top = box
    return Piece(
        min(held.left, left),
        min(held.bottom, bottom),
        max(held.right, right),
        max(held.top, top),
        held.words + sign,
    )


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
