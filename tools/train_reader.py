"""Train the `trained` reader; four steps, because only one of them needs torch.

    python tools/train_reader.py read --data ../shared/train --readings /tmp/readings.pickle
    python tools/train_reader.py fit --readings /tmp/readings.pickle --base MINILM \\
        --weights /tmp/reader.pt
    python tools/train_reader.py export --base MINILM --weights /tmp/reader.pt
    python tools/train_reader.py tune --data ../shared/train --readings /tmp/readings.pickle

`read` parses annotated reports (docs/*.json, ann/*.json) and the codebook's own examples;
`fit` trains on four fifths of the reports, `tune` sets thresholds on the last fifth, chosen
by hash of the id. MINILM is the folder of an all-MiniLM-L6-v2 checkpoint (model.safetensors,
vocab.txt). `fit` and `export` need tools/requirements-training.txt, the others only
Dateline. The same data, seed and versions give the same weights on the same machine.
"""

import argparse
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parents[1] / "src" / "dateline" / "extract" / "data"


def main() -> None:
    arguments = _arguments()
    STEPS[arguments.step](arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("--data", type=Path, help="annotated reports: docs/ and ann/")
    parser.add_argument("--gold-tool", type=Path, help="default: DATA/../gold/gold_tool.py")
    parser.add_argument("--readings", type=Path, help="what `read` writes and `fit`, `tune` take")
    parser.add_argument("--base", type=Path, help="folder of the checkpoint to start from")
    parser.add_argument("--weights", type=Path, help="what `fit` writes and `export` takes")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--limit", type=int, help="take the first N reports only")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=17)
    return parser.parse_args()


def _read(arguments: argparse.Namespace) -> None:
    from reader_training.readings import write_readings

    write_readings(arguments.data, arguments.readings, arguments.limit)


def _fit(arguments: argparse.Namespace) -> None:
    from reader_training.fitting import fit_weights

    fit_weights(arguments)


def _export(arguments: argparse.Namespace) -> None:
    from reader_training.export import export_weights

    export_weights(arguments.base, arguments.weights, arguments.output)


def _tune(arguments: argparse.Namespace) -> None:
    from reader_training.tuning import tune_thresholds

    tune_thresholds(arguments.readings, arguments.output, _gold_tool(arguments))


def _gold_tool(arguments: argparse.Namespace) -> Any:
    path = arguments.gold_tool or arguments.data.parent / "gold" / "gold_tool.py"
    spec = importlib.util.spec_from_file_location("gold_tool", path)
    if spec is None or spec.loader is None:
        sys.exit(f"no gold tool at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


STEPS: dict[str, Callable[[argparse.Namespace], None]] = {
    "read": _read,
    "fit": _fit,
    "export": _export,
    "tune": _tune,
}

if __name__ == "__main__":
    main()
