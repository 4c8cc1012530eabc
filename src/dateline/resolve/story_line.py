"""Events told on from a dated one: "They also attacked ...", in the sentences after it.

The day is inferred and the note says from which words. Only what is told in the past, by a
verb, with a word that goes on ("also", "later") or as the same type of event, within two
sentences, and with no time of its own or between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.codebook.times import TimeWords
from dateline.model import Happening, Proposal, Reading, TimeInterval
from dateline.resolve.time_candidates import telling_first
from dateline.syntax import children, governing_verb, is_infinitive, is_verb, tense_of

TOGETHER = 2  # dated events that make a day the report's own
ONE_DAY = "all that the report dates is of this day"
GAP = 2  # sentences from the dated event to the one that goes on
PLACING = frozenset("when after before since until once".split())
NOT_PAST = frozenset("had will would could may might should can".split())

Marks = Mapping[int, tuple[Happening, TimeInterval]]  # trigger head -> its event and time


def told_on(
    happenings: Sequence[Happening],
    times: Sequence[TimeInterval | None],
    reading: Reading,
    words: TimeWords,
) -> tuple[TimeInterval | None, ...]:
    """The times, with those inferred from the story line filled in, in text order."""
    filled = list(times)
    marks = {
        proposal.head: (happening, time)
        for happening, time in zip(happenings, times, strict=True)
        for proposal in happening.proposals
        if time is not None and time.earliest is not None
    }
    firsts = [telling_first(happening, reading)[0] for happening in happenings]
    for at in sorted(range(len(happenings)), key=lambda at: firsts[at].head):
        time = _carried(happenings[at], firsts[at], marks, reading, words)
        if filled[at] is None and time is not None:
            filled[at] = time
            marks |= {p.head: (happenings[at], time) for p in happenings[at].proposals}
    return _on_the_one_day(firsts, filled, reading)


def _on_the_one_day(
    firsts: Sequence[Proposal],
    times: Sequence[TimeInterval | None],
    reading: Reading,
) -> tuple[TimeInterval | None, ...]:
    """The times, with the day that all dated events of a report share given to what it narrates.

    Only if at least two are told to be of it and no event has another time.
    """
    dated = [time for time in times if time is not None and time.earliest is not None]
    days = {(time.earliest, time.latest) for time in dated}
    stated = sum(time.basis == "stated" for time in dated)
    if stated < TOGETHER or len(days) > 1 or dated[0].earliest != dated[0].latest:
        return tuple(times)
    shared = replace(dated[0], basis="inferred", span=None, quote=None, note=ONE_DAY)
    return tuple(
        shared
        if time is None and _is_narrated(reading, first) and not _is_placed(reading, first.head)
        else time
        for time, first in zip(times, firsts, strict=True)
    )


def _carried(
    happening: Happening, first: Proposal, marks: Marks, reading: Reading, words: TimeWords
) -> TimeInterval | None:
    """The day of the dated event told just before, if this one plainly goes on with it."""
    before = max((head for head in marks if head < first.head), default=None)
    if before is None or not _is_narrated(reading, first) or not _is_past(reading, before):
        return None
    other, time = marks[before]
    gap = reading.tokens[first.head].sentence - reading.tokens[before].sentence
    if not 0 < gap <= GAP or time.earliest != time.latest:
        return None
    if _another_time(reading, before, first.head):
        return None
    if other.type != happening.type and not _goes_on(reading, first.head, words):
        return None
    quote = reading.quote(reading.tokens[before].span)
    return replace(time, basis="inferred", span=None, quote=None, note=f"told on from “{quote}”")


def _is_narrated(reading: Reading, proposal: Proposal) -> bool:
    """A verb in the simple past that names the event: "rebels also shelled"."""
    if proposal.strength == "weak" or not is_verb(reading.tokens[proposal.head]):
        return False
    return tense_of(reading, proposal.head) == "past" and _is_past(reading, proposal.head)


def _is_placed(reading: Reading, verb: int) -> bool:
    """ "When the raids began they withdrew": told by another event, not by the report's day."""
    clauses = [i for i in children(reading, verb, "advcl") if not is_infinitive(reading, i)]
    openings = (j for i in clauses for j in children(reading, i, "mark", "advmod") if j < i)
    return any(reading.tokens[j].lemma in PLACING for j in openings)


def _is_past(reading: Reading, head: int) -> bool:
    """Whether a word's clause tells what was done: not "had done", "would" or "to do"."""
    verb = governing_verb(reading, head)
    if verb is None:
        return True
    helpers = {reading.tokens[i].text.lower() for i in children(reading, verb, "aux", "auxpass")}
    return not helpers & NOT_PAST and not is_infinitive(reading, verb)


def _another_time(reading: Reading, before: int, head: int) -> bool:
    """Whether a time stands in a sentence between the two, or in the later one's own."""
    first, last = reading.tokens[before].sentence, reading.tokens[head].sentence
    return any(
        first < reading.tokens[mention.head].sentence <= last
        and mention.label in ("date", "period")
        for mention in reading.of_kind("time")
    )


def _goes_on(reading: Reading, head: int, words: TimeWords) -> bool:
    sentence = reading.sentences[reading.tokens[head].sentence]
    return any(token.lemma in words.goes_on for token in reading.words(sentence))
