"""Deaths by UCDP's rule and by ACLED's, and who denies. All figures are constructed."""

import pytest
from merge_samples import MADAYA, killed, on, told

from dateline.codebook.merging import load_merging
from dateline.codebook.traits import load_traits
from dateline.merge import merge_events, summarise

STRIKE = {"places": [MADAYA], "time": on("2016-03-06"), "title": "Strike hits convoy at Atma"}
SIDE = [{"quote": "the army", "kind": "official"}]
DOCTOR = [{"quote": "a doctor", "kind": "witness"}]


def summary(*accounts):
    """Of one strike, each account as (outlet, day of March 2016, figure, more fields)."""
    events = [
        told(
            f"ev_{at}",
            f"r{at}",
            source=outlet,
            published=f"2016-03-{day:02}",
            counts=[figure] if figure else [],
            **STRIKE | more,
        )
        for at, (outlet, day, figure, more) in enumerate(accounts)
    ]
    (incident,) = merge_events(events, load_merging(), load_traits())
    return summarise(incident)


@pytest.mark.parametrize(
    ("accounts", "ucdp", "acled"),
    [
        ([("A", 6, killed(12, 12), {})], (12, 12, 12), 12),
        ([("A", 6, killed(12, 12), {}), ("B", 7, killed(14, 14), {})], (12, 14, 14), 12),
        # A toll that one outlet raises is one toll: its latest figure counts for ACLED.
        ([("A", 6, killed(12, 12), {}), ("A", 7, killed(15, 15), {})], (12, 15, 15), 15),
        # "At least 12" is 12 for both, whose tables hold no open bounds.
        ([("A", 6, killed(12, None), {})], (12, 12, 12), 12),
        ([("A", 6, killed(None, 20), {})], (20, 20, 20), 20),
        ([("A", 6, killed(14, 16), {})], (14, 14, 16), 14),
        # What a side of the conflict says is not UCDP's best where anyone else gives a figure.
        (
            [
                ("A", 6, killed(9, 9), {"sources": DOCTOR}),
                ("B", 7, killed(3, 3), {"sources": SIDE}),
            ],
            (3, 9, 9),
            3,
        ),
        ([("A", 6, killed(3, 3), {"sources": SIDE})], (3, 3, 3), 3),
        ([("A", 6, None, {})], (None, None, None), None),
        ([("A", 6, killed(12, 12), {"factuality": "denied"})], (None, None, None), None),
    ],
)
def test_deaths_by_the_rules_of_two_other_tables(accounts, ucdp, acled):
    found = summary(*accounts)
    assert (found.ucdp.low, found.ucdp.best, found.ucdp.high) == ucdp
    assert found.acled.best == acled
    assert found.ucdp.why
    assert found.acled.why


def test_who_denies_is_named_and_has_no_say_in_the_figures():
    denied = {"factuality": "denied", "sources": SIDE}
    found = summary(("A", 6, killed(12, 12), {}), ("B", 7, killed(0, 0), denied))
    assert [(each.event, each.who) for each in found.denials] == [("ev_1", "the army")]
    assert found.ucdp.best == 12
