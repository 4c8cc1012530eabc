"""Incidents for a person at a terminal: what happened, then each account beside the others."""

from collections.abc import Iterator

from dateline.export.incident_csv import figure_text
from dateline.export.incident_json import figure_json
from dateline.export.table_words import plain
from dateline.merge.distance import label
from dateline.merge.incident import Account, Incident
from dateline.merge.judge import Judgement


def incident_lines(incident: Incident) -> Iterator[tuple[str, str]]:
    """Label and text of each line of an incident, its heading first with no label."""
    yield "", f"{incident.type} | {_days(incident)} | {_scene(incident)} | {incident.id}"
    for role in dict.fromkeys(part.role for part in incident.actors):
        parts = [part for part in incident.actors if part.role == role]
        yield role, "; ".join(f"{plain(p.name)} ({len(p.events)})" for p in parts)
    for toll in incident.counts:
        figures = "; ".join(plain(figure_text(figure_json(each))) for each in toll.reported)
        yield toll.measure, f"{_span(toll.low, toll.best, toll.high)} - {toll.why}\n{figures}"
    if len(incident.factuality) > 1 or incident.denied_by:
        told = (f"{value} by {len(ids)}" for value, ids in incident.factuality)
        yield "told as", "; ".join(told)
    for account in incident.accounts:
        yield "account", _account(account)
    for judgement in incident.judgements:
        yield _relation(incident, judgement), plain("; ".join(judgement.reasons[:4]))


def _days(incident: Incident) -> str:
    time = incident.time
    if time.earliest is None:
        return "no day told"
    days = (
        f"{time.earliest}" if time.earliest == time.latest else f"{time.earliest} to {time.latest}"
    )
    return days if time.agreed else f"{days} (the accounts disagree)"


def _scene(incident: Incident) -> str:
    return plain(label(incident.place.place)) if incident.place else "no place told"


def _span(low: int | None, best: int | None, high: int | None) -> str:
    shown = ("?" if value is None else str(value) for value in (low, best, high))
    return "low {}, best {}, high {}".format(*shown)


def _account(account: Account) -> str:
    reports = ", ".join(map(plain, account.doc_ids))
    outlets = plain(", ".join(account.outlets)) or "outlet not known"
    copied = f"; one text, {account.copies[0].why}" if account.copies else ""
    return f"{outlets}: {reports}{copied}"


def _relation(incident: Incident, judgement: Judgement) -> str:
    """What a judgement is about: two accounts within, or one that stays outside."""
    inside = {judgement.left, judgement.right} <= set(incident.events)
    score = f"{judgement.score:.2f}"
    return f"{judgement.verdict} {score}" if inside else f"apart {score}"
