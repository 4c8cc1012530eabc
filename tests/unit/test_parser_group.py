"""The group "IS", which looks like a verb."""

from collections.abc import Callable

import pytest

from dateline.model import Reading


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The base, which IS has besieged for a year, was shelled.", [("IS", "PROPN", "nsubj")]),
        ("Troops fought IS in Sirte.", [("IS", "PROPN", "dobj")]),
        ("The UN said IS was behind it.", [("IS", "PROPN", "nsubj")]),
        # a verb stays a verb, and another name keeps its own word
        ("It IS a fact, he said.", [("IS", "AUX", "ccomp")]),
        ("The UN left.", []),
        ("THE TOWN IS TAKEN BY REBELS", []),
    ],
)
def test_the_group_is_a_name(
    parsed: Callable[[str], Reading], text: str, parts: list[tuple[str, str, str]]
) -> None:
    tokens = parsed(text).tokens
    assert [(t.text, t.pos, t.dep) for t in tokens if t.text == "IS"] == parts
