"""Answers kept in a folder by a hash of all that led to them: asked once, paid once."""

import json
import os
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

SCHEMA = "dateline.llm-answer/1"


class Kept:
    """A folder of answers. They quote reports: only their owner may read them."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where there can be no such folder."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder} cannot be a folder of answers: {error.strerror}") from error
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The answer of that key; None if there is none, or none that is whole."""
        try:
            value: Any = json.loads(self._file(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        whole = isinstance(value, dict) and value.get("schema") == SCHEMA
        content = value.get("content") if whole and value.get("key") == key else None
        return content if isinstance(content, str) else None

    def put(self, key: str, model: str, content: str) -> None:
        """Keep an answer; it is there whole or not at all. Raises UsageError."""
        file = self._file(key)
        value = {"schema": SCHEMA, "key": key, "model": model, "content": content}
        fresh = file.with_name(f"{key}.{os.getpid()}.new")
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            fresh.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
            fresh.replace(file)
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror}") from error

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
