"""Codebook files as plain values whose mappings remember their line numbers (`Lined`)."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from dateline.codebook.kept import Lined as Lined
from dateline.codebook.kept import keep, kept_value
from dateline.errors import CodebookError

DATA = files("dateline.codebook") / "data"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    text = path.read_text(encoding="utf-8")
    if not isinstance(path, Path) or DATA not in path.parents:  # a user's own
        return _parsed(path, text)
    value = kept_value(path, text)
    if value is None:
        value = _parsed(path, text)
        keep(path, text, value)
    return value


def _parsed(path: Traversable, text: str) -> Any:
    try:
        return yaml.load(text, Loader=_LinedLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CodebookError(f"{path}:{line}: {error.problem}") from error
