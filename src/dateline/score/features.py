"""What speaks for an event and each of its fields, and against: sentences with a weight each.

`confidence_weights.json` holds a weight for each sentence that was seen often enough; one it
lacks weighs nothing. A sentence is what a reader is shown.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from dateline.score.case import Case
from dateline.score.field_features import counted, factual, placed, sourced, timed
from dateline.score.party_features import party_reader

BIAS = "before anything is weighed"
SEEN = ((0.4, "below .4"), (0.6, ".4 to .6"), (0.8, ".6 to .8"), (0.95, ".8 to .95"))
LEAD = 2  # sentences
FEW = 3

Reader = Callable[[Case], Iterator[str]]


def event_features(case: Case) -> Iterator[str]:
    """What bears on whether a second coder would have the event with this type."""
    yield from _read_by(case)
    yield from _told(case)
    yield from _known(case)
    yield from _around(case)


def _read_by(case: Case) -> Iterator[str]:
    proposals = case.happening.proposals
    by_rules = any(p.by.startswith("rules:") for p in proposals)
    by_network = any("trained" in p.by for p in proposals)
    if by_rules and by_network:
        yield "rules and network both name it"
    elif by_rules:
        yield "the rules alone name it"
    else:
        yield "the network alone names it"
    seen = [p.seen for p in proposals if p.seen is not None]
    if seen:
        yield f"the network's best score is {_step(max(seen), SEEN, '.95 or more')}"
    elif case.engine != "rules":
        yield "the network judges none of its words"
    if case.event.alt_types:
        yield "its words allow another type"
    yield f"it is of the family {case.event.family}"


def _told(case: Case) -> Iterator[str]:
    proposals, event = case.happening.proposals, case.event
    told = min(len(proposals), FEW)
    yield {1: "one mention", 2: "two mentions", FEW: "three mentions or more"}[told]
    strengths = {p.strength for p in proposals}
    if "strong" not in strengths:
        yield "only a toll or a weak word names it"
    if all(case.reading.tokens[p.head].pos != "VERB" for p in proposals):
        yield "only nouns name it"
    if not any(telling.stated for telling in case.tellings):
        yield "no clause of its own tells it"
    if event.factuality != "asserted":
        yield f"it is told as {event.factuality}"
    if any(case.reading.sentences[i].headline for i in case.sentences):
        yield "the headline tells it"
    if min(case.sentences) <= LEAD:
        yield "the lead tells it"


def _known(case: Case) -> Iterator[str]:
    event = case.event
    given = (
        ("doer", event.agent),
        ("target", event.target),
        ("place", event.places),
        ("day", event.time is not None and event.time.earliest is not None),
        ("count", event.counts),
    )
    for name, value in given:
        if not value:
            yield f"no {name}"
    if event.agent and all(each.actor is None for each in event.agent):
        yield "its doer could not be named"
    if event.places and all(place.name is None for place in event.places):
        yield "its place is not in the gazetteer"


def _around(case: Case) -> Iterator[str]:
    same = sum(other.type == case.event.type for other in case.others)
    if same:
        yield f"{'one other event' if same == 1 else 'several other events'} of its type"
    beside = any(
        mention.sentence in case.sentences for other in case.others for mention in other.mentions
    )
    if beside:
        yield "another event in its sentences"


def _step(value: float, steps: tuple[tuple[float, str], ...], beyond: str) -> str:
    return next((words for least, words in steps if value < least), beyond)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "event": event_features,
        "agent": party_reader("agent"),
        "target": party_reader("target"),
        "places": placed,
        "time": timed,
        "counts": counted,
        "sources": sourced,
        "factuality": factual,
    }
)


def features_of(case: Case, field: str) -> tuple[str, ...]:
    """Each sentence that holds, once; a field's also name the engine."""
    engine = () if field == "event" else (f"engine {case.engine}",)
    return tuple(dict.fromkeys((BIAS, *engine, *READERS[field](case))))
