"""Who is to look at what, as it stands: worked out from what was assigned, given back and decided.

Nothing else writes the table `task`, so it can be worked out again at any time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, delete, func, insert, select

from dateline.errors import UsageError
from dateline.store.connection import among
from dateline.store.schema import (
    adjudication,
    answer,
    assignment,
    event,
    handback,
    review,
    sendback,
    sheet,
    task,
)
from dateline.store.standing import undone

# single: one person's; double: one of two who code it without each other; sent back: with a note.
Kind = Literal["single", "double", "sent back"]
# settled: a double one whose event was adjudicated.
State = Literal["open", "done", "settled"]
CODERS = 2  # of an event that is double coded
NOBODY = "(nobody)"  # what a query asks for that wants events nobody is to look at
DECIDES = ("accept", "reject")
_AT_ONCE = 1000  # events
OUT = ("superseded", "retracted")  # what is no longer to be looked at
_HELD = (task.c.state == "open") | ((task.c.kind == "double") & (task.c.state == "done"))


@dataclass(frozen=True, slots=True)
class Task:
    """One event that somebody is to look at. `seq` is the ledger entry that gave it to them."""

    event_id: str
    assignee: str
    kind: Kind
    state: State
    seq: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """How much somebody has to do, and has done. `open` counts all, `sent_back` those with a note.

    `double` are those of the open ones that are coded twice.
    """

    assignee: str
    open: int
    double: int
    sent_back: int
    done: int


def settle_tasks(connection: Connection, event_ids: Sequence[str]) -> None:
    """Work out who is to look at these events. Raises UsageError if two people would be."""
    for start in range(0, len(event_ids), _AT_ONCE):
        some = list(event_ids[start : start + _AT_ONCE])
        connection.execute(delete(task).where(among(task.c.event_id, some)))
        found = list(_Standing(connection, some).tasks())
        _check_alone(found)
        if found:
            connection.execute(insert(task), [_row(each) for each in found])


def settle_all_tasks(connection: Connection) -> None:
    """Work out the whole table, which must be empty."""
    told = [select(table.c.event_id) for table in (assignment, sendback)]
    ids = {row.event_id for query in told for row in connection.execute(query)}
    settle_tasks(connection, sorted(ids))


def tasks_of(connection: Connection, event_ids: Sequence[str]) -> Mapping[str, tuple[Task, ...]]:
    """The tasks of events, those of one event in the order they were given."""
    query = select(task).where(among(task.c.event_id, event_ids))
    found: dict[str, list[Task]] = defaultdict(list)
    for row in connection.execute(query.order_by(task.c.seq, task.c.assignee)):
        found[row.event_id].append(Task(*row))
    return {id: tuple(tasks) for id, tasks in found.items()}


def sent_back_to(connection: Connection, assignee: str) -> tuple[Task, ...]:
    """What somebody has to answer, the oldest first."""
    query = select(task).where(task.c.assignee == assignee, task.c.kind == "sent back")
    return tuple(Task(*row) for row in connection.execute(query.order_by(task.c.seq)))


def workloads(connection: Connection) -> tuple[Workload, ...]:
    """How much everybody has to do, by name."""
    query = (
        select(task.c.assignee, task.c.kind, task.c.state, func.count())
        .join(event, event.c.id == task.c.event_id)
        .where(event.c.status.not_in(OUT))
        .group_by(task.c.assignee, task.c.kind, task.c.state)
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kind, state, number in connection.execute(query):
        found[name]["open" if state == "open" else "done"] += number
        if state == "open":
            found[name][kind] += number
    return tuple(
        Workload(name, each["open"], each["double"], each["sent back"], each["done"])
        for name, each in sorted(found.items())
    )


def to_do(assignee: str, told: Any = event) -> list[Any]:
    """The conditions on an event that it waits for somebody; for NOBODY that it is no one's.

    `told` is the table of events, or an alias of it.
    """
    if assignee == NOBODY:
        # By number, which the indexes of lists hold: no event has to be read for it.
        taken = event.alias("taken")
        held = select(taken.c.seq).join(task, task.c.event_id == taken.c.id).where(_HELD)
        return [told.c.seq.not_in(held)]
    waiting = select(task.c.event_id).where(task.c.assignee == assignee, task.c.state == "open")
    return [told.c.id.in_(waiting), told.c.status.not_in(OUT)]


def unfinished() -> Any:
    """The tasks of an event that keep it from anybody else."""
    return select(task.c.assignee).where(task.c.event_id == event.c.id, _HELD)


def is_unfinished(each: Task) -> bool:
    """Whether it keeps its event from anybody else; a double one does until it is adjudicated."""
    return each.state == "open" or (each.kind == "double" and each.state == "done")


class _Standing:
    """What was decided about some events and is not taken back."""

    def __init__(self, connection: Connection, ids: Sequence[str]) -> None:
        self._connection = connection
        self._ids = ids
        self._decided = self._last(review, review.c.action.in_(DECIDES))
        self._adjudicated = self._last(adjudication)
        self._coded = self._last(sheet, sheet.c.action.in_(DECIDES), by="who")
        self._given_back = self._last(handback, by="assignee")
        self._answered = {row.answers for row in self._rows(answer)}

    def tasks(self) -> Iterator[Task]:
        """Every task that stands; one that was sent back is nothing else meanwhile."""
        found = {}
        for row in self._rows(assignment):
            key = row.event_id, row.assignee
            if self._given_back.get(key, 0) < row.seq:
                kind: Kind = "double" if row.double else "single"
                state = self._double(row) if row.double else self._single(row)
                found[key] = Task(*key, kind, state, row.seq)
        for row in self._rows(sendback):
            if row.seq not in self._answered:
                key = row.event_id, row.assignee
                found[key] = Task(*key, "sent back", "open", row.seq, row.reason)
        yield from found.values()

    def _single(self, row: Any) -> State:
        """Whoever decides on it has done it."""
        decided = max(self._decided.get((row.event_id,), 0), self._adjudicated_at(row))
        return "done" if decided > row.seq else "open"

    def _double(self, row: Any) -> State:
        if self._adjudicated_at(row) > row.seq:
            return "settled"
        done = self._coded.get((row.event_id, row.assignee), 0) > row.seq
        return "done" if done else "open"

    def _adjudicated_at(self, row: Any) -> int:
        return self._adjudicated.get((row.event_id,), 0)

    def _rows(self, table: Table, *conditions: Any) -> Any:
        about = among(table.c.event_id, self._ids)
        query = select(table).where(about, ~undone(table.c.seq), *conditions)
        return self._connection.execute(query.order_by(table.c.seq))

    def _last(
        self, table: Table, *conditions: Any, by: str | None = None
    ) -> dict[tuple[str, ...], int]:
        names = ("event_id", by) if by else ("event_id",)
        rows = self._rows(table, *conditions)
        return {tuple(getattr(row, name) for name in names): row.seq for row in rows}


def _check_alone(tasks: Sequence[Task]) -> None:
    """Nobody works on what is another's, but for the two who code one event."""
    held: dict[str, list[Task]] = defaultdict(list)
    for each in tasks:
        if each.kind != "sent back":
            held[each.event_id].append(each)
    for id, found in held.items():
        unfinished = [each for each in found if is_unfinished(each)]
        double = all(each.kind == "double" for each in unfinished)
        if len(unfinished) > (CODERS if double else 1):
            names = " and ".join(each.assignee for each in unfinished)
            raise UsageError(f"event {id} would be of {names}: take it back from one of them first")


def _row(each: Task) -> dict[str, Any]:
    names = ("event_id", "assignee", "kind", "state", "seq", "note")
    return {name: getattr(each, name) for name in names}
