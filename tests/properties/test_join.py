"""The algebra of joining: a partition, whatever the mentions."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.pair_weights import load_pair_weights
from dateline.codebook.traits import load_traits
from dateline.extract import join, pairs
from dateline.extract.join import cluster
from dateline.extract.pairs import (
    REACH,
    exclude_each_other,
    kin_between,
    kinships,
    likeness,
    relations,
)
from dateline.extract.profile import Profile
from dateline.model import Proposal, Span

TRAITS, WEIGHTS = load_traits(), load_pair_weights()
TYPES = ("battle", "air_strike", "killing", "bombing", "armed_attack", "protest")

NOBODY = st.just(frozenset[str]())

profiles = st.builds(
    Profile,
    head=st.integers(0, 9),
    sentence=st.integers(0, 12),
    paragraph=st.integers(0, 4),
    headline=st.booleans(),
    lead=st.booleans(),
    introduced=st.sampled_from(["verb", "fresh", "definite", "indefinite", "bare"]),
    tense=st.sampled_from(["past", "perfect", "none"]),
    plural=st.booleans(),
    lemma=st.sampled_from(["attack", "kill", "strike"]),
    told=st.integers(0, 8),
    above=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    agents=st.frozensets(st.sampled_from(["id:a", "id:b", "militant"]), max_size=2),
    targets=st.frozensets(st.sampled_from(["id:c", "civilian"]), max_size=2),
    groups=st.frozensets(st.sampled_from(["id:a", "id:b"]), max_size=1),
    places=st.frozensets(st.sampled_from(["raqqa", "idlib", "homs"]), max_size=2),
    times=st.frozensets(st.sampled_from(["sun", "fri"]), max_size=1),
    years=NOBODY,
    counts=st.frozensets(st.tuples(st.just("killed"), st.sampled_from(["5", "12"])), max_size=2),
    means=NOBODY,
    modifiers=NOBODY,
    names=NOBODY,
    around=NOBODY,
    dated=NOBODY,
)


@st.composite
def described(draw: st.DrawFn) -> list[tuple[Proposal, Profile]]:
    found = []
    for at in range(draw(st.integers(0, 9))):
        proposal = Proposal(
            draw(st.sampled_from(TYPES)),
            Span(10 * at, 10 * at + 5),
            at,
            "rules:x",
            strength=draw(st.sampled_from(["strong", "weak", "result"])),
        )
        found.append((proposal, draw(profiles)))
    return found


@given(described())
def test_every_mention_is_in_one_group(mentions: list[tuple[Proposal, Profile]]) -> None:
    groups = cluster(mentions, load_traits(), load_pair_weights())
    spans = sorted(proposal.trigger for group in groups for proposal, _ in group)
    assert spans == sorted(proposal.trigger for proposal, _ in mentions)


@given(described())
def test_mentions_that_exclude_each_other_are_never_joined(
    mentions: list[tuple[Proposal, Profile]],
) -> None:
    for group in cluster(mentions, load_traits(), load_pair_weights()):
        for (_, left), (_, right) in combinations(group, 2):  # in text order
            assert not exclude_each_other(left, right)


@given(described())
def test_likeness_is_a_share(mentions: list[tuple[Proposal, Profile]]) -> None:
    for left in mentions:
        for right in mentions:
            assert 0 <= likeness(left, right, 1, load_pair_weights(), load_traits()) <= 1


def _joined_step_by_step(mentions: list[tuple[Proposal, Profile]], reach: int) -> list[list[int]]:
    """Average linkage as it is defined: of all groups, the two likeliest, again and again."""
    kin = kinships(mentions, TRAITS)
    related = relations(kin, len(mentions))
    alike = {
        (i, j): likeness(mentions[i], mentions[j], kin_between(related, i, j), WEIGHTS, TRAITS)
        for i, j in kin
        if not exclude_each_other(mentions[i][1], mentions[j][1])
    }
    groups = [[i] for i in range(len(mentions))]
    while True:
        scores = {}
        for a, b in combinations(range(len(groups)), 2):
            every = [(min(i, j), max(i, j)) for i in groups[a] for j in groups[b]]
            compared = [pair for pair in every if pair[1] - pair[0] <= reach]
            if compared and all(pair in alike for pair in compared):
                points = sum(round(alike[pair] * 10_000) for pair in compared)
                scores[a, b] = points / 10_000 / len(compared)
        likely = {pair: score for pair, score in scores.items() if score >= WEIGHTS.threshold}
        if not likely:
            return groups
        a, b = min(likely, key=lambda pair: (-likely[pair], pair))
        others = [group for at, group in enumerate(groups) if at not in (a, b)]
        groups = sorted([sorted(groups[a] + groups[b]), *others])


@given(described(), st.sampled_from([2, 3, REACH]))
def test_joining_from_a_queue_is_average_linkage(
    mentions: list[tuple[Proposal, Profile]], reach: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "REACH", reach)
        patch.setattr(join, "REACH", reach)
        joined = cluster(mentions, TRAITS, WEIGHTS)
        told = [[p.head for p, _ in group] for group in joined]
        assert told == _joined_step_by_step(mentions, reach)


@given(described())
def test_mentions_between_are_those_kin_to_either(mentions: list[tuple[Proposal, Profile]]) -> None:
    kin = kinships(mentions, TRAITS)
    related = relations(kin, len(mentions))
    for i, j in combinations(range(len(mentions)), 2):
        either = [k for k in range(i + 1, j) if (i, k) in kin or (k, j) in kin]
        assert kin_between(related, i, j) == len(either)
