"""Annotated reports and the codebook's examples, parsed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.annotate.reading import annotate
from dateline.codebook import Codebook, load_codebook
from dateline.codebook.schema import Example
from dateline.errors import UsageError
from dateline.ingest import report_of_text
from dateline.model import PARTICIPANTS
from dateline.pipeline import Tools
from dateline.training.labels import LabelledReading, mentions_of, read_annotations

DATA = files("dateline.training") / "data"
CODEBOOK, CONSTRUCTED = "codebook:", "constructed:"  # how ids of our own sentences start
IN_SCOPE = 0.05  # share of a lemma's uses that name an event
CONTENT = ("VERB", "NOUN", "PROPN", "ADJ")


def own_readings(tools: Tools) -> Iterator[LabelledReading]:
    """The codebook's examples and the sentences constructed for training."""
    yield from _from_codebook(load_codebook(), tools)
    yield from _constructed(tools)


def is_tuning(key: str) -> bool:
    """Whether a report is of the fifth that is never trained on."""
    if key.startswith((CODEBOOK, CONSTRUCTED)):
        return False
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def fingerprint(readings: Sequence[LabelledReading]) -> str:
    """A hash of the ids, texts and labels."""
    content = [
        (each.reading.report.id, each.reading.report.sha256, str(each.mentions))
        for each in readings
    ]
    return hashlib.sha256(json.dumps(sorted(content)).encode()).hexdigest()[:16]


def scope_of(readings: Sequence[LabelledReading]) -> list[str]:
    """The lemmas that name an event often enough to be worth reading a sentence for."""
    used: Counter[str] = Counter()
    naming: Counter[str] = Counter()
    for each in readings:
        used.update(token.lemma.lower() for token in each.reading.tokens)
        for mention in each.mentions:
            tokens = each.reading.tokens_in(mention.span)
            naming.update(token.lemma.lower() for token in tokens if token.pos in CONTENT)
    return sorted(lemma for lemma, times in naming.items() if times >= IN_SCOPE * used[lemma])


def annotated_readings(docs: Path, ann: Path, tools: Tools) -> Iterator[LabelledReading]:
    """The reports of one folder with their annotations in another, in the order of their files.

    Raises UsageError for a file that cannot be read, and where there are no reports.
    """
    annotations = read_annotations(ann)
    paths = sorted(docs.glob("*.json"))
    if not paths:
        raise UsageError(f"no annotated reports: {docs} has no *.json")
    for path in paths:
        try:
            doc = json.loads(path.read_text(encoding="utf-8"))
            mentions = list(mentions_of(doc["text"], annotations[doc["doc_id"]]))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: not an annotated report: {error!r}") from error
        yield replace(_labelled(doc["doc_id"], doc, tools), mentions=mentions)


def _labelled(key: str, doc: dict[str, Any], tools: Tools) -> LabelledReading:
    """A reading with what the rules propose and no mentions yet."""
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    report = report_of_text(doc["text"], id=key, title=doc.get("title"), published=published)
    reading = annotate(report, tools.parser, tools.words)
    return LabelledReading(reading, tools.rules.scan(reading))


def _from_codebook(codebook: Codebook, tools: Tools) -> Iterator[LabelledReading]:
    """Examples whose trigger is known, and counter-examples in which the rules find nothing."""
    for name, kind in codebook.types.items():
        for number, example in enumerate(kind.examples):
            key = f"{CODEBOOK}{name}:{number}"
            labelled = _labelled(key, {"text": example.text, "published": example.published}, tools)
            trigger = example.mention or _only_trigger(labelled, name)
            if trigger:
                events = [_event(name, trigger, example)]
                yield replace(labelled, mentions=list(mentions_of(example.text, events)))
        for number, counter in enumerate(kind.counter_examples):
            doc = {"text": counter.text, "published": counter.published}
            labelled = _labelled(f"{CODEBOOK}{name}:no:{number}", doc, tools)
            if not labelled.proposals:
                yield labelled


def _only_trigger(labelled: LabelledReading, name: str) -> str | None:
    """The words the rules find, where they find one mention and of this type."""
    found = [each.trigger for each in labelled.proposals if each.type == name]
    if len(found) == 1 == len(labelled.proposals):
        return labelled.reading.quote(found[0])
    return None


def _event(name: str, trigger: str, example: Example) -> dict[str, Any]:
    """An example in the form of an annotation."""
    event: dict[str, Any] = {"type": name, "mentions": [{"q": trigger}]}
    for role in (*PARTICIPANTS, "places", "sources"):
        event[role] = [{"q": quote} for quote in getattr(example, role) or ()]
    return event


def _constructed(tools: Tools) -> Iterator[LabelledReading]:
    """Sentences without events, and sentences that name the trigger of a rare type."""
    for number, text in enumerate(_lines("out_of_scope.txt")):
        yield _labelled(f"{CONSTRUCTED}{number}", {"text": text}, tools)
    for number, line in enumerate(_lines("more_mentions.tsv")):
        name, trigger, text = line.split("\t")
        labelled = _labelled(f"{CONSTRUCTED}{name}:{number}", {"text": text}, tools)
        found = mentions_of(text, [{"type": name, "mentions": [{"q": trigger}]}])
        yield replace(labelled, mentions=[replace(each, whole=False) for each in found])


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
