"""Events given to people to look at: each to one, or to two who code it without each other."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dateline.errors import NotHeld, UsageError
from dateline.store.connection import among
from dateline.store.events import EventQuery, conditions_of, event_of, order_of
from dateline.store.ledger import Signature, append
from dateline.store.schema import assignment, event, handback, task
from dateline.store.tasks import (
    CODERS,
    OUT,
    Task,
    is_unfinished,
    settle_tasks,
    tasks_of,
    unfinished,
)

MOST = 10_000  # events that are given out at once


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what fits is given out: so many for each person, and part of what there is.

    Of a part (`percent`) the events are drawn by the hash of their ids: the same ones each time,
    and as mixed as all are. Otherwise the first of the list are taken.
    """

    each: int | None = None
    percent: float = 100.0
    double: bool = False


def assign(
    connection: Connection,
    query: EventQuery,
    people: Sequence[str],
    share: Share,
    by: Signature,
    reason: str | None,
) -> Mapping[str, tuple[str, ...]]:
    """Give out the events of a query that are nobody's, in turn; gives back who got which.

    Raises UsageError where nothing fits, or nobody or too few are named.
    """
    names = tuple(dict.fromkeys(name.strip() for name in people if name.strip()))
    _check(names, share)
    found = _free(connection, query, share)
    dealt = _deal_twice(connection, found, names, share) if share.double else _deal(found, names)
    given = {name: tuple(ids[: share.each]) for name, ids in dealt.items() if ids}
    if not any(given.values()):
        what = "is not reviewed and " if share.double else ""
        raise UsageError(f"no event that fits {what}is free: all are assigned, or none fits")
    _keep(connection, given, by, double=share.double, reason=reason)
    return given


def assign_one(
    connection: Connection, event_id: str, assignee: str, by: Signature, reason: str | None
) -> str:
    """Give one event to somebody; gives back its id. Raises NotHeld, UsageError if it is taken."""
    found = event_of(connection, event_id)
    if found.status in OUT:
        raise UsageError(f"event {found.id} is {found.status}: there is nothing to look at")
    tasks = tasks_of(connection, [found.id]).get(found.id, ())
    held = [each for each in tasks if is_unfinished(each)]
    if held:
        names = " and ".join(each.assignee for each in held)
        raise UsageError(f"event {found.id} is assigned to {names}: take it back first")
    _keep(connection, {assignee: (found.id,)}, by, double=False, reason=reason)
    return found.id


def hand_back(
    connection: Connection,
    assignee: str,
    event_ids: Sequence[str] | None,
    by: Signature,
    reason: str | None,
) -> tuple[str, ...]:
    """Take events from whom they were assigned to; without ids all that they have not done.

    What was sent back with a note stays with them: it has to be answered. Raises NotHeld.
    """
    held = _held(connection, assignee)
    if event_ids is None:
        chosen = [each for each in held.values() if each.state == "open"]
    else:
        ids = [event_of(connection, id).id for id in event_ids]
        strange = [id for id in ids if id not in held]
        if strange:
            raise NotHeld(f"event {strange[0]} is not assigned to {assignee}, or is done")
        chosen = [held[id] for id in ids]
        if by.who == assignee and any(each.state == "done" for each in chosen):
            raise UsageError("what you have coded cannot be given back: undo your decision first")
    if not chosen:
        raise UsageError(f"{assignee} has nothing that could be given back")
    found = tuple(each.event_id for each in chosen)
    body = {"from": {assignee: list(found)}, "reason": reason}
    seq = append(connection, by, "give back", _subject(found), body, about=found)
    signed = {"seq": seq, "who": by.who, "at": by.time, "reason": reason}
    rows = [{**signed, "event_id": id, "assignee": assignee} for id in found]
    connection.execute(insert(handback), rows)
    settle_tasks(connection, found)
    return found


