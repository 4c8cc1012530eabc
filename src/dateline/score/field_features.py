"""What speaks for an event's places, time, counts, sources and factuality, and against."""

from collections.abc import Iterator

from dateline.model import Place, Span, TimeInterval
from dateline.score.case import Case

APART = ((4, "close to"), (10, "near"))  # words


def placed(case: Case) -> Iterator[str]:
    """Where it happened."""
    places = case.event.places
    around = case.mentions("place")
    yield {0: "no place", 1: "one place"}.get(len(places), "several places")
    if not places:
        yield f"{'places stand' if around else 'no place stands'} in its sentences"
        yield f"a {case.event.family} event without a place"
        return
    yield f"a {case.event.family} event with a place"
    for place in places:
        yield from _place(case, place)
    left = {mention.span for mention in around} - {place.span for place in places}
    yield f"{ {0: 'no', 1: 'one'}.get(len(left), 'several') } other places beside"


def _place(case: Case, place: Place) -> Iterator[str]:
    yield f"a place is a {place.precision}" if place.name else "a place is not in the gazetteer"
    if place.relation != "at":
        yield "a way from or to a place"
    if place.basis != "stated":
        yield f"a place is {place.basis}"
    elif "trained" in case.taken_by("place", place.span):
        yield "only the network gives the place"
    else:
        yield f"the place stands {_distance(case, place.span)} its word"


def _distance(case: Case, span: Span) -> str:
    """How many words lie between a place and the nearest word that names the event."""
    if case.sentence_of(span) not in case.sentences:
        return "in another sentence than"
    at = case.reading.tokens_in(span)[0].i
    apart = min(abs(p.head - at) for p in case.happening.proposals)
    return next((words for most, words in APART if apart <= most), "far from")


def timed(case: Case) -> Iterator[str]:
    """When it happened."""
    time = case.event.time
    around = case.mentions("time")
    if time is None or time.earliest is None:
        yield "no day" if time is None else "a time that gives no day"
        yield f"{'times stand' if around else 'no time stands'} in its sentences"
        yield from _undated(case)
    else:
        yield from _dated(case, time)
    if case.reading.report.day is None:
        yield "the report's day is not known"
    if case.event.factuality not in ("asserted", "uncertain"):
        yield "the event did not happen"
    if len(case.happening.proposals) > 1:
        yield "several mentions"


def _undated(case: Case) -> Iterator[str]:
    heads = [case.reading.tokens[p.head] for p in case.happening.proposals]
    if all(head.pos != "VERB" for head in heads):
        yield "without a day, and only nouns name it"
    if case.event.factuality != "asserted":
        yield "without a day, and not told as fact"
    if any(other.time is not None for other in case.others):
        yield "without a day, though another event of the report has one"


def _dated(case: Case, time: TimeInterval) -> Iterator[str]:
    yield f"a {time.precision}, {time.basis}"
    if time.note:
        yield "the note says what it was inferred from"
    if time.span is not None:
        yield from _far(case, time.span, "time")
        if "trained" in case.taken_by("time", time.span):
            yield "the network gives the time"
    spans = {mention.span for mention in case.mentions("time")} - {time.span}
    if spans:
        yield "another time stands beside it"
    if time.earliest != time.latest:
        yield "more than one day"


def counted(case: Case) -> Iterator[str]:
    """How many."""
    counts = case.event.counts
    numbers = case.mentions("quantity")
    left = {each.span for each in numbers} - {count.span for count in counts}
    yield {0: "no count", 1: "one count"}.get(len(counts), "several counts")
    beside = "numbers of people" if left else "no number of people"
    yield f"{'with' if counts else 'without'} counts, {beside} left in its sentences"
    for count in counts:
        yield f"a count of {count.measure}"
        if count.quantity.low != count.quantity.high or count.quantity.approx:
            yield "a count is open or rounded"
        if "trained" in case.taken_by("count", count.span):
            yield "the network gives a count"
        if count.quantity.low == 1:
            yield "a count of one"
        yield from _far(case, count.span, "count")
    measures = [count.measure for count in counts]
    if len(set(measures)) < len(measures):
        yield "two counts of one measure"
    if not counts:
        yield f"a {case.event.family} event without a count"
    if any(p.strength == "result" for p in case.happening.proposals):
        yield "a word of toll names it"


def sourced(case: Case) -> Iterator[str]:
    """Who is said to have said it."""
    sources = case.event.sources
    if not sources:
        said = not case.speaking.isdisjoint(case.sentences)
        yield f"no source, {'though one speaks' if said else 'and none speaks'} in its sentences"
        yield f"unsourced, {'others speak' if case.speaking else 'and nobody speaks'} in the report"
        yield from _telling_often(case)
        return
    yield "one source" if len(sources) == 1 else "several sources"
    for source in sources:
        yield f"a source is {source.kind}"
        yield from _far(case, source.span, "source")
        if source.anonymous:
            yield "a source is unnamed"
    cues = {source.cue for source in sources}
    if None in cues:
        yield "a source without a word of saying"
    yield from _telling_often(case)


def _telling_often(case: Case) -> Iterator[str]:
    if len(case.happening.proposals) > 1:
        yield "several mentions"
    if any(case.reading.sentences[i].headline for i in case.sentences):
        yield "the headline tells it"


def factual(case: Case) -> Iterator[str]:
    """How surely it is told."""
    value = case.event.factuality
    yield f"told as {value}"
    told = {telling.value for telling in case.tellings}
    if len(told) > 1:
        yield "its mentions tell it in different ways"
    if value not in told:
        yield f"{value}: none of its mentions alone says so"
    if value != "asserted" and any(each.by_cue for each in case.tellings if each.value == value):
        yield f"a word says {value}"
    if value == "asserted":
        clause = any(telling.stated for telling in case.tellings)
        yield f"asserted {'by a clause of its own' if clause else 'by name alone'}"
        yield f"a {case.event.family} event told as fact"
        if case.event.time is None:
            yield "told as fact, without a day"
        if any(agent.certainty != "asserted" for agent in case.event.agent):
            yield "told as fact, but who did it is in doubt"
        yield from _moods(case)


def _moods(case: Case) -> Iterator[str]:
    """Words of doubt or wish in the event's sentences that did not decide it."""
    words = {
        token.lemma
        for i in case.sentences
        if i >= 0
        for token in case.reading.words(case.reading.sentences[i])
        if token.tag == "MD" or token.dep == "neg"
    }
    if words:
        yield "told as fact, but another verb of its sentences is modal or negated"


def _far(case: Case, span: Span, what: str) -> Iterator[str]:
    if case.sentence_of(span) not in case.sentences:
        yield f"the {what} stands in another sentence"
