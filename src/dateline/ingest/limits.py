"""How much of a file is read at most: a hostile file ends with an error, not with the memory."""

import zipfile
import zlib
from typing import IO

from dateline.errors import UnreadableReport

MEGABYTE = 1_000_000
LARGEST_FILE = 200 * MEGABYTE  # of a PDF, DOCX, feed, saved page
LARGEST_PAGE = 20 * MEGABYTE  # of one HTML page or member of an archive, unpacked
LARGEST_TEXT = 5 * MEGABYTE  # characters of one report
MOST_PAGES = 2000  # of one PDF
MOST_ITEMS = 10_000  # of one feed


# What unpacking a broken, locked or odd archive raises.
UNPACKING = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError)


def check_size(raw: bytes, where: str, largest: int = LARGEST_FILE) -> None:
    """Raises UnreadableReport if a file is larger than is read."""
    if len(raw) > largest:
        raise UnreadableReport(where, f"it is larger than {largest // MEGABYTE} MB: not read")


def read_at_most(stream: IO[bytes], where: str, largest: int = LARGEST_PAGE) -> bytes:
    """All of a stream. Raises UnreadableReport once it gives more than `largest` bytes."""
    raw = stream.read(largest + 1)
    check_size(raw, where, largest)
    return raw


def read_member(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    """A member of a ZIP file, however much it says it holds.

    Raises UnreadableReport if it is missing, broken, locked or unpacks to more than is read.
    """
    try:
        with archive.open(name) as member:
            return read_at_most(member, where)
    except KeyError as error:
        raise UnreadableReport(
            where, f"it has no {name} inside: not the format it claims"
        ) from error
    except UNPACKING as error:
        raise UnreadableReport(
            where, f"{name} inside cannot be unpacked: {error!s:.100}"
        ) from error
