"""What must hold of decisions, words and hashes, whatever they are."""

import importlib.util
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dateline.store.effective import Review, effective, status_of
from dateline.store.ledger import canonical, hash_of
from dateline.store.words import find_terms, read_terms, spelled

SAMPLES = Path(__file__).parents[1] / "unit" / "casefile_samples.py"
_spec = importlib.util.spec_from_file_location("casefile_samples", SAMPLES)
samples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(samples)

DECISIONS = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), st.none(), st.none()),
    st.tuples(st.just("correct"), st.just("type"), st.sampled_from(["bombing", "killing"])),
    st.tuples(st.just("correct"), st.just("factuality"), st.sampled_from(["denied", "asserted"])),
    st.tuples(st.just("correct"), st.just("places.0.name"), st.sampled_from(["Homs", None])),
    st.tuples(st.just("correct"), st.just("time"), st.none()),
)


def reviews(decisions, undone=()):
    return [
        Review(number, "ev_1", *decision, "maria", "2016-03-08T12:00:00Z", None, number in undone)
        for number, decision in enumerate(decisions, 1)
    ]


@given(st.lists(DECISIONS, max_size=6))
def test_what_was_taken_back_might_never_have_been(decisions):
    every = set(range(1, len(decisions) + 1))
    machine = samples.record()
    assert effective(machine, reviews(decisions, undone=every)) == machine
    assert status_of(reviews(decisions, undone=every)) == "unreviewed"


@given(st.lists(DECISIONS, max_size=6), st.data())
def test_undoing_the_last_is_to_stop_before_it(decisions, data):
    length = data.draw(st.integers(0, len(decisions)))
    undone = set(range(length + 1, len(decisions) + 1))
    machine = samples.record()
    taken_back = effective(machine, reviews(decisions, undone))
    assert taken_back == effective(machine, reviews(decisions[:length]))


@given(st.lists(DECISIONS, max_size=6))
def test_the_machines_record_is_never_touched(decisions):
    machine = samples.record()
    effective(machine, reviews(decisions))
    assert machine == samples.record()


@given(st.lists(DECISIONS, max_size=6))
def test_deciding_the_same_again_changes_nothing(decisions):
    machine = samples.record()
    assert effective(machine, reviews([*decisions, *decisions[-1:]])) == effective(
        machine, reviews(decisions)
    )


@given(st.text(max_size=40))
def test_words_are_spelled_once_and_for_all(text):
    assert spelled(spelled(text)) == spelled(text)


@given(st.lists(st.sampled_from(["Madaya", "mádaya", "shelled", "القصف", "12"]), min_size=1))
def test_what_is_searched_is_found_where_it_stands(words):
    text = " - ".join(words)
    found = find_terms(text, read_terms(" ".join(words)))
    assert [text[start:end] for start, end in found] == words


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.randoms())
def test_the_same_value_is_the_same_text(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)


ENTRY = {
    "seq": 2, "at": "2016-03-08T12:00:00Z", "who": "maria", "action": "review",
    "subject": "ev_1", "body": "{}", "previous": "0" * 64,
}  # fmt: skip


@given(st.sampled_from(sorted(ENTRY)), st.text(max_size=8) | st.integers())
def test_no_column_of_an_entry_can_be_changed_unseen(column, value):
    other = ENTRY | {column: value}
    assert (hash_of(other) == hash_of(ENTRY)) == (other == ENTRY)
