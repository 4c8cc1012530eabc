"""A report's text in stretches, as a page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any


def pieces_of(text: str, mentions: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, bool], ...]:
    """The text in stretches: those that name the event, and those between.

    Without JavaScript these are all that is marked.
    """
    found: list[tuple[str, bool]] = []
    done = 0
    spans = sorted(
        (each["start"], each["end"]) for each in mentions if each.get("start") is not None
    )
    for start, end in spans:
        if done <= start < end <= len(text):
            found += [(text[done:start], False), (text[start:end], True)]
            done = end
    found.append((text[done:], False))
    return tuple((_as_shown(piece), marked) for piece, marked in found if piece)


def _as_shown(text: str) -> str:
    """A page cannot carry a null character or half a pair; what stands for them is as long."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if char == "\0" or "\ud800" <= char <= "\udfff" else char
        for char in text
    )
