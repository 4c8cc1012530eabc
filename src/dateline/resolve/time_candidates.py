"""The times an event may have: what grammar or the network gives its mentions, each read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.codebook.times import TimeWords
from dateline.model import Argument, Happening, Mention, Proposal, Reading, TimeInterval
from dateline.resolve.tense import tense_around
from dateline.resolve.time_wording import (
    BACK,
    Told,
    anchor_above,
    anchor_of,
    is_counted_from,
    is_linked,
    saying_of,
    told_after,
    turned,
)
from dateline.resolve.times import read_time
from dateline.syntax import distance, is_infinitive, is_verb, path_up, tense_of

ORDER = ("day", "week", "month", "year", "longer", None)
STRENGTHS = ("strong", "result", "weak")
BESIDE = 3  # words between a day and the "two days after" that goes on from it
COUNTED = "time.counted_from"  # an event that a relative time counts from


@dataclass(frozen=True, slots=True)
class Candidate:
    """One time that one mention of an event has."""

    time: TimeInterval
    proposal: Proposal
    argument: Argument

    @property
    def is_placed(self) -> bool:
        """Whether it gives days at all."""
        return bool(self.time.earliest or self.time.latest)

    @property
    def is_of_grammar(self) -> bool:
        """Whether a rule gave it to the mention, not the network alone."""
        return self.argument.by.startswith("time.")


def telling_first(happening: Happening, reading: Reading) -> tuple[Proposal, ...]:
    """The mentions that tell most first: body before headline, strong before weak."""

    def order(proposal: Proposal) -> tuple[bool, int, int]:
        sentence = reading.sentences[reading.tokens[proposal.head].sentence]
        return sentence.headline, STRENGTHS.index(proposal.strength), proposal.trigger.start

    return tuple(sorted(happening.proposals, key=order))


def candidates(
    happening: Happening, reading: Reading, words: TimeWords, told: Told
) -> tuple[Candidate, ...]:
    """An event's times, the likeliest first.

    The mention that tells most before the others, grammar before the network, finer before
    coarser, nearer before farther; what cannot be placed comes last.
    """
    own = {proposal.head for proposal in happening.proposals}
    others = [each for each in told if each[0] not in own]
    found = []
    over = any(_is_over(reading, proposal) for proposal in happening.proposals)
    for place, proposal in enumerate(telling_first(happening, reading)):
        for argument in _times(proposal, reading):
            time = _read(argument, proposal, reading, words, others)
            if time is None or not _may_date(argument, proposal, time, reading):
                continue
            if over and _is_to_come(time, reading):
                continue
            each = Candidate(time, proposal, argument)
            far = distance(reading, path_up(reading, argument.head), proposal.head)
            order = (not each.is_placed, place, not each.is_of_grammar, ORDER.index(time.precision))
            found.append(((*order, far), each))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def best_of(found: Sequence[Candidate]) -> Candidate | None:
    """The likeliest, or the day that grammar names within the month or year it gives.

    "Last year's attack", told again as "the attack on 15 April 2013".
    """
    best = next(iter(found), None)
    if best is None or best.time.precision == "day" or best.argument.by == COUNTED:
        return best
    inner = (each for each in found if each.is_of_grammar and _lies_within(each.time, best.time))
    return next(inner, best)


def _lies_within(fine: TimeInterval, coarse: TimeInterval) -> bool:
    if not (fine.earliest and fine.latest and coarse.earliest and coarse.latest):
        return False
    named = coarse.precision in ("month", "year") and fine.earliest == fine.latest
    return named and coarse.earliest <= fine.earliest and fine.latest <= coarse.latest


def _times(proposal: Proposal, reading: Reading) -> Iterator[Argument]:
    """A mention's times; a relative one also dates what it counts from."""
    own = [argument for argument in proposal.arguments if argument.role == "time"]
    counted = [
        Argument("time", mention.span, mention.head, COUNTED)
        for mention in reading.mentions_of(reading.tokens[proposal.head].sentence)
        if mention.kind == "time"
        and mention.head < proposal.head
        and is_counted_from(mention, proposal, reading)
    ]
    yield from (each for each in own if each.span not in {other.span for other in counted})
    yield from counted


