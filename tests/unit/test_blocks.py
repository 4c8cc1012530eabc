"""What is parsed as one text: paragraphs, wrapped lines joined, nothing too long."""

import pytest

from dateline.annotate.parser import LONGEST, find_blocks
from dateline.ingest import report_of_text
from dateline.model import Report

WRAPPED = (
    "REBELS ATTACKED THE TOWN ON MONDAY AND KILLED TWO SOLDIERS IN A\n"
    "POST BY THE RIVER, THE MINISTRY SAID."
)


def quotes(text: str) -> list[str]:
    report = Report(id="b", text=text, sha256="")
    return [block.quote(text) for block in find_blocks(report)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One paragraph.\n\nAnother one.", ["One paragraph.", "Another one."]),
        (WRAPPED, [WRAPPED]),
        (
            "A headline of a page\nThe lead goes on here.",
            ["A headline of a page", "The lead goes on here."],
        ),
        ("The rebels took the\ntown.", ["The rebels took the\ntown."]),
        ("  \n\n ", []),
    ],
)
def test_a_text_is_cut_into(text: str, blocks: list[str]) -> None:
    assert quotes(text) == blocks


def test_furniture_is_in_no_block() -> None:
    text = "Rebels took the town.\n\nLeave a comment\n\n3 × one ="
    report = report_of_text(text, id="b")
    assert [block.quote(text) for block in find_blocks(report)] == ["Rebels took the town."]


@pytest.mark.parametrize("unit", ["Rebels took the town. ", "word ", "x"])
def test_a_line_without_end_is_cut(unit: str) -> None:
    text = unit * (3 * LONGEST // len(unit))
    pieces = quotes(text)
    assert len(pieces) >= 3
    assert max(map(len, pieces)) <= LONGEST
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
