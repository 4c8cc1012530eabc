"""JSON as text: a record a line, or a page for reading."""

import json
from typing import Any

# Legal inside JSON, but str.splitlines and some readers take them for the end of a line.
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def json_line(value: Any) -> str:
    """A value as one line of JSON, without the line's end; not-a-number raises ValueError."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    for mark, escape in _LINE_ENDS.items():
        text = text.replace(mark, escape)
    return text if _is_utf8(text) else json.dumps(value, ensure_ascii=True, allow_nan=False)


def json_page(value: Any) -> str:
    """A value as indented JSON, with its last line end."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return (text if _is_utf8(text) else json.dumps(value, allow_nan=False, indent=2)) + "\n"


def _is_utf8(text: str) -> bool:
    """Half a surrogate pair, which a JSON input may hold, cannot be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
