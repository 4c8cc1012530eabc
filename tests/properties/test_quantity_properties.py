"""What must hold of every number phrase."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.numbers import load_number_words
from dateline.model import Quantity
from dateline.resolve.quantities import read_quantity

WORDS = load_number_words()
COUNTS = st.integers(min_value=1, max_value=10**9)
OTHERS = ["and", "of", "a", "to", "-", "12", "1,200", "2.5", "no"]
PIECES = st.lists(
    st.sampled_from(
        [*WORDS.cardinals, *WORDS.scales, *WORDS.plurals, *WORDS.senses, *WORDS.vague, *OTHERS]
    ),
    max_size=8,
)


@given(st.text())
def test_reading_is_total(text):
    read_quantity(text, WORDS)


@given(PIECES)
def test_bounds_are_ordered_whatever_the_words(pieces):
    found = read_quantity(" ".join(pieces), WORDS)
    if found is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high


@given(COUNTS)
def test_a_number_with_commas_reads_back(count):
    assert read_quantity(f"{count:,}", WORDS) == Quantity(count, count)


@given(COUNTS)
def test_modifiers_bound_a_number_from_the_side_they_name(count):
    assert read_quantity(f"over {count}", WORDS) == Quantity(count + 1, None)
    assert read_quantity(f"at least {count}", WORDS) == Quantity(count, None)
    assert read_quantity(f"up to {count}", WORDS) == Quantity(None, count)


@given(COUNTS, COUNTS)
def test_a_range_holds_both_its_ends(one, other):
    low, high = sorted((one, other))
    assert read_quantity(f"{low} to {high}", WORDS) == Quantity(low, high)
