"""Fit the pair model that joins mentions into happenings; writes pair_weights.json.

    python tools/fit_join.py --data ../shared/train [--engines rules both] [--limit N]

Reads annotated reports (docs/*.json, ann/*.json), lets each engine propose mentions,
and takes each pair of proposals that overlap annotated mentions as an example: one
happening or two. Logistic regression with ridge, deterministic. A fifth of the reports,
chosen by hash of the id, picks the threshold and is scored.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.annotate.reading import annotate
from dateline.codebook.files import DATA
from dateline.codebook.pair_weights import PairWeights
from dateline.codebook.traits import load_traits
from dateline.extract.join import cluster
from dateline.extract.pair_features import features
from dateline.extract.pairs import Described, kin_between, kinships, relations
from dateline.extract.profile import profile_of
from dateline.model import Proposal, Reading, Report
from dateline.pipeline import Tools, load_tools
from dateline.training.readings import is_tuning
from fitting import argument_parser, fingerprint, logistic, read_annotated

RIDGE = 8.0
SEEN = 8  # pairs that must show a feature for it to be weighed
CLOSE = 0.001  # pair F within which two thresholds are alike
THRESHOLDS = [round(0.2 + 0.05 * step, 2) for step in range(13)]

Labelled = tuple[list[Described], list[int | None]]  # proposals, and the event each names
Reports = dict[str, list[Labelled]]  # one entry for each engine


def main() -> None:
    parser = argument_parser(__doc__)
    parser.add_argument("--engines", nargs="+", default=["rules", "both"], help="who proposes")
    arguments = parser.parse_args()
    tools = [load_tools(engine) for engine in arguments.engines]
    write_weights(dict(_labelled(arguments, tools)), arguments.engines)


def write_weights(reports: Reports, engines: Sequence[str]) -> None:
    """Fit on four fifths of the reports, find each engine's threshold on the rest, write both.

    `trained` finds mentions as `both` does, and has its threshold.
    """
    fit = [each for key, value in reports.items() if not is_tuning(key) for each in value]
    tune = [value for key, value in reports.items() if is_tuning(key)]
    weights = _fit(fit)
    print(f"{len(fit)} readings to fit, {len(tune)} reports to tune")
    found_at = {
        engine: _threshold(engine, [value[at] for value in tune], weights)
        for at, engine in enumerate(engines)
    }
    thresholds = {engine: best for engine, (best, _) in found_at.items()}
    if "both" in thresholds:
        thresholds.setdefault("trained", thresholds["both"])
    found = {
        "fitted_on": {
            "reports": sum(not is_tuning(key) for key in reports),
            "fingerprint": fingerprint(reports),
            "tuning_pair_f": {name: round(score, 3) for name, (_, score) in found_at.items()},
        },
        "thresholds": thresholds,
        "weights": weights,
    }
    target = Path(str(DATA / "pair_weights.json"))
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _threshold(
    engine: str, reports: list[Labelled], weights: dict[str, float]
) -> tuple[float, float]:
    """The threshold that joins an engine's mentions best, and its pair F."""
    scored = {t: _pair_f(reports, PairWeights(weights, t)) for t in THRESHOLDS}
    top = max(scored.values())
    best = max(t for t, score in scored.items() if score >= top - CLOSE)  # doubt keeps apart
    print(f"{engine}: pair F by threshold: {scored}")
    return best, scored[best]


def _labelled(
    arguments: argparse.Namespace, tools: Sequence[Tools]
) -> Iterator[tuple[str, list[Labelled]]]:
    for each in islice(read_annotated(arguments), arguments.limit):
        yield each.key, list(_label(each.report, each.events, tools))


def _label(report: Report, events: list[Any], tools: Sequence[Tools]) -> Iterator[Labelled]:
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


def _pairs(
    described: list[Described], events: list[int | None]
) -> Iterator[tuple[list[str], bool]]:
    kin = kinships(described, load_traits())
    related = relations(kin, len(described))
    for (i, j), kinship in kin.items():
        if events[i] is not None and events[j] is not None:
            shown = features(described[i], described[j], kin_between(related, i, j), kinship)
            yield list(shown), events[i] == events[j]


def _fit(reports: list[Labelled]) -> dict[str, float]:
    """Weights by name, rounded as they are written down."""
    examples = [pair for described, events in reports for pair in _pairs(described, events)]
    weights = logistic(examples, ridge=RIDGE, seen=SEEN, digits=3)
    one = sum(same for _, same in examples)
    print(f"{len(examples)} pairs, {one} of one happening, {len(weights)} features")
    return weights


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


if __name__ == "__main__":
    main()
