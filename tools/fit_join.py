"""Fit the pair model that joins mentions into happenings; writes pair_weights.json.

    python tools/fit_join.py --data ../shared/train [--engines rules both] [--limit N]

Reads annotated reports (docs/*.json, ann/*.json), lets each engine propose mentions,
and takes each pair of proposals that overlap annotated mentions as an example: one
happening or two. Logistic regression with ridge, deterministic. A fifth of the reports,
chosen by hash of the id, picks the threshold and is scored.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from dateline.annotate.reading import annotate
from dateline.codebook.files import DATA
from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import load_traits
from dateline.extract.join import cluster
from dateline.extract.pair_features import features
from dateline.extract.pairs import Described, kin_between, kinships, relations
from dateline.extract.profile import profile_of
from dateline.ingest import report_of_text
from dateline.model import Proposal, Reading
from dateline.pipeline import Tools, load_tools

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from reference import GOLD_TOOL, load_scorer

RIDGE = 8.0
SEEN = 8  # pairs that must show a feature for it to be weighed
CLOSE = 0.01  # pair F within which two thresholds are alike
THRESHOLDS = [round(0.2 + 0.05 * step, 2) for step in range(13)]

Labelled = tuple[list[Described], list[int | None]]  # proposals, and the event each names
Reports = dict[str, list[Labelled]]  # one entry for each engine


def main() -> None:
    arguments = _arguments()
    tools = [load_tools(engine) for engine in arguments.engines]
    write_weights(dict(_labelled(arguments, tools)))


def write_weights(reports: Reports) -> None:
    """Fit on four fifths of the reports, find the threshold on the rest, write both down."""
    fit = [each for key, value in reports.items() if not _is_tuning(key) for each in value]
    tune = [each for key, value in reports.items() if _is_tuning(key) for each in value]
    weights = _fit(fit)
    scored = {t: _pair_f(tune, PairWeights(weights, t)) for t in THRESHOLDS}
    top = max(scored.values())
    best = max(t for t, score in scored.items() if score >= top - CLOSE)  # doubt keeps apart
    print(f"{len(fit)} readings to fit, {len(tune)} to tune; pair F by threshold: {scored}")
    found = {
        "fitted_on": {
            "reports": sum(not _is_tuning(key) for key in reports),
            "fingerprint": _fingerprint(reports),
            "tuning_pair_f": round(scored[best], 3),
        },
        "threshold": best,
        "weights": weights,
    }
    target = Path(str(DATA / "pair_weights.json"))
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold-tool", type=Path, help="default: DATA/../gold/gold_tool.py")
    parser.add_argument("--engines", nargs="+", default=["rules", "both"], help="who proposes")
    parser.add_argument("--limit", type=int)
    return parser.parse_args()


def _labelled(
    arguments: argparse.Namespace, tools: Sequence[Tools]
) -> Iterator[tuple[str, list[Labelled]]]:
    gold_tool = load_scorer(arguments.gold_tool or arguments.data.parent / GOLD_TOOL)
    docs = gold_tool.read_docs(arguments.data / "docs")
    gold = gold_tool.read_ann(arguments.data / "ann", docs, [])
    for key in sorted(gold)[: arguments.limit]:
        yield key, list(_label(docs[key], gold[key], tools))


def _label(doc: Any, events: list[Any], tools: Sequence[Tools]) -> Iterator[Labelled]:
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    report = report_of_text(
        doc["text"], id=doc["doc_id"], title=doc.get("title"), published=published
    )
    reading = annotate(report, tools[0].parser, tools[0].words)
    for each in tools:
        yield label(reading, each.reader.propose(reading), events)


def label(reading: Reading, proposals: Sequence[Proposal], events: list[Any]) -> Labelled:
    """The proposals of one engine with the number of the annotated event each names."""
    described = [(proposal, profile_of(reading, proposal)) for proposal in proposals]
    return described, [_event_of(proposal.trigger, events) for proposal in proposals]


def _event_of(trigger: Any, events: list[Any]) -> int | None:
    for number, event in enumerate(events):
        if any(start < trigger.end and trigger.start < end for start, end in event["mentions"]):
            return number
    return None


def _pairs(described: list[Described], events: list[int | None]) -> Iterator[tuple[list[str], int]]:
    kin = kinships(described, load_traits())
    related = relations(kin, len(described))
    for (i, j), kinship in kin.items():
        if events[i] is not None and events[j] is not None:
            shown = features(described[i], described[j], kin_between(related, i, j), kinship)
            yield list(shown), int(events[i] == events[j])


def _fit(reports: list[Labelled]) -> dict[str, float]:
    """Weights by name, rounded as they are written down."""
    examples = [pair for described, events in reports for pair in _pairs(described, events)]
    seen = Counter(name for found, _ in examples for name in found)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    y = np.array([label for _, label in examples], dtype=float)
    for row, (found, _) in enumerate(examples):
        for name in found:
            if name in column:
                x[row, column[name]] = 1.0

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + RIDGE / 2 * w @ w)
        return value, x.T @ (p - y) + RIDGE * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    print(f"{len(examples)} pairs, {int(y.sum())} of one happening, {len(names)} features")
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def _pair_f(reports: list[Labelled], weights: PairWeights) -> float:
    """F of "these two mentions are one happening" after clustering, over labelled mentions."""
    hits = said = true = 0
    for described, events in reports:
        label = {id(entry): event for entry, event in zip(described, events, strict=True)}
        groups = cluster(described, load_traits(), weights)
        group_of = {id(entry): at for at, group in enumerate(groups) for entry in group}
        known = [entry for entry in described if label[id(entry)] is not None]
        for i, left in enumerate(known):
            for right in known[i + 1 :]:
                together = group_of[id(left)] == group_of[id(right)]
                one = label[id(left)] == label[id(right)]
                hits, said, true = hits + (together and one), said + together, true + one
    return round(2 * hits / (said + true), 4) if said + true else 0.0


def _is_tuning(key: str) -> bool:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def _fingerprint(reports: Reports) -> str:
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
