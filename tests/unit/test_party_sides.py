"""Words that have both roles of an act keep one of them."""

import pytest

from dateline.model import Participant, Span
from dateline.resolve.party_sides import LEFT, apart
from dateline.trace import Finding


def finding(by: str, start: int, end: int, score: float = 0.8, least: float = 0.3) -> Finding:
    return Finding(
        Participant(Span(start, end), "x" * (end - start), None, (), by=by), True, score, least, ()
    )


@pytest.mark.parametrize(
    ("agent", "target", "kept"),
    [
        # grammar before the network, whichever is likelier
        (finding("slot.subject", 0, 9, 0.4), finding("trained@2", 4, 9, 0.9), ["agent"]),
        (finding("trained@2", 4, 9, 0.9), finding("slot.object", 0, 9, 0.4), ["target"]),
        # a toll's own victims before the subject of the clause above
        (finding("slot.above", 0, 9, 0.9), finding("result.victims", 0, 9, 0.4), ["target"]),
        # grammar gives both: the likelier
        (finding("slot.subject", 0, 9, 0.5), finding("slot.object", 0, 9, 0.7), ["target"]),
        (finding("slot.subject", 0, 9, 0.7), finding("slot.object", 0, 9, 0.7), ["agent"]),
        # other words, or one that is not kept anyway
        (finding("slot.subject", 0, 9), finding("trained@2", 10, 19), ["agent", "target"]),
        (finding("slot.subject", 0, 9, 0.2), finding("trained@2", 4, 9), ["target"]),
    ],
)
def test_no_words_do_an_act_to_themselves(agent: Finding, target: Finding, kept: list[str]) -> None:
    found = apart({"agent": (agent,), "target": (target,)})
    assert [role for role, (each,) in found.items() if each.kept] == kept
    dropped = [each for (each,) in found.values() if each.against]
    assert [each.against for each in dropped] == [LEFT] * len(dropped)
