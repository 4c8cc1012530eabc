"""An act that did not happen has no toll: counts of an event that is not told as fact.

"An attempt to kill the president" killed nobody; "survived an attempt that killed two
guards" killed two, and so took effect.
"""

from collections.abc import Iterator
from dataclasses import replace

from dateline.attribute.factuality import judge_mention
from dateline.codebook.cues import Cues
from dateline.codebook.results import load_result_words
from dateline.model import Count, Event, Factuality, Reading, Token
from dateline.syntax import path_up

REAL = ("asserted", "uncertain")
STOPPED = ("foiled", "denied")  # what came of it shows that something took place
INTENDED = ("planned", "hypothetical")
HARM = ("killed", "injured", "casualties", "missing")


def with_real_tolls(event: Event, heads: tuple[int, ...], reading: Reading, cues: Cues) -> Event:
    """The event without counts of what did not happen.

    Harm that is told as fact of an attack said to have failed makes the attack a fact; what
    came of a foiled escape is no toll of the escape.
    """
    if event.factuality in REAL:
        return event
    done = tuple(
        count for count in event.counts if _is_done(count, event.factuality, heads, reading, cues)
    )
    harmed = any(count.measure in HARM and count.quantity.high != 0 for count in done)
    if harmed and event.factuality in STOPPED:
        if event.type in cues.facts.scope.harmful:
            return replace(event, counts=done, factuality="asserted")
        done = tuple(count for count in done if count.measure not in HARM)
    return replace(event, counts=done)


def _is_done(
    count: Count,
    factuality: Factuality,
    heads: tuple[int, ...],
    reading: Reading,
    cues: Cues,
) -> bool:
    """Whether a count holds although its event did not happen, or has not yet."""
    if count.quantity.high == 0 or count.measure == "participants":
        return True
    if count.measure not in HARM:  # "plans to release 20" says how many
        return factuality in INTENDED
    if factuality in INTENDED:
        return False
    word = next(_result_words(count, heads, reading), None)
    return word is not None and judge_mention(word.i, reading, cues).value == "asserted"


def _result_words(count: Count, heads: tuple[int, ...], reading: Reading) -> Iterator[Token]:
    """The words above a number that tell harm, up to the event itself."""
    known = load_result_words()
    start = reading.tokens_in(count.span)[-1].i
    for token in map(reading.tokens.__getitem__, path_up(reading, start)):
        forms = [(token.lemma, "verb"), (token.lemma, "noun")]
        if token.lemma in known.leaves:
            below = (reading.tokens[i] for i in reading.subtree(token.i))
            forms += [(kid.text.lower(), "adjective") for kid in below]
        if any(form in known.words for form in forms):
            yield token
        if token.i in heads:
            return
