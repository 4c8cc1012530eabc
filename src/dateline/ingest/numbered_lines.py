"""The lines of a file that may be larger than the memory."""

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from dateline.errors import ReportError, UnreadableReport
from dateline.ingest.decode import decode, refuse_binary

_CHUNK = 1 << 20  # bytes looked at together; what decides between encodings stands in the first
_WHOLE = 1 << 28  # bytes: the most that is held at once
_UTF_8_MARK, _WIDE_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

Numbered = Iterator[tuple[int, str | ReportError]]


def numbered_lines(stream: BinaryIO, where: str) -> Numbered:
    """Numbered lines that are not blank, of a file that can be read twice.

    UTF-8 is read a line at a time. A file of another encoding is decoded whole, so that all of it
    may tell which; one too large for that is decoded line by line. One line of broken UTF-8 does
    not spoil the others.
    """
    start = stream.read(_CHUNK)
    if _is_utf_8(start, stream):
        stream.seek(len(_UTF_8_MARK) if start.startswith(_UTF_8_MARK) else 0)
        return _filled(line.decode("utf-8").removesuffix("\n") for line in stream)
    if start and stream.seek(0, io.SEEK_END) > _WHOLE and not start.startswith(_WIDE_MARKS):
        refuse_binary(start, where)
        stream.seek(0)
        return _each(stream, where)
    stream.seek(0)
    return _decoded(stream.read(), where)


def _is_utf_8(start: bytes, stream: BinaryIO) -> bool:
    """Whether a file is UTF-8 and text, judged as all of it would be, a piece at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decode(decoder.decode(start).encode("utf-8"), "")
        for piece in chain(iter(lambda: stream.read(_CHUNK), b""), (b"",)):
            if b"\x00" in piece:
                return False
            decoder.decode(piece, final=not piece)
    except (UnicodeDecodeError, ReportError):
        return False
    return b"\x00" not in start


def _decoded(raw: bytes, where: str) -> Numbered:
    try:
        # Not splitlines: U+2028 and its like may stand inside a JSON string.
        text = decode(raw, where)
    except UnreadableReport:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\n" not in raw:
            raise
        yield from _each(io.BytesIO(raw), where)
        return
    yield from _filled(text.split("\n"))


def _filled(lines: Iterable[str]) -> Numbered:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, line


def _each(stream: BinaryIO, where: str) -> Numbered:
    """Each line decoded by itself."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            try:
                yield number, decode(line.removesuffix(b"\n"), f"{where}:{number}")
            except ReportError as error:
                yield number, error
