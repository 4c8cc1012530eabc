"""Actors that only a report itself names, as keys of its mentions: "Full Name (FN)".

A key holds all there is to know: "introduced/rebel/Full Name".
"""

import re

from dateline.model import Actor

_BASE = "introduced"
GROUP = "group/"  # the id of a body only the report itself names


def introduced_key(kind: str, name: str) -> str:
    """The key of a body the report introduces; `kind` is one of kinds.yaml."""
    return f"{_BASE}/{kind}/{name}"


def introduced_actor(key: str) -> Actor | None:
    """The actor such a key stands for, None for a key of another sort."""
    base, _, rest = key.partition("/")
    if base != _BASE:
        return None
    kind, _, name = rest.partition("/")
    return Actor(GROUP + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"), name, kind)
