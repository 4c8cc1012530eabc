"""How far the network gives a party's words a role, whether or not it took them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from dateline.resolve.parties import Party
from dateline.resolve.party_scene import CHOSEN, OTHER_ROLE, Scene

LEVELS = (
    (0.05, "nothing"),
    (0.15, "a little"),
    (0.3, "something"),
    (0.5, "nearly half"),
    (0.7, "more than half"),
    (0.9, "much"),
    (1.1, "nearly all"),
)


def leanings(party: Party, role: str, scene: Scene) -> Iterator[str]:
    """The network's score of the role and of the other role; nothing where it was not asked."""
    yield from leaning_features(levels(party, scene), role, scene)


def leaning_features(level: Mapping[str, str], role: str, scene: Scene) -> Iterator[str]:
    """The names of what `levels` found."""
    if not level:
        return
    yield f"the network gives it {level[role]} of the role"
    yield f"the network gives it {level[role]} of the role, in {scene.group}"
    yield f"the network gives it {level[OTHER_ROLE[role]]} of the other role"


def levels(party: Party, scene: Scene) -> Mapping[str, str]:
    """How much of each role any word of a party has, by any mention; empty if nobody asked."""
    if not scene.leaned:
        return {}
    spans = {party.participant.span, *(t.participant.span for t in party.tellings)}
    spans |= {t.argument.span for t in party.tellings}
    tokens = {token.i for span in spans for token in scene.reading.tokens_in(span)}
    found = {}
    for role in CHOSEN:
        scores = scene.leaned.get(role, {})
        best = max([scores.get(i, 0.0) for i in tokens], default=0.0)
        found[role] = LEVELS[bisect_right(LEVELS, best, key=lambda level: level[0])][1]
    return found
