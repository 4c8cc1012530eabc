"""Incidents as rows: the columns that lists are narrowed by, and the body as it is given out."""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from dateline import __version__
from dateline.codebook.loader import VERSION
from dateline.codebook.merging import load_merging
from dateline.export.incident_json import incident_json, judgement_json
from dateline.export.json_text import json_line
from dateline.merge import Incident, Judgement
from dateline.store.connection import any_of
from dateline.store.schema import incident, report


def show_judgements(
    connection: Connection, shown: Mapping[str, Iterable[Judgement]], about: Collection[str]
) -> None:
    """Put into the bodies of incidents, by their ids, what was judged of the accounts in `about`.

    What they showed of these before goes. All else of them is as it was.
    """
    rows = []
    for row in connection.execute(_bodies(), {"ids": sorted(shown)}).all():
        body = body_of(row.body)
        kept = [each for each in body["judgements"]
                if each["left"] not in about and each["right"] not in about]  # fmt: skip
        told = [*kept, *map(judgement_json, shown[row.id])]
        body["judgements"] = sorted(told, key=lambda each: (each["left"], each["right"]))
        body["made_by"] = made_by()
        unsure = any(each["verdict"] == "unsure" for each in told)
        rows.append({"which": row.id, "told": json_line(body), "open": unsure})
    if rows:
        connection.execute(_told_otherwise(), rows)


@cache
def _bodies() -> Any:
    return select(incident.c.id, incident.c.body).where(any_of(incident.c.id, "ids"))


@cache
def _told_otherwise() -> Any:
    otherwise = update(incident).where(incident.c.id == bindparam("which"))
    return otherwise.values(body=bindparam("told"), unsure=bindparam("open"))


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
    """The row of an incident."""
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
