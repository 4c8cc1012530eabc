"""How many: the counts of an event's mentions, each bound once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dateline.codebook.numbers import NumberWords, lowered
from dateline.model import Argument, Count, Proposal, Quantity, Reading, Span
from dateline.resolve.lists import count_list
from dateline.resolve.lumped import is_lumped_after, measure_of
from dateline.resolve.quantities import read_quantity

_LEFT = 20  # characters before a number that may say it is a part of another


def resolve_counts(
    proposals: Iterable[Proposal], reading: Reading, words: NumberWords
) -> tuple[Count, ...]:
    """All counts told, in text order; "a man" counts only where no number is told."""
    stated: dict[tuple[str, Quantity], Count] = {}
    single: dict[tuple[str, Quantity], Count] = {}
    every = tuple(proposals)
    both = _both_harms(every)
    told = [_sorted_out(proposal, both, reading) for proposal in every]
    whole = [count for counts in told for count in counts]
    for counts in told:
        for argument in _listed(counts, whole, reading, words):
            quantity = _quantity(argument, reading, words)
            if quantity is not None and argument.measure is not None:
                found = single if argument.by == "count.single" else stated
                count = Count(
                    argument.measure, quantity, argument.span, reading.quote(argument.span)
                )
                for each in _without_casualties(count):
                    found.setdefault((each.measure, quantity), each)
    measures = {measure for measure, _ in stated}
    kept = [count for count in stated.values() if not _is_short(count, stated, reading)]
    kept += [count for count in single.values() if count.measure not in measures]
    return tuple(sorted(kept, key=lambda count: (count.span, count.measure)))


def _is_short(count: Count, stated: Mapping[tuple[str, Quantity], Count], reading: Reading) -> bool:
    """A headline's "18 killed" of what the text gives as "at least 18"."""
    sentence = reading.sentence_at(count.span.start)
    low, high = count.quantity.low, count.quantity.high
    if sentence is None or not sentence.headline or low is None or low != high:
        return False
    return (count.measure, Quantity(low, None)) in stated


def _both_harms(proposals: Iterable[Proposal]) -> frozenset[Span]:
    """Numbers that some mention counts as killed and some as injured."""
    told = {(a.span, a.measure) for p in proposals for a in p.arguments if a.role == "count"}
    return frozenset(
        span for span, measure in told if measure == "killed" and (span, "injured") in told
    )


def _listed(
    told: Iterable[Argument], whole: Iterable[Argument], reading: Reading, words: NumberWords
) -> list[Argument]:
    """The counts of a mention; the members of a list that can be read are not told again."""
    counts = [count for count in told if not _is_part(count, whole, reading, words)]
    lists = [c for c in counts if c.by == "count.list" and _quantity(c, reading, words)]
    return [
        c
        for c in counts
        if c in lists
        or not any(
            c.span != each.span and each.span.contains(c.span) and c.measure == each.measure
            for each in lists
        )
    ]


def _is_part(
    count: Argument, counts: Iterable[Argument], reading: Reading, words: NumberWords
) -> bool:
    """ "Eleven people, among them three children": the three are counted already.

    `counts` are those of all mentions of the event.
    """
    before = reading.report.text[max(count.span.start - _LEFT, 0) : count.span.start]
    told = any(c.measure == count.measure and c.span.end <= count.span.start for c in counts)
    return told and words.part.search(lowered(before)) is not None


def _sorted_out(proposal: Proposal, both: frozenset[Span], reading: Reading) -> list[Argument]:
    """The counts of a mention, each number under the measures that are meant."""
    counts = [argument for argument in proposal.arguments if argument.role == "count"]
    found: dict[Argument, None] = {}
    for count in counts:
        if count.span in both and count.measure in ("killed", "injured"):
            count = replace(count, measure=measure_of(count.span, reading))
        elif count.measure == "killed" and is_lumped_after(count.span, reading):
            count = replace(count, measure="casualties")
        found.setdefault(count)
    return list(found)


def _without_casualties(count: Count) -> tuple[Count, ...]:
    """ "no casualties": nobody killed and nobody injured."""
    if count.measure != "casualties" or count.quantity.high != 0:
        return (count,)
    return replace(count, measure="killed"), replace(count, measure="injured")


def _quantity(argument: Argument, reading: Reading, words: NumberWords) -> Quantity | None:
    match argument.by:
        case "count.list":
            return count_list(reading, argument.head, words)
        case "count.single":
            return Quantity(1, 1)
        case _:
            return read_quantity(reading.quote(argument.span), words)
