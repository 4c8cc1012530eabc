"""What a stage weighed and why it took it or not: kept only for who asks (`dateline explain`).

A stage that can tell takes a `Trace`, a list it adds to, and None where nobody asks.
"""

from dataclasses import dataclass
from typing import Literal

from dateline.model import Participant, Span

# "settling": a trigger that fits its words, dropped by what the sentence or the report says.
Stage = Literal["trigger", "argument", "settling", "network"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing weighed. `trigger` is the event's word it was weighed for, if there was one."""

    stage: Stage
    what: str  # an event type, or a role
    span: Span
    taken: bool
    why: str  # a sentence a reviewer can check
    by: str  # the rule or model that weighed it
    trigger: Span
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """How likely somebody has a role of an event, and from what score on it is kept."""

    participant: Participant
    told: bool  # whether a mention of the event gives it the role
    score: float
    least: float
    weighed: tuple[tuple[str, float], ...]  # they sum to the score's logit
    against: str | None = None  # why it is left out all the same

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """What was weighed, the weightiest first."""
        return tuple(sorted(self.weighed, key=lambda item: (-abs(item[1]), item[0])))

    @property
    def kept(self) -> bool:
        return self.against is None and self.score >= self.least


Trace = list[Decision]
