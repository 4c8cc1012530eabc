"""What other codebooks call an event (ACLED, PLOVER, CAMEO, UCDP), by its type and what it says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateline.codebook.classes import ActorKind
from dateline.codebook.schema import CodeRule, EventType
from dateline.model import Actor, Event, Participant

SYSTEMS = ("acled", "plover", "cameo", "ucdp")
STATE_FORCES, RIOTERS, OTHER_FORCES = 1, 5, 8  # ACLED's codes for sides that depend on the event
NEAR = 1  # sentences between an act and what it meets


def code_events(events: Sequence[Event], types: Mapping[str, EventType]) -> tuple[Event, ...]:
    """A report's events with the codes of their types, changed by the first rule that fits."""
    return tuple(replace(event, codes=_codes(event, types[event.type], events)) for event in events)


def _codes(event: Event, event_type: EventType, events: Sequence[Event]) -> dict[str, object]:
    codes: dict[str, object] = event_type.codes.model_dump()
    for rule in event_type.code_rules:
        if _fits(rule, event, events):
            codes |= {name: value for name in SYSTEMS if (value := getattr(rule, name)) is not None}
            break
    return codes


def _fits(rule: CodeRule, event: Event, events: Sequence[Event]) -> bool:
    return all(CONDITIONS[key](wanted, event, events) for key, wanted in rule.when.items())


def _is_agent(kinds: Sequence[str], event: Event, _: Sequence[Event]) -> bool:
    return _has_kind(event.agent, kinds)


def _is_target(kinds: Sequence[str], event: Event, _: Sequence[Event]) -> bool:
    return _has_kind(event.target, kinds)


def _is_instrument(words: Sequence[str], event: Event, _: Sequence[Event]) -> bool:
    return _says([each.quote for each in event.instrument], words)


def _is_trigger(words: Sequence[str], event: Event, _: Sequence[Event]) -> bool:
    return _says([each.quote for each in event.mentions], words)


def _is_factuality(values: Sequence[str], event: Event, _: Sequence[Event]) -> bool:
    return event.factuality in values


def _is_met(kinds: Sequence[str], event: Event, events: Sequence[Event]) -> bool:
    """Whether somebody of these kinds acts on the event's own people, told beside it."""
    own = {each.actor.side.id for each in event.agent if each.actor} or {"protesters"}
    return any(
        other is not event
        and _has_kind(other.agent, kinds)
        and _is_beside(other, event)
        and (
            _has_kind(other.target, ("protesters",))
            or any(each.actor and each.actor.side.id in own for each in other.target)
        )
        for other in events
    )


CONDITIONS: Mapping[str, Callable[[Sequence[str], Event, Sequence[Event]], bool]] = {
    "agent": _is_agent,
    "target": _is_target,
    "instrument": _is_instrument,
    "trigger": _is_trigger,
    "factuality": _is_factuality,
    "met_by": _is_met,
}


def _has_kind(parties: Sequence[Participant], kinds: Sequence[str]) -> bool:
    return any(each.actor is not None and each.actor.side.kind in kinds for each in parties)


def _says(quotes: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a word, or its plural, stands in any of the quotes."""
    said = {word for quote in quotes for word in quote.lower().replace("-", " ").split()}
    return any(word in said or f"{word}s" in said for word in words)


def _is_beside(one: Event, other: Event) -> bool:
    return any(
        abs(mine.sentence - yours.sentence) <= NEAR
        for mine in one.mentions
        for yours in other.mentions
    )


def with_sides(event: Event, kinds: Mapping[str, ActorKind]) -> Event:
    """The event whose actors carry ACLED's code of their side (`inter`)."""
    where = frozenset(place.country for place in event.places if place.country)

    def sided(each: Participant) -> Participant:
        if each.actor is None:
            return each
        inter = side_of(each.actor, event.type, where, kinds)
        return replace(each, actor=replace(each.actor, inter=inter))

    return replace(
        event,
        agent=tuple(map(sided, event.agent)),
        target=tuple(map(sided, event.target)),
        from_group=tuple(map(sided, event.from_group)),
        to_group=tuple(map(sided, event.to_group)),
        supporter=tuple(map(sided, event.supporter)),
    )


def side_of(
    actor: Actor, event_type: str, where: frozenset[str], kinds: Mapping[str, ActorKind]
) -> int | None:
    """ACLED's code of an actor's side in an event told in the countries of `where`.

    State forces away from home are "other forces", protesters who riot are rioters; a code
    that the user's own table gives stands. None for a person of no stated office.
    """
    if actor.inter is not None:
        return actor.inter
    code = kinds[actor.kind].inter
    if code == STATE_FORCES and actor.country and where and actor.country not in where:
        return OTHER_FORCES
    rioting = actor.kind == "protesters" and (event_type == "riot" or actor.id == "rioters")
    return RIOTERS if rioting else code
