"""Annotated reports and the codebook's examples, parsed once and kept in a file."""

import hashlib
import json
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.codebook import Codebook, load_codebook
from dateline.codebook.schema import Example
from dateline.ingest import report_of_text
from dateline.pipeline import Tools, load_tools, read_proposals
from reader_training.labels import LabelledMention, LabelledReading, mentions_of, read_annotations

CODEBOOK = "codebook:"  # ids of the codebook's examples start with this
ROLES = ("agent", "target", "from_group", "to_group", "supporter", "instrument")


def write_readings(data: Path, target: Path, limit: int | None) -> None:
    """Parse all and write a list of LabelledReading."""
    tools = load_tools()
    found = [*_annotated(data, tools, limit), *_from_codebook(load_codebook(), tools)]
    target.write_bytes(pickle.dumps(found))
    print(f"{len(found)} readings, {sum(len(each.mentions) for each in found)} mentions")


def load_readings(path: Path) -> list[LabelledReading]:
    """What write_readings wrote."""
    found: list[LabelledReading] = pickle.loads(path.read_bytes())
    return found


def is_tuning(key: str) -> bool:
    """Whether a report is of the fifth that is never trained on."""
    if key.startswith(CODEBOOK):
        return False
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def fingerprint(readings: list[LabelledReading]) -> str:
    """A hash of the ids, texts and labels."""
    content = [
        (each.reading.report.id, each.reading.report.sha256, str(each.mentions))
        for each in readings
    ]
    return hashlib.sha256(json.dumps(sorted(content)).encode()).hexdigest()[:16]


def _annotated(data: Path, tools: Tools, limit: int | None) -> Iterator[LabelledReading]:
    annotations = read_annotations(data / "ann")
    for path in sorted((data / "docs").glob("*.json"))[:limit]:
        doc = json.loads(path.read_text(encoding="utf-8"))
        mentions = list(mentions_of(doc["text"], annotations[doc["doc_id"]]))
        yield _labelled(doc["doc_id"], doc, mentions, tools)


def _labelled(
    key: str, doc: dict[str, Any], mentions: list[LabelledMention], tools: Tools
) -> LabelledReading:
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    report = report_of_text(doc["text"], id=key, title=doc.get("title"), published=published)
    reading, proposals = read_proposals(report, tools)
    return LabelledReading(reading, proposals, mentions)


def _from_codebook(codebook: Codebook, tools: Tools) -> Iterator[LabelledReading]:
    """Examples whose trigger is given, and the counter-examples that hold no event at all."""
    for name, kind in codebook.types.items():
        for number, example in enumerate(kind.examples):
            if example.mention:
                doc = {"text": example.text, "published": example.published}
                mentions = list(mentions_of(example.text, [_event(name, example)]))
                yield _labelled(f"{CODEBOOK}{name}:{number}", doc, mentions, tools)


def _event(name: str, example: Example) -> dict[str, Any]:
    """An example in the form of an annotation."""
    event: dict[str, Any] = {"type": name, "mentions": [{"q": example.mention}]}
    for role in (*ROLES, "places", "sources"):
        event[role] = [{"q": quote} for quote in getattr(example, role) or ()]
    return event
