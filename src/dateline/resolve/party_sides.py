"""Nobody does an act to themselves: words that have both roles keep the one better told."""

from collections.abc import Mapping
from dataclasses import replace

from dateline.trace import Finding

Sides = Mapping[str, tuple[Finding, ...]]  # role -> all that were weighed
GRAMMAR, VICTIMS, ABOVE = "slot.", "result.", "slot.above"
LEFT = "the same words have the other role, by better signs"


def apart(sides: Sides) -> Sides:
    """Doers and targets of an act that is not joint, no words kept in both roles.

    The role stays that grammar's slots give, before one that a toll gives, before that of the
    clause above, before the network's and a name's that stands near; then the likelier one.
    """
    agents, targets = ([f for f in sides[role] if f.kept] for role in ("agent", "target"))
    lost: list[Finding] = []
    for agent in agents:
        for target in targets:
            if agent.participant.span.overlaps(target.participant.span):
                lost.append(target if _sureness(agent) >= _sureness(target) else agent)
    return {
        role: tuple(
            replace(each, against=LEFT) if any(each is other for other in lost) else each
            for each in found
        )
        for role, found in sides.items()
    }


def _sureness(finding: Finding) -> tuple[int, float]:
    by = finding.participant.by
    if by.startswith(ABOVE):
        return 1, finding.score
    rank = 3 if by.startswith(GRAMMAR) else 2 if by.startswith(VICTIMS) else 0
    return rank, finding.score
