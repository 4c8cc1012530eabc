"""What the tools that fit weights share: annotated reports, the regression, their fingerprint."""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.model import Report

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from coding import report_of
from reference import GOLD_TOOL, load_scorer

Labelled = tuple[Iterable[str], bool]  # the features of an example, and whether it is right


class Annotated(NamedTuple):
    """A report and the events people annotated in it, as the scorer reads them."""

    key: str
    report: Report
    events: list[Any]


def argument_parser(description: str | None) -> argparse.ArgumentParser:
    """The options of a tool that reads annotated reports."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold-tool", type=Path, help="default: DATA/../gold/gold_tool.py")
    parser.add_argument("--limit", type=int)
    return parser


def scorer_of(arguments: argparse.Namespace) -> Any:
    """The scorer of the annotated reports."""
    return load_scorer(arguments.gold_tool or arguments.data.parent / GOLD_TOOL)


def read_annotated(arguments: argparse.Namespace) -> Iterator[Annotated]:
    """Every annotated report, in the order of the ids."""
    scorer = scorer_of(arguments)
    docs = scorer.read_docs(arguments.data / "docs")
    gold = scorer.read_ann(arguments.data / "ann", docs, [])
    for key in sorted(gold):
        yield Annotated(key, report_of({**docs[key], "id": key}), gold[key])


def logistic(
    examples: Sequence[Labelled], *, ridge: float, seen: int, digits: int, bias: str | None = None
) -> dict[str, float]:
    """Weights by name, rounded as they are written down; logistic regression with ridge.

    A feature that fewer than `seen` examples show is not weighed. `bias` names a weight that
    every example has and that is not held down.
    """
    shown = [frozenset(features) for features, _ in examples]
    times = Counter(name for features in shown for name in features)
    names = [*([bias] if bias else []), *sorted(n for n, count in times.items() if count >= seen)]
    column = {name: at for at, name in enumerate(names)}
    cells = [
        (row, column[name])
        for row, features in enumerate(shown)
        for name in sorted(features | ({bias} if bias else set()))
        if name in column
    ]
    rows, columns = zip(*cells, strict=True)
    x = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(examples), len(names)))
    y = np.array([right for _, right in examples], dtype=float)
    held = np.array([0.0 if name == bias else ridge for name in names])

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + (held * w) @ w / 2)
        return value, x.T @ (p - y) + held * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), digits) for name, weight in zip(names, found, strict=True)}


def fold_of(key: str, folds: int) -> int:
    """Which of so many folds a report is of, whatever else is fitted."""
    return int(hashlib.new("md5", key.encode()).hexdigest(), 16) % folds


def fingerprint(keys: Iterable[str]) -> str:
    """Which reports weights were fitted on: 16 hex digits over their ids."""
    return hashlib.sha256("\n".join(sorted(set(keys))).encode()).hexdigest()[:16]