def _may_date(argument: Argument, proposal: Proposal, time: TimeInterval, reading: Reading) -> bool:
    """Whether a time can be the event's.

    What has happened is of no day to come, what will happen of none that is over, and the
    network alone does not carry a time from one sentence to another.
    """
    sentence = reading.tokens[argument.head].sentence
    if not argument.by.startswith("time.") and sentence != reading.tokens[proposal.head].sentence:
        return False
    day, tense = reading.report.day, tense_of(reading, proposal.head)
    if day is None:
        return True
    if _is_to_come(time, reading):
        return tense not in ("past", "perfect")
    return tense != "future" or time.latest is None or time.latest >= day


def _is_over(reading: Reading, proposal: Proposal) -> bool:
    """Whether a verb tells the event as done: "was convicted"."""
    verb = is_verb(reading.tokens[proposal.head]) and not is_infinitive(reading, proposal.head)
    return verb and tense_of(reading, proposal.head) in ("past", "perfect")


def _is_to_come(time: TimeInterval, reading: Reading) -> bool:
    day = reading.report.day
    return day is not None and time.earliest is not None and time.earliest > day


def _read(
    argument: Argument, proposal: Proposal, reading: Reading, words: TimeWords, told: Told
) -> TimeInterval | None:
    mention = _mention_of(argument, reading)
    phrase = reading.quote(argument.span)
    sayings: tuple[str, ...]
    if argument.by == COUNTED:
        anchor = _beside(mention, reading, words) or anchor_above(mention, reading, told)
        sayings = (turned(phrase),)
    else:
        anchor = (
            anchor_of(mention, reading, told)
            or _after(mention, reading, words)
            or _day_before(mention, reading, words)
        )
        sayings = (saying_of(mention, proposal, reading, words), phrase)
    for said in sayings:
        time = _as_read(said, mention, reading, words, anchor)
        if time is not None:
            return replace(time, span=argument.span, quote=phrase)
    return None


def _as_read(
    said: str, mention: Mention, reading: Reading, words: TimeWords, anchor: TimeInterval | None
) -> TimeInterval | None:
    tense = tense_around(reading, mention.head, words)
    return read_time(said, published=reading.report.day, words=words, tense=tense, anchor=anchor)


def _mention_of(argument: Argument, reading: Reading) -> Mention:
    """The time phrase of the reading that an argument is; else the argument as one."""
    beside = reading.mentions_of(reading.tokens[argument.head].sentence)
    same = (each for each in beside if each.kind == "time" and each.span == argument.span)
    return next(same, Mention("time", argument.span, argument.head, "date"))


def _after(mention: Mention, reading: Reading, words: TimeWords) -> TimeInterval | None:
    """The date that a phrase which ends in "after" or "before" counts from."""
    if not is_linked(mention, reading):
        return None
    return told_after(
        mention, reading, lambda m: _as_read(reading.quote(m.span), m, reading, words, None)
    )


def _day_before(mention: Mention, reading: Reading, words: TimeWords) -> TimeInterval | None:
    """The day named last, for "the same day" where no event was told that it could count from."""
    if is_linked(mention, reading):
        return None
    here = reading.tokens[mention.head].sentence
    told = [
        each
        for each in reading.mentions_of(*range(max(here - BACK, 0), here + 1))
        if each.kind == "time" and each.label == "date" and each.head < mention.head
    ]
    times = (_as_read(reading.quote(m.span), m, reading, words, None) for m in reversed(told))
    return next((time for time in times if time and time.precision == "day"), None)


def _beside(mention: Mention, reading: Reading, words: TimeWords) -> TimeInterval | None:
    """The day in "on Friday, two days after", told right before."""
    first = reading.tokens_in(mention.span)[0].i
    before = [each for each in reading.of_kind("time") if 0 < first - each.head <= BESIDE]
    times = [_as_read(reading.quote(m.span), m, reading, words, None) for m in before]
    return next((time for time in reversed(times) if time and time.earliest), None)
