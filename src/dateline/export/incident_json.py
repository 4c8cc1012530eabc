"""An incident as the contract writes it: schema dateline.incident/1.

Field names are a contract with users' scripts: adding one is fine, renaming or dropping
one needs a new schema number.
"""

from collections.abc import Mapping
from typing import Any

from dateline.export.event_json import day_text
from dateline.merge.incident import Account, Incident, Part, When, Where
from dateline.merge.judge import Judgement
from dateline.merge.summary import Deaths, Summary, summarise
from dateline.merge.tolls import Figure, Toll

SCHEMA = "dateline.incident/1"


def incident_json(incident: Incident, made_by: Mapping[str, object]) -> dict[str, Any]:
    """The incident as plain JSON values, fields in the contract's order."""
    return {
        "schema": SCHEMA,
        "id": incident.id,
        "type": incident.type,
        "family": incident.family,
        "types": [{"type": kind, "events": list(ids)} for kind, ids in incident.types],
        "events": list(incident.events),
        "doc_ids": list(incident.doc_ids),
        "accounts": [_account(account) for account in incident.accounts],
        "time": _time(incident.time),
        "place": _place(incident.place) if incident.place else None,
        "places": [_place(where) for where in incident.places],
        "actors": [_part(part) for part in incident.actors],
        "counts": [_toll(toll) for toll in incident.counts],
        "factuality": [{"value": value, "events": list(ids)} for value, ids in incident.factuality],
        "denied_by": list(incident.denied_by),
        "summary": _summary(summarise(incident)),
        "judgements": [judgement_json(each) for each in incident.judgements],
        "made_by": dict(made_by),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "ucdp": _deaths(summary.ucdp),
        "acled": {"fatalities": summary.acled.best, "why": summary.acled.why},
        "denials": [{"event": each.event, "who": each.who} for each in summary.denials],
    }


def _deaths(deaths: Deaths) -> dict[str, Any]:
    return {"low": deaths.low, "best": deaths.best, "high": deaths.high, "why": deaths.why}


def _account(account: Account) -> dict[str, Any]:
    return {
        "doc_ids": list(account.doc_ids),
        "events": list(account.events),
        "outlets": list(account.outlets),
        "copies": [
            {"left": copy.left, "right": copy.right, "why": copy.why} for copy in account.copies
        ],
    }


def _time(when: When) -> dict[str, Any]:
    return {
        "earliest": day_text(when.earliest),
        "latest": day_text(when.latest),
        "agreed": when.agreed,
        "reported": [
            {
                "event": event,
                "earliest": day_text(days.earliest),
                "latest": day_text(days.latest),
                "basis": "stated" if days.stated else "inferred",
            }
            for event, days in when.reported
        ],
    }


def _place(where: Where) -> dict[str, Any]:
    place = where.place
    return {
        "name": place.name,
        "quote": place.quote,
        "adm1": place.adm1,
        "country": place.country,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "events": list(where.events),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "role": part.role,
        "id": part.id,
        "name": part.name,
        "kind": part.kind,
        "country": part.country,
        "certainty": list(part.certainty),
        "events": list(part.events),
    }


def _toll(toll: Toll) -> dict[str, Any]:
    return {
        "measure": toll.measure,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "why": toll.why,
        "reported": [figure_json(figure) for figure in toll.reported],
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """One account's figure."""
    return {
        "event": figure.event,
        "low": figure.low,
        "high": figure.high,
        "approx": figure.approx,
        "source": figure.source,
        "published": figure.published,
        "factuality": figure.factuality,
    }


def judgement_json(judgement: Judgement) -> dict[str, Any]:
    """What was found about two accounts."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "score": judgement.score,
        "reasons": list(judgement.reasons),
        "by": judgement.by,
    }
