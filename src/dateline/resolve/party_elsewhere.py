"""The roles that an event and the others of its report give the same actor."""

from collections.abc import Iterator

from dateline.resolve.parties import Party
from dateline.resolve.party_scene import OTHER_ROLE, Scene, Stance


def roles_elsewhere(party: Party, stance: Stance, role: str, scene: Scene) -> Iterator[str]:
    """The roles that this event and others give the same actor."""
    who = party.participant
    if any(rival.is_one_with(who.span, who.actor) for rival in scene.told[OTHER_ROLE[role]]):
        yield "has the other role of the event"
    found = {
        f"has {name} in an event of {where}"
        for which, name in ((role, "the role"), (OTHER_ROLE[role], "the other role"))
        for where in stance.has[which]
    }
    yield from sorted(found or {"has no role in another event"})


def events_with(party: Party, role: str, scene: Scene) -> frozenset[str]:
    """Of which type, and how near, the other events are that give an actor a role."""
    every, close = scene.roster.every, scene.close
    words = scene.roster.with_words(role, party.participant.span) - {scene.at}
    types = scene.roster.with_actor(role, party.key)
    named = {at for at in close if at in types.get(every[at][0].type, ())} if types else set()
    found = {
        f"{_kin(every[at][0].type, scene)} {close.get(at, 'elsewhere')}" for at in words | named
    }
    for kind, events in types.items():
        if len(events) > sum(at in events for at in (*named, scene.at)):
            found.add(f"{_kin(kind, scene)} elsewhere")
    return frozenset(found)


def _kin(kind: str, scene: Scene) -> str:
    return "the same type" if kind == scene.happening.type else "another type"
