"""Who of a report's speakers are the sources of an event, and by which of their words."""

from dateline.attribute.source_features import Telling, features, size_of
from dateline.attribute.source_wording import wording_of
from dateline.attribute.sources import head_of, judge_anonymous, judge_kind
from dateline.codebook.source_weights import SourceWeights
from dateline.model import Attribution, Source, Span


def choose_sources(telling: Telling, weights: SourceWeights) -> tuple[Source, ...]:
    """The sources of an event, the closest to it first, each once."""
    chosen = [
        (at, names)
        for at in range(len(telling.speakers))
        if weights.likeness(names := tuple(features(at, telling))) >= weights.threshold
    ]
    closest = sorted(chosen, key=lambda pair: _distance(pair[0], telling))
    return tuple(_source(at, telling, _reasons(names, weights)) for at, names in closest)


def _distance(at: int, telling: Telling) -> tuple[int, int, int]:
    """Sources that tell the event first, by its mentions; of one mention the narrowest first."""
    held = telling.held[at]
    if not held:
        return len(telling.triggers), 0, telling.speakers[at].spans[0].start
    trigger, saying = held[0]
    return telling.triggers.index(trigger), size_of(saying), saying.source.start


def _source(at: int, telling: Telling, reasons: tuple[str, ...]) -> Source:
    reading, cues = telling.reading, telling.cues
    saying, span = _voice(at, telling)
    head = head_of(span, reading).i
    earlier = telling.speakers[at].spans + tuple(
        each for speaker in telling.speakers for each in speaker.spans
    )
    return Source(
        span=span,
        quote=reading.quote(span),
        kind=judge_kind(span, head, reading, cues, earlier),
        anonymous=judge_anonymous(span, head, reading, cues),
        cue=reading.quote(saying.cue) if saying.cue else None,
        reasons=reasons,
    )


def _voice(at: int, telling: Telling) -> tuple[Attribution, Span]:
    """The words by which the source first tells the event, else those it first speaks by."""
    speaker, held = telling.speakers[at], telling.held[at]
    place = speaker.sayings.index(held[0][1]) if held else 0
    return speaker.sayings[place], speaker.spans[place]


def _reasons(names: tuple[str, ...], weights: SourceWeights) -> tuple[str, ...]:
    weighed = [(name, weights.weights[name]) for name in names if name in weights.weights]
    weightiest = sorted(weighed, key=lambda item: (-abs(item[1]), item[0]))
    return tuple(f"{wording_of(name)} ({weight:+.2f})" for name, weight in weightiest)
