"""What the sentences of two mentions say of whether they tell one happening (constructed)."""

from collections.abc import Callable

import pytest

from dateline.annotate.reading import annotate
from dateline.extract.pair_features import features
from dateline.extract.profile import profile_of
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, load_tools

Compare = Callable[[str], set[str]]
STRIKE = "Rockets hit a market in Homs on Monday, killing 18 people. "


@pytest.fixture(scope="module")
def compared() -> Compare:
    tools: Tools = load_tools("rules")

    def compare(text: str) -> set[str]:
        reading = annotate(report_of_text(text, id="r"), tools.parser, tools.words)
        proposals = tools.reader.propose(reading)
        first, last = ((each, profile_of(reading, each)) for each in (proposals[0], proposals[-1]))
        return set(features(first, last, 0, "same"))

    return compare


@pytest.mark.parametrize(
    ("text", "shown", "hidden"),
    [
        (STRIKE + "The shelling left 18 dead.", "figures_shared", "turning"),
        (STRIKE + "Meanwhile, shelling left 30 dead.", "turning", "turned_between"),
        (STRIKE + "Elsewhere, it was calm. Shelling left 30 dead.", "turned_between", "turning"),
        (STRIKE + "The shelling began on Monday.", "days_shared", "days_apart"),
        (STRIKE + "Hama was shelled on Friday.", "days_apart", "days_shared"),
        (STRIKE + "One was hurt in the shelling.", "from_top:definite", "figures_apart"),
    ],
)
def test_what_two_sentences_share(compared: Compare, text: str, shown: str, hidden: str) -> None:
    found = compared(text)
    assert shown in found
    assert hidden not in found
