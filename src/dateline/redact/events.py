"""Events as they may be published: each field is built anew from what may be shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.codebook.actors import ActorTable
from dateline.codebook.introduced import GROUP, introduced_actor
from dateline.model import (
    Actor,
    Candidate,
    Count,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Span,
    TimeInterval,
    Trigger,
)
from dateline.redact.shown import Shown

NOTE = "made public: names of private persons and words of sources at risk are withheld"


@dataclass(frozen=True)
class _Writer:
    shown: Shown
    actors: ActorTable


def public_events(
    report: Report,
    events: Iterable[Event],
    shown: Shown,
    title: Shown | None,
    source: Shown | None,
    actors: ActorTable,
) -> tuple[Report, tuple[Event, ...]]:
    """The report without its text, name and address, and its events without what is withheld.

    `title` and `source` are those of the report, read for themselves. A record keeps no
    offsets: there is no text for them to point into.
    """
    public = public_report(report, title, source)
    writer = _Writer(shown, actors)
    return public, tuple(_event(event, public, writer) for event in events)


def public_report(report: Report, title: Shown | None, source: Shown | None) -> Report:
    """What may be said of a report: when, by whom, and the sum that proves which it was."""
    return Report(
        id=public_id(report),
        text="",
        sha256=report.sha256,
        title=_all_of(title),
        source=_outlet(source),
        published=report.published,
        published_by=report.published_by,
        language=report.language,
    )


def public_id(report: Report) -> str:
    """A name for the report that says nothing: file names and ids may tell whose story it is."""
    return f"report_{report.sha256[:12]}"


def _all_of(shown: Shown | None) -> str | None:
    if shown is None or not shown.reading.tokens:
        return None
    whole = Span(shown.reading.tokens[0].start, shown.reading.tokens[-1].end)
    return None if shown.is_none(whole) else shown.text(whole)


def _outlet(shown: Shown | None) -> str | None:
    """The publisher: a name with an outlet's word in it and no person's is one ("ARA News")."""
    if shown is None:
        return None
    tokens = shown.reading.tokens
    named = any(token.text.lower() in shown.words.outlets for token in tokens)
    if named and all(token.entity != "PERSON" for token in tokens):
        return shown.reading.report.text
    return _all_of(shown)


def _event(event: Event, report: Report, writer: _Writer) -> Event:
    return Event(
        id=event.id,
        report=report,
        type=event.type,
        family=event.family,
        mentions=tuple(_trigger(each, writer.shown) for each in event.mentions),
        factuality=event.factuality,
        phase=event.phase,
        alt_types=event.alt_types,
        confidence=event.confidence,
        confidences=dict(event.confidences),
        agent=_parties(event.agent, writer),
        target=_parties(event.target, writer),
        from_group=_parties(event.from_group, writer),
        to_group=_parties(event.to_group, writer),
        supporter=_parties(event.supporter, writer),
        instrument=_parties(event.instrument, writer),
        places=tuple(_place(each, writer.shown) for each in event.places if _is_open(each, writer)),
        time=_time(event.time, writer.shown),
        counts=tuple(_count(each, writer.shown) for each in event.counts),
        sources=tuple(_source(each, writer.shown) for each in event.sources),
        codes=event.codes,
        notes=(NOTE,),
    )


def _trigger(each: Trigger, shown: Shown) -> Trigger:
    return Trigger(each.span, shown.text(each.span), each.sentence, each.by)


def _parties(parties: Iterable[Participant], writer: _Writer) -> tuple[Participant, ...]:
    return tuple(_party(each, writer) for each in parties)


def _party(each: Participant, writer: _Writer) -> Participant:
    """A party as it may be shown; one that is all withheld keeps its role or "a person"."""
    shown = writer.shown
    if shown.is_none(each.span):
        return Participant(each.span, _stand_in(each.span, writer), certainty=each.certainty)
    vouched = shown.is_vouched(each.span)
    return Participant(
        each.span,
        shown.text(each.span),
        actor=public_actor(each.actor) if vouched and each.actor else None,
        candidates=_actors(each.candidates, writer) if vouched else (),
        certainty=each.certainty,
        by=each.by,
    )


def public_actor(actor: Actor) -> Actor | None:
    """Whom a record may name: a person's group or force in place of the person.

    Nobody vouches for the name of a body that only the report knows.
    """
    side = actor.side
    return None if side.kind == "person" or side.id.startswith(GROUP) else side


def _stand_in(span: Span, writer: _Writer) -> str:
    """What somebody is, in place of the name: "a journalist"."""
    reading, words = writer.shown.reading, writer.shown.words
    inside = {token.i for token in reading.tokens_in(span)}
    for i in sorted(inside):
        token = reading.tokens[i]
        above = reading.tokens[token.head]
        beside = [reading.tokens[kid] for kid in reading.children[i]]
        beside += [above] if token.dep == "appos" else []
        for other in beside:
            role = other.dep in ("appos", "compound") or other is above
            if role and other.text.islower() and other.lemma in writer.actors.nouns:
                return f"{'an' if other.lemma[0] in 'aeiou' else 'a'} {other.lemma}"
    return words.person


def _candidates(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Without reasons: they quote the report."""
    return tuple(Candidate(each.id, each.label, each.score) for each in candidates)


def _actors(candidates: Iterable[Candidate], writer: _Writer) -> tuple[Candidate, ...]:
    """Those of the codebook: another one is called as the report calls him."""
    return _candidates(each for each in candidates if _is_known(each.id, writer))


def _is_known(key: str, writer: _Writer) -> bool:
    return writer.actors.actor(key) is not None and introduced_actor(key) is None


def _is_open(place: Place, writer: _Writer) -> bool:
    """Whether a place's words may be shown: what is withheld there was somebody's name."""
    return writer.shown.is_whole(place.span)


def _place(place: Place, shown: Shown) -> Place:
    return Place(
        place.span,
        shown.text(place.span),
        relation=place.relation,
        name=place.name,
        adm1=place.adm1,
        country=place.country,
        precision=place.precision,
        lat=place.lat,
        lon=place.lon,
        geonameid=place.geonameid,
        score=place.score,
        candidates=_candidates(place.candidates),
        basis=place.basis,
        near=place.near,
    )


def _time(time: TimeInterval | None, shown: Shown) -> TimeInterval | None:
    if time is None:
        return None
    quote = shown.text(time.span) if time.span else None
    return TimeInterval(time.earliest, time.latest, time.precision, time.basis, time.span, quote)


def _count(each: Count, shown: Shown) -> Count:
    return Count(each.measure, each.quantity, each.span, shown.text(each.span))


def _source(each: Source, shown: Shown) -> Source:
    """A source that answers for its words in public as it is named, any other by its kind."""
    open_kind = shown.words.shows(each.kind, anonymous=each.anonymous)
    named = open_kind and not shown.is_none(each.span)
    quote = shown.text(each.span) if named else shown.words.stand_ins[each.kind]
    cue = each.cue if each.cue and each.cue.replace(" ", "").isalpha() and named else None
    return Source(each.span, quote, each.kind, each.anonymous, cue)
