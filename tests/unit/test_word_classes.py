"""The quick pipeline says of every word what spaCy's own says."""

import pytest

from dateline.annotate import word_classes
from dateline.annotate.parser import load_parser

TEXTS = (
    "Rebels were shelling the towns' outskirts when 12 soldiers surrendered.",
    "There are no survivors; it wasn't the army's fault that there's a truce.",
    "Let's leave, they're gonna say: we can't, we won't, y'all ain't got ta go.",
    "THEY said that those who had fled did so because of what had been done.",
    "  Two spaces,\ta tab and a dash -- and the dead, the wounded, the displaced.",
    "",
)


def _said_of(word):
    return word.text, word.pos_, word.lemma_, word.tag_, word.dep_, word.ent_type_, word.head.i


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_classed_as_by_the_models_own_rules(text, plain):
    expected = [_said_of(word) for word in plain(text) if not word.is_space]
    for _ in range(2):  # the second time from memory
        assert [_said_of(word) for word in load_parser()(text) if not word.is_space] == expected


def test_what_is_remembered_has_a_bound(monkeypatch):
    monkeypatch.setattr(word_classes, "MOST", 3)
    words = [word.lemma_ for word in load_parser()("Some quite unlikely wombats skirmished.")]
    assert words == ["some", "quite", "unlikely", "wombat", "skirmish", "."]
