"""The scan before the parse: what it passes over, and that it never passes over a short text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.parser import parse, parse_in_two
from dateline.annotate.reading import annotate, annotate_in_two
from dateline.annotate.relevance import (
    MOST,
    is_worth_reading,
    outlook_of,
    passages,
    stretches,
    worth_reading,
)
from dateline.codebook.relevance import RelevanceWords, load_relevance_words
from dateline.ingest import report_of_text
from dateline.model import Span
from dateline.pipeline import code_if_worth, code_report, follow_report, is_worth, load_tools

GARDEN = (
    "The school garden opened its gate to visitors this spring with new beds of tulips. "
    "Children from the third grade planted beans and learned how much water a seedling needs. "
    "A baker from the next street brought bread, and the band of the school played old songs. "
    "Parents say the smell of the roses reaches the kitchen on warm evenings. "
    "The teacher hopes to add a pond for frogs and a bench in the shade next year. "
    "Anyone who likes to help is welcome to bring seeds, tools or a cake on Saturday."
)
SHELLING = "Government forces shelled the town on Monday, killing at least six civilians."


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        (GARDEN, False),
        (f"{GARDEN} {SHELLING}", True),
        (f"{SHELLING}\n\n{GARDEN}", True),
        ("The school garden opened.", True),  # short texts are read in any case
        ("", True),
    ],
)
def test_a_report_is_worth_reading_if_a_passage_of_it_may_tell_an_event(text, worth):
    assert is_worth_reading(text, load_relevance_words()) is worth


def test_the_pipeline_passes_over_what_is_not_worth_reading_unless_told_to_read_all():
    garden = report_of_text(f"{GARDEN} The band marched.", id="garden")
    tools = load_tools("rules")
    assert not is_worth(garden, tools)
    assert code_report(garden, tools) == ()
    assert is_worth(garden, load_tools("rules", read_all=True))


@given(st.text(max_size=400), st.integers(1, 4))
def test_every_word_of_a_text_is_in_a_passage(text, sentences):
    cut = list(stretches(text))
    assert " ".join(text[start:end] for start, end in cut).split() == text.split()
    assert len(list(passages(text, sentences))) == max(1, len(cut) - sentences + 1)


def test_one_passage_is_enough():
    words = RelevanceWords({"shelled": 3.0}, -2.0, 0.0, sentences=1, short=0)
    assert is_worth_reading("Nothing here at all today. They shelled it.", words)
    assert not is_worth_reading("Nothing here at all today. They left it.", words)


LONG = f"{GARDEN} The band marched home. {{}} {GARDEN} Nobody hurried."


@pytest.mark.parametrize(
    ("told", "worth"),
    [
        (SHELLING, True),
        ("She is a spokesman of the Syrian rebels, insurgents and militants.", False),
    ],
)
def test_a_glance_at_what_may_tell_an_event_says_whether_all_is_read(told, worth):
    report = report_of_text(LONG.format(told), id="long")
    tools = load_tools("rules")
    assert 0 < sum(s.end - s.start for s in worth_reading(report.text, tools.relevance)) < 500
    assert is_worth(report, tools) is worth
    assert (code_if_worth(report, tools) is None) is not worth


def test_of_a_report_that_is_read_nothing_is_cut():
    report = report_of_text(LONG.format(SHELLING), id="long")
    tools = load_tools("rules")
    assert code_report(report, tools) == follow_report(report, tools).events != ()


@given(st.text(alphabet="ab0 .\n", max_size=400), st.integers(1, 4))
def test_what_is_glanced_at_is_all_that_may_tell_an_event_each_word_once(text, sentences):
    words = RelevanceWords({"a": 1.0, "b": -2.0}, -0.5, 0.0, sentences=sentences, short=0)
    report = report_of_text(text, id="x")
    parts = outlook_of(report, words).parts
    worth = worth_reading(text, words)
    if report in parts:
        assert parts == (report,)
        assert sum(span.end - span.start for span in worth) > MOST * len(text) or not text.strip()
        return
    assert len(parts) <= 2
    assert bool(parts) is bool(worth)
    told = sorted(span for part in parts for span in _left(part))
    assert _places(told) == _places(worth)
    assert len(_places(told)) == sum(span.end - span.start for span in told)


def _left(part):
    edges = [0, *(e for each in part.furniture for e in (each.span.start, each.span.end)), None]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    spans = [(start, len(part.text) if end is None else end) for start, end in pairs]
    return [Span(start, end) for start, end in spans if end > start]


def _places(spans):
    return {place for span in spans for place in range(span.start, span.end)}


@given(st.text(max_size=400), st.integers(1, 4))
def test_stretches_worth_reading_stand_in_order_and_apart(text, sentences):
    words = RelevanceWords({"a": 1.0, "0": 1.0}, -1.0, 0.0, sentences=sentences, short=0)
    edges = [edge for span in worth_reading(text, words) for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


ROBBERY = (
    "Deputies arrested a farmer from Hill Road on Tuesday. The story began with apples and a green "
    "hat, his aunt told the paper. He worked at the grocery for ten years and liked the old songs "
    "of the school band. Neighbors say that the smell of bread from his kitchen reached the street "
    "on warm evenings. The burglary took place at night, and a second burglary was told of in "
    "June. The robbery of a till came later, the clerk says, and the jury heard of a shoplifter "
    "and a thief. The pond has frogs, and there is a bench in the shade."
)
ARREST = ROBBERY[: ROBBERY.index(" The story")]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        (f"{GARDEN} {SHELLING} The shells killed soldiers and rebels.", False),
        (ROBBERY, True),
        (SHELLING, False),  # short texts are read in any case
        ("", False),
    ],
)
def test_a_report_is_doubtful_if_no_passage_tells_an_event_for_sure(text, doubtful):
    report = report_of_text(text, id="x")
    assert outlook_of(report, load_relevance_words()).doubtful == doubtful


def test_ordinary_crime_is_passed_over_once_all_of_it_is_seen():
    report, tools = report_of_text(ROBBERY, id="r"), load_tools("rules")
    assert is_worth(report_of_text(ARREST, id="a"), tools)
    assert not is_worth(report, tools)
    assert code_if_worth(report, tools) is None
    assert code_report(report, load_tools("rules", read_all=True)) == ()


@pytest.mark.parametrize("text", [ROBBERY, f"{SHELLING}\n\n{GARDEN}", "IS fired on Kobani.", ""])
def test_names_looked_for_later_are_the_same(text):
    report, tools = report_of_text(text, id="r"), load_tools("rules")
    first, whole = parse_in_two(report, tools.parser)
    assert first == parse(report, tools.parser, ("ner",))
    assert whole() == parse(report, tools.parser)
    glance, reading = annotate_in_two(report, tools.parser, tools.words)
    assert glance == annotate(report, tools.parser, tools.words, without=("ner",))
    assert reading() == annotate(report, tools.parser, tools.words)
