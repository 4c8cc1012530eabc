"""How sure an event is: a plain score from what was found and what is missing.

Not calibrated: it orders a queue. Each missing component takes a stated share away.
"""

from dataclasses import replace

from dateline.model import Event, Happening

MISSING = {"agent": 0.9, "target": 0.95, "places": 0.9, "time": 0.93}
TWICE = 1.1  # told by two mentions or more
CEILING = 0.95


def confidence_of(event: Event, happening: Happening) -> Event:
    """The same event with its confidence, 0 to 1, rounded to two digits."""
    score = max(proposal.score for proposal in happening.proposals)
    for name, share in MISSING.items():
        if not getattr(event, name):
            score *= share
    if len(event.mentions) > 1:
        score *= TWICE
    if event.time is not None and event.time.note and event.time.earliest is None:
        score *= MISSING["time"]
    return replace(event, confidence=round(min(score, CEILING), 2))
