"""Fit the model that says whose words an event is told in; writes source_weights.json.

    python tools/fit_sources.py --data ../shared/train [--limit N]

Reads annotated reports (docs/*.json, ann/*.json). Each annotated event with each speaker of its
report is an example: its source or not. Logistic regression with ridge, deterministic. A fifth
of the reports, chosen by hash of the id, picks the threshold and is scored.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from dateline.annotate.reading import annotate
from dateline.attribute import find_attributions
from dateline.attribute.choosing import choose_sources
from dateline.attribute.source_features import Telling, features
from dateline.attribute.speakers import find_speakers
from dateline.codebook.files import DATA
from dateline.codebook.source_weights import SourceWeights
from dateline.ingest import report_of_text
from dateline.model import Reading, Span
from dateline.pipeline import Tools, load_tools

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from reference import GOLD_TOOL, load_scorer

RIDGE = 4.0
SEEN = 8  # examples that must show a feature for it to be weighed
THRESHOLDS = [round(0.3 + 0.05 * step, 2) for step in range(6)]

Told = tuple[Telling, list[Span]]  # an event, and the words annotated as its sources
Reports = dict[str, list[Told]]


def main() -> None:
    """Fit on four fifths of the reports, find the threshold on the rest, write both down."""
    arguments = _arguments()
    reports = dict(_read(arguments, load_tools("rules")))
    fit = [each for key, told in reports.items() if not _is_tuning(key) for each in told]
    tune = [each for key, told in reports.items() if _is_tuning(key) for each in told]
    weights = _fit(fit)
    scored = {t: _f(tune, SourceWeights(weights, t)) for t in THRESHOLDS}
    best = max(scored, key=lambda t: (scored[t], t))
    print(f"{len(fit)} events to fit, {len(tune)} to tune; F by threshold: {scored}")
    found = {
        "fitted_on": {
            "reports": sum(not _is_tuning(key) for key in reports),
            "fingerprint": hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()[:16],
            "tuning_f": scored[best],
        },
        "threshold": best,
        "weights": weights,
    }
    target = Path(str(DATA / "source_weights.json"))
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold-tool", type=Path, help="default: DATA/../gold/gold_tool.py")
    parser.add_argument("--limit", type=int)
    return parser.parse_args()


def _read(arguments: argparse.Namespace, tools: Tools) -> Iterator[tuple[str, list[Told]]]:
    gold_tool = load_scorer(arguments.gold_tool or arguments.data.parent / GOLD_TOOL)
    docs = gold_tool.read_docs(arguments.data / "docs")
    gold = gold_tool.read_ann(arguments.data / "ann", docs, [])
    for key in sorted(gold)[: arguments.limit]:
        doc = docs[key]
        day = date.fromisoformat(doc["published"]) if doc.get("published") else None
        report = report_of_text(doc["text"], id=key, title=doc.get("title"), published=day)
        reading = annotate(report, tools.parser, tools.words)
        yield key, list(told_events(reading, gold[key], tools))


def told_events(reading: Reading, events: list[Any], tools: Tools) -> Iterator[Told]:
    """Each annotated event of a report with the spans annotated as its sources."""
    speakers = find_speakers(reading, find_attributions(reading, tools.cues), tools.cues)
    for event in events:
        spans = sorted(Span(*mention) for mention in event["mentions"])
        triggers = tuple(span for span in spans if reading.tokens_in(span))
        doers = tuple(Span(*span) for span, _ in event["agent"])
        if triggers:
            telling = Telling(triggers, speakers, reading, tools.cues, doers)
            yield telling, [Span(*span) for span in event["sources"]]


def _examples(told: list[Told]) -> Iterator[tuple[list[str], bool]]:
    for telling, sources in told:
        for at, speaker in enumerate(telling.speakers):
            named = any(span.overlaps(source) for span in speaker.spans for source in sources)
            yield list(features(at, telling)), named


def _fit(told: list[Told]) -> dict[str, float]:
    """Weights by name, rounded as they are written down."""
    examples = list(_examples(told))
    seen = Counter(name for found, _ in examples for name in found)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    y = np.array([label for _, label in examples], dtype=float)
    for row, (found, _) in enumerate(examples):
        x[row, [column[name] for name in found if name in column]] = 1.0

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        value = float(np.sum(np.logaddexp(0, z) - y * z) + RIDGE / 2 * w @ w)
        return value, x.T @ (1 / (1 + np.exp(-z)) - y) + RIDGE * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    print(f"{len(examples)} speakers, {int(y.sum())} of them sources, {len(names)} features")
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def _f(told: list[Told], weights: SourceWeights) -> float:
    """F of the sources chosen: words that overlap the annotated ones, one to one."""
    hits = said = true = 0
    for telling, sources in told:
        left = [source.span for source in choose_sources(telling, weights)]
        said, true = said + len(left), true + len(sources)
        for source in sources:
            match = next((span for span in left if span.overlaps(source)), None)
            if match is not None:
                left.remove(match)
                hits += 1
    return round(2 * hits / (said + true), 3) if said + true else 0.0


def _is_tuning(key: str) -> bool:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


if __name__ == "__main__":
    main()
