"""Incidents kept in step with the events: only what a change touches is grouped anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from dateline.merge import (
    Grouping,
    Incident,
    Judgement,
    Profile,
    SetAside,
    arrive,
    incident_id,
    incidents_of,
    keys_of,
    regroup,
    sought_by,
)
from dateline.merge.cluster import Group, Pair
from dateline.merge.judge import judge_pair
from dateline.store.connection import among
from dateline.store.incident_rows import mark_unsure, reports_named, row_of
from dateline.store.memory import CaseMemory, setting
from dateline.store.remembered import Remembered
from dateline.store.schema import event, incident
from dateline.store.standing import Changed


def merge_changes(
    connection: Connection, remembered: Remembered, changed: Changed
) -> tuple[SetAside, ...]:
    """Compare accounts that are new or were changed, and group what that touches.

    Gives back the rulings that newer ones contradict.
    """
    ids = {*changed.fresh, *changed.gone}
    if not ids:
        return ()
    memory = CaseMemory(connection, remembered)
    before = memory.merged(ids)
    beside = memory.near(before) | memory.ruled_with(ids)
    memory.forget(before)
    fresh = list(memory.accounts(changed.fresh))
    arrival = arrive(fresh, memory, setting())
    memory.keep(dict(arrival.keys), arrival.judgements)
    return _group(connection, memory, ids | beside, arrival.judgements)


def group_again(
    connection: Connection, remembered: Remembered, ids: Collection[str]
) -> tuple[SetAside, ...]:
    """Group these accounts anew, and all that may be grouped otherwise with them."""
    return _group(connection, CaseMemory(connection, remembered), ids)


def _group(
    connection: Connection,
    memory: CaseMemory,
    ids: Collection[str],
    arrived: Iterable[Judgement] = (),
) -> tuple[SetAside, ...]:
    grouping = regroup(ids, memory, setting())
    members = {id for each in grouping.groups for id in each.members}
    joined = memory.held_in({*members, *ids})
    groups = _to_write(grouping, joined, ids)
    told = {id for each in groups for id in each.members}
    _drop(connection, sorted({each for id in told | set(ids) if (each := joined.get(id))}))
    profiles = {each.id: each for each in memory.whole(told)}
    reasons = memory.reasoned(told)
    beyond = _beyond(memory, reasons, members, told) + list(_parted(memory, grouping, groups))
    found = list(incidents_of(profiles, grouping, (), setting(), groups, beyond))
    _write(connection, _with_reasons(found, reasons), profiles)
    _want_a_look(connection, memory, arrived, told)
    return grouping.set_aside


def _to_write(grouping: Grouping, joined: Mapping[str, str], ids: Collection[str]) -> list[Group]:
    """The groups whose incidents are made anew: those with other members, or one of `ids`.

    Where people ruled, rulings may have been set aside: all are written.
    """
    if grouping.set_aside or any(each.by != "merge" for each in grouping.judgements):
        return list(grouping.groups)
    return [
        each
        for each in grouping.groups
        if not set(ids).isdisjoint(each.members)
        or {joined.get(id) for id in each.members} != {incident_id(each.members)}
    ]


def _beyond(
    memory: CaseMemory,
    reasons: Mapping[Pair, Judgement],
    grouped: Collection[str],
    told: Collection[str],
) -> list[Judgement]:
    """What was judged or ruled of these accounts and others that no chain of "same" leads to."""
    known = set(grouped)
    across = {pair: each for pair, each in reasons.items() if not known.issuperset(pair)}
    across |= memory.ruled_beyond(told, known)
    return [across[pair] for pair in sorted(across)]


def _parted(memory: CaseMemory, grouping: Grouping, groups: Sequence[Group]) -> Iterator[Judgement]:
    """The pairs of one group that were judged "different": not kept, they are judged again."""
    known = {(each.left, each.right) for each in grouping.judgements}
    for each in groups:
        apart = [pair for pair in combinations(each.members, 2) if pair not in known]
        accounts = {one.id: one for one in memory.accounts({id for pair in apart for id in pair})}
        keys = {id: keys_of(one, setting()) for id, one in accounts.items()}
        sought = {id: sought_by(one, setting()) for id, one in accounts.items()}
        for left, right in apart:
            one, other = accounts[left], accounts[right]
            compared = sought[left] & keys[right] or sought[right] & keys[left]
            if one.doc_id != other.doc_id and compared:
                judged = judge_pair(one, other, setting())
                if not judged.barred:
                    yield judged


def _want_a_look(
    connection: Connection,
    memory: CaseMemory,
    arrived: Iterable[Judgement],
    told: Collection[str],
) -> None:
    """Let the incidents that are not made anew want a look where accounts that are new do."""
    pairs = ((each.left, each.right) for each in arrived if each.verdict == "unsure")
    unsure = {id for pair in pairs for id in pair}
    mark_unsure(connection, set(memory.held_in(unsure - set(told)).values()))


def _drop(connection: Connection, ids: Sequence[str]) -> None:
    if not ids:
        return
    connection.execute(delete(incident).where(among(incident.c.id, ids)))
    alone = {"incident_id": None, "nth": 0, "since": event.c.earliest, "until": event.c.latest}
    connection.execute(update(event).where(among(event.c.incident_id, ids)).values(alone))


def _with_reasons(found: Sequence[Incident], kept: Mapping[Pair, Judgement]) -> list[Incident]:
    """Incidents with the reasons that are kept of their judgements."""

    def told(each: Judgement) -> Judgement:
        return kept.get((each.left, each.right), each) if each.by == "merge" else each

    return [replace(one, judgements=tuple(map(told, one.judgements))) for one in found]


def _write(
    connection: Connection, found: Sequence[Incident], profiles: Mapping[str, Profile]
) -> None:
    reports = reports_named(connection, {each.doc_id for each in profiles.values()})
    rows = [row_of(each, reports) for each in found]
    if rows:
        connection.execute(insert(incident), rows)
        members = [{"member": id, "joined": each.id} for each in found for id in each.events]
        connection.execute(_joined(), members)
        place_in_incidents(connection, among(event.c.incident_id, [row["id"] for row in rows]))


def place_in_incidents(connection: Connection, which: ColumnElement[bool]) -> None:
    """Write with events how many accounts stand before each, and the days of its incident."""
    other = event.alias("other")
    beside = (other.c.incident_id == event.c.incident_id) & (other.c.seq < event.c.seq)
    before = select(func.count()).select_from(other).where(beside).correlate(event)
    own = incident.c.id == event.c.incident_id
    first, last = (
        select(day).where(own).correlate(event).scalar_subquery()
        for day in (incident.c.earliest, incident.c.latest)
    )
    values = {
        "nth": before.scalar_subquery(),
        "since": func.coalesce(first, event.c.earliest),
        "until": func.coalesce(last, event.c.latest),
    }
    connection.execute(update(event).where(which).values(values))


@cache
def _joined() -> Any:
    member = update(event).where(event.c.id == bindparam("member"))
    return member.values(incident_id=bindparam("joined"))
