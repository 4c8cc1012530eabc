"""Fit the model that says how sure an event and its fields are; writes confidence_weights.json.

    python tools/fit_confidence.py --data ../shared/train [--limit N]

Reads annotated reports (docs/*.json, ann/*.json) of the fifth that the network did not learn
from, chosen by hash of the id, and codes them by every engine. An event is right if the scorer
pairs it with an annotated one of its type; a field of a right event is right if all that is
annotated is given and nothing else. Logistic regression with ridge, deterministic; the
reliability it prints and writes down is of reports held out.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from dateline.annotate.reading import annotate
from dateline.codebook.files import DATA
from dateline.export.event_json import event_json
from dateline.ingest import report_of_text
from dateline.model import CONFIDENT_OF
from dateline.pipeline import ENGINES, Course, Tools, follow_proposals, load_tools
from dateline.score.features import features_of
from dateline.score.weigh import model_of

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from field_truth import truths
from reference import GOLD_TOOL, load_scorer
from reliability import Judged, brier, calibration_error

RIDGE = 6.0
SEEN = 12  # examples that must show a feature for it to be weighed
FOLDS = 8
MODELS = (*(model_of("event", engine) for engine in ENGINES), *CONFIDENT_OF)

Weights = dict[str, dict[str, float]]


class Example(NamedTuple):
    """An event or a field of one, and whether people have it alike."""

    report: str
    engine: str
    field: str
    features: tuple[str, ...]
    right: bool


def main() -> None:
    arguments = _arguments()
    gold_tool = load_scorer(arguments.gold_tool or arguments.data.parent / GOLD_TOOL)
    docs = gold_tool.read_docs(arguments.data / "docs")
    gold = gold_tool.read_ann(arguments.data / "ann", docs, [])
    keys = [key for key in sorted(gold) if _hash(key, "sha256") % 5 == 0][: arguments.limit]
    tools = [load_tools(engine) for engine in ENGINES]
    examples = [
        example
        for key in keys
        for course, each in courses(docs[key], tools)
        for example in examples_of(course, gold[key], each, gold_tool)
    ]
    write_weights(examples)


def courses(doc: Any, tools: Sequence[Tools]) -> Iterator[tuple[Course, Tools]]:
    """What each engine makes of a report, which is parsed once."""
    day = date.fromisoformat(doc["published"]) if doc.get("published") else None
    report = report_of_text(doc["text"], id=doc["doc_id"], title=doc.get("title"), published=day)
    reading = annotate(report, tools[0].parser, tools[0].words)
    for each in tools:
        yield follow_proposals(reading, each.reader.propose(reading), each), each


def write_weights(examples: Sequence[Example]) -> None:
    """Fit on all examples, judge by cross-validation, write both down."""
    found = {
        "fitted_on": {
            "reports": len({each.report for each in examples}),
            "fingerprint": _fingerprint(examples),
            "examples": dict(sorted(Counter(map(_model, examples)).items())),
            "held_out": figures(held_out(examples)),
        },
        "weights": fit(examples),
    }
    print(json.dumps(found["fitted_on"], indent=1))
    target = Path(str(DATA / "confidence_weights.json"))
    target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def examples_of(
    course: Course, annotated: list[Any], tools: Tools, gold_tool: Any
) -> Iterator[Example]:
    """The event and the fields of each event of a report, with whether they are right."""
    rows = [event_json(event, tools.made_by) for event in course.events]
    for at, field, right in truths(rows, annotated, course.reading.report.text, gold_tool):
        case = course.cases[at]
        features = features_of(case, field)
        yield Example(case.event.report.id, case.engine, field, features, right)


def fit(examples: Sequence[Example]) -> Weights:
    """The weights of each model, rounded as they are written down."""
    return {model: _fit([e for e in examples if _model(e) == model]) for model in MODELS}


def _model(example: Example) -> str:
    return model_of(example.field, example.engine)


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    seen = Counter(name for example in examples for name in example.features)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        x[row, [column[name] for name in example.features if name in column]] = 1.0
    y = np.array([example.right for example in examples], dtype=float)

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + RIDGE / 2 * w @ w)
        return value, x.T @ (p - y) + RIDGE * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}


def held_out(examples: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example with its score by weights that did not see its report."""
    folds = [_hash(example.report, "md5") % FOLDS for example in examples]
    found: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        weights = fit([e for e, at in zip(examples, folds, strict=True) if at != fold])
        here = (e for e, at in zip(examples, folds, strict=True) if at == fold)
        found += [(example, score_of(example, weights)) for example in here]
    return found


def score_of(example: Example, weights: Weights) -> float:
    """How sure an example is."""
    total = sum(weights[_model(example)].get(name, 0.0) for name in example.features)
    return float(1 / (1 + np.exp(-total)))


def figures(scored: Sequence[tuple[Example, float]]) -> dict[str, dict[str, dict[str, float]]]:
    """For each engine and field: share right, calibration error and Brier score."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for engine in ENGINES:
        for field in ("event", *CONFIDENT_OF):
            judged = [
                Judged(score, example.right)
                for example, score in scored
                if (example.engine, example.field) == (engine, field)
            ]
            if judged:
                found.setdefault(engine, {})[field] = {
                    "examples": len(judged),
                    "right": round(sum(each.right for each in judged) / len(judged), 3),
                    "calibration_error": round(calibration_error(judged), 3),
                    "brier": round(brier(judged), 3),
                }
    return found


def _hash(key: str, name: str) -> int:
    return int(hashlib.new(name, key.encode()).hexdigest(), 16)


def _fingerprint(examples: Sequence[Example]) -> str:
    keys = sorted({example.report for example in examples})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold-tool", type=Path, help="default: DATA/../gold/gold_tool.py")
    parser.add_argument("--limit", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