def _check(names: Sequence[str], share: Share) -> None:
    if not names:
        raise UsageError("name somebody to assign the events to")
    if share.double and len(names) < CODERS:
        raise UsageError(f"double coding takes {CODERS} people or more: name another")
    if share.each is not None and share.each < 1:
        raise UsageError(f"{share.each} events cannot be assigned: give 1 or more")
    if not 0 < share.percent <= 100:
        raise UsageError(f"{share.percent:g} % is no share: give more than 0 and at most 100")


def _free(connection: Connection, query: EventQuery, share: Share) -> list[str]:
    """Ids of the events that may be given out, in the order of the query."""
    conditions = [*conditions_of(connection, query), event.c.status.not_in(OUT)]
    if share.double:
        # One that a coder gave back, and the other did not, is given to another.
        conditions += [event.c.status == "unreviewed", _coders() < CODERS, _others() == 0]
    else:
        conditions.append(~unfinished().exists())
    key, backwards = order_of(query.order)
    found = select(event.c.id).where(*conditions)
    if share.percent < 100:
        every = sorted((row.id for row in connection.execute(found)), key=_drawn)
        return every[: min(round(len(every) * share.percent / 100) or 1, MOST)]
    order = (key.desc() if backwards else key, event.c.seq)
    return [row.id for row in connection.execute(found.order_by(*order).limit(MOST))]


def _drawn(id: str) -> str:
    return hashlib.sha256(id.encode("utf-8")).hexdigest()


def _coders() -> Any:
    return _number(task.c.kind == "double")


def _others() -> Any:
    return _number((task.c.kind != "double") & (task.c.state == "open"))


def _number(condition: Any) -> Any:
    query = select(func.count()).select_from(task)
    return query.where(task.c.event_id == event.c.id, condition).scalar_subquery()


def _deal(ids: Sequence[str], names: Sequence[str]) -> dict[str, list[str]]:
    """One after the other, so that everybody gets as many, as early and as late in the list."""
    return {name: list(ids[number :: len(names)]) for number, name in enumerate(names)}


def _deal_twice(
    connection: Connection, ids: Sequence[str], names: Sequence[str], share: Share
) -> dict[str, list[str]]:
    """Each event to the two who have least, and of those who were together least.

    With `each` nobody gets more than that. Who has an event already gets only a second coder.
    """
    dealt: dict[str, list[str]] = {name: [] for name in names}
    together: Counter[tuple[str, ...]] = Counter()
    held = _first_coders(connection, ids)
    for id in ids:
        first = held.get(id)
        open_to = [name for name in names if name != first and _has_room(dealt[name], share)]
        teams = list(combinations(open_to, CODERS if first is None else CODERS - 1))
        if not teams:
            continue
        team = min(teams, key=lambda each: (sum(len(dealt[one]) for one in each), together[each]))
        together[team] += 1
        for name in team:
            dealt[name].append(id)
    return dealt


def _has_room(ids: Sequence[str], share: Share) -> bool:
    return share.each is None or len(ids) < share.each


def _first_coders(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Who codes an event already that another was to code beside them."""
    query = select(task).where(among(task.c.event_id, ids), task.c.kind == "double")
    return {row.event_id: row.assignee for row in connection.execute(query)}


def _held(connection: Connection, assignee: str) -> dict[str, Task]:
    query = select(task).where(task.c.assignee == assignee, task.c.kind != "sent back")
    found = [Task(*row) for row in connection.execute(query.order_by(task.c.seq))]
    return {each.event_id: each for each in found if is_unfinished(each)}


def _keep(
    connection: Connection,
    given: Mapping[str, Sequence[str]],
    by: Signature,
    *,
    double: bool,
    reason: str | None,
) -> None:
    ids = sorted({id for each in given.values() for id in each})
    body = {"to": {name: list(each) for name, each in given.items()}, "double": double}
    seq = append(connection, by, "assign", _subject(ids), body | {"reason": reason}, about=ids)
    signed = {"seq": seq, "who": by.who, "at": by.time, "reason": reason, "double": double}
    rows = [
        {**signed, "event_id": id, "assignee": name} for name, each in given.items() for id in each
    ]
    connection.execute(insert(assignment), rows)
    settle_tasks(connection, ids)


def _subject(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else "events"
