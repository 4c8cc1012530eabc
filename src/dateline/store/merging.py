"""Incidents kept in step with the events: only what a change touches is grouped anew."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
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

from dateline import __version__
from dateline.codebook.loader import VERSION
from dateline.codebook.merging import load_merging
from dateline.export.incident_json import incident_json
from dateline.export.json_text import json_line
from dateline.merge import (
    Grouping,
    Incident,
    Judgement,
    Profile,
    SetAside,
    arrive,
    incident_id,
    incidents_of,
    regroup,
)
from dateline.merge.cluster import Group
from dateline.merge.judge import judge_pair
from dateline.store.connection import among, any_of
from dateline.store.memory import CaseMemory, Remembered, setting
from dateline.store.schema import event, incident, report
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
    beside = memory.near(before)
    memory.forget(before)
    fresh = list(memory.accounts(changed.fresh))
    arrival = arrive(fresh, memory, setting())
    memory.keep(dict(arrival.keys), arrival.judgements)
    return _group(connection, memory, ids | beside)


def group_again(
    connection: Connection, remembered: Remembered, ids: Collection[str]
) -> tuple[SetAside, ...]:
    """Group these accounts and all that chains of "same" lead to; write their incidents.

    Those that shared an incident with one of them are grouped anew too.
    """
    return _group(connection, CaseMemory(connection, remembered), ids)


def _group(
    connection: Connection, memory: CaseMemory, ids: Collection[str]
) -> tuple[SetAside, ...]:
    grouping = regroup({*ids, *_beside(connection, ids)}, memory, setting())
    members = [id for each in grouping.groups for id in each.members]
    profiles = {each.id: each for each in memory.accounts(members)}
    joined = _joined_in(connection, {*members, *ids})
    groups = _to_write(grouping, joined, ids)
    found = list(incidents_of(profiles, grouping, (), setting(), groups))
    told = {id for each in groups for id in each.members} | set(ids)
    _drop(connection, sorted({each for id in told if (each := joined.get(id))}))
    _write(connection, _with_reasons(found, memory, profiles), profiles)
    return grouping.set_aside


def _to_write(
    grouping: Grouping, joined: Mapping[str, str | None], ids: Collection[str]
) -> list[Group]:
    """The groups whose incidents tell something else now: most that were looked at do not.

    These have other members, or one of `ids`, or may be of one happening with one of these. Where
    people ruled, rulings may have been set aside: all are written.
    """
    if grouping.set_aside or any(each.by != "merge" for each in grouping.judgements):
        return list(grouping.groups)
    near = set(ids)
    for each in grouping.judgements:
        if each.verdict != "different" and (each.left in ids or each.right in ids):
            near |= {each.left, each.right}
    return [
        each
        for each in grouping.groups
        if not near.isdisjoint(each.members)
        or {joined.get(id) for id in each.members} != {incident_id(each.members)}
    ]


def _joined_in(connection: Connection, ids: Collection[str]) -> dict[str, str | None]:
    """The incident that each event is in so far."""
    rows = connection.execute(_incidents_of(), {"ids": sorted(ids)})
    return {row.id: row.incident_id for row in rows}


def _beside(connection: Connection, ids: Collection[str]) -> set[str]:
    """The events that share an incident with one of these."""
    held = {each for each in _joined_in(connection, ids).values() if each}
    if not held:
        return set()
    rows = connection.execute(select(event.c.id).where(among(event.c.incident_id, sorted(held))))
    return {row.id for row in rows}


@cache
def _incidents_of() -> Any:
    return select(event.c.id, event.c.incident_id).where(any_of(event.c.id, "ids"))


def _drop(connection: Connection, ids: Sequence[str]) -> None:
    if not ids:
        return
    connection.execute(delete(incident).where(among(incident.c.id, ids)))
    alone = {"incident_id": None, "nth": 0, "since": event.c.earliest, "until": event.c.latest}
    connection.execute(update(event).where(among(event.c.incident_id, ids)).values(alone))


def _with_reasons(
    found: Sequence[Incident], memory: CaseMemory, profiles: Mapping[str, Profile]
) -> list[Incident]:
    """Incidents with the reasons of their judgements: of "different" they are found again."""
    pairs = {(each.left, each.right) for one in found for each in one.judgements}
    kept = memory.reasons(pairs)

    def told(each: Judgement) -> Judgement:
        if each.by != "merge":
            return each
        reasons = kept.get((each.left, each.right))
        if reasons is None:
            return judge_pair(profiles[each.left], profiles[each.right], setting())
        return replace(each, reasons=reasons)

    return [replace(one, judgements=tuple(map(told, one.judgements))) for one in found]


def _write(
    connection: Connection, found: Sequence[Incident], profiles: Mapping[str, Profile]
) -> None:
    reports = _reports(connection, {each.doc_id for each in profiles.values()})
    rows = [_row(each, reports) for each in found]
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


def _reports(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Reports by id with their own names, and the copies of each that were not coded."""
    wanted = sorted(ids)
    rows = connection.execute(_named_reports(), {"ids": wanted}).all()
    found: dict[str, dict[str, Any]] = {
        row.id: {"doc_id": row.doc_id, "reprints": []} for row in rows if row.id in set(wanted)
    }
    for row in rows:
        if row.id not in found and row.copy_of in found:
            known = {"report": row.id, "doc_id": row.doc_id, "source": row.source}
            found[row.copy_of]["reprints"].append(known | {"why": row.copy_why})
    return found


@cache
def _named_reports() -> Any:
    columns = (report.c.id, report.c.doc_id, report.c.source, report.c.copy_of, report.c.copy_why)
    wanted = any_of(report.c.id, "ids") | any_of(report.c.copy_of, "ids")
    return select(*columns).where(wanted)


def _row(found: Incident, reports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    place = found.place.place if found.place else None
    body = _body(found, reports)
    unsure = any(each.verdict == "unsure" for each in found.judgements)
    return {
        "id": found.id,
        "type": found.type,
        "family": found.family,
        "earliest": body["time"]["earliest"],
        "latest": body["time"]["latest"],
        "country": place.country if place else None,
        "adm1": place.adm1 if place else None,
        "place": place and (place.name or place.quote),
        "events": len(found.events),
        "accounts": len(found.accounts),
        "unsure": unsure,
        "body": json_line(body),
    }


def _body(found: Incident, reports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The incident as `dateline merge` writes it, its reports by the names they were given.

    `reports` has their ids in the casefile; an account's `reprints` are its copies that gave no
    events of their own.
    """
    body = incident_json(found, made_by())
    body["reports"] = list(found.doc_ids)
    body["doc_ids"] = [reports[id]["doc_id"] for id in found.doc_ids]
    for account in body["accounts"]:
        ids = account["doc_ids"]
        account["doc_ids"] = [reports[id]["doc_id"] for id in ids]
        account["reprints"] = [each for id in ids for each in reports[id]["reprints"]]
    return body


def made_by() -> dict[str, Any]:
    """What merged the accounts of a casefile."""
    return {
        "dateline": __version__,
        "codebook": VERSION,
        "merge": load_merging().version,
        "compared_by": "texts",
    }


def body_of(text: str) -> dict[str, Any]:
    """The stored body of an incident."""
    found: dict[str, Any] = json.loads(text)
    return found
