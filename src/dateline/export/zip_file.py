"""Files of a ZIP archive, the same bytes from run to run."""

import zipfile

# The first moment a ZIP file can name: the day of writing is no part of what is written.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def add_to_zip(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    """Add a file, compressed, without the time of day."""
    entry = zipfile.ZipInfo(name, date_time=_ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # of Unix, whatever the machine
    raw = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    archive.writestr(entry, raw)
