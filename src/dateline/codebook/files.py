"""Codebook files as plain values whose mappings remember their line numbers (`Lined`)."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from dateline.errors import CodebookError

DATA = files("dateline.codebook") / "data"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lined(dict[Any, Any]):
    """A mapping that knows the line it starts on."""

    line: int = 0


class _LinedLoader(_Loader):  # type: ignore[misc]
    """YAML whose mappings know where they stand, and in which "on" and "no" are words."""


# YAML 1.1 takes on, off, yes and no for booleans; the preposition "on" is a slot of ours.
_LinedLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in _LinedLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: Any, node: yaml.MappingNode) -> Lined:
    value = Lined(loader.construct_mapping(node, deep=True))
    value.line = node.start_mark.line + 1
    return value


_LinedLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Traversable) -> Any:
    """A YAML file's value. Raises CodebookError with file:line when it does not parse."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LinedLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CodebookError(f"{path}:{line}: {error.problem}") from error
