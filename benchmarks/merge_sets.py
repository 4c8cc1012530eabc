"""Public sets with known incidents, coded once: what merging is fitted on and measured by.

UCDP GED headlines (`exam.py merge`): reports of one GED event belong together. ECB+: events
whose mentions people put in one chain belong together, within and across reports.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coding import events_of
from dateline.merge import EventRecord
from dateline.pipeline import load_tools
from reference import EXAM_TOOL, load_scorer

ECB = Path("data/ecbplus/conflict_topics_train_dev.jsonl")
GED = Path("data/exam")
FOLDS = 5


@dataclass(frozen=True)
class Coded:
    """Events of a set with the incident each belongs to by people's judgement, if any did judge.

    `part` is what is held out together: a week of headlines, a topic. `by_report` says that
    people judged whole reports: each of a report's events carries its incident.
    """

    name: str
    events: tuple[EventRecord, ...]
    incident: Mapping[str, str]
    part: Mapping[str, str]
    texts: Mapping[str, str]
    by_report: bool

    def fold(self, id: str) -> int:
        """Which of the folds an event is held out in: one part is never divided."""
        return int(hashlib.sha256(self.part[id].encode()).hexdigest(), 16) % FOLDS


def ged(shared: Path, kept: Path, engine: str) -> Coded:
    """GED headlines. An incident is told by reports, so all events of a report carry it."""
    exam = load_scorer(shared / EXAM_TOOL)
    rows = exam.load("merge", str(shared / GED), "dev")
    reports = exam.reports_merge(rows)
    week = {str(row["id"]): exam.ged_week(row) for row in rows}
    of = {report: incident for report, incident, _ in exam.merge_members(rows)}
    events = _coded(kept / f"ged-{engine}.jsonl", reports, engine)
    return Coded(
        "ged",
        events,
        {each.id: of[each.doc_id] for each in events},
        {each.id: week[of[each.doc_id]] for each in events},
        {report["id"]: report["text"] for report in reports},
        by_report=True,
    )


def ged_singles(shared: Path, kept: Path, engine: str, known: Coded) -> Coded:
    """Headlines of further GED events of the same weeks, one each: none of a known incident."""
    exam = load_scorer(shared / EXAM_TOOL)
    taken = set(known.incident.values())
    rows = [r for r in exam.load("ged", str(shared / GED), "dev") if str(r["id"]) not in taken]
    reports = exam.reports_ged(rows)
    of = {report["id"]: row for report, row in zip(reports, rows, strict=True)}
    events = _coded(kept / f"ged-singles-{engine}.jsonl", reports, engine)
    return Coded(
        "ged singles",
        events,
        {each.id: str(of[each.doc_id]["id"]) for each in events},
        {each.id: exam.ged_week(of[each.doc_id]) for each in events},
        {report["id"]: report["text"] for report in reports},
        by_report=True,
    )


def together(one: Coded, other: Coded) -> Coded:
    """Two sets as one stream of reports."""
    return Coded(
        f"{one.name} and {other.name}",
        one.events + other.events,
        {**one.incident, **other.incident},
        {**one.part, **other.part},
        {**one.texts, **other.texts},
        one.by_report,
    )


def ecb(shared: Path, kept: Path, engine: str, split: str) -> Coded:
    """ECB+ conflict topics of one split; an event is the chain its mentions overlap."""
    docs = [doc for doc in _ecb_docs(shared) if doc["split"] == split]
    reports = [{"id": doc["docid"], "text": text_of(doc)} for doc in docs]
    events = _coded(kept / f"ecb-{split}-{engine}.jsonl", reports, engine)
    spans = {doc["docid"]: dict(_chains(doc)) for doc in docs}
    found = {each.id: _chain(each, spans[each.doc_id]) for each in events}
    topic = {doc["docid"]: str(doc["topic"]) for doc in docs}
    return Coded(
        f"ecb {split}",
        events,
        {id: chain for id, chain in found.items() if chain},
        {each.id: topic[each.doc_id] for each in events},
        {report["id"]: report["text"] for report in reports},
        by_report=False,
    )


def text_of(doc: Mapping[str, Any]) -> str:
    """The document's tokens as text, a sentence a line."""
    return "".join(gap + token for gap, token in _spaced(doc))


def _spaced(doc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    before = None
    for token, sentence in zip(doc["tokens"], doc["sent_of_token"], strict=True):
        yield ("" if before is None else " " if sentence == before else "\n"), token
        before = sentence


def _chains(doc: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where each annotated event mention stands in the text, and its chain."""
    ends, at = [], 0
    for gap, token in _spaced(doc):
        at += len(gap)
        ends.append((at, at + len(token)))
        at += len(token)
    for number, mention in enumerate(doc["mentions"]):
        if mention["tag"] in ("ACTION_OCCURRENCE", "NEG_ACTION_OCCURRENCE"):
            own = f"{doc['docid']}#{number}"  # a mention in no chain is a chain of its own
            span = ends[min(mention["tokens"])][0], ends[max(mention["tokens"])][1]
            yield span, str(mention["cluster"] or own)


def _chain(event: EventRecord, chains: Mapping[tuple[int, int], str]) -> str | None:
    """The chain of the first of the event's mentions that people annotated."""
    told = [(w.start, w.end) for w in event.mentions if w.start is not None and w.end is not None]
    return next(
        (
            chain
            for first, last in told
            for (start, end), chain in chains.items()
            if start < last and first < end
        ),
        None,
    )


def _ecb_docs(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / ECB).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _coded(kept: Path, reports: list[dict[str, Any]], engine: str) -> tuple[EventRecord, ...]:
    """The events of the reports, read from the file if they have been coded before."""
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        rows = events_of(reports, load_tools(engine))
        kept.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = kept.read_text(encoding="utf-8").splitlines()
    return tuple(EventRecord.model_validate(json.loads(line)) for line in lines)
