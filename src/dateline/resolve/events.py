"""From a happening's words to an event's values: who, where, when, how many."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    TimeInterval,
    Trigger,
)
from dateline.resolve.actors import resolve_actor
from dateline.resolve.codes import with_sides
from dateline.resolve.counts import resolve_counts
from dateline.resolve.party_choice import Findings, kept_of
from dateline.resolve.party_scene import CHOSEN
from dateline.resolve.party_words import names_nobody
from dateline.resolve.persons import with_persons
from dateline.resolve.place_choice import choose_places
from dateline.resolve.time_candidates import telling_first

SAME_SIDE = ("from_group", "to_group")  # mentions of it name one party again and again
OTHERS = tuple(role for role in PARTICIPANTS if role not in CHOSEN)
Roles = tuple[Participant, ...]


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
    who: Findings,
    reading: Reading,
    places: Mapping[Mention, Place],
    tables: Tables,
) -> Event:
    """The event a happening tells, without its sources and factuality.

    `when` is its time and `who` its weighed parties, both found with those of the report's
    other happenings; `places` are the reading's place mentions, resolved together.
    """
    ordered = telling_first(happening, reading)
    roles = {role: kept_of(who[role]) for role in CHOSEN}
    roles |= {role: _others(role, ordered, reading, tables) for role in OTHERS}
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
    return with_persons(with_sides(event, tables.kinds), reading, tables.actors)


def _others(role: str, proposals: Iterable[Proposal], reading: Reading, tables: Tables) -> Roles:
    """Whom a role beside doer and target names, each actor once, most telling mention first.

    Mentions of a group left or joined name one party again and again: after the first only a
    name adds to them.
    """
    kept: list[Participant] = []
    pronouns: list[Participant] = []
    for proposal in proposals:
        group = [a for a in proposal.arguments if a.role == role]
        resolved = [(a, _participant(a, role, reading, tables)) for a in group]
        fresh = [(a, p) for a, p in resolved if _is_fresh(p, kept)]
        pronouns += [p for a, p in fresh if names_nobody(a.head, reading)]
        named = [p for a, p in fresh if not names_nobody(a.head, reading)]
        kept = _merged(kept, named, role, tables) if kept else named
    traced = [p for p in pronouns if p.actor is not None]
    return tuple(sorted(kept or traced[:1], key=lambda p: p.span))


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
