"""Who is to look at an event, and what that lets somebody do and read."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.desk.people import NotAllowed, Person
from dateline.desk.room import Room
from dateline.store import Entry, StoredEvent, Task


@dataclass(frozen=True, slots=True)
class AtWork:
    """The tasks on an event that are not finished, as somebody sees them.

    `mine` is that person's. `may_decide`: accept and reject; `may_send`: send it back. `people`
    are those it can be given to.
    """

    tasks: tuple[Task, ...]
    mine: Task | None
    may_decide: bool
    may_send: bool
    people: tuple[str, ...]

    @property
    def double(self) -> tuple[Task, ...]:
        return tuple(each for each in self.tasks if each.kind == "double")

    @property
    def note(self) -> Task | None:
        return next((each for each in self.tasks if each.kind == "sent back"), None)

    @property
    def complete(self) -> bool:
        return bool(self.double) and all(each.state == "done" for each in self.double)


def at_work(room: Room, event: StoredEvent, person: Person) -> AtWork:
    """Who is to look at an event."""
    tasks = unfinished(room, event.id)
    mine = next((each for each in tasks if each.assignee == person.name), None)
    double = any(each.kind == "double" for each in tasks)
    holds = mine is not None and mine.state == "open"
    decided = event.status in ("accepted", "corrected", "rejected")
    return AtWork(
        tasks,
        mine,
        may_decide=holds or (person.may("decide") and not double),
        may_send=person.may("assign") and decided and not tasks,
        people=people_of(room) if person.may("assign") else (),
    )


def unfinished(room: Room, event_id: str) -> tuple[Task, ...]:
    """The tasks on an event that keep it from others."""
    tasks = room.case.work.tasks(event_id)
    return tuple(
        each
        for each in tasks
        if each.state == "open" or (each.kind == "double" and each.state == "done")
    )


def check_may_decide(room: Room, event_id: str, person: Person, action: str) -> None:
    """Raise NotAllowed for who may neither decide nor has the event to look at."""
    if action == "correct" or person.may("decide"):
        return
    tasks = unfinished(room, room.case.event(event_id).id)
    if not any(each.assignee == person.name for each in tasks):
        raise NotAllowed(
            f"{person.name} is a {person.role}: to {action} takes a reviewer, or whom the event "
            "is assigned to"
        )


def may_read(room: Room, person: Person, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries of the ledger without what one of two coders must not know of the other yet."""
    return room.case.work.veiled(entries, person.name, oversees=person.may("assign"))


def people_of(room: Room) -> tuple[str, ...]:
    """Who may be given events: users who may code, or the one person of a desk of one's own."""
    if room.settings.alone is not None:
        return (room.settings.alone,)
    return tuple(
        each.name for each in room.accounts.users() if Person(each.name, each.role).may("code")
    )
