"""When an event happened: the best time its mentions state, or what its lead lets infer."""

from collections.abc import Iterable
from dataclasses import replace

from dateline.codebook.times import TimeWords
from dateline.model import Argument, Proposal, Reading, TimeInterval
from dateline.resolve.tense import tense_around
from dateline.resolve.times import infer_from_publication, read_time
from dateline.syntax import tense_of

ORDER = ("day", "week", "month", "year", "longer", None)
LEAD = 2  # sentences, headline included, that tell the news itself


def resolve_time(
    proposals: Iterable[Proposal], reading: Reading, words: TimeWords
) -> TimeInterval | None:
    """The time of the mention that tells most, else the publication day for a lead in the present.

    None where nothing is stated and nothing can be inferred. A stated time that cannot be
    counted from anything (no publication date) keeps its quote and a note.
    """
    listed = tuple(proposals)
    stated = [
        [
            time
            for argument in proposal.arguments
            if argument.role == "time" and (time := _read(argument, reading, words)) is not None
        ]
        for proposal in listed
    ]
    bounded = [times for group in stated if (times := [t for t in group if t.earliest or t.latest])]
    if bounded:
        return min(bounded[0], key=lambda time: ORDER.index(time.precision))
    return next((group[0] for group in stated if group), None) or _inferred(listed, reading)


def _read(argument: Argument, reading: Reading, words: TimeWords) -> TimeInterval | None:
    phrase = reading.quote(argument.span)
    time = read_time(
        phrase,
        published=reading.report.published,
        words=words,
        tense=tense_around(reading, argument.head, words),
    )
    return None if time is None else _with_span(time, argument, phrase)


def _with_span(time: TimeInterval, argument: Argument, phrase: str) -> TimeInterval:
    return TimeInterval(
        time.earliest, time.latest, time.precision, time.basis, argument.span, phrase, time.note
    )


def _inferred(proposals: tuple[Proposal, ...], reading: Reading) -> TimeInterval | None:
    """Codebook section 2: a lead told in the present (perfect) is dated by its publication day."""
    day = reading.report.published
    if day is None:
        return None
    for proposal in proposals:
        told_now = tense_of(reading, proposal.head) in ("present", "perfect")
        if told_now and reading.tokens[proposal.head].sentence < LEAD:
            return replace(infer_from_publication(day), note="told as news on the publication day")
    return None
