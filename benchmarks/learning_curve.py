"""How the trained reader gains from more reports, from a deeper encoder and from features.

    python benchmarks/learning_curve.py --data ../shared/train --gold ../shared/gold \\
        --base CHECKPOINT --epochs 4

Each point trains anew (needs `dateline[train]`), sets thresholds on the fifth of the reports that
is never trained on, and is scored there and on the gold reports by events of equal type.
Points are added to learning_curve.csv as they are ready.
"""

import argparse
import csv
import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dateline.extract import RulesReader
from dateline.extract.both import BothReader
from dateline.extract.reader import Scanned
from dateline.extract.trained import TrainedReader
from dateline.extract.trained_features import ELSEWHERE
from dateline.pipeline import Tools, load_tools
from dateline.training.export import export_weights
from dateline.training.fit import Recipe
from dateline.training.fitting import Weights, fit_weights
from dateline.training.labels import LabelledReading
from dateline.training.readings import (
    CODEBOOK,
    CONSTRUCTED,
    annotated_readings,
    is_tuning,
    own_readings,
)
from dateline.training.tuning import Known, tune_thresholds, type_agreement

OWN = (CODEBOOK, CONSTRUCTED)
TARGET = Path(__file__).parent / "learning_curve.csv"
COLUMNS = (
    "date", "point", "reports", "epochs", "tuning_trained", "tuning_both",
    "gold_trained", "gold_both",
)  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One training: a share of the reports, with or without features."""

    name: str
    share: float = 1.0
    features: bool = True


POINTS = (
    Point("a quarter of the reports", 0.25),
    Point("half of the reports", 0.5),
    Point("all reports"),
    Point("half of the reports, no features", 0.5, features=False),
)


def main() -> None:
    arguments = _arguments()
    tools = load_tools("rules")
    labelled, gold = _readings(arguments, tools)
    for point in POINTS if arguments.points is None else [POINTS[i] for i in arguments.points]:
        row = _measure(point, labelled, gold, tools.rules, arguments)
        _remember(row)
        print(row, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="annotated reports")
    parser.add_argument("--gold", type=Path, required=True, help="reports that decide")
    parser.add_argument("--base", type=Path, required=True, help="checkpoint to start from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--points", type=int, nargs="*", help="numbers of points, from 0")
    return parser.parse_args()


def _readings(
    arguments: argparse.Namespace, tools: Tools
) -> tuple[list[LabelledReading], list[LabelledReading]]:
    docs, ann = arguments.data / "docs", arguments.data / "ann"
    labelled = [*annotated_readings(docs, ann, tools), *own_readings(tools)]
    docs, ann = arguments.gold / "docs" / "dev", arguments.gold / "ann" / "dev"
    return labelled, list(annotated_readings(docs, ann, tools))


def _measure(
    point: Point,
    labelled: Sequence[LabelledReading],
    gold: Sequence[LabelledReading],
    rules: RulesReader,
    arguments: argparse.Namespace,
) -> dict[str, object]:
    """Train one point and score it on the reports set aside and on the gold reports."""
    shown = [each for each in labelled if _is_shown(each.reading.report.id, point.share)]
    tuning = [each for each in labelled if is_tuning(each.reading.report.id)]
    recipe = Recipe(epochs=arguments.epochs)
    if point.features:
        weights = fit_weights(shown, arguments.base, recipe, print)
    else:
        weights = fit_weights([_plain(each) for each in shown], arguments.base, recipe, print)
        _blind(weights)
    with tempfile.TemporaryDirectory() as folder:
        export_weights(arguments.base, weights, Path(folder), "curve")
        tune_thresholds(tuning, rules, Path(folder), print)
        reader = TrainedReader.load(Path(folder))
        scores = {
            f"{name}_{engine}": round(type_agreement(coder, group).f, 3)
            for name, group in (("tuning", tuning), ("gold", gold))
            for engine, coder in (
                ("trained", reader),
                ("both", BothReader(Known(group, rules), reader)),
            )
        }
    reports = sum(not each.reading.report.id.startswith(OWN) for each in shown)
    today = date.today().isoformat()
    return {"date": today, "point": point.name, "reports": reports, "epochs": arguments.epochs,
            **scores}  # fmt: skip


def _is_shown(key: str, share: float) -> bool:
    """Our own sentences always; of the reports that are trained on the first by hash."""
    if key.startswith(OWN):
        return True
    rank = int(hashlib.sha256(f"curve {key}".encode()).hexdigest(), 16) % 1000
    return not is_tuning(key) and rank < 1000 * share


def _plain(labelled: LabelledReading) -> LabelledReading:
    """Without mentions, parse and what the rules propose: words and their shape alone."""
    reading = labelled.reading
    tokens = tuple(replace(token, pos="", dep="", head=token.i) for token in reading.tokens)
    plain = replace(reading, tokens=tokens, mentions=())
    return replace(labelled, reading=plain, scanned=Scanned((), frozenset()))


def _blind(weights: Weights) -> None:
    """Let all values of a feature count as the one that `_plain` readings have."""
    seen = {"encoder": {0: 0, 1: 0, 3: 0, 4: 0, 5: 0}, "roles": {0: ELSEWHERE, 1: 0, 2: 0}}
    for part, columns in seen.items():
        for column, value in columns.items():
            table = weights.tensors[f"{part}.features.{column}.weight"]
            table[:] = table[value].clone()


def _remember(row: dict[str, object]) -> None:
    fresh = not TARGET.exists()
    with TARGET.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if fresh:
            writer.writeheader()
        writer.writerow(row)


if __name__ == "__main__":
    main()
