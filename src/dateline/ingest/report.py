"""From the fields of a report to the report: furniture, dateline, headline, day of publication."""

from dataclasses import dataclass
from datetime import date

from dateline.ingest.dateline import find_dateline
from dateline.ingest.dates import find_day
from dateline.ingest.fields import Fields, hash_text
from dateline.ingest.furniture import Mark, as_furniture, find_furniture
from dateline.ingest.headline import find_headline
from dateline.ingest.lines import Line, find_lines
from dateline.model import Dateline, Furniture, Report, Span


def report_of_text(
    text: str,
    *,
    id: str,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    sha256: str | None = None,
) -> Report:
    """The report of a text: the same text, with its furniture marked and its dateline read.

    `sha256` is that of the bytes the text came from; without it the text's UTF-8 is hashed.
    """
    fields = Fields(
        text,
        sha256=sha256 or hash_text(text),
        title=title,
        published=published,
        source=source,
        url=url,
        language=language,
    )
    return report_of_fields(fields, id=id)


def report_of_fields(fields: Fields, *, id: str, published: date | None = None) -> Report:
    """The report of fields as read. `published` counts where the fields give no day."""
    text = fields.text
    lines = list(find_lines(text))
    marks = _with_aside(find_furniture(text, lines), fields.aside)
    day = _published(fields, published, marks)
    free = _free(lines, marks)
    dateline = find_dateline(text, free, near=day.day)
    furniture = _with_dateline(marks, dateline)
    headline = find_headline(text, free, furniture, fields.title)
    if day.day is None and dateline and dateline.day:
        day = _Published(dateline.day, "dateline")
    own = _day_of_marks(text, marks, updated=False)
    return Report(
        id=id,
        text=text,
        sha256=fields.sha256 or hash_text(text),
        title=fields.title or (" ".join(headline.quote(text).split()) if headline else None),
        source=fields.source or next((mark.outlet for mark in marks if mark.outlet), None),
        published=day.day,
        published_by=day.by,
        dated=own if own != day.day else None,
        url=fields.url,
        language=fields.language,
        dateline=dateline,
        furniture=furniture,
        headline=headline,
    )


def _with_aside(marks: tuple[Mark, ...], aside: tuple[Span, ...]) -> tuple[Mark, ...]:
    """The marks, and in their place among them what printed pages carry beside the text."""
    apart = (mark for mark in marks if not any(mark.span.overlaps(span) for span in aside))
    pages = (Mark(span, "page") for span in aside)
    return tuple(sorted((*apart, *pages), key=lambda mark: mark.span.start))


@dataclass(frozen=True, slots=True)
class _Published:
    day: date | None = None
    by: str | None = None


def _published(fields: Fields, option: date | None, marks: tuple[Mark, ...]) -> _Published:
    """The day of publication, by what outranks what; a dateline's day comes after all these."""
    if fields.published and fields.published_by == "given":
        return _Published(fields.published, "given")
    if option:
        return _Published(option, "given")
    if fields.published:
        return _Published(fields.published, fields.published_by)
    day = _day_of_marks(fields.text, marks)
    return _Published(day, "date line") if day else _Published()


def _day_of_marks(text: str, marks: tuple[Mark, ...], *, updated: bool = True) -> date | None:
    """The day of a date line or byline; "updated" counts only where nothing else is said."""
    words = [mark.span.quote(text) for mark in marks if mark.kind in ("date", "byline")]
    lines = [line for line in words if not _is_update(line)]
    lines += [line for line in words if updated and _is_update(line)]
    return next((day for line in lines if (day := find_day(line)) is not None), None)


def _is_update(line: str) -> bool:
    return any(word in line.casefold()[:20] for word in ("updated", "modified"))


def _free(lines: list[Line], marks: tuple[Mark, ...]) -> list[Line]:
    """The lines that are not furniture, cut where furniture begins or ends them."""
    free: list[Line] = []
    pieces = list(marks)
    for line in lines:
        start, end = line.start, line.end
        while pieces and pieces[0].span.end <= start:
            pieces.pop(0)
        gap = line.gap
        for piece in pieces:
            if piece.span.start >= end:
                break
            if piece.span.start <= start:
                start, gap = max(start, piece.span.end), True
            elif piece.span.end >= end:
                end = piece.span.start
        if start < end:
            free += _trimmed(line, start, end, gap)
    return free


def _trimmed(line: Line, start: int, end: int, gap: bool) -> list[Line]:
    words = line.words[start - line.start : end - line.start]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return [Line(start, start + len(words), words, gap)] if words else []


def _with_dateline(marks: tuple[Mark, ...], dateline: Dateline | None) -> tuple[Furniture, ...]:
    """All furniture, the dateline among it; what the dateline covers goes with it."""
    if dateline is None:
        return as_furniture(marks)
    apart = (mark for mark in marks if not mark.span.overlaps(dateline.span))
    pieces = [*as_furniture(apart), Furniture(dateline.span, "dateline")]
    return tuple(sorted(pieces, key=lambda piece: piece.span.start))
