"""When events happened: the best time their mentions state, or what the report lets infer."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.codebook.classes import load_carrying_verbs
from dateline.codebook.times import TimeWords
from dateline.model import Happening, Reading, TimeInterval
from dateline.resolve.story_line import told_on
from dateline.resolve.time_candidates import best_of, candidates, telling_first
from dateline.resolve.time_wording import Told
from dateline.resolve.times import infer_from_publication
from dateline.syntax import children, governing_verb, is_infinitive, path_up, tense_of

LEAD = 2  # sentences, headline included, that tell the news itself
# Clauses that tell what a thing is, or by what means, not the news.
DESCRIBING = ("relcl", "pcomp", "prep")
# What stands under one of these is not what the clause tells.
ASIDE = ("after", "against", "before", "despite", "for", "since", "until", "without")


def resolve_times(
    happenings: Sequence[Happening], reading: Reading, words: TimeWords
) -> tuple[TimeInterval | None, ...]:
    """The time of each happening, of the mention that tells most.

    A lead in the present takes the publication day, what goes on with a dated event its day.
    None where nothing is stated and nothing can be inferred. A stated time that cannot be
    counted from anything keeps its quote and a note. "Two days later" counts from the event
    told before, "two days after the attack" from the attack.
    """
    first = [_stated(happening, reading, words, ()) for happening in happenings]
    told = _told(happenings, first)
    times = [_time_of(happening, reading, words, told) for happening in happenings]
    return told_on(happenings, times, reading, words)


def _told(happenings: Sequence[Happening], times: Sequence[TimeInterval | None]) -> Told:
    found = [
        (proposal.head, time)
        for happening, time in zip(happenings, times, strict=True)
        for proposal in happening.proposals
        if time is not None and time.earliest and time.latest
    ]
    return sorted(found, key=lambda each: each[0])


def _time_of(
    happening: Happening, reading: Reading, words: TimeWords, told: Told
) -> TimeInterval | None:
    """The days stated, else those inferred, else the words that could not be placed."""
    stated = _stated(happening, reading, words, told)
    if stated is not None and (stated.earliest or stated.latest):
        return stated
    return _inferred(happening, reading, words) or stated


def _stated(
    happening: Happening, reading: Reading, words: TimeWords, told: Told
) -> TimeInterval | None:
    best = best_of(candidates(happening, reading, words, told))
    return best.time if best else None


def _inferred(happening: Happening, reading: Reading, words: TimeWords) -> TimeInterval | None:
    """The publication day, of a lead told in the present (perfect) and of what still goes on.

    Codebook section 2.
    """
    day = reading.report.day
    if day is None:
        return None
    for proposal in telling_first(happening, reading):
        lead = reading.tokens[proposal.head].sentence < LEAD
        if (lead and _is_news(reading, proposal.head, words)) or _goes_on(
            reading, proposal.head, words
        ):
            return replace(infer_from_publication(day), note="told as news on the publication day")
    return None


def _is_news(reading: Reading, head: int, words: TimeWords) -> bool:
    """Whether a clause tells a word as just happened.

    Not "without talks", not "to hold talks", not "condemns the attack" and not "a man who is
    held for the attack".
    """
    verb = governing_verb(reading, head)
    if verb is None or is_infinitive(reading, verb) or _describes(reading, verb):
        return False
    if verb != head and reading.tokens[verb].lemma in words.opinions:
        return False
    aside = any(reading.tokens[i].lemma in ASIDE for i in path_up(reading, head))
    return not aside and tense_of(reading, head) in ("present", "perfect")


def _describes(reading: Reading, verb: int) -> bool:
    """Whether a verb's clause only says more of a noun; in a headline it tells the news itself."""
    token = reading.tokens[verb]
    headline = reading.sentences[token.sentence].headline
    return token.dep in DESCRIBING or (token.dep == "acl" and not headline)


def _goes_on(reading: Reading, head: int, words: TimeWords) -> bool:
    """ "Troops are advancing", "jets are carrying out strikes": the verb itself, or its object.

    Not "preparing an offensive": only a light verb does what its object names.
    """
    verb = governing_verb(reading, head)
    if verb is None or reading.tokens[verb].tag != "VBG":
        return False
    helpers = [reading.tokens[i] for i in children(reading, verb, "aux")]
    going = any(word.lemma == "be" and word.tag in ("VBZ", "VBP") for word in helpers)
    lemma = reading.tokens[verb].lemma
    light = lemma in load_carrying_verbs().light and lemma not in words.plans
    near = verb == head or (light and verb == reading.tokens[head].head)
    return going and near and not any(word.lemma == "have" for word in helpers)
