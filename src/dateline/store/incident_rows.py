"""Incidents as rows: the columns that lists are narrowed by, and the body as it is given out."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, select, update

from dateline import __version__
from dateline.codebook.loader import VERSION
from dateline.codebook.merging import load_merging
from dateline.export.incident_json import incident_json, judgement_json
from dateline.export.json_text import json_line
from dateline.merge import Incident, Judgement
from dateline.store.connection import any_of
from dateline.store.likenesses import judged_with
from dateline.store.schema import incident, report


def mark_unsure(connection: Connection, ids: Collection[str]) -> None:
    """Let incidents want a person's look: of one of their accounts and another nobody can say."""
    if ids:
        connection.execute(_unsure(), {"ids": sorted(ids)})


@cache
def _unsure() -> Any:
    settled = any_of(incident.c.id, "ids") & ~incident.c.unsure
    return update(incident).where(settled).values(unsure=True)


def reports_named(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
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


def row_of(found: Incident, reports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The row of an incident.

    What the machine judged of its accounts and others stands in the table of pairs alone: an
    account that arrives would else change the bodies of all that it may be one with.
    """
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
    body["judgements"] = [each for each in body["judgements"] if not is_beyond(each, found.events)]
    body["reports"] = list(found.doc_ids)
    body["doc_ids"] = [reports[id]["doc_id"] for id in found.doc_ids]
    for account in body["accounts"]:
        ids = account["doc_ids"]
        account["doc_ids"] = [reports[id]["doc_id"] for id in ids]
        account["reprints"] = [each for id in ids for each in reports[id]["reprints"]]
    return body


def is_beyond(told: Mapping[str, Any], events: Collection[str]) -> bool:
    """Whether the machine judged one of these accounts and another."""
    return told["by"] == "merge" and not (told["left"] in events and told["right"] in events)


def made_by() -> dict[str, Any]:
    """What merged the accounts of a casefile."""
    return {
        "dateline": __version__,
        "codebook": VERSION,
        "merge": load_merging().version,
        "compared_by": "texts",
    }


def bodies_of(connection: Connection, texts: Sequence[str]) -> list[dict[str, Any]]:
    """The stored bodies of incidents, each with what was judged of its accounts and others."""
    bodies: list[dict[str, Any]] = [json.loads(text) for text in texts]
    beyond: dict[str, list[Judgement]] = {}
    for each in judged_with(connection, {id for body in bodies for id in body["events"]}).values():
        for id in (each.left, each.right):
            beyond.setdefault(id, []).append(each)
    for body in bodies:
        events = frozenset(body["events"])
        # Casefiles made before these stood in the table alone hold them here too.
        told = {(each["left"], each["right"]): each for each in body["judgements"]
                if not is_beyond(each, events)}  # fmt: skip
        for id in events:
            for each in beyond.get(id, ()):
                if not events.issuperset((each.left, each.right)):
                    told.setdefault((each.left, each.right), judgement_json(each))
        body["judgements"] = [told[pair] for pair in sorted(told)]
    return bodies
