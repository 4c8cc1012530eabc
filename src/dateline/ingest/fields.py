"""The fields of a report as a row gives them: names, kinds and the form of dates."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dateline.errors import BadPublished, EmptyReport, UnreadableReport
from dateline.model import Span

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\S.*)?")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file or row says about one report, before its text has been looked at."""

    text: str
    id: str | None = None
    sha256: str | None = None
    title: str | None = None
    published: date | None = None
    published_by: str = "given"
    source: str | None = None
    url: str | None = None
    language: str | None = None
    raw: bytes | None = None  # the file, where the report is all of it
    aside: tuple[Span, ...] = ()  # of printed pages: headers, footers, numbers


def read_fields(row: Mapping[str, Any], where: str) -> Fields:
    """The fields of one JSON object or table row; unknown keys are left alone.

    Raises UnreadableReport for a missing or ill-typed field, EmptyReport for a text of
    white space, BadPublished for a date in another form than YYYY-MM-DD.
    """
    text = row.get("text")
    if not isinstance(text, str):
        said = "has no" if text is None else "has something that is not words as its"
        raise UnreadableReport(where, f'{said} "text": each report needs one')
    check_text(text, where)
    key = next((name for name in ("id", "doc_id") if row.get(name) not in (None, "")), None)
    return Fields(
        text=text,
        id=None if key is None else _read_id(row[key], where),
        published=read_published(row.get("published"), where),
        title=_read_words(row, "title", where),
        source=_read_words(row, "source", where),
        url=_read_words(row, "url", where),
        language=_read_words(row, "language", where),
    )


def check_text(text: str, where: str) -> None:
    """Raises EmptyReport if there is nothing to read, UnreadableReport for broken characters."""
    if not text.strip().strip("\ufeff\u200b"):
        raise EmptyReport(where, "the report holds no text, only white space")
    if not _is_sound(text):
        raise UnreadableReport(where, "the text holds half a character (a lone surrogate)")


def read_published(value: Any, where: str) -> date | None:
    """A publication day: YYYY-MM-DD, or an ISO date and time, whose day is taken as written.

    None and "" are no date. Raises BadPublished for anything else.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str) and _ISO.fullmatch(value.strip()):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    why = f"published is {str(value)[:40]!r}: a date is wanted in the form YYYY-MM-DD"
    raise BadPublished(where, why)


def _read_id(value: Any, where: str) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _sound(str(value), "id", where)
    raise UnreadableReport(where, f'"id" is {str(value)[:40]!r}: words or a number are wanted')


def _read_words(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableReport(where, f'"{name}" is {str(value)[:40]!r}: words are wanted')
    return _sound(value, name, where).strip() or None


def _is_sound(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _sound(value: str, name: str, where: str) -> str:
    if not _is_sound(value):
        raise UnreadableReport(where, f'"{name}" holds half a character (a lone surrogate)')
    return value


def hash_text(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def with_identity(fields: Fields, *, stem: str | None = None, raw: bytes | None = None) -> Fields:
    """Fields with an id and a hash: of the file if the report is all of it, else of the text."""
    sha256 = hash_text(fields.text) if raw is None else hashlib.sha256(raw).hexdigest()
    id = fields.id or stem or f"r_{sha256[:16]}"
    return replace(fields, sha256=sha256, id=id, raw=raw)
