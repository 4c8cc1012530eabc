"""Writing events and mentions: one file a format; `FORMATS` names the formats there are."""

from dateline.export.formats import FORMATS, Chosen, Format, make_format

__all__ = ["FORMATS", "Chosen", "Format", "make_format"]
