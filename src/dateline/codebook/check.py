"""Does the codebook do what it says? Runs every example of every type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.codebook.files import DATA
from dateline.codebook.loader import Codebook
from dateline.codebook.schema import CounterExample, EventType, Example, read_bounds
from dateline.model import PARTICIPANTS, Event, Report

PUBLISHED = date(2016, 3, 7)  # a Monday: the day examples are told on unless they say another

Code = Callable[[Report], tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class Problem:
    """An example that does not come out as written."""

    path: str
    line: int
    type: str
    text: str
    message: str


def check_codebook(codebook: Codebook, code: Code) -> Iterator[Problem]:
    """Every example that fails, with the file and line it stands on. Loading checks the schema."""
    for event_type in codebook.types.values():
        path = str(DATA / "types" / f"{event_type.id}.yaml")
        for example in event_type.examples:
            for message in _failures(event_type, example, code):
                yield Problem(path, example.line, event_type.id, example.text, message)
        for counter in event_type.counter_examples:
            for message in _inventions(event_type, counter, code):
                yield Problem(path, counter.line, event_type.id, counter.text, message)


def count_examples(codebook: Codebook) -> int:
    """How many examples and counter-examples the codebook holds."""
    return sum(len(t.examples) + len(t.counter_examples) for t in codebook.types.values())


def _report(text: str, published: str | None) -> Report:
    day = date.fromisoformat(published) if published else PUBLISHED
    return Report(id="example", text=text, sha256="", published=day, published_by="given")


def _inventions(event_type: EventType, counter: CounterExample, code: Code) -> Iterator[str]:
    for event in code(_report(counter.text, counter.published)):
        if event.type == event_type.id:
            quote = event.mentions[0].quote
            yield f"gives {event.type} ({quote!r}), must give none: {counter.why}"


def _failures(event_type: EventType, example: Example, code: Code) -> Iterator[str]:
    events = code(_report(example.text, example.published))
    of_type = [event for event in events if event.type == event_type.id]
    if len(of_type) != 1:
        told = ", ".join(f"{e.type} ({e.mentions[0].quote})" for e in events) or "nothing"
        yield f"must give one {event_type.id}, gives {len(of_type)}; events: {told}"
        return
    event = of_type[0]
    yield from _value_failures(event, example)
    for role in PARTICIPANTS:
        yield from _span_failures(
            role, getattr(example, role), [p.quote for p in getattr(event, role)]
        )
    yield from _span_failures("places", example.places, [p.quote for p in event.places])
    yield from _span_failures("sources", example.sources, [s.quote for s in event.sources])
    yield from _count_failures(event, example)


def _value_failures(event: Event, example: Example) -> Iterator[str]:
    if event.factuality != example.factuality:
        yield f"factuality is {event.factuality}, must be {example.factuality}"
    if event.phase != example.phase:
        yield f"phase is {event.phase}, must be {example.phase}"
    if example.mention is not None:
        quotes = [mention.quote for mention in event.mentions]
        if not any(example.mention in quote or quote in example.mention for quote in quotes):
            yield f"mentions are {quotes}, must include {example.mention!r}"


def _span_failures(name: str, wanted: list[str] | None, quotes: list[str]) -> Iterator[str]:
    """A role must hold each wanted quote (or a part or whole of it) and nothing else."""
    if wanted is None:
        return
    for quote in wanted:
        if not any(_alike(quote, other) for other in quotes):
            yield f"{name} is {quotes}, must include {quote!r}"
    for other in quotes:
        if not any(_alike(quote, other) for quote in wanted):
            yield f"{name} holds {other!r}, which is not in {wanted}"


def _alike(left: str, right: str) -> bool:
    return left in right or right in left


def _count_failures(event: Event, example: Example) -> Iterator[str]:
    found = {(c.measure, c.quantity.low, c.quantity.high) for c in event.counts}
    for measure, bounds in example.counts.items():
        low, high, _ = read_bounds(bounds)
        if (measure, low, high) not in found:
            told = ", ".join(sorted(f"{m} {low}..{high}" for m, low, high in found)) or "none"
            yield f"counts are {told}, must include {measure} {bounds}"
