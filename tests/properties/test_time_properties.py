"""What must hold of every time phrase."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.times import load_time_words
from dateline.resolve.calendar import walk
from dateline.resolve.times import named_time, read_time

WORDS = load_time_words()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2098, 12, 31))
WEEKDAYS = st.sampled_from([word for word in WORDS.weekdays if word.endswith("day")])
TENSES = st.sampled_from([None, "past", "present", "future"])
OTHERS = [
    "since", "between", "and", "from", "to", "last", "next", "this", "early", "late", "the", "of",
    "week", "months", "years", "ago", "past", "few", "two", "12", "31", "2014", "1999", "first",
    "quarter", "day", "half", "weekend", "1990s", "20th", "century", "summer", "later", "for", "in",
]  # fmt: skip
PIECES = st.lists(st.sampled_from([*WORDS.months, *WORDS.weekdays, *OTHERS]), max_size=7)


@given(st.text(), st.none() | DAYS)
def test_reading_is_total(text, published):
    read_time(text, published=published, words=WORDS)


@given(PIECES, st.none() | st.dates(), TENSES)
def test_intervals_are_ordered_whatever_the_words(pieces, published, tense):
    for reader in (read_time, named_time):
        found = reader(" ".join(pieces), published=published, words=WORDS, tense=tense)
        if found is not None and found.earliest is not None and found.latest is not None:
            assert found.earliest <= found.latest


@given(WEEKDAYS, DAYS)
def test_a_weekday_is_the_last_one_and_lies_within_a_week(weekday, published):
    found = read_time(weekday, published=published, words=WORDS)
    assert found is not None
    assert found.earliest is not None
    assert found.earliest.weekday() == WORDS.weekdays[weekday]
    assert timedelta(0) <= published - found.earliest < timedelta(7)


@given(WEEKDAYS, DAYS, st.integers(min_value=0, max_value=400))
def test_a_later_publication_never_reads_a_weekday_earlier(weekday, published, days):
    later = published + timedelta(days)
    one = read_time(weekday, published=published, words=WORDS)
    other = read_time(weekday, published=later, words=WORDS)
    assert one is not None
    assert other is not None
    assert one.earliest is not None
    assert other.earliest is not None
    assert one.earliest <= other.earliest


@given(DAYS)
def test_a_date_in_full_reads_back(day):
    for phrase in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        found = read_time(phrase, published=None, words=WORDS)
        assert found is not None
        assert found.earliest == found.latest == day


@given(DAYS, st.integers(min_value=1, max_value=500))
def test_days_ago_are_walked_back(published, days):
    found = read_time(f"{days} days ago", published=published, words=WORDS)
    assert found is not None
    assert found.earliest == walk(published, -days, "day") == published - timedelta(days)
