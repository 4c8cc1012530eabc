"""When events happened: the best time their mentions state, or what a lead lets infer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.codebook.times import TimeWords
from dateline.model import Argument, Happening, Proposal, Reading, TimeInterval
from dateline.resolve.tense import tense_around
from dateline.resolve.times import infer_from_publication, read_time
from dateline.syntax import (
    children,
    distance,
    governing_verb,
    is_infinitive,
    path_into,
    path_up,
    tense_of,
)

ORDER = ("day", "week", "month", "year", "longer", None)
STRENGTHS = ("strong", "result", "weak")
LEAD = 2  # sentences, headline included, that tell the news itself
REACH = 8  # words from "two days after" to the event it counts from
BACK = 3  # sentences from "two days later" to the event it counts from
# What stands under one of these is not what the clause tells.
ASIDE = ("after", "against", "before", "despite", "for", "since", "until", "without")

Told = Sequence[tuple[int, TimeInterval]]  # trigger head -> the time of its event, in text order


def resolve_times(
    happenings: Sequence[Happening], reading: Reading, words: TimeWords
) -> tuple[TimeInterval | None, ...]:
    """The time of each happening, of the mention that tells most.

    A lead in the present takes the publication day. None where nothing is stated and nothing
    can be inferred. A stated time that cannot be counted from anything keeps its quote and a
    note. "Two days later" counts from the event told before, "two days after the attack" from
    the attack.
    """
    first = [_stated(happening, reading, words, ()) for happening in happenings]
    told = sorted(
        (
            (proposal.head, time)
            for happening, time in zip(happenings, first, strict=True)
            for proposal in happening.proposals
            if time is not None and time.earliest and time.latest
        ),
        key=lambda each: each[0],
    )
    return tuple(
        _stated(happening, reading, words, told) or _inferred(happening, reading)
        for happening in happenings
    )


def telling_first(happening: Happening, reading: Reading) -> tuple[Proposal, ...]:
    """The mentions that tell most first: body before headline, strong before weak."""

    def order(proposal: Proposal) -> tuple[bool, int, int]:
        sentence = reading.sentences[reading.tokens[proposal.head].sentence]
        return sentence.headline, STRENGTHS.index(proposal.strength), proposal.trigger.start

    return tuple(sorted(happening.proposals, key=order))


def _stated(
    happening: Happening, reading: Reading, words: TimeWords, told: Told
) -> TimeInterval | None:
    """The time of the mention that tells most: grammar before the network, finer before coarser."""
    own = {proposal.head for proposal in happening.proposals}
    others = [each for each in told if each[0] not in own]
    found = [
        (place, not argument.by.startswith("time."), ORDER.index(time.precision), far, time)
        for place, proposal in enumerate(telling_first(happening, reading))
        for far, argument in _times(proposal, reading)
        if (time := _read(argument, proposal, reading, words, others)) is not None
    ]
    bounded = [each for each in found if each[-1].earliest or each[-1].latest]
    best = min(bounded or found, key=lambda each: each[:-1], default=None)
    return best[-1] if best else None


def _times(proposal: Proposal, reading: Reading) -> Iterator[tuple[int, Argument]]:
    """A mention's times, each with its steps from the trigger in the parse."""
    for argument in proposal.arguments:
        if argument.role == "time":
            yield distance(reading, path_up(reading, argument.head), proposal.head), argument


def _read(
    argument: Argument, proposal: Proposal, reading: Reading, words: TimeWords, told: Told
) -> TimeInterval | None:
    phrase = reading.quote(argument.span)
    for said in (_dating(argument, proposal, reading), phrase):
        time = read_time(
            said,
            published=reading.report.day,
            words=words,
            tense=tense_around(reading, argument.head, words),
            anchor=_anchor(argument, reading, told),
        )
        if time is not None:
            return replace(time, span=argument.span, quote=phrase)
    return None


def _dating(argument: Argument, proposal: Proposal, reading: Reading) -> str:
    """The words that date the event itself.

    "Since the attack on Tuesday" and "since the Tuesday attack" date the attack by Tuesday,
    "since 2011, when police fired" the shots by 2011.
    """
    phrase, trigger = reading.quote(argument.span), proposal.trigger
    if argument.span.contains(trigger):
        return reading.report.text[trigger.end : argument.span.end].strip() or phrase
    last = reading.tokens_in(argument.span)[-1]
    up = path_into(reading, proposal.head, argument.span)
    if up and reading.tokens[up[-1]].dep in ("relcl", "advcl", "acl"):
        return phrase.removeprefix("since ")
    before = last.head == proposal.head and argument.span.end <= trigger.start
    if before and phrase.lower().startswith("since the "):
        return phrase[len("since the ") :]
    return f"since {phrase}" if _began(argument, reading) else phrase


def _began(argument: Argument, reading: Reading) -> bool:
    """ "Have been killed in the conflict, which began in 2011": killed since."""
    verb = governing_verb(reading, argument.head)
    if verb is None or reading.tokens[verb].lemma not in ("begin", "start", "erupt"):
        return False
    token = reading.tokens[verb]
    return token.dep == "relcl" and tense_of(reading, token.head) == "perfect"


def _anchor(argument: Argument, reading: Reading, told: Told) -> TimeInterval | None:
    """The time that "after" and "later" count from; None if the text gives none."""
    here = reading.tokens[argument.head]
    if reading.quote(argument.span).lower().endswith((" after", " before")):
        last = reading.tokens_in(argument.span)[-1].i
        return next((time for head, time in told if last < head <= last + REACH), None)
    before = [
        time
        for head, time in told
        if head < here.i and here.sentence - reading.tokens[head].sentence <= BACK
    ]
    return before[-1] if before else None


def _inferred(happening: Happening, reading: Reading) -> TimeInterval | None:
    """The publication day, of a lead told in the present (perfect) and of what still goes on.

    Codebook section 2.
    """
    day = reading.report.day
    if day is None:
        return None
    for proposal in telling_first(happening, reading):
        lead = reading.tokens[proposal.head].sentence < LEAD
        if (lead and _is_news(reading, proposal.head)) or _goes_on(reading, proposal.head):
            return replace(infer_from_publication(day), note="told as news on the publication day")
    return None


def _is_news(reading: Reading, head: int) -> bool:
    """Whether a clause tells a word as just happened: not "without talks", not "to hold talks"."""
    verb = governing_verb(reading, head)
    if verb is None or is_infinitive(reading, verb):
        return False
    aside = any(reading.tokens[i].lemma in ASIDE for i in path_up(reading, head))
    return not aside and tense_of(reading, head) in ("present", "perfect")


def _goes_on(reading: Reading, head: int) -> bool:
    """ "Troops are advancing", "jets are carrying out strikes": the verb itself, or its object."""
    verb = governing_verb(reading, head)
    if verb is None or reading.tokens[verb].tag != "VBG":
        return False
    helpers = [reading.tokens[i] for i in children(reading, verb, "aux")]
    going = any(word.lemma == "be" and word.tag in ("VBZ", "VBP") for word in helpers)
    near = verb in (head, reading.tokens[head].head)
    return going and near and not any(word.lemma == "have" for word in helpers)
