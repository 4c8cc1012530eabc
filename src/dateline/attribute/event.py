"""The stage: an event goes in, and comes out with its sources and its degrees of certainty."""

from dataclasses import replace

from dateline.attribute.certainty import judge_certainty
from dateline.attribute.factuality import judge_factuality, judge_mention
from dateline.attribute.find import STANCE
from dateline.attribute.issuers import is_document, issuer_before, issuer_of
from dateline.attribute.sources import antecedent, head_of, judge_anonymous, judge_kind
from dateline.attribute.tolls import with_real_tolls
from dateline.codebook.cues import Cues
from dateline.model import Attribution, Event, Factuality, Participant, Reading, Source, Span
from dateline.syntax import tense_of

# Who demands or vows is the source of what is wanted, not of what has already happened.
WISHES = frozenset({"demand", "commitment"})


def attribute(
    event: Event,
    heads: tuple[int, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
    cues: Cues,
) -> Event:
    """The event with its sources, its factuality and how surely its agents did it.

    `heads` are the token indices of the heads of its mentions, in any order.
    """
    triggers = tuple(trigger.span for trigger in event.mentions)
    judged = replace(
        event,
        sources=sources_of(triggers, reading, attributions, cues),
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
    triggers: tuple[Span, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
    cues: Cues,
) -> tuple[Source, ...]:
    """Who is said to have said it, closest source first, each once; pronouns traced back."""
    earlier = tuple(attribution.source for attribution in attributions)
    found: list[Source] = []
    for trigger in triggers:
        told = judge_mention(head_of(trigger, reading).i, reading, cues).value == "asserted"
        for attribution in _covering(trigger, attributions):
            if (told and attribution.by in WISHES) or _is_own_cue(attribution, triggers):
                continue
            span = _speaker(attribution.source, reading, earlier, cues)
            if not any(_same(span, source, reading) for source in found):
                found.append(_source(span, attribution, earlier, reading, cues))
    return tuple(found)


def _speaker(source: Span, reading: Reading, earlier: tuple[Span, ...], cues: Cues) -> Span:
    """The source in full: whom a pronoun means, who gave out a document."""
    span = antecedent(source, reading, earlier, cues)
    if not is_document(span, reading, cues):
        return span
    before = issuer_of(span, reading) or issuer_before(span, reading, earlier, cues)
    return before or span


def _is_own_cue(attribution: Attribution, triggers: tuple[Span, ...]) -> bool:
    """The event is the speech act itself: who threatens is its doer, not its source."""
    cue = attribution.cue
    return cue is not None and any(cue.overlaps(trigger) for trigger in triggers)


def _covering(trigger: Span, attributions: tuple[Attribution, ...]) -> list[Attribution]:
    """Those whose content holds the trigger, the narrowest first: the one who saw it."""
    covering = [
        attribution
        for attribution in attributions
        if not attribution.by.startswith(STANCE)
        and any(span.contains(trigger) for span in attribution.content)
    ]
    return sorted(covering, key=lambda a: sum(span.end - span.start for span in a.content))


def _same(span: Span, source: Source, reading: Reading) -> bool:
    """The same words, or one name within the other."""
    if span.overlaps(source.span):
        return True
    left, right = _bare(reading.quote(span)), _bare(source.quote)
    return left <= right or right <= left


def _bare(quote: str) -> frozenset[str]:
    return frozenset(quote.lower().split()) - {"the", "a", "an", "of", "in", "for"}


def _source(
    span: Span,
    attribution: Attribution,
    earlier: tuple[Span, ...],
    reading: Reading,
    cues: Cues,
) -> Source:
    head = head_of(span, reading).i
    return Source(
        span=span,
        quote=reading.quote(span),
        kind=judge_kind(span, head, reading, cues, earlier),
        anonymous=judge_anonymous(span, head, reading, cues),
        cue=reading.quote(attribution.cue) if attribution.cue else None,
    )
