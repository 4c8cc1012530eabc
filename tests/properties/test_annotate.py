"""Tokens and sentences lie where they say they lie, whatever the text."""

from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate.parser import find_blocks, parse
from dateline.ingest import report_of_text

words = st.sampled_from(
    [
        "Rebels",
        "attacked",
        "Raqqa",
        "on",
        "Monday",
        ",",
        ".",
        "“the",
        "town”",
        "\n",
        "\n\n",
        "\xa0",
        "KABUL",
        "—",
        "12",
        "died",
        "said",
        "e\u0301tat",
        "الرقة",
        "🙂",
        "’s",
        "(SDF)",
        "U.S.-led",
    ]
)
texts = st.lists(words, max_size=40).map(" ".join) | st.text(max_size=200)
slow = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@given(texts)
def test_blocks_are_ordered_inside_the_text_and_clear_of_furniture(text: str) -> None:
    report = report_of_text(text or "x", id="p")
    blocks = list(find_blocks(report))
    for block, following in pairwise(blocks):
        assert block.end <= following.start
    for block in blocks:
        assert block.end <= len(report.text)
        assert not any(piece.span.overlaps(block) for piece in report.furniture)


@slow
@given(text=texts)
def test_tokens_stand_where_they_say(parser: Any, text: str) -> None:
    report = report_of_text(text or "x", id="p")
    tokens, sentences = parse(report, parser)
    assert [token.i for token in tokens] == list(range(len(tokens)))
    for token, following in pairwise(tokens):
        assert token.end <= following.start
    for token in tokens:
        assert len(token.text) == token.end - token.start
        assert report.text[token.start : token.end].strip()
        assert 0 <= token.head < len(tokens)
        assert tokens[token.head].sentence == token.sentence
    for sentence in sentences:
        first, last = tokens[sentence.first], tokens[sentence.last - 1]
        assert (sentence.span.start, sentence.span.end) == (first.start, last.end)
