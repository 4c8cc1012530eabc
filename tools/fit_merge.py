"""Fit the model that tells accounts of one happening; writes codebook/data/merge_weights.json.

    python tools/fit_merge.py --shared ../shared --coded FOLDER [--engine both]

FOLDER keeps the coded events from run to run. Examples are pairs of events that
share a key and that no veto bars. Those of UCDP GED headlines (dev weeks), where two reports of one
GED event belong together, give the weights for dated reports; those of ECB+ training topics, where
two events of one chain do and no report is dated, the weights for undated ones. Of a
pair of headlines only the likeliest pair of events counts as an example of "same", since
a headline often tells two happenings; that is found by fitting three times. Logistic
regression with ridge, deterministic. Headlines of further GED events stand beside them, of
which each is alone in its incident: they show what tells two happenings of one day apart. As
they make "same" rarer than it is, the bias is set back by as much. The thresholds come from
predictions on weeks of headlines that were held out (five folds by hash).
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.codebook.files import DATA
from dateline.codebook.merging import Merging, load_merging
from dateline.codebook.traits import load_traits
from dateline.merge.cluster import cluster
from dateline.merge.findings import ANCHORS, Setting, findings
from dateline.merge.judge import BIAS, Judgement
from dateline.merge.merging import prepare
from dateline.merge.vetoes import veto
from fitting import logistic
from merge_scores import b_cubed, pair_scores
from merge_sets import FOLDS, Coded, ecb, ged, ged_singles, together

RIDGE = 4.0
SEEN = 8  # pairs that must show a finding for it to be weighed
ROUNDS = 3
UNANCHORED = 0.19  # below any threshold tried: such pairs are never joined
THRESHOLDS = [round(0.2 + 0.025 * step, 3) for step in range(25)]
UNSURE = 0.25  # from this share of pairs of one happening on, a person should look
BAND = 0.1
LOWER = [round(0.05 * step, 2) for step in range(1, 12)]
PRECISION = 0.85  # of joined pairs, held out, so many are right


@dataclass(frozen=True)
class Example:
    """A pair of events: what was found about it, and whether people put it together."""

    left: str
    right: str
    reports: tuple[str, str]
    names: tuple[str, ...]
    same: bool
    by_report: bool  # people put the reports together, not these two events
    fold: int


@dataclass(frozen=True)
class Sample:
    """A set with its examples, and which pairs a veto bars."""

    coded: Coded
    examples: list[Example]
    barred: list[tuple[str, str]]
    reports: Mapping[str, str]


def main() -> None:
    arguments = _arguments()
    base = load_merging()
    where = arguments.shared, arguments.coded, arguments.engine
    headlines, topics = sample(ged(*where), base), sample(ecb(*where, "train"), base)
    singles = ged_singles(*where, headlines.coded)
    beside = _beside(headlines.coded, singles, base)
    held_out = dict(_held_out(headlines.examples, beside))
    same = _threshold(headlines, held_out)
    different = _lower(headlines, held_out, same)
    tables = [fit(headlines.examples, beside), fit(topics.examples)]
    numbers = {
        **{one.coded.name: _numbers(one.coded, one.examples) for one in (headlines, topics)},
        singles.name: _numbers(singles, beside),
    }
    _write(tables, same, different, numbers)


def sample(coded: Coded, base: Merging) -> Sample:
    """Pairs that blocking brings together, sorted into examples and barred pairs."""
    prepared = prepare(coded.events, base, load_traits())
    examples, barred = [], []
    for left, right in prepared.pairs:
        one, other = prepared.profiles[left], prepared.profiles[right]
        if veto(one, other, prepared.setting):
            barred.append((left, right))
        elif left in coded.incident and right in coded.incident:
            examples.append(_example(coded, prepared.setting, one, other))
    reports = {each.id: each.doc_id for each in coded.events}
    return Sample(coded, examples, barred, reports)


def _beside(coded: Coded, singles: Coded, base: Merging) -> list[Example]:
    """Pairs of which at least one report is a single."""
    every = sample(together(coded, singles), base).examples
    return [each for each in every if {each.left, each.right} & singles.incident.keys()]


def _example(coded: Coded, setting: Setting, one: Any, other: Any) -> Example:
    names = tuple(found.name for found in findings(one, other, setting))
    first, second = sorted((one.event.doc_id, other.event.doc_id))
    same = coded.incident[one.id] == coded.incident[other.id]
    fold = coded.fold(one.id)
    return Example(one.id, other.id, (first, second), names, same, coded.by_report, fold)


def _held_out(
    examples: Sequence[Example], beside: Sequence[Example]
) -> Iterator[tuple[tuple[str, str], float]]:
    for fold in range(FOLDS):
        shown = [[each for each in part if each.fold != fold] for part in (examples, beside)]
        weights = fit(*shown)
        for each in examples:
            if each.fold == fold:
                yield (each.left, each.right), _score(each, weights)


def fit(own: Sequence[Example], beside: Sequence[Example] = ()) -> dict[str, float]:
    """Weights by name. Of what two reports share, only the likeliest pair of events is "same".

    `beside` are pairs that are never "same"; the bias is set back to how often `own` are.
    """
    examples = [*own, *beside]
    chosen = examples
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        weights = _regress(chosen)
        best: dict[tuple[str, str], float] = defaultdict(float)
        for each in examples:
            best[each.reports] = max(best[each.reports], _score(each, weights))
        chosen = [
            each
            for each in examples
            if not (each.same and each.by_report)
            or _score(each, weights) >= best[each.reports] - 1e-9
        ]
    apart = sum(not each.same for each in own)
    rarer = math.log((apart + len(beside)) / apart)
    return {**weights, BIAS: round(weights[BIAS] + rarer, 2)}


def _score(example: Example, weights: Mapping[str, float]) -> float:
    total = weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) for name in example.names)
    score = float(round(1 / (1 + np.exp(-total)), 4))
    return score if ANCHORS & set(example.names) else min(score, UNANCHORED)


def _regress(examples: Sequence[Example]) -> dict[str, float]:
    labelled = [(each.names, each.same) for each in examples]
    return logistic(labelled, ridge=RIDGE, seen=SEEN, digits=2, bias=BIAS)


def _threshold(one: Sample, scores: Mapping[tuple[str, str], float]) -> float:
    """Of the thresholds with enough precision, held out, the one with the best B-cubed F."""
    best, chosen = -1.0, THRESHOLDS[-1]
    for least in THRESHOLDS:
        b3, pairs = measure(one, scores, least)
        print(f"  at {least}: B3 {b3[2]:.3f} (P {b3[0]:.3f} R {b3[1]:.3f}), pairs P {pairs[0]:.3f}"
              f" R {pairs[1]:.3f}")  # fmt: skip
        if round(pairs[0], 2) >= PRECISION and b3[2] > best:
            best, chosen = b3[2], least
    return chosen


def measure(
    one: Sample, scores: Mapping[tuple[str, str], float], least: float
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """B-cubed and pair scores after clustering over reports at a threshold."""
    judged = [Judgement(a, b, "unsure", scores[a, b], ()) for a, b in scores if a in one.reports]
    judged += [Judgement(a, b, "different", 0.0, (), barred=True) for a, b in one.barred]
    groups = cluster(one.reports, judged, least, lambda *_: False)
    docs = [{one.reports[id] for id in group.members} for group in groups]
    gold = {one.reports[id]: incident for id, incident in one.coded.incident.items()}
    return b_cubed(gold, docs), pair_scores(gold, docs)


def _lower(one: Sample, scores: Mapping[tuple[str, str], float], same: float) -> float:
    """The lowest score at which, held out, one pair in four or more is of one happening."""
    pairs = [(scores[e.left, e.right], e.same) for e in one.examples]
    for least in (step for step in LOWER if step < same):
        band = [is_same for score, is_same in pairs if least <= score < least + BAND]
        if band and sum(band) / len(band) >= UNSURE:
            return least
    return same


def _numbers(coded: Coded, examples: Sequence[Example]) -> dict[str, int]:
    return {
        "events": len(coded.events),
        "pairs": len(examples),
        "same": sum(each.same for each in examples),
    }


def _write(
    tables: Sequence[Mapping[str, float]],
    same: float,
    different: float,
    numbers: Mapping[str, Mapping[str, int]],
) -> None:
    found = {
        "fitted_on": numbers,
        "same": same,
        "different": different,
        "dated": tables[0],
        "undated": tables[1],
    }
    target = Path(str(DATA / "merge_weights.json"))
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"same from {same}, different below {different}; {sum(map(len, tables))} weights")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--coded", type=Path, required=True, help="where coded events are kept")
    parser.add_argument("--engine", default="both")
    return parser.parse_args()


if __name__ == "__main__":
    main()
