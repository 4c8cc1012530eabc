"""The stage: an event goes in, and comes out with its sources and its degrees of certainty."""

from dataclasses import replace

from dateline.attribute.certainty import judge_certainty
from dateline.attribute.choosing import choose_sources
from dateline.attribute.factuality import judge_factuality
from dateline.attribute.source_features import Telling
from dateline.attribute.speakers import Voices
from dateline.attribute.tolls import with_real_tolls
from dateline.codebook.cues import Cues
from dateline.codebook.source_weights import load_source_weights
from dateline.model import Attribution, Event, Factuality, Participant, Reading, Source, Span
from dateline.syntax import tense_of


def attribute(
    event: Event,
    heads: tuple[int, ...],
    voices: Voices,
) -> Event:
    """The event with its sources, its factuality and how surely its agents did it.

    `heads` are the token indices of the heads of its mentions, in any order.
    """
    reading, attributions, cues = voices.reading, voices.attributions, voices.cues
    triggers = tuple(trigger.span for trigger in event.mentions)
    doers = tuple(participant.span for participant in event.agent)
    judged = replace(
        event,
        sources=sources_of(triggers, voices, doers),
        factuality=_factuality(event, heads, reading, attributions, cues),
        agent=tuple(
            _judged(participant, heads, reading, attributions, cues) for participant in event.agent
        ),
    )
    return with_real_tolls(judged, heads, reading, cues)


def _factuality(
    event: Event,
    heads: tuple[int, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
    cues: Cues,
) -> Factuality:
    found = judge_factuality(heads, reading, attributions, cues)
    scope = cues.facts.scope
    ahead = event.type in scope.announced and found in ("planned", "hypothetical")
    # Losses, or words beyond "was repelled", say that there was fighting.
    told = bool(event.counts) or len(heads) > 1
    fought = event.type in scope.fought and found == "foiled" and told
    if found == "asserted" and _is_to_come(event, heads, reading):
        return "planned"
    return "asserted" if ahead or fought else found


def _is_to_come(event: Event, heads: tuple[int, ...], reading: Reading) -> bool:
    """ "The president hosts a summit next week": its day lies after the report's.

    What is told in the past has happened, whenever the report was printed.
    """
    starts = event.time.earliest if event.time else None
    if any(tense_of(reading, head) in ("past", "perfect") for head in heads):
        return False
    return starts is not None and event.report.day is not None and starts > event.report.day


def _judged(
    participant: Participant,
    heads: tuple[int, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
    cues: Cues,
) -> Participant:
    if participant.certainty != "asserted":
        return participant
    certainty = judge_certainty(participant.span, heads, reading, attributions, cues)
    return replace(participant, certainty=certainty)


def sources_of(
    triggers: tuple[Span, ...], voices: Voices, doers: tuple[Span, ...] = ()
) -> tuple[Source, ...]:
    """Who is said to have said it, closest source first, each once; pronouns traced back."""
    telling = Telling(tuple(sorted(triggers)), voices, doers)
    return choose_sources(telling, load_source_weights())
