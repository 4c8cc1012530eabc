"""Sentences that scraping glued together are cut at the stop between them (constructed)."""

import pytest

from dateline.annotate.reading import annotate
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, load_tools


@pytest.fixture(scope="module")
def rules() -> Tools:
    return load_tools("rules")


@pytest.mark.parametrize(
    ("text", "last_words"),
    [
        ("They killed nine and injured another 15.Twenty rebels were killed.", ["15", "killed"]),
        ("It arrested 12 men in May 2015.The rebels shelled Hama.", ["2015", "Hama"]),
        ("The rebels fled.== References ==", ["fled"]),
        ("The attack at 5.30 killed 3.5 per cent of them.", ["them"]),
        ("Version v2.beta was shelled.", ["shelled"]),
    ],
)
def test_a_stop_after_a_number_ends_a_sentence(
    rules: Tools, text: str, last_words: list[str]
) -> None:
    reading = annotate(report_of_text(text, id="constructed"), rules.parser, rules.words)
    found = []
    for sentence in reading.sentences:
        words = [token.text for token in reading.words(sentence) if token.pos != "PUNCT"]
        found.append(words[-1])
    assert found[: len(last_words)] == last_words
