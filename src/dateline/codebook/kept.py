"""What a file of the codebook holds, kept beside the bytecode, as Python keeps that of a module.

The file is what counts: what is kept is used only for the text it was made of. JSON is read
in a thirtieth of the time of YAML.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_FORM = 1  # of what is written
_LINE = ""  # no mapping of the codebook has it as a key


class Lined(dict[Any, Any]):
    """A mapping that knows the line it starts on."""

    line: int = 0


def kept_value(path: Path, text: str) -> Any:
    """What was kept of a file with this text; None if nothing was."""
    try:
        kept = json.loads(_place(path).read_bytes(), object_hook=_lined)
        return kept["value"] if kept["of"] == _mark(text) else None
    except (OSError, ValueError, LookupError, TypeError, NotImplementedError):
        return None


def keep(path: Path, text: str, value: Any) -> None:
    """Keep a file's value where bytecode may be written, if JSON can say all of it."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, TypeError, ValueError, NotImplementedError):
        written = json.dumps({"of": _mark(text), "value": _plain(value)}, ensure_ascii=False)
        if json.loads(written, object_hook=_lined)["value"] == value:
            _write(_place(path), written)


def _place(path: Path) -> Path:
    """Raises NotImplementedError where this Python keeps no bytecode."""
    return Path(cache_from_source(str(path))).with_name(f"{path.name}.json")


def _mark(text: str) -> str:
    return f"{_FORM}:{hashlib.sha256(text.encode('utf-8')).hexdigest()}"


def _write(place: Path, text: str) -> None:
    """All of it or nothing, whoever else writes it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(place)


def _plain(value: Any) -> Any:
    """The value with each mapping's line as an entry of its own."""
    if isinstance(value, Lined):
        return {_LINE: value.line, **{key: _plain(each) for key, each in value.items()}}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _lined(found: dict[str, Any]) -> dict[str, Any]:
    if _LINE not in found:
        return found
    line = found.pop(_LINE)
    mapping = Lined(found)
    mapping.line = line
    return mapping
