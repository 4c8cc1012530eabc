"""Every feature of the pair model that weighs something has words a reader understands."""

import pytest

from dateline.attribute.source_wording import wording_of
from dateline.codebook.pair_weights import load_pair_weights
from dateline.codebook.party_weights import load_party_weights
from dateline.codebook.source_weights import load_source_weights
from dateline.explain.pair_wording import pair_meaning
from dateline.explain.wording import party_meaning

PARTY_NAMES = sorted({name for table in load_party_weights().weights.values() for name in table})
NAMES = sorted(load_pair_weights().weights)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("bias", "before anything is compared"),
        ("gap_0", "in one sentence"),
        ("same:gap_0", "in one sentence"),
        ("toll:killing", "a toll may be that of killing"),
        ("kin:air_strike|shelling", "air strike and shelling may be one event"),
        ("right_told_1", "the second fills one role"),
        ("left_none", "the first is told in no tense"),
        ("agents_named_apart", "other doers, both of them names"),
        ("plurals:01", "the first is singular, the second plural"),
        ("names_3", "the two sentences share 3 names"),
    ],
)
def test_a_feature_has_a_plain_meaning(name: str, meaning: str) -> None:
    assert pair_meaning(name) == meaning


@pytest.mark.parametrize("name", NAMES)
def test_no_identifier_is_shown(name: str) -> None:
    meaning = pair_meaning(name)
    assert " " in meaning
    assert not set("_|{}") & set(meaning)
    assert ":" not in meaning.removeprefix("tenses:").replace(": in one of", "")


@pytest.mark.parametrize("name", ["", "novel", "same:", "left_somehow", "agents_sideways"])
def test_a_feature_without_words_is_named(name: str) -> None:
    with pytest.raises(ValueError, match="pair_wording"):
        pair_meaning(name)


@pytest.mark.parametrize("name", PARTY_NAMES)
def test_a_feature_of_a_party_is_a_phrase(name: str) -> None:
    meaning = party_meaning(name)
    assert " " in meaning
    assert not set("_|{}.@") & set(meaning)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("in air_strike", "in air strike"),
        ("by slot.between.1", "the first of “between A and B”"),
        ("by result.victims, in war", "those whom a word of death or injury speaks of, in war"),
    ],
)
def test_rules_and_types_are_told_in_words(name: str, meaning: str) -> None:
    assert party_meaning(name) == meaning


@pytest.mark.parametrize("name", sorted(load_source_weights().weights))
def test_every_feature_of_the_source_model_has_words(name: str) -> None:
    assert " " in wording_of(name)
