"""All words of a text at once give the names that the model's own part gives word by word."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.name_finder import NameFinder
from dateline.annotate.parser import NAMES
from dateline.codebook import load_codebook

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = (
    "Bashar al-Assad", "the United States", "Islamic State of Iraq and the Levant", "Aleppo",
    "on Monday , 3 June 2016", "some 40 per cent", "the", "of", "and", "killed", "army", ".", "\n ",
    '"', "Reuters", "$ 3 million", "SYRIAN ARAB RED CRESCENT", "Mr.", "U.S.", "-", "5,000 Sunnis",
)  # fmt: skip


def _names(docs):
    return [[(name.start, name.end, name.label_) for name in doc.ents] for doc in docs]


def _both(plain, texts, at_once):
    """Names by spaCy, a text at a time, and ours, so many at a time, of the same parse."""
    by_model, ours = (list(plain.pipe(texts, disable=[NAMES])) for _ in range(2))
    theirs = [plain.get_pipe(NAMES)(doc) for doc in by_model]
    return _names(theirs), _names(NameFinder(plain.get_pipe(NAMES)).pipe(ours, batch_size=at_once))


@pytest.mark.parametrize("at_once", [1, 16])
def test_names_of_reports_and_of_the_codebooks_examples(plain, at_once):
    reports = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    examples = [each.text for entry in load_codebook().types.values() for each in entry.examples]
    theirs, ours = _both(plain, [*reports, *examples, " ".join(examples), "", " "], at_once)
    assert ours == theirs
    assert sum(map(len, theirs)) > len(examples)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=4))
def test_names_of_whatever_stands_side_by_side(plain, texts):
    theirs, ours = _both(plain, texts, 16)
    assert ours == theirs


def test_a_text_keeps_all_its_words_marked(plain):
    doc = NameFinder(plain.get_pipe(NAMES))(plain("Rebels left Homs.", disable=[NAMES]))
    assert [(word.text, word.ent_iob_) for word in doc][:3] == [
        ("Rebels", "O"),
        ("left", "O"),
        ("Homs", "B"),
    ]
