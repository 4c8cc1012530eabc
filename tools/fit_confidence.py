"""Fit the model that says how sure an event and its fields are; writes confidence_weights.json.

    python tools/fit_confidence.py --data ../shared/train [--limit N]

Reads annotated reports (docs/*.json, ann/*.json) of the fifth that the network did not learn
from, chosen by hash of the id, and codes them by every engine. An event is right if the scorer
pairs it with an annotated one of its type; a field of a right event is right if all that is
annotated is given and nothing else. Logistic regression with ridge, deterministic; the
reliability it prints and writes down is of reports held out.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dateline.annotate.reading import annotate
from dateline.codebook.files import DATA
from dateline.export.event_json import event_json
from dateline.model import CONFIDENT_OF, Report
from dateline.pipeline import ENGINES, Course, Tools, follow_proposals, load_tools
from dateline.score.features import features_of
from dateline.score.weigh import model_of
from dateline.training.readings import is_tuning

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from field_truth import truths
from fitting import argument_parser, fingerprint, fold_of, logistic, read_annotated, scorer_of
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
    arguments = argument_parser(__doc__).parse_args()
    gold_tool = scorer_of(arguments)
    tools = [load_tools(engine) for engine in ENGINES]
    unseen = (each for each in read_annotated(arguments) if is_tuning(each.key))
    examples = [
        example
        for each in islice(unseen, arguments.limit)
        for course, by in courses(each.report, tools)
        for example in examples_of(course, each.events, by, gold_tool)
    ]
    write_weights(examples)


def courses(report: Report, tools: Sequence[Tools]) -> Iterator[tuple[Course, Tools]]:
    """What each engine makes of a report, which is parsed once."""
    reading = annotate(report, tools[0].parser, tools[0].words)
    for each in tools:
        yield follow_proposals(reading, each.reader.propose(reading), each), each


def write_weights(examples: Sequence[Example]) -> None:
    """Fit on all examples, judge by cross-validation, write both down."""
    found = {
        "fitted_on": {
            "reports": len({each.report for each in examples}),
            "fingerprint": fingerprint(each.report for each in examples),
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
    labelled = [(example.features, example.right) for example in examples]
    return logistic(labelled, ridge=RIDGE, seen=SEEN, digits=2)


def held_out(examples: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example with its score by weights that did not see its report."""
    folds = [fold_of(example.report, FOLDS) for example in examples]
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


if __name__ == "__main__":
    main()
