"""How an event's values came from its words: who, where, when, how many, who says so."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from dateline.attribute.factuality import judge_mention
from dateline.codebook.traits import load_traits
from dateline.explain.mentions import words
from dateline.explain.wording import meaning_of, party_meaning
from dateline.model import (
    PARTICIPANTS,
    Candidate,
    Count,
    Event,
    Happening,
    Participant,
    Place,
    PlacePrecision,
    Source,
    Span,
    TimeInterval,
)
from dateline.pipeline import Course, Tools
from dateline.trace import Finding

PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)  # finest first
BIAS = "before anything is weighed"
SHOWN = 5  # reasons of a party
Told = dict[str, Any]


def told_participants(course: Course, event: Event, happening: Happening) -> Told:
    """Each role with whom it names, the candidates, and words of the role that add nobody."""
    weighed = course.parties[course.happenings.index(happening)]
    told = {
        role: _parties(course, weighed[role], getattr(event, role))
        if role in weighed
        else _named_by_role(course, event, happening, role)
        for role in PARTICIPANTS
    }
    return {role: both for role, both in told.items() if both["taken"] or both["left_out"]}


def _parties(course: Course, findings: Sequence[Finding], event: Sequence[Participant]) -> Told:
    """Doers or targets with what was weighed for each, and the likeliest of those left out.

    `event` holds the same participants as the event has them, with their certainty.
    """
    why_of = {finding.participant.span: _weighed(finding) for finding in findings}
    left = [finding for finding in findings if not finding.kept and _is_worth_telling(finding)]
    return {
        "taken": [
            {**_participant(course, each, "agent"), "reasons": [why_of[each.span]]}
            for each in event
        ],
        "left_out": [
            {**words(course.reading, finding.participant.span), "why": _weighed(finding)}
            for finding in sorted(left, key=lambda f: (not f.told, -f.score))
        ],
    }


def _is_worth_telling(finding: Finding) -> bool:
    return bool(finding.told or finding.score >= finding.least / 2)


def _weighed(finding: Finding) -> str:
    """A score taken apart: what speaks most for a party and against it."""
    best = [(name, round(weight, 2)) for name, weight in finding.weights if name != BIAS]
    told = "; ".join(f"{party_meaning(name)} {weight:+.2f}" for name, weight in best[:SHOWN])
    found = "a mention gives it the role" if finding.told else "it stands near"
    left = f"; {finding.against}" if finding.against else ""
    return f"{finding.score:.2f}, needs {finding.least:g}: {found}; {told}{left}"


def _named_by_role(course: Course, event: Event, happening: Happening, role: str) -> Told:
    why = "adds nobody to those named, by name or from a mention that tells more"
    taken = getattr(event, role)
    return {
        "taken": [_participant(course, each, role) for each in taken],
        "left_out": _left_out(course, happening, role, [each.span for each in taken], why),
    }


def _participant(course: Course, each: Participant, role: str) -> Told:
    named = (
        "no actor: a means is kept in its own words"
        if role == "instrument"
        else "nobody could be named"
    )
    side = each.actor.affiliation if each.actor else None
    return {
        **words(course.reading, each.span),
        "by": each.by,
        "construction": meaning_of(each.by),
        "actor": each.actor.id if each.actor else None,
        "name": each.actor.name if each.actor else None,
        "affiliation": side.name if side else None,
        "unresolved": None if each.actor else named,
        "certainty": each.certainty,
        "candidates": _candidates(each.candidates),
    }


def _candidates(candidates: tuple[Candidate, ...]) -> list[Told]:
    return [
        {
            "id": each.id,
            "label": each.label,
            "score": round(each.score, 4),
            "reasons": list(each.reasons),
        }
        for each in candidates
    ]


def _left_out(
    course: Course, happening: Happening, role: str, taken: list[Span], why: str
) -> list[Told]:
    """The words of a role that the event does not keep."""
    spans = dict.fromkeys(a.span for a in happening.arguments if a.role == role)
    return [
        {**words(course.reading, span), "why": why}
        for span in spans
        if not any(span.overlaps(other) for other in taken)
    ]


def told_places(course: Course, event: Event, happening: Happening) -> Told:
    """Each place with its candidates and reasons, and those that were left out."""
    taken = [place.span for place in event.places]
    left = _left_out(course, happening, "place", taken, "")
    return {
        "taken": [_place(course, place) for place in event.places],
        "left_out": [{**each, "why": _why_not_there(course, event, each)} for each in left],
    }


def _why_not_there(course: Course, event: Event, left: Told) -> str:
    if event.type in load_traits().unplaced:
        return f"an event of type {event.type} has no scene"
    place = next((p for p in course.places.values() if p.span.start == left["start"]), None)
    if place is None or place.name is None:
        return "no place of the gazetteer"
    if any(kept.name == place.name for kept in event.places):
        return f"{place.name} is told already"
    if not event.places:
        return "only the network takes it, it is somebody's home, or it stands far from the word"
    sizes = [PRECISIONS.index(kept.precision) for kept in event.places if kept.precision]
    if place.precision and sizes and PRECISIONS.index(place.precision) > min(sizes):
        return f"{place.name}, a {place.precision}, only says where the place taken lies"
    return (
        "a landmark, a path or a place of another clause, "
        "or another mention of the event tells more of where it happened"
    )


def _place(course: Course, place: Place) -> Told:
    return {
        **words(course.reading, place.span),
        "name": place.name,
        "precision": place.precision,
        "relation": place.relation,
        "basis": place.basis,
        "score": round(place.score, 4),
        "reasons": list(place.reasons),
        "candidates": _candidates(place.candidates),
    }


def told_time(course: Course, event: Event, happening: Happening) -> Told:
    """The interval, what it was read from, and the times that were not taken."""
    time = event.time
    taken = [time.span] if time is not None and time.span is not None else []
    why = "another mention tells more, or another time is more exact"
    return {
        "taken": _interval(course, time) if time is not None else None,
        "left_out": _left_out(course, happening, "time", taken, why),
        "published": str(course.reading.report.day or "") or None,
    }


def _interval(course: Course, time: TimeInterval) -> Told:
    where = words(course.reading, time.span) if time.span else {"quote": time.quote}
    return {
        **where,
        "earliest": str(time.earliest) if time.earliest else None,
        "latest": str(time.latest) if time.latest else None,
        "precision": time.precision,
        "basis": time.basis,
        "note": time.note,
    }


def told_counts(course: Course, event: Event, happening: Happening) -> Told:
    """Each count with the construction it was read from, and the numbers that were not kept."""
    why = "the same number is told elsewhere, or it is one of a list, or cannot be read"
    return {
        "taken": [_count(course, count, happening) for count in event.counts],
        "left_out": _left_out(course, happening, "count", [c.span for c in event.counts], why),
    }


def _count(course: Course, count: Count, happening: Happening) -> Told:
    by = next((a.by for a in happening.arguments if (a.role, a.span) == ("count", count.span)), "")
    return {
        **words(course.reading, count.span),
        "measure": count.measure,
        "low": count.quantity.low,
        "high": count.quantity.high,
        "approx": count.quantity.approx,
        "by": by,
        "construction": meaning_of(by),
    }


def told_sources(course: Course, event: Event) -> list[Told]:
    """Each source with its cue, the rule that read who says what, and what was weighed."""
    return [
        {
            **words(course.reading, source.span),
            "kind": source.kind,
            "anonymous": source.anonymous,
            "cue": source.cue,
            "by": sorted(set(_rules(course, event, source))),
            "weighed": list(source.reasons),
        }
        for source in event.sources
    ]


def _rules(course: Course, event: Event, source: Source) -> Iterator[str]:
    quote = course.reading.quote
    for each in course.attributions:
        covers = any(s.contains(m.span) for s in each.content for m in event.mentions)
        if covers and (quote(each.cue) if each.cue else None) == source.cue:
            yield each.by


def told_factuality(course: Course, event: Event, happening: Happening, tools: Tools) -> Told:
    """How each mention tells the event and the word that makes it so; then the whole."""
    mentions = []
    for proposal in happening.proposals:
        judgement = judge_mention(proposal.head, course.reading, tools.cues)
        cue = None if judgement.cue is None else course.reading.tokens[judgement.cue]
        mentions.append(
            {
                **words(course.reading, proposal.trigger),
                "value": judgement.value,
                "stated": judgement.stated,
                "cue": words(course.reading, cue.span) if cue else None,
            }
        )
    return {"value": event.factuality, "mentions": mentions}
