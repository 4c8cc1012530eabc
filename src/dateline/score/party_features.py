"""What speaks for an event's doers or targets, and against."""

from collections.abc import Callable, Iterator
from math import prod

from dateline.score.case import Case
from dateline.trace import Finding

SURE = ((0.15, "below .15"), (0.3, ".15 to .3"), (0.45, ".3 to .45"), (0.6, ".45 to .6"))
MORE = ((0.75, ".6 to .75"), (0.9, ".75 to .9"))
PRONOUNS = 3  # characters: "he", "it", "who" say little more


def party_reader(role: str) -> Callable[[Case], Iterator[str]]:
    """What reads the features of a role."""

    def read(case: Case) -> Iterator[str]:
        findings = case.parties[role]
        all_right = all_right_of(findings)
        steps = (*SURE, *MORE)
        likely = next((words for most, words in steps if all_right < most), ".9 or more")
        yield f"the choice of parties makes it {likely} that just these are right"
        yield from _named(case, role)
        if findings and not getattr(case.event, role):
            yield "none is named, though somebody was weighed"
        yield f"of a {case.event.family} event"
        if case.event.factuality != "asserted":
            yield "the event is not told as fact"
        if len(case.happening.proposals) > 1:
            yield "several mentions"

    return read


def all_right_of(findings: tuple[Finding, ...]) -> float:
    """The chance that each finding is decided rightly, were they independent."""
    return prod(each.score if each.kept else 1 - each.score for each in findings)


def _named(case: Case, role: str) -> Iterator[str]:
    parties = getattr(case.event, role)
    count = min(len(parties), 2)
    yield {0: "none is named", 1: "one is named", 2: "several are named"}[count]
    if any(each.actor is None for each in parties):
        yield "one could not be identified"
    if any(each.actor is not None for each in parties):
        yield "one is identified"
    if any(len(each.quote) <= PRONOUNS for each in parties):
        yield "one is called by a pronoun"
    kept = [each for each in case.parties[role] if each.kept]
    if any(not each.told for each in kept):
        yield "one stands near, no mention gives him the role"
    if any("trained" in each.participant.by for each in kept):
        yield "only the network gives one the role"
    if role == "agent" and any(each.certainty != "asserted" for each in parties):
        yield "who did it is in doubt"
