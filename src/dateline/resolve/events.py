"""From a happening's words to an event's values: who, where, when, how many."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.codebook import Codebook
from dateline.codebook.actors import ActorTable
from dateline.codebook.classes import ActorKind
from dateline.codebook.numbers import NumberWords
from dateline.codebook.times import TimeWords
from dateline.codebook.traits import Traits
from dateline.model import (
    PARTICIPANTS,
    Argument,
    Event,
    Happening,
    Mention,
    Participant,
    Place,
    Proposal,
    Reading,
    Span,
    TimeInterval,
    Trigger,
)
from dateline.resolve.actors import resolve_actor
from dateline.resolve.codes import with_sides
from dateline.resolve.counts import resolve_counts
from dateline.resolve.place_choice import choose_places
from dateline.resolve.score import confidence_of
from dateline.resolve.time_candidates import telling_first

LISTED = ("agent", "target")
SAME_SIDE = ("agent", "from_group", "to_group")  # mentions of it name one party again and again


@dataclass(frozen=True, slots=True)
class Tables:
    """The data that turn words into values."""

    codebook: Codebook
    actors: ActorTable
    times: TimeWords
    numbers: NumberWords
    traits: Traits
    kinds: Mapping[str, ActorKind]


def resolve_happening(
    happening: Happening,
    when: TimeInterval | None,
    reading: Reading,
    places: Mapping[Mention, Place],
    tables: Tables,
) -> Event:
    """The event a happening tells, without its sources and factuality.

    `when` is its time, resolved with those of the report's other happenings; `places` are
    the reading's place mentions, resolved together.
    """
    ordered = telling_first(happening, reading)
    roles = {role: _participants(role, ordered, reading, tables) for role in PARTICIPANTS}
    where = choose_places(happening, ordered, places, reading, tables.traits)
    counts = resolve_counts(ordered, reading, tables.numbers)
    event_type = tables.codebook.types[happening.type]
    mentions = _mentions(happening, reading)
    event = Event(
        agent=roles["agent"],
        target=roles["target"],
        from_group=roles["from_group"],
        to_group=roles["to_group"],
        supporter=roles["supporter"],
        instrument=roles["instrument"],
        id=_identity(reading, happening),
        report=reading.report,
        type=happening.type,
        family=event_type.family,
        mentions=mentions,
        phase=happening.phase,
        alt_types=_alternatives(happening),
        places=where,
        time=when,
        counts=counts,
        notes=_notes(when, where),
    )
    return confidence_of(with_sides(event, tables.kinds), happening)


def _participants(
    role: str, proposals: Iterable[Proposal], reading: Reading, tables: Tables
) -> tuple[Participant, ...]:
    """Whom a role names, each actor once, from the mention that tells it best.

    A name told later takes the place of "the militants" told before; a kind of people
    told later adds nothing to a name.
    """
    kept: list[Participant] = []
    pronouns: list[Participant] = []
    for proposal in proposals:
        group = [a for a in proposal.arguments if a.role == role]
        resolved = [(a, _participant(a, role, reading, tables)) for a in group]
        found = _lists_joined(resolved, reading) if role in LISTED else resolved
        fresh = [(a, p) for a, p in found if _is_fresh(p, kept)]
        pronouns += [p for a, p in fresh if _names_nobody(a, reading)]
        named = [p for a, p in fresh if not _names_nobody(a, reading)]
        kept = _merged(kept, named, role, tables) if kept else named
    traced = [p for p in pronouns if p.actor is not None]
    return tuple(sorted(kept or traced[:1], key=lambda p: p.span))


def _lists_joined(
    found: list[tuple[Argument, Participant]], reading: Reading
) -> list[tuple[Argument, Participant]]:
    """ "39 men, women and children" are one participant, two groups of one name as well."""
    joined: list[tuple[Argument, Participant]] = []
    for argument, new in sorted(found, key=lambda pair: pair[0].span):
        if joined and _goes_on(joined[-1][1], new, argument, reading):
            first, old = joined[-1]
            span = Span(old.span.start, new.span.end)
            joined[-1] = (first, replace(old, span=span, quote=reading.quote(span)))
        else:
            joined.append((argument, new))
    return joined


def _goes_on(old: Participant, new: Participant, argument: Argument, reading: Reading) -> bool:
    """Whether a list goes on: one kind of people, or bare things ("arms and ammunition")."""
    if new.span.start < old.span.end or (old.actor is None) != (new.actor is None):
        return False
    between = reading.report.text[old.span.end : new.span.start].strip(" ,\n").lower()
    if between not in ("", "and") or reading.tokens[argument.head].dep != "conj":
        return False
    if old.actor is not None and new.actor is not None:
        return old.actor.id == new.actor.id
    kids = [reading.tokens[i].dep for i in reading.children[argument.head]]
    return reading.tokens[argument.head].pos == "NOUN" and not {"det", "nummod", "poss"} & {*kids}


def _names_nobody(argument: Argument, reading: Reading) -> bool:
    """A pronoun, or a bare number of people: "they", "dozens", "about 20"."""
    token = reading.tokens[argument.head]
    kids = [reading.tokens[i] for i in reading.children[token.i]]
    counted = any(kid.dep == "prep" and kid.lemma == "of" for kid in kids)
    number = token.pos == "NUM" or token.lemma in ("dozen", "score", "hundred", "thousand")
    return token.pos == "PRON" or (number and not counted)


def _is_fresh(found: Participant, kept: list[Participant]) -> bool:
    known = {other.actor.id for other in kept if other.actor is not None}
    overlaps = any(found.span.overlaps(other.span) for other in kept)
    return not overlaps and (found.actor is None or found.actor.id not in known)


def _merged(
    kept: list[Participant], more: list[Participant], role: str, tables: Tables
) -> list[Participant]:
    """What a further mention adds to those already known."""
    for new in more:
        if new.actor is not None and role not in SAME_SIDE:
            kept = [*kept, new]
            continue
        if new.actor is None or (
            not _is_named(new, tables)
            and _armed(new, tables)
            and any(_armed(old, tables) for old in kept)
        ):
            continue
        if _is_named(new, tables):
            kept = [
                old
                for old in kept
                if _is_named(old, tables) or not (_armed(old, tables) and _armed(new, tables))
            ]
        kept = [*kept, new]
    return kept


def _is_named(participant: Participant, tables: Tables) -> bool:
    """Whether a participant is an entry of the codebook, not a kind of people."""
    return participant.actor is not None and participant.actor.id in tables.actors.entries


def _armed(participant: Participant, tables: Tables) -> bool:
    return participant.actor is not None and tables.kinds[participant.actor.kind].armed


def _participant(argument: Argument, role: str, reading: Reading, tables: Tables) -> Participant:
    quote = reading.quote(argument.span)
    if role == "instrument":
        return Participant(argument.span, quote, certainty=argument.certainty, by=argument.by)
    actor, candidates = resolve_actor(argument.span, argument.head, reading, tables.actors)
    return Participant(argument.span, quote, actor, candidates, argument.certainty, argument.by)


def _mentions(happening: Happening, reading: Reading) -> tuple[Trigger, ...]:
    found: dict[tuple[int, int], Trigger] = {}
    for proposal in happening.proposals:
        span = proposal.trigger
        before = found.get((span.start, span.end))
        by = (*before.by, proposal.by) if before else (proposal.by,)
        found[span.start, span.end] = Trigger(
            span, reading.quote(span), reading.tokens[proposal.head].sentence, by
        )
    return tuple(found.values())


def _alternatives(happening: Happening) -> tuple[str, ...]:
    others = {name for proposal in happening.proposals for name in proposal.alternatives}
    return tuple(sorted(others - {happening.type}))


def _identity(reading: Reading, happening: Happening) -> str:
    spans = ",".join(f"{p.trigger.start}-{p.trigger.end}" for p in happening.proposals)
    content = f"{reading.report.id}|{reading.report.sha256}|{happening.type}|{spans}"
    return "ev_" + hashlib.sha256(content.encode()).hexdigest()[:16]


def _notes(time: TimeInterval | None, places: tuple[Place, ...]) -> tuple[str, ...]:
    """What could not be read, and why, for the reader of the record."""
    notes = []
    if time is not None and time.note:
        notes.append(f"time {time.quote!r}: {time.note}" if time.quote else f"time: {time.note}")
    notes += [
        f"place {place.quote!r}: {'; '.join(place.reasons) or 'not in the gazetteer'}"
        for place in places
        if place.name is None
    ]
    return tuple(notes)
