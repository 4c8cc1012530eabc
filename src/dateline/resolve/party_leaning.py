"""How far the network gives a party's words a role, whether or not it took them."""

from collections.abc import Iterator

from dateline.resolve.parties import Party
from dateline.resolve.party_scene import OTHER_ROLE, Scene

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
    if not any(proposal.leanings for proposal in scene.happening.proposals):
        return
    for which, name in ((role, "the role"), (OTHER_ROLE[role], "the other role")):
        score = _leaning(party, which, scene)
        level = next(words for most, words in LEVELS if score < most)
        yield f"the network gives it {level} of {name}"
        if which == role:
            yield f"the network gives it {level} of {name}, in {scene.group}"


def _leaning(party: Party, role: str, scene: Scene) -> float:
    """The best score of any of its words, of any mention."""
    spans = {party.participant.span, *(t.participant.span for t in party.tellings)}
    spans |= {t.argument.span for t in party.tellings}
    tokens = {token.i for span in spans for token in scene.reading.tokens_in(span)}
    found = (
        each.score
        for proposal in scene.happening.proposals
        for each in proposal.leanings
        if each.role == role and each.head in tokens
    )
    return max(found, default=0.0)
