"""One loader for all codebook files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError

from dateline.codebook.files import DATA, Lined, read_yaml
from dateline.codebook.schema import EventType
from dateline.errors import CodebookError

VERSION = "0.1"


@dataclass(frozen=True)
class Codebook:
    """All event types by id, in the order of the codebook's sections."""

    types: Mapping[str, EventType]
    version: str = VERSION

    @cached_property
    def verbs(self) -> frozenset[str]:
        """First words of all verb triggers."""
        entries = (entry for kind in self.types.values() for entry in kind.triggers)
        return frozenset(entry.verb.split()[0] for entry in entries if entry.verb)


@cache
def load_codebook() -> Codebook:
    """The codebook as shipped. Raises CodebookError naming file and line."""
    files = sorted((DATA / "types").iterdir(), key=lambda path: path.name)
    types = [_read_type(path) for path in files if path.name.endswith(".yaml")]
    return Codebook({entry.id: entry for entry in types})


def _read_type(path: Traversable) -> EventType:
    value = read_yaml(path)
    try:
        entry = EventType.model_validate(value)
    except ValidationError as error:
        raise CodebookError(explain_problems(path, value, error)) from error
    if path.name != f"{entry.id}.yaml":
        raise CodebookError(f"{path}:1: the file of type {entry.id!r} must be {entry.id}.yaml")
    return entry


def explain_problems(path: Traversable, value: Any, error: ValidationError) -> str:
    """Each problem with the line of the nearest mapping that holds it."""
    return "\n".join(
        f"{path}:{_line_of(value, problem['loc'])}: "
        f"{'.'.join(str(key) for key in problem['loc'])}: {problem['msg']}"
        for problem in error.errors()
    )


def _line_of(value: Any, keys: tuple[int | str, ...]) -> int:
    line = 1
    for key in (*keys, ""):
        if isinstance(value, Lined):
            line = value.line
        value = _step(value, key)
    return line


def _step(value: Any, key: int | str) -> Any:
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None
